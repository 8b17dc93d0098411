import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';

/** A fiscal year in an address or a form; null where none was asked for. @throws DomainError `not-found` in words. */
export function askedYear(text: string | null | undefined): number | null {
	if (text === null || text === undefined || text.trim() === '') return null;
	const reading = parseFiscalYear(text);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
