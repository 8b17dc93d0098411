import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import type { SetTarget, YearlyTarget } from '#lib/domain/targets.ts';
import type { kpiRevision, resultRevision, yearlyTarget } from '../db/schema/index.ts';

type KpiRevisionRow = typeof kpiRevision.$inferSelect;
type ResultRevisionRow = typeof resultRevision.$inferSelect;
type YearlyTargetRow = typeof yearlyTarget.$inferSelect;

/** The figure that counts: the running total where a cumulative indicator is entered as the year's amount. */
export function figureOf(
	row: Pick<ResultRevisionRow, 'valueDigits' | 'valueScale' | 'runningTotalDigits' | 'runningTotalScale'>
): Decimal | null {
	return (
		fromScaled(row.runningTotalDigits, row.runningTotalScale) ?? fromScaled(row.valueDigits, row.valueScale)
	);
}

/** 年度目標 as one edition set it. */
export function yearlyTargetOf(row: YearlyTargetRow): YearlyTarget {
	const value = fromScaled(row.valueDigits, row.valueScale);
	if (row.kind === 'none' || value === null) return { kind: 'none' };
	if (row.kind === 'stage') return { kind: 'stage', stage: Number(value.digits) };
	if (row.kind === 'period') {
		const total = fromScaled(row.periodTotalDigits, row.periodTotalScale);
		if (total === null || row.periodFrom === null || row.periodTo === null)
			throw new Error(`period target ${row.id} is incomplete`);
		return {
			kind: 'period',
			from: row.periodFrom,
			to: row.periodTo,
			total,
			shares: [{ year: row.fiscalYear, value }]
		};
	}
	const upper = fromScaled(row.upperDigits, row.upperScale);
	return upper === null ? { kind: 'value', value } : { kind: 'range', low: value, high: upper };
}

/** 最終目標 of a KPI revision; null where none is set. */
export function finalTargetOf(row: KpiRevisionRow): SetTarget | null {
	const value = fromScaled(row.finalTargetDigits, row.finalTargetScale);
	if (value === null) return null;
	if (row.direction === 'stage') return { kind: 'stage', stage: Number(value.digits) };
	const upper = fromScaled(row.finalUpperDigits, row.finalUpperScale);
	return upper === null ? { kind: 'value', value } : { kind: 'range', low: value, high: upper };
}
