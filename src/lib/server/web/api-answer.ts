import { createHash, randomUUID } from 'node:crypto';
import { todayOf } from '../clock.ts';
import { readChangeCounter } from '../live/changes.ts';
import type { Visitor } from './guard.ts';

interface Asked {
	readonly request: Request;
	readonly url: URL;
}

/** What only a restart can change, the program itself and a restored database, makes every answer a new one. */
const SINCE_START = randomUUID();

/**
 * An answer of the read API. Its ETag is made of what it depends on (program, data, day, address), so that an unchanged
 * answer costs neither the reading nor the sending.
 */
export function apiAnswer(
	{ request, url }: Asked,
	{ database, clock }: Visitor,
	make: () => { body: string; headers: Record<string, string> }
): Response {
	const parts = [SINCE_START, readChangeCounter(database), todayOf(clock), url.pathname, url.search];
	const etag = `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;
	const headers = { etag, 'cache-control': 'private, no-cache', vary: 'authorization, cookie' };
	const known = request.headers
		.get('if-none-match')
		?.split(',')
		.map((each) => each.trim());
	if (known?.includes(etag)) return new Response(null, { status: 304, headers });
	const { body, headers: own } = make();
	return new Response(body, { headers: { ...headers, ...own } });
}

/** The same for JSON. */
export function apiJson(event: Asked, visitor: Visitor, make: () => unknown): Response {
	return apiAnswer(event, visitor, () => ({
		body: JSON.stringify(make()),
		headers: { 'content-type': 'application/json; charset=utf-8' }
	}));
}
