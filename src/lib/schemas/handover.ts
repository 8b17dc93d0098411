import { z } from 'zod';
import { LONGEST } from '#lib/domain/text-length.ts';
import { freeText } from './texts.ts';

const words = (name: string) =>
	freeText(
		name,
		LONGEST.card,
		'要点だけを書き、詳しい手順は共有フォルダーの場所を書いてください（例：共有/健康/01_集計手順.docx）。'
	);

/** 引継ぎカード as its form says it. */
export const handoverSchema = z.object({
	howMade: words('どう出したか'),
	pitfalls: words('間違えやすいところ'),
	contact: words('問い合わせ先'),
	/** The version the person saw; 0 where there was no card. */
	version: z
		.string()
		.regex(/^\d{1,9}$/, '画面を読み取れませんでした。開き直して、もう一度保存してください。')
		.default('0')
		.transform(Number)
});
export type HandoverForm = z.output<typeof handoverSchema>;
