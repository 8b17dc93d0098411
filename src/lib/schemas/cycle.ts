import { z } from 'zod';
import { japanDate, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { codes, CYCLE_KINDS } from '#lib/domain/model.ts';
import { reasonText } from './texts.ts';

const day = (name: string) =>
	z.string().trim().refine(isDay, `${name}を、年月日で入力してください（例：2027-06-15）。`);

const year = z.string().transform((text, context) => {
	const reading = parseFiscalYear(text);
	if (reading.ok) return reading.year;
	context.addIssue({ code: 'custom', message: reading.message });
	return z.NEVER;
});

/** A new 実績照会. */
export const newCycleSchema = z.object({
	year,
	kind: z.enum(codes(CYCLE_KINDS), { error: '照会の種類を選んでください。' }),
	opensOn: day('開始日'),
	deadline: day('提出期限')
});
export type NewCycle = z.output<typeof newCycleSchema>;

export const deadlineSchema = z.object({ deadline: day('提出期限'), reason: reasonText });

export const closingSchema = z.object({
	/** What the preview showed: closing is refused where it has changed since. */
	seen: z.string().max(200).default(''),
	confirmed: z
		.literal('on')
		.optional()
		.transform((value) => value === 'on')
});

function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	try {
		return japanDate(text) === text;
	} catch {
		return false;
	}
}
