import { z } from 'zod';
import { entrySchema } from './entry.ts';
import { reasonText } from './texts.ts';

const version = z
	.string()
	.regex(/^\d{1,9}$/, '画面を読み取れませんでした。開き直して、もう一度操作してください。')
	.transform(Number);

/** What a 訂正の申出 says. The figure stays text: `number-input.ts` reads it. */
export const correctionSchema = entrySchema
	.pick({ entered: true, numerator: true, denominator: true, districts: true })
	.extend({
		/** Later years that stay as they are, with the reason; every other one that follows is corrected too. */
		leave: z.record(z.string().regex(/^\d{4}$/), reasonText).optional(),
		/** Which change the page showed (`RequestDetails.seen`); left out, none was shown. */
		seen: z.string().max(100).optional(),
		reason: reasonText,
		version,
		confirmed: z
			.literal('on')
			.optional()
			.transform((value) => value === 'on'),
		key: z.string().max(100).optional()
	});
export type CorrectionForm = z.output<typeof correctionSchema>;
