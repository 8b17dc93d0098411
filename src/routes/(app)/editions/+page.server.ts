import { formatEraDate } from '#lib/domain/fiscal-year.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readEditionPage } from '#lib/server/kpis/window/edition-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock, actor } = guard(event, { kind: 'see-data' });
	const today = todayOf(clock);
	const asked = (name: string) => event.url.searchParams.get(name)?.trim() || null;
	return answering(() => ({
		today: formatEraDate(today),
		...readEditionPage(
			database,
			asked('edition'),
			{ chapter: asked('chapter'), department: asked('department'), policy: asked('policy') },
			{ today, seesDraftChecks: may(actor, { kind: 'review-results' }) }
		)
	}));
};
