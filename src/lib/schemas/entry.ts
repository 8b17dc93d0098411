import { z } from 'zod';
import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { codes } from '#lib/domain/model.ts';

const REMARK = 2000;

const remark = (name: string) =>
	z
		.string()
		.default('')
		// A browser counts a line break as one character and sends two.
		.transform((text) => text.replaceAll('\r\n', '\n').trim())
		.refine(
			(text) => text.length <= REMARK,
			`${name}は${REMARK}文字までです。短くまとめるか、資料名を書いて別に保管してください。`
		);

const ratePart = (name: string) =>
	z.string().max(100, `${name}が長すぎます。数値だけを入力してください（例：1,234）。`);

/** One indicator's entry as a form, a file or the API may say it. The figure stays text: `number-input.ts` reads it. */
export const entrySchema = z.object({
	entered: z.string().max(200, '値が長すぎます。数値だけを入力してください（例：1,234）。').default(''),
	/** The two figures of a computed rate, where they have fields of their own. */
	numerator: ratePart('分子').optional(),
	denominator: ratePart('分母').optional(),
	/** District code → figure as typed; left out, what is stored for the districts stays. */
	districts: z
		.record(
			z.string(),
			z.string().max(200, '地区別の値が長すぎます。数値だけを入力してください（例：1,234）。')
		)
		.optional(),
	state: z.enum(codes(ENTRY_STATES), { error: '値の状態を一覧から選んでください。' }).default('final'),
	cause: remark('要因分析'),
	issue: remark('課題'),
	nextAction: remark('今後の取組'),
	/** The version the person saw; 0 where nothing was entered. */
	version: z
		.string()
		.regex(/^\d{1,9}$/)
		.default('0')
		.transform(Number),
	/** Warnings were read and confirmed. */
	confirmed: z
		.literal('on')
		.optional()
		.transform((value) => value === 'on'),
	key: z.string().max(100).optional()
});
export type EntryForm = z.output<typeof entrySchema>;
