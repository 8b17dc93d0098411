import { formatEraDate } from '#lib/domain/fiscal-year.ts';
import { todayOf } from '#lib/server/clock.ts';
import { chartsRequestOf } from '#lib/server/kpis/charts-request.ts';
import { readSmallMultiples } from '#lib/server/kpis/small-multiples.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'see-data' });
	const today = todayOf(clock);
	return answering(() => ({
		today: formatEraDate(today),
		page: readSmallMultiples(database, chartsRequestOf(event.url.searchParams, today))
	}));
};
