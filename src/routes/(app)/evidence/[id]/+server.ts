import { readEvidence } from '#lib/server/results/evidence/queries.ts';
import { attachment } from '#lib/server/web/attachment.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** Hands an evidence file out as a download, never as a page. */
export const GET: RequestHandler = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { name, mediaType, bytes } = answering(() => readEvidence(visitor, Number(event.params.id)));
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-disposition': attachment(name),
			'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
			'cache-control': 'private, no-store'
		}
	});
};
