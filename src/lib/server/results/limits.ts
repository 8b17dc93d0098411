/** What every command asks of free text and of lists, however they reach it. */
import { DomainError } from '#lib/domain/errors.ts';
import { countProblem, lengthProblem, LONGEST, MOST_ROWS, tidyText } from '#lib/domain/text-length.ts';

/**
 * Why somebody does something, tidied.
 * @throws DomainError `invalid` (field `reason`) without one, saying `missing`, or where it is too long.
 */
export function neededReason(text: string, missing: string): string {
	const reason = tidyText(text);
	const problem =
		reason === '' ? missing : lengthProblem('理由', reason, LONGEST.reason, '短くまとめてください。');
	if (problem !== null) throw new DomainError('invalid', problem, { fields: { reason: problem } });
	return reason;
}

/** @throws DomainError `invalid` for more rows than a whole city has. */
export function refuseTooManyRows(count: number): void {
	const problem = countProblem('指標', count, MOST_ROWS, '分けて送ってください。');
	if (problem !== null) throw new DomainError('invalid', problem);
}
