import type { Cookies } from '@sveltejs/kit';
import { app } from '../app.ts';
import { findApiToken, findSession, SESSION_COOKIE, type SignedIn } from '../accounts/sessions.ts';

interface Visit {
	readonly request: Request;
	readonly url: URL;
	readonly cookies: Cookies;
	readonly locals: { signedIn: SignedIn | null; address: string };
	getClientAddress(): string;
}

/**
 * Finds out who asks, by the session cookie or, for the read API only, by a bearer token. It opens no door:
 * each load and action demands what it needs (`guard.ts`).
 */
export function authenticate(
	event: Visit,
	answer: () => Response | Promise<Response>
): Response | Promise<Response> {
	const { database, clock } = app();
	event.locals.address = event.getClientAddress();
	event.locals.signedIn = null;
	const bearer = /^Bearer (\S+)$/.exec(event.request.headers.get('authorization') ?? '')?.[1];
	const cookie = event.cookies.get(SESSION_COOKIE);
	if (bearer !== undefined && event.url.pathname.startsWith('/api/')) {
		event.locals.signedIn = findApiToken(database, bearer, clock.now());
	} else if (cookie !== undefined) {
		event.locals.signedIn = findSession(database, cookie, clock.now());
	}
	return answer();
}
