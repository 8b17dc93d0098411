import { redirect } from '@sveltejs/kit';
import { todayOf } from '#lib/server/clock.ts';
import { isFormAddress, listQuery, listRequestOf } from '#lib/server/kpis/list/request.ts';
import { readKpiList } from '#lib/server/kpis/list/list.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-data' });
	const asked = event.url.searchParams;
	const request = answering(() => listRequestOf(asked, todayOf(visitor.clock)));
	// What a form sends names every field: the address that people copy names only what was chosen.
	if (isFormAddress(asked)) redirect(303, `${event.url.pathname}?${listQuery(request)}#list`);
	return answering(() => ({ list: readKpiList(visitor.database, request) }));
};
