import type { ActionResult } from '@sveltejs/kit';
import { deserialize } from '$app/forms';
import { notSent } from '../typed-form.svelte.ts';

/** What the action says of a submission that stays. */
interface Refused {
	readonly message: string;
	readonly notTaken: { readonly message: string } | null;
}

/** An answer that takes longer counts as lost. */
const PATIENCE_MS = 20_000;

/** Asks for one submission back. `item`: code and version, as the button carries them. Never throws. */
export async function askForItBack(address: string, item: string): Promise<ActionResult> {
	const body = new FormData();
	body.set('withdraw', item);
	try {
		const response = await fetch(address, {
			method: 'POST',
			body,
			headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
		return deserialize(await response.text());
	} catch (error) {
		return { type: 'error', error };
	}
}

/** Why it was not taken back, in a sentence for its row; null where it was. */
export function notTakenBack(result: ActionResult): string | null {
	if (result.type === 'failure') {
		const { notTaken, message } = (result.data ?? {}) as Partial<Refused>;
		return notTaken?.message ?? `取り下げていません。${message ?? ''}`;
	}
	const trouble = notSent(result);
	if (trouble === null) return null;
	return trouble.kind === 'session'
		? '取り下げていません。サインインの有効期間が切れました。別のタブでサインインし直してから、もう一度押してください。'
		: `取り下げられたか、確かめられません。${trouble.message}しばらくしてから、もう一度押してください。`;
}
