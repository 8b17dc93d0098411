import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDate, formatFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { todayOf } from '#lib/server/clock.ts';
import { listErrata, listErrataYears } from '#lib/server/results/corrections/errata.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'see-data' });
	return answering(() => {
		const year = yearOf(event.url.searchParams.get('year'));
		return {
			year,
			asOf: formatEraDate(todayOf(clock)),
			years: listErrataYears(database).map((each) => ({ year: each, text: formatFiscalYear(each) })),
			errata: listErrata(database, year)
		};
	});
};

function yearOf(asked: string | null): number | null {
	if (asked === null || asked === '') return null;
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
