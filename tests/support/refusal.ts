import { expect } from 'vitest';
import { DomainError, type ErrorCode } from '#lib/domain/errors.ts';

/** The refusal that `work` ends with; fails when it succeeds or breaks in another way. */
export async function refusalOf(work: () => unknown): Promise<DomainError> {
	let outcome: unknown;
	try {
		outcome = await work();
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
	throw new Error(`nothing was refused: ${JSON.stringify(outcome)}`);
}

/** Asserts that `work` is refused with this code and with these words in the message. */
export async function expectRefusal(
	work: () => unknown,
	code: ErrorCode,
	words: string
): Promise<DomainError> {
	const refusal = await refusalOf(work);
	expect({ code: refusal.code, message: refusal.message }).toEqual({
		code,
		message: expect.stringContaining(words) as string
	});
	return refusal;
}
