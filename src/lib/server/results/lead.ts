import { demand } from '#lib/domain/permissions.ts';
import type { Context } from '../command.ts';
import type { EntryItem } from './entry-items.ts';

/** The departments that submit. */
export function leadIds(item: Pick<EntryItem, 'holders'>): number[] {
	return item.holders.filter(({ role }) => role === 'lead').map(({ id }) => id);
}

/** What is being entered is seen by the departments that hold the indicator. @throws DomainError `forbidden`. */
export function demandSeeing({ actor }: Context, holders: readonly { readonly id: number }[]): void {
	demand(actor, { kind: 'see-entry', departmentIds: holders.map(({ id }) => id) });
}
