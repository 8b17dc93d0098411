import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { readConfirmedPage } from '#lib/server/results/confirmed-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'review-results' });
	const { searchParams } = event.url;
	return answering(() => {
		const year = searchParams.get('year');
		const reading = year ? parseFiscalYear(year) : null;
		if (reading !== null && !reading.ok) throw new DomainError('not-found', reading.message);
		return readConfirmedPage(visitor, {
			year: reading?.year ?? null,
			departmentCode: searchParams.get('department') ?? '',
			text: searchParams.get('q') ?? ''
		});
	});
};
