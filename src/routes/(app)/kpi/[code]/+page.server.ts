import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-data' });
	return {
		kpi: answering(() =>
			readKpiPage(visitor.database, {
				code: event.params.code,
				year: event.url.searchParams.get('year'),
				today: todayOf(visitor.clock),
				seesHandover: may(visitor.actor, { kind: 'see-entries' }),
				seesDrafts: may(visitor.actor, { kind: 'review-results' })
			})
		)
	};
};
