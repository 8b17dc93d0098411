import { SvelteMap } from 'svelte/reactivity';
import type { EntryGroup } from '#lib/server/results/entry/row.ts';

/** Where a part of the list is folded away as the page opens. */
export type Fold = 'always' | 'phone' | 'never';

/** The department is done with these. */
const DONE: readonly EntryGroup[] = ['waits-for-head', 'submitted', 'confirmed'];
/** What a person opens the page for. */
const WANTED: readonly EntryGroup[] = ['returned', 'due'];

/** What is done is out of the way; on a phone everything that is not asked for now, beside something that is. */
export function foldOf(group: EntryGroup, groups: readonly EntryGroup[]): Fold {
	// Nothing is folded away beside nothing.
	if (groups.every((each) => DONE.includes(each))) return 'never';
	if (DONE.includes(group)) return 'always';
	return WANTED.includes(group) || !groups.some((each) => WANTED.includes(each)) ? 'never' : 'phone';
}

/** Which parts of the list somebody opened or folded by hand. */
export class Folds {
	/** Known once the page's script runs. */
	isPhone = $state(false);
	readonly #chosen = new SvelteMap<EntryGroup, boolean>();
	readonly #groups: () => readonly EntryGroup[];

	/** `groups`: the parts that the list has now. */
	constructor(groups: () => readonly EntryGroup[]) {
		this.#groups = groups;
	}

	/** As the page opens, before anybody chose. */
	at(group: EntryGroup): Fold {
		return foldOf(group, this.#groups());
	}

	/** Null: nobody chose; then `foldOf` holds. */
	chosen(group: EntryGroup): boolean | null {
		return this.#chosen.get(group) ?? null;
	}

	isFolded(group: EntryGroup): boolean {
		const fold = this.at(group);
		return this.chosen(group) ?? (fold === 'always' || (fold === 'phone' && this.isPhone));
	}

	toggle(group: EntryGroup): void {
		this.#chosen.set(group, !this.isFolded(group));
	}

	/** Something in it must be seen. */
	open(group: EntryGroup): void {
		this.#chosen.set(group, false);
	}
}
