import { todayOf } from '#lib/server/clock.ts';
import { readApiKpis } from '#lib/server/kpis/api/kpis.ts';
import { apiJson } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiJson(event, visitor, () => {
			const asked = event.url.searchParams;
			return readApiKpis(visitor.database, {
				year: asked.get('year'),
				edition: asked.get('edition'),
				from: asked.get('from'),
				to: asked.get('to'),
				today: todayOf(visitor.clock)
			});
		})
	);
