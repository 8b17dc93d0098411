import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { renewUnconfirmed } from '../corrections/renew.ts';
import type { EntryItem } from '../entry-items.ts';

/**
 * Before a total is confirmed it is what counts now makes of its amount, whatever was stored when it was saved.
 * @returns whether anything was written: the item must then be read again.
 */
export function renewOwn(transaction: Transaction, { material, year }: EntryItem): boolean {
	const { accumulation, cumulativeEntry } = material.indicator;
	if (accumulation !== 'cumulative' || cumulativeEntry !== 'increment') return false;
	const why = `${eraFiscalYear(year)}の実績の確認`;
	return renewUnconfirmed(transaction, { material, year: year - 1 }, { why, begun: [] });
}
