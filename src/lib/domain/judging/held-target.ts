/** 判定目標 beside a status: the target that the status was judged against, which need not be the year's own. */
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { JudgedKpi, Judgement } from './judgement.ts';
import { chooseTarget, scalarTarget } from './methods/figures.ts';
import type { JudgementRule } from './rule.ts';

export interface HeldTarget {
	/** Null where there is none. A period's `shareToDate` is the sum that was asked for: its total by the final target. */
	readonly figure: TargetFigure | null;
	/** The year's own, the KPI's final one, or that of the year in which a carried value was measured. */
	readonly of: 'year' | 'final' | 'measured';
	/** The fiscal year that the target is for. */
	readonly year: number;
}

export interface HeldSubject {
	readonly rule: JudgementRule;
	readonly kpi: JudgedKpi;
	readonly year: number;
	/** The year's target in force. */
	readonly target: TargetInForce;
	/** Null while nothing was judged. */
	readonly judgement: Pick<Judgement, 'comparison' | 'status' | 'own'> | null;
}

/**
 * What the status was judged against. Where nothing was compared (未入力, 判定なし): what the year's rule would hold
 * the figure against, so that a page's column means one thing. 対象外, and a year not called for yet, have no status to
 * stand beside: the year's own target.
 */
export function heldTarget(subject: HeldSubject): HeldTarget {
	const { kpi, year, target, judgement } = subject;
	const own: HeldTarget = { figure: target.kind === 'target' ? target.figure : null, of: 'year', year };
	if (judgement === null || judgement.status === 'outside') return own;
	const { comparison } = judgement;
	if (comparison === null) return wouldHold(subject);
	const figure = comparedFigure(comparison);
	if (judgement.own?.targetUse === 'final') return { figure, of: 'final', year: kpi.finalYear ?? year };
	return comparison.year === year ? { ...own, figure } : { figure, of: 'measured', year: comparison.year };
}

/** The target that a figure of the year would be held against: what an entry is told before there is a figure. */
export function wouldHold({ rule, kpi, year, target }: Omit<HeldSubject, 'judgement'>): HeldTarget {
	const own: HeldTarget = { figure: target.kind === 'target' ? target.figure : null, of: 'year', year };
	if (rule.method !== 'bands') return own;
	const choice = chooseTarget(rule, kpi, target, year);
	if (!choice.ok) return { ...own, figure: null };
	if (choice.use === 'final')
		return { figure: asked(choice.target, choice.given), of: 'final', year: kpi.finalYear ?? year };
	return { ...own, figure: asked(choice.target, choice.given) };
}

/** 「最終目標 令和12年度」, 「令和4年度の目標」; empty for the year's own target, which needs no name. */
export function heldName({ of, year }: HeldTarget): string {
	return nameOf(of, eraFiscalYear(year));
}

/** The same for narrow columns: 「最終目標 R12」, 「R4の目標」. */
export function heldShortName({ of, year }: HeldTarget): string {
	return nameOf(of, shortFiscalYear(year));
}

function nameOf(of: HeldTarget['of'], year: string): string {
	return of === 'year' ? '' : of === 'final' ? `最終目標 ${year}` : `${year}の目標`;
}

/** The figure of a comparison, with what was due where a yearly target said it. */
function comparedFigure({ figure, target }: NonNullable<Judgement['comparison']>): TargetFigure {
	switch (figure.kind) {
		case 'value':
			return { kind: 'value', value: target };
		case 'stage':
			return { kind: 'stage', stage: Number(target.n) };
		case 'period':
			return { ...figure, shareToDate: target };
		case 'range':
			return figure;
	}
}

/** What a yearly target says is due, else the target; of a period the sum that is asked for. */
function asked(target: TargetFigure, given: TargetFigure | null): TargetFigure {
	if (target.kind !== 'period') return target.kind === 'range' ? target : (given ?? target);
	return { ...target, shareToDate: given === null ? target.total : scalarTarget(given) };
}
