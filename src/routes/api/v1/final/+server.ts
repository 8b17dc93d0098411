import { todayOf } from '#lib/server/clock.ts';
import { readApiFinal } from '#lib/server/kpis/final/api.ts';
import { apiJson } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiJson(event, visitor, () =>
			readApiFinal(visitor.database, event.url.searchParams.get('plan'), todayOf(visitor.clock))
		)
	);
