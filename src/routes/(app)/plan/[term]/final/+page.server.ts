import { formatEraDate } from '#lib/domain/fiscal-year.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readFinalPage } from '#lib/server/kpis/final/page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'see-data' });
	const today = todayOf(clock);
	return answering(() => ({
		today: formatEraDate(today),
		evaluation: readFinalPage(database, event.params.term, today)
	}));
};
