/** Divisions and departments in a city file. */
import { z } from 'zod';
import { code, day, isSample, maybe, text } from './fields.ts';

export const division = z.strictObject({ code, name: text, isSample });

export const department = z.strictObject({
	code,
	name: text,
	division: code,
	validFrom: day,
	/** Last day, null while it exists. */
	validTo: maybe(day),
	successor: maybe(code),
	/** The department head confirms before the planning division sees a submission. */
	headStep: z.boolean().default(false),
	isSample
});
