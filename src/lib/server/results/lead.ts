import type { EntryItem } from './entry-items.ts';

/** The departments that submit. */
export function leadIds(item: Pick<EntryItem, 'holders'>): number[] {
	return item.holders.filter(({ role }) => role === 'lead').map(({ id }) => id);
}
