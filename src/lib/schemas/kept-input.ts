import { z } from 'zod';

/** What a page posted after its session had ended, as the sign-in page hands it on. Written by anybody who likes. */
export const keptInputSchema = z.object({
	/** Path and search of the action that it was posted to. */
	to: z.string().min(1).max(2000),
	/** The account whose session had ended; null where nobody can say. */
	by: z.int().positive().nullable(),
	/** Names and values in the order of the form; a name may come more than once. */
	fields: z.array(z.tuple([z.string().max(300), z.string()])).max(20_000),
	/** Names of files, which cannot be carried. */
	files: z.array(z.string().max(300)).max(100)
});
export type KeptInput = z.output<typeof keptInputSchema>;
