import { DomainError } from '#lib/domain/errors.ts';
import type { EntryItem } from '../entry-items.ts';

/** What somebody else stored meanwhile, for the page that shows both. */
export interface ConflictDetails {
	readonly entered: string;
	readonly state: string;
	readonly by: string;
	readonly at: string;
	readonly version: number;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
}

/**
 * @param since when the person saw that version
 * @throws DomainError `conflict` with what stands now, unless the version is still the one that was seen.
 */
export function refuseStale(item: EntryItem, version: number, since = 'この画面を開いた'): void {
	if ((item.head?.version ?? 0) === version) return;
	const { current } = item;
	const details: ConflictDetails | null = current && {
		entered: current.enteredText,
		state: current.missingReason ?? current.valueState ?? 'final',
		by: current.enteredByName,
		at: current.createdAt,
		version: item.head?.version ?? 0,
		cause: current.cause,
		issue: current.issue,
		nextAction: current.nextAction
	};
	throw new DomainError(
		'conflict',
		`「${item.material.indicator.name}」は、${since}あとに${current === null ? 'ほかの人' : current.enteredByName}が変更しました。まだ保存していません。`,
		{ details }
	);
}
