import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { demand, type Act } from '#lib/domain/permissions.ts';
import { contextOf } from '../app.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Context } from '../command.ts';
import { log } from '../log.ts';
import { HTTP_STATUS } from './error-page.ts';

interface Visit {
	readonly url: URL;
	readonly locals: { signedIn: SignedIn | null; address: string; requestId: string };
}

/** Who asks, with the services to answer. */
export type Visitor = Context & { readonly signedIn: SignedIn };

/**
 * The guard at the head of every load and action: somebody is signed in, has a password of their own, and
 * may do this. Otherwise they are led to the sign-in page (and back), to the password page, or told whose task it is.
 */
export function guard(event: Visit, act: Act): Visitor {
	const visitor = signedInVisitor(event);
	if (visitor.signedIn.mustChangePassword) redirect(303, '/account/password');
	try {
		demand(visitor.actor, act);
	} catch (refusal) {
		throwAsPage(refusal);
	}
	return visitor;
}

/**
 * The guard at the head of every endpoint of the read API, with its answer. Programs are never redirected:
 * 401 without a session or a valid token, 403 for a role that may not, and refusals of the rooms as JSON.
 */
export function guardApi(event: Visit, act: Act, answer: (visitor: Visitor) => Response): Response {
	const { signedIn, address } = event.locals;
	if (signedIn === null) {
		return apiRefusal(401, 'unauthenticated', 'サインインしていないか、トークンが無効です。', {
			'www-authenticate': 'Bearer'
		});
	}
	if (signedIn.mustChangePassword) {
		return apiRefusal(403, 'forbidden', '最初のパスワードを変えてから使ってください。');
	}
	const visitor = { ...contextOf(signedIn.actor, address), signedIn };
	try {
		demand(visitor.actor, act);
		return answer(visitor);
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		return apiRefusal(HTTP_STATUS[refusal.code], refusal.code, refusal.message);
	}
}

function apiRefusal(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {}
): Response {
	return Response.json(
		{ error: { code, message } },
		{ status, headers: { 'cache-control': 'no-store', ...headers } }
	);
}

/** Only that somebody is signed in: for the account's own pages. */
export function signedInVisitor(event: Visit): Visitor {
	const { signedIn, address } = event.locals;
	if (signedIn === null) {
		const back = event.url.pathname + event.url.search;
		redirect(303, back === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`);
	}
	return { ...contextOf(signedIn.actor, address), signedIn };
}

/** Runs a load: refusals of the rooms become pages with the right status. */
export function answering<T>(work: () => T): T {
	try {
		return work();
	} catch (refusal) {
		throwAsPage(refusal);
	}
}

/** As `answering`, for a load or an endpoint that waits for something. */
export async function answeringLater<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (refusal) {
		throwAsPage(refusal);
	}
}

/** What a form gets back when its action was refused; `values` is the input, kept. */
export interface Refusal<V> {
	readonly code: string;
	readonly message: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly details: unknown;
	readonly values: V;
}

/** Runs an action: a refusal returns to the form with the input kept, beside its fields. */
export async function acting<T, V>(
	values: V,
	work: () => Promise<T>
): Promise<T | ActionFailure<Refusal<V>>> {
	try {
		return await work();
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		if (refusal.code === 'unavailable') log.error({ code: refusal.code, details: refusal.details });
		const { code, message, fields, details } = refusal;
		return fail(HTTP_STATUS[code], { code, message, fields, details, values });
	}
}

function throwAsPage(refusal: unknown): never {
	if (!(refusal instanceof DomainError)) throw refusal;
	error(HTTP_STATUS[refusal.code], { message: refusal.message, id: '' });
}
