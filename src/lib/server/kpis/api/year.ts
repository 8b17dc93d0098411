/** One year of a KPI as the read API says it: target, actual, judgement and how it came about. */
import { decimal, rationalToNumber, toNumber, type Rational } from '#lib/domain/decimal.ts';
import type { HeldTarget } from '#lib/domain/judging/held-target.ts';
import type { Judgement, SumLine } from '#lib/domain/judging/judgement.ts';
import { STATUSES, type MissingReason, type Status, type ValueState } from '#lib/domain/model.ts';
import { editionName, type EditionRow } from '../../plan/queries.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { judgingSource } from '../shown.ts';
import type { EditionFigure } from './edition-figures.ts';
import { apiFigure, figureOrStage, type ApiFigure } from './figure.ts';

export interface ApiYear {
	readonly year: number;
	readonly target: ApiFigure;
	/** Id of the edition whose target this is; null for the final target and a straight line. */
	readonly targetEdition: number | null;
	/** 「R7〜9」 */
	readonly targetEditionName: string | null;
	readonly targetSource: 'edition' | 'final' | 'interpolated' | null;
	/** What the status is about, whatever edition was asked for: of a period the sum that is asked for. */
	readonly judgingTarget: ApiFigure;
	/** Whose it is: the year's own, the final one, or that of the year in which a carried value was measured. */
	readonly judgingTargetOf: HeldTarget['of'];
	/** The fiscal year that it is for. */
	readonly judgingTargetYear: number;
	readonly actual: number | string | null;
	/** Σ actual since the period began, which a period total is judged by; null for all other targets. */
	readonly actualToDate: number | null;
	readonly valueState: ValueState | null;
	readonly missingReason: MissingReason | null;
	/** The fiscal year in which a carried value was measured. */
	readonly carriedFrom: number | null;
	/** What the figure was measured over, where that is not its fiscal year: 「2024年1〜12月の値」. */
	readonly measuredPeriod: string | null;
	/** The two figures behind a computed rate; null where the rate itself was entered. */
	readonly numerator: number | null;
	readonly denominator: number | null;
	/** Unclipped fractions: 0.5 is 50 %. */
	readonly reachRate: number | null;
	readonly progressRatio: number | null;
	/** The common word; `statusCode` is the same for programs. */
	readonly status: string | null;
	readonly statusCode: Status | null;
	readonly statusReason: string | null;
	/** The label, 評価点 and printed rate of a city's own rule; null under 「標準」. Points are a number. */
	readonly ownLabel: string | null;
	readonly points: number | null;
	readonly reachRateShown: string | null;
	/** The rule that judged. */
	readonly rule: { readonly id: string; readonly version: number; readonly name: string } | null;
	/** 判定のしくみ: every line of the calculation, as the screen shows it. */
	readonly sum: ApiSum | null;
}

export interface ApiSum {
	readonly heading: string;
	readonly lines: readonly SumLine[];
	readonly conclusion: string;
	readonly notes: readonly string[];
	/** 使った目標 in words. */
	readonly targetUsed: string;
}

const NOT_CALLED = '実績照会の前のため、まだ判定していません';

/** A year of a sheet; `own` is what the edition asked for set, null where none was: then the target in force. */
export function apiYear(
	sheet: KpiSheet,
	each: SheetYear,
	editions: readonly EditionRow[],
	own: EditionFigure | null
): ApiYear {
	const { target, actual, judgement } = each;
	const inForce = target.kind === 'target' ? target : null;
	const setBy = own?.edition ?? editions.find(({ id }) => id === target.editionId);
	return {
		year: each.year,
		target: apiFigure(own === null ? (inForce?.figure ?? null) : own.figure, sheet),
		targetEdition: setBy?.id ?? null,
		targetEditionName: setBy === undefined ? null : editionName(setBy),
		targetSource: own === null ? (inForce?.source ?? null) : own.figure === null ? null : 'edition',
		judgingTarget: apiFigure(each.held.figure, sheet),
		judgingTargetOf: each.held.of,
		judgingTargetYear: each.held.year,
		actual: actual?.value == null ? null : figureOrStage(toNumber(actual.value), sheet),
		actualToDate: periodSum(judgement),
		valueState: actual?.value == null ? null : (actual.state ?? null),
		missingReason: actual?.missing ?? null,
		carriedFrom: actual?.carriedFrom ?? null,
		measuredPeriod: actual?.value == null || actual.measured === '' ? null : actual.measured,
		numerator: actual?.numerator == null ? null : toNumber(actual.numerator),
		denominator: actual?.denominator == null ? null : toNumber(actual.denominator),
		reachRate: share(judgement?.reachRate ?? null),
		progressRatio: share(judgement?.progressRatio ?? null),
		status: judgement === null ? null : STATUSES[judgement.status],
		statusCode: judgement?.status ?? null,
		statusReason: judgement?.reason ?? NOT_CALLED,
		...ruleEntry(each, editions)
	};
}

/** What the rule itself says, and how it came to it. */
function ruleEntry(
	each: SheetYear,
	editions: readonly EditionRow[]
): Pick<ApiYear, 'ownLabel' | 'points' | 'reachRateShown' | 'rule' | 'sum'> {
	const { judgement } = each;
	if (judgement === null)
		return { ownLabel: null, points: null, reachRateShown: null, rule: null, sum: null };
	const { own, sum } = judgement;
	const { id, version, name } = sum.rule;
	return {
		ownLabel: own?.label ?? null,
		points: own?.points == null ? null : toNumber(decimal(own.points)),
		reachRateShown: own?.rateShown ?? null,
		rule: { id, version, name },
		sum: {
			heading: sum.heading,
			lines: sum.lines,
			conclusion: sum.conclusion,
			notes: sum.notes,
			targetUsed: judgingSource(each, editions)
		}
	};
}

function periodSum(judgement: Judgement | null): number | null {
	const comparison = judgement?.comparison;
	return comparison?.figure.kind === 'period' ? rationalToNumber(comparison.actual) : null;
}

function share(value: Rational | null): number | null {
	return value === null ? null : rationalToNumber(value);
}
