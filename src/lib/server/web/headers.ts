import { isSecure, type Config } from '../config.ts';

/** Pages that no cache may keep, wherever it stands. */
const PRIVATE = /^\/(admin|account|sign-in)(\/|$)/;

/** For answers that are no page of Kit's: data, downloads, refusals. */
const NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Adds the headers that every answer carries. The content security policy itself comes from Kit (by hash). */
export async function securityHeaders(
	event: { url: URL },
	config: Config,
	answer: () => Response | Promise<Response>
): Promise<Response> {
	const response = await answer();
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('x-frame-options', 'DENY');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
	if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOTHING_ALLOWED);
	if (isSecure(config)) headers.set('strict-transport-security', 'max-age=31536000');
	if (!headers.has('cache-control'))
		headers.set('cache-control', PRIVATE.test(event.url.pathname) ? 'no-store' : 'private, no-cache');
	return response;
}
