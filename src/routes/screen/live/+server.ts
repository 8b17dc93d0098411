import { may } from '#lib/domain/permissions.ts';
import { findSession, SESSION_COOKIE, type SignedIn } from '#lib/server/accounts/sessions.ts';
import { app } from '#lib/server/app.ts';
import { readChangeCounter } from '#lib/server/live/changes.ts';
import type { RequestHandler } from './$types';
import { versionStream } from './stream.ts';

const HEADERS = {
	'content-type': 'text/event-stream',
	'cache-control': 'no-store, no-transform',
	// Proxies of the nginx kind hold streams back otherwise.
	'x-accel-buffering': 'no'
};

/** Server-sent events: the change counter on connecting and after every change. No data of the plan. */
export const GET: RequestHandler = ({ locals, cookies, request }) => {
	const refusal = refuse(locals.signedIn);
	if (refusal !== null) return refusal;
	const { database, changes, clock } = app();
	const token = cookies.get(SESSION_COOKIE) ?? '';
	// Asking counts as a sign of life: a screen that is shown is in use, until the session's absolute end.
	const isAllowed = () => refuse(findSession(database, token, clock.now())) === null;
	const counter = () => readChangeCounter(database);
	const stream = versionStream({ counter, changes, isAllowed, signal: request.signal });
	return new Response(stream, { headers: HEADERS });
};

/** Whether the stream would open: an EventSource does not tell the page why it was refused. */
export const HEAD: RequestHandler = ({ locals }) => {
	const refusal = refuse(locals.signedIn);
	return new Response(null, { status: refusal?.status ?? 200, headers: { 'cache-control': 'no-store' } });
};

/** Programs get no redirect to the sign-in page. */
function refuse(signedIn: SignedIn | null): Response | null {
	if (signedIn === null) return answer(401, 'サインインし直してください。');
	if (signedIn.mustChangePassword) return answer(403, '先にパスワードを変更してください。');
	if (!may(signedIn.actor, { kind: 'see-data' })) return answer(403, '計画と実績を見る役割ではありません。');
	return null;
}

function answer(status: number, message: string): Response {
	return new Response(message, {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
}
