import { SvelteMap } from 'svelte/reactivity';

/** What came of 「取り下げる」, said at the row itself. */
export class Withdrawals {
	readonly #refused = new SvelteMap<string, string>();
	/** The row whose submission was taken back last. */
	taken = $state<string | null>(null);

	/** Why a row's submission was not taken back. */
	problem(code: string): string | null {
		return this.#refused.get(code) ?? null;
	}

	/** Somebody asks: what was said before no longer holds. */
	begin(code: string): void {
		this.#refused.delete(code);
		this.taken = null;
	}

	refuse(code: string, message: string): void {
		this.#refused.set(code, message);
	}
}
