import { redirect } from '@sveltejs/kit';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readOverview } from '#lib/server/kpis/overview.ts';
import { findPlan, shownYear } from '#lib/server/plan/queries.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { signedIn } = event.locals;
	// The administrator keeps accounts and sees no data: home is where the work is.
	if (signedIn && !may(signedIn.actor, { kind: 'see-data' })) redirect(303, '/admin/accounts');
	const { database, clock } = guard(event, { kind: 'see-data' });
	return answering(() => {
		const now = formatEraDateTime(clock.now());
		if (findPlan(database) === null) return { now, overview: null };
		const year = shownYear(database, event.url.searchParams.get('year'));
		return { now, overview: readOverview(database, year, todayOf(clock)) };
	});
};
