import { z } from 'zod';
import { entrySchema } from './entry.ts';

const version = z
	.string()
	.regex(/^\d{1,9}$/, '画面を読み取れませんでした。開き直して、もう一度操作してください。')
	.transform(Number);

const REASON = 1000;

const reason = z
	.string()
	.default('')
	.transform((text) => text.replaceAll('\r\n', '\n').trim())
	.refine((text) => text.length <= REASON, `理由は${REASON}文字までです。短くまとめてください。`);

/** What a 訂正の申出 says. The figure stays text: `number-input.ts` reads it. */
export const correctionSchema = entrySchema
	.pick({ numerator: true, denominator: true, districts: true })
	.extend({
		entered: z.string().max(200, '値が長すぎます。数値だけを入力してください（例：1,234）。').default(''),
		/** Later years that stay as they are, with the reason; every other one that follows is corrected too. */
		leave: z.record(z.string().regex(/^\d{4}$/), reason).optional(),
		/** Which change the page showed (`RequestDetails.seen`); left out, none was shown. */
		seen: z.string().max(100).optional(),
		reason,
		version,
		confirmed: z
			.literal('on')
			.optional()
			.transform((value) => value === 'on'),
		key: z.string().max(100).optional()
	});
export type CorrectionForm = z.output<typeof correctionSchema>;

/** A decision on a request, on the version of the figure that was seen. */
export const correctionDecisionSchema = z.object({ id: version, version, reason });
