import type { SubmitFunction } from '@sveltejs/kit';
import { resolve } from '$app/paths';

/** Why a form was not sent: nobody is signed in any more, or no answer came that the page could show. */
export type NotSent = { readonly kind: 'session' } | { readonly kind: 'failed'; readonly message: string };

type Result = Parameters<Awaited<ReturnType<SubmitFunction>> & object>[0]['result'];

/** What kept a form from being sent; null where its page can show the answer. */
export function notSent(result: Result): NotSent | null {
	if (result.type === 'redirect' && result.location.startsWith(resolve('/sign-in')))
		return { kind: 'session' };
	if (result.type !== 'error') return null;
	const { message } = result.error as { message?: unknown };
	// What the browser says of a lost connection is no sentence for people.
	const isOurs = result.status !== undefined && typeof message === 'string';
	return { kind: 'failed', message: isOurs ? message : '接続が切れているか、サーバーが応答していません。' };
}

/**
 * A form whose typed text stays on the page until the server has it: when the session has ended, when the
 * connection is lost, and when the server answers with an error, the page must stand as it is.
 */
export class TypedForm {
	isDirty = $state(false);
	trouble = $state.raw<NotSent | null>(null);
	readonly #settled: (type: Result['type']) => void;

	/** `settled`: what is to be done once the page shows the answer. */
	constructor(settled: (type: Result['type']) => void = () => {}) {
		this.#settled = settled;
	}

	readonly enhance: SubmitFunction = () => {
		this.isDirty = false;
		return async ({ result, update }) => {
			this.trouble = notSent(result);
			if (result.type !== 'redirect' || this.trouble !== null) this.isDirty = true;
			if (this.trouble !== null) return;
			await update({ reset: false });
			this.#settled(result.type);
		};
	};
}
