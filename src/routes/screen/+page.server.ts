import { readOverallScreen } from '#lib/server/kpis/screen/screen.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';
import { askedOf } from './asked.ts';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-data' });
	return answering(() => readOverallScreen(visitor, askedOf(event.url)));
};
