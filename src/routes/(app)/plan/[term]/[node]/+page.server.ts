import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readNodePage } from '#lib/server/kpis/plan-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock, actor } = guard(event, { kind: 'see-data' });
	const { term, node } = event.params;
	const edition = event.url.searchParams.get('edition')?.trim() || null;
	return answering(() =>
		readNodePage(database, term, node, edition, {
			today: todayOf(clock),
			seesDraftChecks: may(actor, { kind: 'review-results' })
		})
	);
};
