/** The KPI and the target in force of one row of a plain table. */
import type { Decimal } from '#lib/domain/decimal.ts';
import { targetInForce, type EditionTarget, type TargetInForce } from '#lib/domain/target-in-force.ts';
import type { SetTarget, YearlyTarget } from '#lib/domain/targets.ts';
import type { JudgedKpi } from './judgement.ts';
import type { ReadRow } from './table-row.ts';
import type { Series } from './table-series.ts';

/** The side of a row that judging needs. */
export function judgedKpiOf(row: ReadRow, series: Series): JudgedKpi {
	return {
		direction: row.direction,
		goal: row.goal,
		baseline: row.baseline,
		baselineYear: row.baselineYear,
		baselineUse: 'comparable',
		finalTarget: finalTarget(row, series),
		decimals: series.decimals,
		tolerance: row.tolerance,
		allowance: null,
		stages: row.stages,
		name: row.name,
		unit: row.unit,
		accumulation: row.accumulation,
		planFirstYear: row.startYear,
		finalYear: row.targetYear
	};
}

function finalTarget(row: ReadRow, series: Series): SetTarget | null {
	if (row.direction === 'range') return row.range && { kind: 'range', ...row.range };
	if (row.accumulation === 'period') return periodTarget(row, series);
	return row.target && setTarget(row, row.target);
}

/** The total of startYear–targetYear, with the shares that the rows of the KPI name as their yearly target. */
function periodTarget({ startYear, targetYear, target }: ReadRow, series: Series): SetTarget | null {
	if (startYear === null || targetYear === null || !target) return null;
	return { kind: 'period', from: startYear, to: targetYear, total: target, shares: series.shares };
}

function setTarget({ direction }: ReadRow, value: Decimal): SetTarget {
	return direction === 'stage' ? { kind: 'stage', stage: Number(value.digits) } : { kind: 'value', value };
}

/**
 * The target in force for `year` by the rules of `target-in-force.ts`, the row's own yearly target standing for
 * what an edition said. The bounds of a range and the total of a period hold for every year they cover.
 */
export function rowTarget(row: ReadRow, series: Series, year: number): TargetInForce {
	const yearly = yearlyTarget(row, series, year);
	const edition: EditionTarget = {
		id: 0,
		firstYear: year,
		lastYear: year,
		revision: 1,
		adoptedOn: '0000-01-01',
		listed: true,
		target: yearly
	};
	const final = finalTarget(row, series);
	const target = targetInForce({
		year,
		kpi: {
			basicPlanFirstYear: row.startYear ?? year,
			basicPlanLastYear: Math.max(row.targetYear ?? year, year),
			direction: row.direction,
			accumulation: row.accumulation === 'period' ? 'annual' : row.accumulation,
			baselineYear: row.baselineYear,
			baseline: row.baseline,
			baselineUse: 'comparable',
			finalYear: row.targetYear,
			finalTarget: final
		},
		editions: yearly ? [edition] : []
	});
	if (target.kind === 'target') return target;
	const reason = tableReason(row, target.reasonCode);
	return reason === null ? target : { ...target, reason };
}

function yearlyTarget(row: ReadRow, series: Series, year: number): YearlyTarget | null {
	const { yearTarget } = row;
	if (yearTarget.kind === 'missing') return { kind: 'none' };
	// A range holds until the target year; a year beyond it needs a word of its own, as for every other KPI.
	const isOver = row.targetYear !== null && year > row.targetYear;
	if (row.direction === 'range' && isOver && yearTarget.kind === 'empty') return null;
	if (row.direction === 'range' || row.accumulation === 'period') return finalTarget(row, series);
	return yearTarget.kind === 'value' ? setTarget(row, yearTarget.value) : null;
}

/** Why a table has no target for a year, in its own columns; null keeps the words of the target in force. */
function tableReason(row: ReadRow, code: string): string | null {
	if (code === 'explicit-none') return 'yearTarget が「－」（目標なし）のため判定しません';
	if (code !== 'no-target') return null;
	const without = (why: string) => `yearTarget がなく、${why}ため年度目標がありません`;
	if (!row.target) return '目標（target・yearTarget）がないため判定できません';
	if (row.direction === 'stage') return without('段階の指標は線形補間をしない');
	if (row.accumulation === 'annual') return without('単年度の指標は線形補間をしない');
	if (row.targetYear === null) return without('目標年度（targetYear）がなく線形補間ができない');
	if (!row.baseline) return without('基準値（baseline）がなく線形補間ができない');
	return without('基準年度（baselineYear）がなく線形補間ができない');
}
