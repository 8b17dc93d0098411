import { mayFollow } from '#lib/domain/due.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';

/** What `step` needs to know of an item. */
export function situationOf(item: EntryItem) {
	return {
		state: item.head?.state ?? null,
		headStep: leadOf(item)?.headStep ?? false,
		mayFollow: mayFollow(item.confirmed),
		closed: item.closedAt !== null
	};
}
