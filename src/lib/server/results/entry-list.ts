import { DomainError } from '#lib/domain/errors.ts';
import {
	daysBetween,
	deadlineInWords,
	eraFiscalYear,
	formatEraDate,
	shortFiscalYear
} from '#lib/domain/fiscal-year.ts';
import { CYCLE_KINDS } from '#lib/domain/model.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import { standingIn } from '../judgements/material.ts';
import { listDepartments } from '../plan/queries.ts';
import { leadOf, readEntryItems } from './entry-items.ts';
import { ENTRY_GROUPS, rowOf, type EntryGroup } from './entry-row.ts';
import { listOpenCycles, lockReason, type CycleRow } from './locks.ts';

/** The department's own part is done. */
const DONE: readonly EntryGroup[] = ['waits-for-head', 'submitted', 'confirmed'];

export interface CycleView {
	readonly year: number;
	readonly yearText: string;
	readonly kind: string;
	readonly deadline: string;
	readonly deadlineWords: string;
	readonly isLate: boolean;
}

/** The page 「入力が必要な指標」: for a department's own people, or for the department that a planner chose. */
export function readEntryList(
	context: Context,
	asked: { year: number | null; departmentCode: string | null }
) {
	const today = todayOf(context.clock);
	const departments = listDepartments(context.database, today);
	const own = departments.filter(({ id }) => context.actor.departmentIds.includes(id));
	const isPlanner = may(context.actor, { kind: 'review-results' });
	const choices = isPlanner ? departments : own;
	const chosen =
		asked.departmentCode === null
			? null
			: (choices.find(({ code }) => code === asked.departmentCode) ?? null);
	if (asked.departmentCode !== null && asked.departmentCode !== '' && chosen === null) {
		throw new DomainError(
			'not-found',
			`担当課「${asked.departmentCode}」は選べません。一覧から選んでください。`
		);
	}
	const shown = chosen === null ? (isPlanner ? choices.slice(0, 1) : own) : [chosen];
	const cycles = listOpenCycles(context.database, today);
	const cycle =
		asked.year === null
			? (cycles[0] ?? null)
			: (cycles.find(({ fiscalYear }) => fiscalYear === asked.year) ?? null);
	const year = cycle?.fiscalYear ?? asked.year;
	const items =
		year === null ? [] : readEntryItems(context, year, { departmentIds: shown.map(({ id }) => id) });
	const rows = items
		.filter((item) => standingIn(item.material, item.year) === 'active')
		.map((item) => {
			const row = rowOf(context, item);
			const isLead = shown.some(({ id }) => id === leadOf(item)?.id);
			return isLead ? row : { ...row, group: 'contributing' as const };
		});
	const counted = rows.filter(({ asked, group }) => asked && group !== 'contributing');
	return {
		cycle: cycle && cycleView(cycle, today),
		cycles: cycles.map((each) => cycleView(each, today)),
		locked: year === null || cycle !== null ? null : lockReason(context.database, year, today),
		departments: choices.map(({ code, name }) => ({ code, name })),
		department: shown.map(({ name }) => name).join('・'),
		/** Empty: all departments that the person acts for. */
		departmentCode: chosen?.code ?? (isPlanner ? (shown[0]?.code ?? '') : ''),
		mayChooseAll: !isPlanner,
		hasSamples: rows.some(({ isSample }) => isSample),
		total: counted.length,
		done: counted.filter(({ group }) => DONE.includes(group)).length,
		isHead: context.actor.role === 'head',
		groups: (Object.keys(ENTRY_GROUPS) as EntryGroup[])
			.map((group) => ({
				group,
				title: ENTRY_GROUPS[group],
				rows: rows.filter((row) => row.group === group)
			}))
			.filter(({ rows }) => rows.length > 0),
		pastYears: year === null ? [] : [year - 3, year - 2, year - 1].map(shortFiscalYear),
		yearShort: year === null ? '' : shortFiscalYear(year)
	};
}

function cycleView(cycle: CycleRow, today: string): CycleView {
	return {
		year: cycle.fiscalYear,
		yearText: eraFiscalYear(cycle.fiscalYear),
		kind: CYCLE_KINDS[cycle.kind],
		deadline: formatEraDate(cycle.deadline),
		deadlineWords: deadlineInWords(today, cycle.deadline),
		isLate: daysBetween(today, cycle.deadline) < 0
	};
}
