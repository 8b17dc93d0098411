import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { readEntryList } from '#lib/server/results/entry-list.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	return answering(() => {
		const year = searchParams.get('year');
		const reading = year ? parseFiscalYear(year) : null;
		if (reading !== null && !reading.ok) throw new DomainError('not-found', reading.message);
		return readEntryList(visitor, {
			year: reading?.year ?? null,
			departmentCode: searchParams.get('department')
		});
	});
};
