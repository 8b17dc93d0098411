import type { Cookies } from '@sveltejs/kit';
import { SESSION_COOKIE } from '../accounts/sessions.ts';
import { isSecure, type Config } from '../config.ts';

/** The session's cookie: for this site only, out of reach of scripts, gone with the browser. */
export function setSessionCookie(cookies: Cookies, token: string, config: Config): void {
	cookies.set(SESSION_COOKIE, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure(config)
	});
}

/** Takes the cookie away with the same attributes it was set with; without them browsers keep it. */
export function clearSessionCookie(cookies: Cookies, config: Config): void {
	cookies.delete(SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) });
}
