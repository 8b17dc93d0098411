import { todayOf } from '#lib/server/clock.ts';
import { readApiCounts } from '#lib/server/kpis/api/counts.ts';
import { apiJson } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiJson(event, visitor, () =>
			readApiCounts(visitor.database, event.url.searchParams.get('year'), todayOf(visitor.clock))
		)
	);
