import { readHandoverBook } from '#lib/server/results/handover/book.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => readHandoverBook(visitor, event.url.searchParams.get('department')));
};
