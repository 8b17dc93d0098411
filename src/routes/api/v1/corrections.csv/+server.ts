import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { errataFile } from '#lib/server/results/corrections/errata.ts';
import { apiAnswer } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiAnswer(event, visitor, () => {
			const { name, body } = errataFile(visitor.database, yearOf(event.url.searchParams.get('year')));
			return {
				body,
				headers: {
					'content-type': 'text/csv; charset=utf-8; header=present',
					'content-disposition': `attachment; filename="${name}"`
				}
			};
		})
	);

/** @throws DomainError `not-found` for what is no fiscal year. */
function yearOf(asked: string | null): number | null {
	if (asked === null || asked.trim() === '') return null;
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
