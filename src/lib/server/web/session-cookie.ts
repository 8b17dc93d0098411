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

export function clearSessionCookie(cookies: Cookies, config: Config): void {
	cookies.delete(SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) });
}
