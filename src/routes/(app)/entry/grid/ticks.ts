import { SvelteSet } from 'svelte/reactivity';

/** Figures whose doubts were confirmed: a tick belongs to what was typed, and goes when that changes. */
export class Ticks {
	readonly #ticks = new SvelteSet<string>();

	has(code: string, entered: string): boolean {
		return this.#ticks.has(tickOf(code, entered));
	}

	set(code: string, entered: string, isOn: boolean): void {
		if (isOn) this.#ticks.add(tickOf(code, entered));
		else this.#ticks.delete(tickOf(code, entered));
	}
}

function tickOf(code: string, entered: string): string {
	return `${code}\n${entered.trim()}`;
}
