import { redirect } from '@sveltejs/kit';
import { ROLES, type Role } from '#lib/domain/model.ts';
import { signInSchema } from '#lib/schemas/account.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { findSession, holderOf, SESSION_COOKIE } from '#lib/server/accounts/sessions.ts';
import { hasAccounts, listDemoAccounts } from '#lib/server/accounts/queries.ts';
import { app, contextOf } from '#lib/server/app.ts';
import { findPlan } from '#lib/server/plan/queries.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting } from '#lib/server/web/guard.ts';
import { CARRY, keepForm, LOST, readKept, writeKept } from '#lib/server/web/kept/kept.ts';
import { viewKept } from '#lib/server/web/kept/view.ts';
import { setSessionCookie } from '#lib/server/web/session-cookie.ts';
import { knownTarget } from './known.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Where each role's work begins. */
const FIRST_PAGE: Record<Role, string> = {
	editor: '/entry',
	head: '/entry',
	planner: '/',
	viewer: '/',
	admin: '/admin/accounts'
};

export const load: PageServerLoad = async ({ locals, request, url }) => {
	// Whoever is signed in has nothing to do here, unless something typed is on its way through.
	if (locals.signedIn !== null && !(request.method === 'POST' && isOnItsWay(url))) redirect(303, '/');
	const services = app();
	const demo = services.config.mode === 'demo';
	const lost = await knownTarget(url.searchParams.get(LOST));
	return {
		city: findPlan(services.database)?.cityName ?? null,
		next: lost?.page ?? url.searchParams.get('next') ?? '',
		isLost: lost !== null,
		isEmpty: !hasAccounts(services),
		demoAccounts: demo
			? listDemoAccounts(services).map(({ role, ...rest }) => ({ ...rest, role: ROLES[role] }))
			: []
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, url, cookies, locals } = event;
		const form = await request.formData();
		const carriedTo = url.searchParams.get(CARRY);
		if (carriedTo !== null) return carry(event, form, carriedTo);
		const { password, ...values } = textFields(form);
		return acting(values, async () => {
			const { username, next, kept } = parse(signInSchema, values);
			const { token, role } = await signIn(app(), {
				username,
				password: password ?? '',
				address: locals.address,
				userAgent: request.headers.get('user-agent') ?? ''
			});
			setSessionCookie(cookies, token, app().config);
			return (await continued(token, locals.address, kept)) ?? redirect(303, next ?? FIRST_PAGE[role]);
		});
	}
};

const isOnItsWay = ({ searchParams }: URL): boolean => searchParams.has(CARRY) || searchParams.has('kept');

/** A form that found nobody signed in: the sign-in page takes its fields along. */
async function carry({ cookies, locals }: RequestEvent, form: FormData, carriedTo: string) {
	const target = await knownTarget(carriedTo);
	if (target === null) return { values: {} };
	const token = cookies.get(SESSION_COOKIE);
	const by = token === undefined ? null : holderOf(app().database, token);
	const kept = keepForm(form, target.address, by);
	if (kept === null) return { values: { next: target.page }, isTooMuch: true };
	// Somebody signed in at another tab meanwhile.
	if (locals.signedIn !== null && token !== undefined) {
		const view = await continued(token, locals.address, writeKept(kept));
		if (view !== null) return view;
	}
	return { values: { next: target.page, kept: writeKept(kept) } };
}

/** 「入力の続き」 for whoever has just signed in; null where nothing was kept. */
async function continued(token: string, address: string, text: string | undefined) {
	const kept = readKept(text);
	const target = await knownTarget(kept?.to ?? null);
	const { database, clock } = app();
	const signedIn = findSession(database, token, clock.now());
	if (kept === null || target === null || signedIn === null) return null;
	return { values: {}, kept: viewKept(contextOf(signedIn.actor, address), signedIn, kept, target) };
}
