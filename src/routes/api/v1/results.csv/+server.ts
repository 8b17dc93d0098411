import { todayOf } from '#lib/server/clock.ts';
import { readResultsFile } from '#lib/server/kpis/results-file.ts';
import { apiAnswer } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiAnswer(event, visitor, () => {
			const asked = event.url.searchParams;
			const { name, body } = readResultsFile(visitor.database, {
				from: asked.get('from'),
				to: asked.get('to'),
				today: todayOf(visitor.clock)
			});
			return {
				body,
				headers: {
					'content-type': 'text/csv; charset=utf-8; header=present',
					'content-disposition': `attachment; filename="${name}"`
				}
			};
		})
	);
