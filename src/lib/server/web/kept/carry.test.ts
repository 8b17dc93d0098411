import { describe, expect, it } from 'vitest';
import { carryTyped } from './carry.ts';

const FORM = 'application/x-www-form-urlencoded';

function sent(
	headers: Record<string, string>,
	{ route = '/(app)/entry', signedIn = false, method = 'POST' } = {}
) {
	const url = new URL('http://localhost/entry?/save&year=2025');
	const request = new Request(url, { method, headers });
	return carryTyped({ request, url, route: { id: route }, locals: { signedIn: signedIn ? {} : null } });
}
const own = { 'content-type': FORM, 'content-length': '200' };

describe('a form that finds nobody signed in', () => {
	it('is posted again to the sign-in page, with the action that it was meant for', async () => {
		const response = await sent(own);
		expect(response?.status).toBe(307);
		expect(response?.headers.get('location')).toBe('/sign-in?carry=%2Fentry%3F%2Fsave%26year%3D2025');
		expect(response?.headers.get('cache-control')).toBe('no-store');
		expect((await sent({ ...own, 'content-type': 'multipart/form-data; boundary=x' }))?.status).toBe(307);
	});

	it('is not read where it is too large or does not say how large it is', async () => {
		for (const length of ['1048577', null]) {
			const response = await sent({
				'content-type': FORM,
				...(length === null ? {} : { 'content-length': length })
			});
			expect(response?.status).toBe(303);
			expect(response?.headers.get('location')).toBe('/sign-in?lost=%2Fentry%3F%2Fsave%26year%3D2025');
		}
	});

	it.each([
		['somebody who is signed in', own, { signedIn: true }],
		['reading', own, { method: 'PUT' }],
		['a form of a page’s script', { ...own, 'x-sveltekit-action': 'true' }, {}],
		['a program', { ...own, 'content-type': 'application/json' }, {}],
		['the sign-in page', own, { route: '/sign-in' }],
		['the password page', own, { route: '/account/password' }],
		['signing out', own, { route: '/sign-out' }],
		['the API', own, { route: '/api/v1/kpis' }]
	])('is left alone: %s', async (_what, headers, more) => {
		expect(await sent(headers, more)).toBeNull();
	});
});
