import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/accounts/sign-in.ts';
import { app } from '#lib/server/app.ts';
import { signedInVisitor } from '#lib/server/web/guard.ts';
import { clearSessionCookie } from '#lib/server/web/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async (event) => {
		const visitor = signedInVisitor(event);
		await signOut(visitor, visitor.signedIn.tokenHash);
		clearSessionCookie(event.cookies, app().config);
		redirect(303, '/sign-in');
	}
};
