import { todayOf } from '#lib/server/clock.ts';
import { listRequestOf, readKpiList } from '#lib/server/kpis/list.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-data' });
	return answering(() => {
		const request = listRequestOf(event.url.searchParams, todayOf(visitor.clock));
		return { list: readKpiList(visitor.database, request) };
	});
};
