import { z } from 'zod';
import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { codes } from '#lib/domain/model.ts';
import { LONGEST } from '#lib/domain/text-length.ts';
import { figureText, freeText } from './texts.ts';

const remark = (name: string) =>
	freeText(name, LONGEST.remark, '短くまとめるか、資料名を書いて別に保管してください。');

/** One indicator's entry as a form, a file or the API may say it. The figure stays text: `number-input.ts` reads it. */
export const entrySchema = z.object({
	entered: figureText('値', LONGEST.figure).default(''),
	/** The two figures of a computed rate, where they have fields of their own. */
	numerator: figureText('分子', LONGEST.ratePart).optional(),
	denominator: figureText('分母', LONGEST.ratePart).optional(),
	/** District code → figure as typed; left out, what is stored for the districts stays. */
	districts: z.record(z.string(), figureText('地区別の値', LONGEST.figure)).optional(),
	state: z.enum(codes(ENTRY_STATES), { error: '値の状態を一覧から選んでください。' }).default('final'),
	/** 「R4」: the year in which a carried figure was measured; empty: this year's own; left out: as stored. */
	carriedFrom: figureText('測った年度', LONGEST.figure).optional(),
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
