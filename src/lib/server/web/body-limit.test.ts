import { describe, expect, it } from 'vitest';
import { LARGEST_BODY, refuseLargeBody, UPLOAD_ROUTES } from './body-limit.ts';

const SIGNED_IN = { signedIn: {} };
const NOBODY = { signedIn: null };
const UPLOAD = '/(app)/entry/upload';

function sent(id: string | null, length: number | null, locals: object = SIGNED_IN, headers = {}) {
	const request = new Request('http://localhost/entry/upload', {
		method: 'POST',
		body: 'x',
		headers: { ...(length === null ? {} : { 'content-length': String(length) }), ...headers }
	});
	return refuseLargeBody({ request, route: { id }, locals: locals as typeof NOBODY });
}

describe('refuseLargeBody', () => {
	it('lets forms of text through up to 1 MB, on every route, also unknown ones', () => {
		for (const id of ['/sign-in', UPLOAD, null]) {
			expect(sent(id, 1_048_576, NOBODY)).toBeNull();
			expect(sent(id, 1_048_577, NOBODY)?.status).toBe(413);
		}
	});

	it('takes files only on the routes of the table and only from somebody signed in', () => {
		expect(sent(UPLOAD, 6 * 1_048_576)).toBeNull();
		expect(sent(UPLOAD, 6 * 1_048_576 + 1)?.status).toBe(413);
		expect(sent(UPLOAD, 5_000_000, NOBODY)?.status).toBe(413);
		expect(sent('/(app)/entry', 5_000_000)?.status).toBe(413);
		expect(LARGEST_BODY).toBe(Math.max(...Object.values(UPLOAD_ROUTES).map(({ bytes }) => bytes)));
	});

	it('refuses a body that does not say how large it is', () => {
		expect(sent(UPLOAD, null)?.status).toBe(413);
	});

	it('says why in Japanese, to people, programs and enhanced forms', async () => {
		const page = await sent(UPLOAD, 99_999_999, SIGNED_IN, { accept: 'text/html' })?.text();
		expect(page).toContain('5MBまで');
		const json = (await sent(UPLOAD, 99_999_999)?.json()) as { error: { code: string } };
		expect(json.error.code).toBe('too-large');
		const enhanced = await sent(UPLOAD, 99_999_999, SIGNED_IN, { 'x-sveltekit-action': 'true' })?.json();
		expect(enhanced).toMatchObject({ type: 'error', error: { message: expect.stringContaining('5MB') } });
	});

	it('leaves reading alone', () => {
		const request = new Request('http://localhost/', { headers: { 'content-length': '99999999' } });
		expect(refuseLargeBody({ request, route: { id: '/' }, locals: NOBODY })).toBeNull();
	});
});
