/** What confirming a submission would do to later years, for the person who is about to. */
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Context } from '../../command.ts';
import { correctionChange, type CorrectionChange } from '../corrections/change.ts';
import { followersOf } from '../corrections/followers.ts';
import type { EntryItem } from '../entry-items.ts';
import { entryOf } from '../figure-columns.ts';
import { changesBetween, readYearFigures } from './counting.ts';

/** Later figures that follow once a submission is confirmed. */
export interface PendingChange extends Pick<CorrectionChange, 'unit' | 'years' | 'renewed' | 'unknown'> {
	/** Why it cannot be confirmed as it is (a total that is too long); null where it can. */
	readonly problem: string | null;
}

/** Null where nothing follows. `years` are the later ones alone. */
export function pendingChange(context: Context, item: EntryItem): PendingChange | null {
	const { database } = context;
	const { current, year, material } = item;
	if (current === null) return null;
	const changes = changesBetween(
		database,
		item,
		readYearFigures(database, item, 'confirmed'),
		readYearFigures(database, item, 'current')
	);
	try {
		const followers = followersOf(database, material.indicator, year, changes, 'report');
		const plan = { year, entry: entryOf(current), districts: [], left: new Map(), ...followers };
		const { unit, years, renewed, unknown } = correctionChange(context, item, plan);
		const later = years.filter(({ isCorrected }) => !isCorrected);
		if (later.length === 0 && renewed === '' && unknown === '') return null;
		return { unit, years: later, renewed, unknown, problem: null };
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		const { unit } = material.indicator;
		return { unit, years: [], renewed: '', unknown: '', problem: refusal.message };
	}
}

/** Years whose total a figure stays in when it is sent back, 「R8・R9」; empty where there are none. */
export function leftByReturn({ database }: Context, item: EntryItem): string {
	const before = readYearFigures(database, item, 'confirmed');
	const changes = changesBetween(database, item, before, new Map());
	const { unknown } = followersOf(database, item.material.indicator, item.year, changes, 'report');
	return unknown.map(shortFiscalYear).join('・');
}
