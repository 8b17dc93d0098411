import { demand, type Act } from '#lib/domain/permissions.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { contextOf } from '../app.ts';
import { HTTP_STATUS } from './error-page.ts';
import type { Visitor } from './guard.ts';

interface Visit {
	readonly locals: { signedIn: SignedIn | null; address: string };
}

/** What a page's script is told instead of an answer. */
export interface JsonRefusal {
	readonly code: string;
	readonly message: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly details: unknown;
}

/**
 * The guard at the head of an endpoint that a page's own script talks to, with its answer as JSON. A script is
 * never redirected: 401 when the session has ended, so that what was typed can be kept and sent again.
 */
export async function answerJson(
	event: Visit,
	act: Act,
	work: (visitor: Visitor) => unknown
): Promise<Response> {
	const { signedIn, address } = event.locals;
	if (signedIn === null) return refuse(401, 'unauthenticated', 'サインインの有効期間が切れました。');
	if (signedIn.mustChangePassword)
		return refuse(403, 'forbidden', '最初のパスワードを変えてから使ってください。');
	const visitor = { ...contextOf(signedIn.actor, address), signedIn };
	try {
		demand(visitor.actor, act);
		return Response.json(await work(visitor), { headers: { 'cache-control': 'no-store' } });
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		const { code, message, fields, details } = refusal;
		return refuse(HTTP_STATUS[code], code, message, fields, details);
	}
}

function refuse(
	status: number,
	code: string,
	message: string,
	fields: JsonRefusal['fields'] = {},
	details: unknown = null
): Response {
	const error: JsonRefusal = { code, message, fields, details };
	return Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
}
