import type { DomainError, ErrorCode } from '#lib/domain/errors.ts';

/** The one table from refusals to HTTP statuses. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
	invalid: 400,
	forbidden: 403,
	'not-found': 404,
	conflict: 409,
	'too-large': 413,
	locked: 423,
	throttled: 429,
	unavailable: 503
};

/**
 * A refusal before any page is rendered: JSON for programs, a short page of text for people, and for a form
 * that a page's script sent what Kit makes of its own errors.
 */
export function errorPage(request: Request, refusal: DomainError): Response {
	const status = HTTP_STATUS[refusal.code];
	if (request.headers.get('x-sveltekit-action') === 'true')
		return Response.json({ type: 'error', error: { message: refusal.message, id: '' } }, { status });
	if (request.headers.get('accept')?.includes('text/html')) {
		const body = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>みちしるべ</title><h1>受け付けられませんでした</h1><p>${refusal.message}</p><p><a href="/">ホームへ</a></p>`;
		return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
	}
	return Response.json({ error: { code: refusal.code, message: refusal.message } }, { status });
}
