import { todayOf } from '#lib/server/clock.ts';
import { readFinalFile } from '#lib/server/kpis/final/file.ts';
import { attachment } from '#lib/server/web/attachment.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { database, clock } = guard(event, { kind: 'see-data' });
	const { name, body } = answering(() => readFinalFile(database, event.params.term, todayOf(clock)));
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': attachment(name),
			'cache-control': 'private, no-store'
		}
	});
};
