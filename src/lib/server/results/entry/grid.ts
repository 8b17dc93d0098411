import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { standingIn } from '../../judgements/material.ts';
import { leadOf, readEntryItems, type EntryItem } from '../entry-items.ts';
import { readClosedYear, type ClosedRow } from './closed-year.ts';
import { gridRowOf, type GridRow } from './grid-row.ts';
import { readGridHelp, type GridHelp } from './grid-help.ts';
import { ENTRY_GROUPS, type EntryGroup } from './row.ts';
import { entryScope, type EntryScope } from './scope.ts';
import { findCall } from '../locks.ts';
import { listLateReports } from '../late-reports.ts';

/** The department's own part is done. */
const DONE: readonly EntryGroup[] = ['waits-for-head', 'submitted', 'confirmed'];

/** A row without what the page's script asks for by itself. */
export interface LateReportLink {
	readonly code: string;
	readonly name: string;
	readonly year: number;
	readonly yearText: string;
	readonly asking: string;
}

export interface EntryGrid extends Omit<EntryScope, 'departmentIds'> {
	readonly account: number;
	readonly isHead: boolean;
	/** A planner enters on the department's behalf; it is recorded. */
	readonly onBehalf: boolean;
	/** Some department's head confirms before the planning division. */
	readonly headStep: boolean;
	readonly hasSamples: boolean;
	readonly groups: readonly {
		readonly group: EntryGroup;
		readonly title: string;
		readonly rows: GridRow[];
	}[];
	readonly late: readonly LateReportLink[];
	/** Asked for by now, of the department's own. */
	readonly total: number;
	/** 後日確定する分: asked for from a later month on. */
	readonly later: number;
	/** Submitted or further. */
	readonly done: number;
	/** Not yet submitted figures that became final after the call had opened, and have a date of their own. */
	readonly ownDates: number;
	/** The deadline of the call still says something: some figure was due by it, or all is done. */
	readonly isAtDeadline: boolean;
	/** The figures of a year whose call is closed; null where it is open or never was. */
	readonly closed: readonly ClosedRow[] | null;
	readonly pastYears: readonly string[];
	readonly yearShort: string;
	/** The card of the first row to be filled in: the page's script asks for the others. */
	readonly help: GridHelp | null;
}

/** The page 実績入力: all indicators of a department's cycle. @throws DomainError as `entryScope`. */
export function readEntryGrid(
	context: Context,
	asked: { year: number | null; departmentCode: string | null }
): EntryGrid {
	const { departmentIds, ...scope } = entryScope(context, asked);
	const { year } = scope;
	const all = year === null ? [] : activeItems(context, year, departmentIds);
	const items = scope.cycle === null ? [] : all;
	const call = year === null ? null : findCall(context.database, year, todayOf(context.clock));
	const leads = (item: EntryItem) => departmentIds.includes(leadOf(item)?.id ?? 0);
	const rows = items.map((item) => {
		const row = gridRowOf(context, item, call);
		return leads(item) ? row : { ...row, group: 'contributing' as const };
	});
	const counted = rows.filter(({ asked, group }) => asked && group !== 'contributing');
	const groups = (Object.keys(ENTRY_GROUPS) as EntryGroup[])
		.map((group) => ({
			group,
			title: ENTRY_GROUPS[group],
			rows: rows.filter((row) => row.group === group)
		}))
		.filter((each) => each.rows.length > 0);
	const open = counted.filter(({ group }) => !DONE.includes(group));
	const first = groups.flatMap((each) => each.rows).find(({ reading }) => reading !== null);
	return {
		...scope,
		account: context.actor.accountId ?? 0,
		isHead: context.actor.role === 'head',
		onBehalf: context.actor.role === 'planner',
		headStep: items.some((item) => leadOf(item)?.headStep),
		hasSamples: rows.some(({ isSample }) => isSample),
		groups,
		late: listLateReports(context, departmentIds).map(({ code, name, year, yearText, asking }) => ({
			code,
			name,
			year,
			yearText,
			asking
		})),
		total: counted.length,
		later: items.filter((item) => item.demand.kind === 'later' && leads(item)).length,
		done: counted.filter(({ group }) => DONE.includes(group)).length,
		ownDates: open.filter(({ due }) => due.own).length,
		isAtDeadline: open.length === 0 || open.some(({ due }) => !due.own),
		closed: year === null || scope.cycle !== null ? null : readClosedYear(context, year, all),
		pastYears: year === null ? [] : [year - 3, year - 2, year - 1].map(shortFiscalYear),
		yearShort: year === null ? '' : shortFiscalYear(year),
		help: first === undefined || year === null ? null : readGridHelp(context, year, first.code)
	};
}

/** The items of departments that are asked about at all in a year. */
export function activeItems(context: Context, year: number, departmentIds: readonly number[]): EntryItem[] {
	return readEntryItems(context, year, { departmentIds }).filter(
		(item) => standingIn(item.material, item.year) === 'active'
	);
}
