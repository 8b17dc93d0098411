import { z } from 'zod';
import { entrySchema } from './entry.ts';

/** What one cell of the entry grid may change; what is not named stays as stored. */
const patchSchema = z
	.object({
		entered: entrySchema.shape.entered.unwrap(),
		state: entrySchema.shape.state.unwrap(),
		cause: entrySchema.shape.cause,
		issue: entrySchema.shape.issue,
		nextAction: entrySchema.shape.nextAction
	})
	.partial();

const BROKEN = '送られた内容を読み取れませんでした。画面を開き直して、もう一度入力してください。';

/** The body of `POST /entry/cells`. */
export const cellSchema = z.object(
	{
		/** The account that typed: after a new sign-in on this computer it may be another. */
		account: z.int({ error: BROKEN }),
		year: z.int({ error: BROKEN }),
		indicator: z.string({ error: BROKEN }).min(1, BROKEN).max(50, BROKEN),
		/** The version the person saw; 0 where nothing was entered. */
		version: z.int({ error: BROKEN }).min(0, BROKEN),
		/** The same key sent again is carried out once. */
		key: z.string({ error: BROKEN }).min(8, BROKEN).max(100, BROKEN),
		patch: patchSchema
	},
	{ error: BROKEN }
);
export type CellForm = z.output<typeof cellSchema>;
