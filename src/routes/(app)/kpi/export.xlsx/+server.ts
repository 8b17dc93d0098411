import { todayOf } from '#lib/server/clock.ts';
import { readListWorkbook } from '#lib/server/kpis/list/export.ts';
import { listRequestOf } from '#lib/server/kpis/list/request.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import { download } from '../download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const visitor = guard(event, { kind: 'see-data' });
	const file = answering(() =>
		readListWorkbook(visitor.database, listRequestOf(event.url.searchParams, todayOf(visitor.clock)))
	);
	return download(await file);
};
