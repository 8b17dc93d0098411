import { DomainError } from '#lib/domain/errors.ts';
import { daysBetween, deadlineInWords, eraFiscalYear, formatEraDate } from '#lib/domain/fiscal-year.ts';
import { CYCLE_KINDS } from '#lib/domain/model.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { listDepartments } from '../../plan/queries.ts';
import { listOpenCycles, lockReason, type CycleRow } from '../locks.ts';

export interface CycleView {
	readonly year: number;
	readonly yearText: string;
	readonly kind: string;
	readonly deadline: string;
	readonly deadlineWords: string;
	readonly isLate: boolean;
}

/** Which departments' figures of which year a page of 実績入力 shows. */
export interface EntryScope {
	/** The year that was asked for or is being called for; null where there is none. */
	readonly year: number | null;
	/** Null: the year is not open; `locked` says why. */
	readonly cycle: CycleView | null;
	readonly cycles: readonly CycleView[];
	readonly locked: string | null;
	readonly departmentIds: readonly number[];
	readonly departments: readonly { readonly code: string; readonly name: string }[];
	readonly department: string;
	/** Empty: all departments that the person acts for. */
	readonly departmentCode: string;
	readonly mayChooseAll: boolean;
}

/**
 * The scope for a department's own people, or for the department that a planner chose.
 * @throws DomainError `not-found` for a department that does not exist, `forbidden` for another's.
 */
export function entryScope(
	context: Context,
	asked: { year: number | null; departmentCode: string | null }
): EntryScope {
	const today = todayOf(context.clock);
	const all = listDepartments(context.database, today);
	const own = all.filter(({ id }) => context.actor.departmentIds.includes(id));
	const isPlanner = may(context.actor, { kind: 'review-results' });
	const choices = isPlanner ? all : own;
	const chosen = choices.find(({ code }) => code === asked.departmentCode) ?? null;
	if (asked.departmentCode && chosen === null) refuseDepartment(all, asked.departmentCode);
	const shown = chosen === null ? (isPlanner ? choices.slice(0, 1) : own) : [chosen];
	const cycles = listOpenCycles(context.database, today);
	const cycle = asked.year === null ? cycles[0] : cycles.find(({ fiscalYear }) => fiscalYear === asked.year);
	const year = cycle?.fiscalYear ?? asked.year;
	return {
		year,
		cycle: cycle === undefined ? null : cycleView(cycle, today),
		cycles: cycles.map((each) => cycleView(each, today)),
		locked: year === null || cycle !== undefined ? null : lockReason(context.database, year, today),
		departmentIds: shown.map(({ id }) => id),
		departments: choices.map(({ code, name }) => ({ code, name })),
		department: shown.map(({ name }) => name).join('・'),
		departmentCode: chosen?.code ?? (isPlanner ? (shown[0]?.code ?? '') : ''),
		mayChooseAll: !isPlanner
	};
}

/** @throws DomainError always: the same answer wherever a department is asked for by its code. */
export function refuseDepartment(
	all: readonly { readonly code: string; readonly name: string }[],
	code: string
): never {
	const other = all.find((each) => each.code === code);
	if (other === undefined)
		throw new DomainError('not-found', `担当課「${code}」は選べません。一覧から選んでください。`);
	throw new DomainError(
		'forbidden',
		`${other.name}は選べません。入力中の実績と引継書は、自分の課のものだけを見られます。`,
		{ details: 'see-entry' }
	);
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
