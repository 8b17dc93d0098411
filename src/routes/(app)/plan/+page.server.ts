import { todayOf } from '#lib/server/clock.ts';
import { readPlanPage } from '#lib/server/kpis/plan-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'see-data' });
	const term = event.url.searchParams.get('term')?.trim() || null;
	return answering(() => readPlanPage(database, term, todayOf(clock)));
};
