import type { EntryIndicator } from '#lib/domain/entry.ts';
import type { GridRow } from '#lib/server/results/entry/grid-row.ts';
import { indicatorOf } from './reading.ts';

/** What the page says of its rows besides their cells. Nothing is drawn from it. */
export class RowFacts {
	readonly #readings = new Map<string, EntryIndicator>();
	readonly #names = new Map<string, string>();

	take({ code, name, reading }: GridRow): void {
		this.#names.set(code, name);
		if (reading === null) this.#readings.delete(code);
		else this.#readings.set(code, indicatorOf(reading));
	}

	name(code: string): string {
		return this.#names.get(code) ?? '';
	}

	/** How a row's cell is read; undefined where this person cannot type into it now. */
	reading(code: string): EntryIndicator | undefined {
		return this.#readings.get(code);
	}
}
