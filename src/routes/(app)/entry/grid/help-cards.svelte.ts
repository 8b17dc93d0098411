import { SvelteMap } from 'svelte/reactivity';
import type { GridHelp } from '#lib/server/results/entry/grid-help.ts';

/** The handover cards that were read so far: a card, or why it could not be read. */
export class HelpCards {
	readonly #cards = new SvelteMap<string, GridHelp | string>();
	readonly #ask: (code: string) => Promise<GridHelp | string>;

	constructor(ask: (code: string) => Promise<GridHelp | string>) {
		this.#ask = ask;
	}

	get(code: string): GridHelp | string | undefined {
		return this.#cards.get(code);
	}

	set(code: string, card: GridHelp): void {
		this.#cards.set(code, card);
	}

	/** Reads a card once; again only where it could not be read. */
	async read(code: string): Promise<void> {
		if (typeof this.#cards.get(code) === 'object') return;
		this.#cards.set(code, await this.#ask(code));
	}
}
