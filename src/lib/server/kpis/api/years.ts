/** The fiscal years that an address asks for. */
import { DomainError } from '#lib/domain/errors.ts';
import { formatFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';

/** Fiscal years from `first` to `last`. @throws DomainError `invalid` when they are the wrong way round. */
export function yearsBetween(first: number, last: number): number[] {
	if (first > last) {
		throw new DomainError(
			'invalid',
			`年度の範囲が逆です。from（${formatFiscalYear(first)}）は to（${formatFiscalYear(last)}）以前にしてください。`
		);
	}
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A fiscal year as asked for, else `otherwise`. @throws DomainError `not-found` in words for what is no year. */
export function yearOr(asked: string | null, otherwise: number): number {
	if (asked === null || asked.trim() === '') return otherwise;
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
