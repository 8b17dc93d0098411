import { redirect } from '@sveltejs/kit';
import { ROLES, type Role } from '#lib/domain/model.ts';
import { signInSchema } from '#lib/schemas/account.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { hasAccounts, listDemoAccounts } from '#lib/server/accounts/queries.ts';
import { app } from '#lib/server/app.ts';
import { findPlan } from '#lib/server/plan/queries.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting } from '#lib/server/web/guard.ts';
import { setSessionCookie } from '#lib/server/web/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where each role's work begins. */
const FIRST_PAGE: Record<Role, string> = {
	editor: '/entry',
	head: '/entry',
	planner: '/',
	viewer: '/',
	admin: '/admin/accounts'
};

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.signedIn !== null) redirect(303, '/');
	const services = app();
	const demo = services.config.mode === 'demo';
	return {
		city: findPlan(services.database)?.cityName ?? null,
		next: url.searchParams.get('next') ?? '',
		isEmpty: !hasAccounts(services),
		demoAccounts: demo
			? listDemoAccounts(services).map(({ role, ...rest }) => ({ ...rest, role: ROLES[role] }))
			: []
	};
};

export const actions: Actions = {
	default: async ({ request, cookies, locals }) => {
		const fields = textFields(await request.formData());
		const { password, ...kept } = fields;
		return acting(kept, async () => {
			const { username, next } = parse(signInSchema, fields);
			const { token, role } = await signIn(app(), {
				username,
				password: password ?? '',
				address: locals.address,
				userAgent: request.headers.get('user-agent') ?? ''
			});
			setSessionCookie(cookies, token, app().config);
			redirect(303, next ?? FIRST_PAGE[role]);
		});
	}
};
