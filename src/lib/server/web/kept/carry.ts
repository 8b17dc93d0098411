import { CARRY, LOST } from './kept.ts';
import { MEGABYTE } from '../body-limit.ts';

interface Sent {
	readonly request: Request;
	readonly url: URL;
	readonly route: { readonly id: string | null };
	readonly locals: { readonly signedIn: unknown };
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * A plain form of the working screens that finds nobody signed in is sent on to the sign-in page with everything
 * in it: 307 makes the browser post the same form again. Enhanced forms and programs are told as before, because
 * their page still stands and keeps what was typed. Null when the request may go on.
 */
export async function carryTyped({ request, url, route, locals }: Sent): Promise<Response | null> {
	if (request.method !== 'POST' || locals.signedIn !== null) return null;
	if (route.id?.startsWith('/(app)/') !== true && route.id !== '/(app)') return null;
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!FORMS.includes(type) || request.headers.get('x-sveltekit-action') === 'true') return null;
	const to = encodeURIComponent(url.pathname + url.search);
	const length = Number(request.headers.get('content-length') ?? Infinity);
	if (length <= MEGABYTE) return sendOn(307, `/sign-in?${CARRY}=${to}`);
	// Too much for a form of text. It is let through to its end, or the browser shows a broken connection instead.
	await request.body?.pipeTo(new WritableStream()).catch(() => {});
	return sendOn(303, `/sign-in?${LOST}=${to}`);
}

function sendOn(status: number, location: string): Response {
	return new Response(null, { status, headers: { location, 'cache-control': 'no-store' } });
}
