import { z } from 'zod';
import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { codes } from '#lib/domain/model.ts';

/** A whole city's year, with room. */
const MOST_ITEMS = 20_000;
/** Lengths of a figure and of a remark are checked with the entry itself: here only what no entry can be. */
const LONGEST = 10_000;

const text = z.string().max(LONGEST);
const place = z.string().max(200);
const version = z.int().min(0).max(999_999_999);
const notes = z
	.array(
		z.object({
			place,
			message: text,
			lines: z.int().min(1).max(MOST_ITEMS).optional(),
			subject: text.optional(),
			typed: text.optional()
		})
	)
	.max(MOST_ITEMS);

/** The preview as the page sends it back. Written by `batch-preview.ts`, and by anybody who likes. */
export const handOverSchema = z.object({
	source: z.enum(['paste', 'upload']),
	fileName: z.string().max(255),
	items: z
		.array(
			z.object({
				indicatorCode: z.string().min(1).max(100),
				fiscalYear: z.int().min(1900).max(2200),
				entered: text.optional(),
				state: z.enum(codes(ENTRY_STATES)).optional(),
				cause: text.optional(),
				issue: text.optional(),
				nextAction: text.optional(),
				carriedFrom: text.optional(),
				districts: z.record(z.string().max(100), text).optional(),
				seenVersion: version.optional(),
				doubt: text.optional(),
				place,
				shown: z.object({
					outcome: z.enum(['change', 'same', 'refused', 'closed-same', 'closed-differs']),
					version
				})
			})
		)
		.max(MOST_ITEMS),
	refused: notes,
	ignored: notes
});

/** A paste as the page or the grid sends it. */
export const pasteSchema = z.object({
	text: z.string().default(''),
	start: z.string().max(100).default(''),
	column: z.enum(['entered', 'state', 'cause', 'issue', 'nextAction']).catch('entered'),
	/** Codes of the rows as the person sees them, joined by commas. */
	order: z.string().max(100_000).default(''),
	blank: z.enum(['keep', 'clear']).catch('keep'),
	/** The years of columns without a head, as the person confirmed them: `2024,2025`. */
	columnYears: z
		.string()
		.regex(/^\d{4}(?:,\d{4}){1,9}$/)
		.transform((text) => text.split(',').map(Number))
		.optional()
		.catch(undefined)
});
export type PasteForm = z.output<typeof pasteSchema>;
