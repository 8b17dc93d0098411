/** なぜ動いたか on the page of a KPI: the change of the gap to the target since the last measured year. */
import { compare, rational, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	decompose,
	gapMeaning,
	partLabel,
	PARTS,
	skippedYearsText,
	type Decomposition,
	type GapYear,
	type Moved,
	type Part
} from '#lib/domain/judging/decomposition.ts';
import { figureText, signedText } from '#lib/domain/judging/text.ts';
import { targetInForce } from '#lib/domain/target-in-force.ts';
import { targetFigure, type TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import { readMaterial, revisionInForce, targetedKpiOf } from '../judgements/material.ts';
import type { EditionRow } from '../plan/queries.ts';
import { targetText } from './present.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { judgingSource } from './shown.ts';

export interface ShownWhy {
	/** 「目標との差は −1.9 から −8.1 へ」, or why there is nothing to compare. */
	readonly heading: string;
	readonly unit: string;
	readonly rows: readonly { readonly label: string; readonly figures: string; readonly value: string }[];
	readonly notes: readonly string[];
}

/** Null for stages, and while the year has no confirmed figure or no target. */
export function readWhy(
	database: Database,
	sheet: KpiSheet,
	shown: SheetYear,
	editions: readonly EditionRow[]
): ShownWhy | null {
	const after = gapYear(shown);
	if (sheet.revision.direction === 'stage' || after === null || shown.actual === null) return null;
	const { carriedFrom } = shown.actual;
	if (carriedFrom !== null)
		return only(`${shortFiscalYear(carriedFrom)}の値の据え置きのため、目標との差は動いていません`);
	const previous = sheet.years.findLast(
		({ year, actual }) => year < shown.year && actual?.value && actual.carriedFrom === null
	);
	if (previous === undefined) return only('前に測定した年度がないため、動きは比べられません');
	const before = gapYear(previous);
	if (before === null)
		return only(`${shortFiscalYear(previous.year)}の目標がないため、差の動きは比べられません`);
	const found = decompose({
		direction: sheet.revision.direction,
		before,
		after,
		plannedTarget: plannedTarget(database, sheet, previous, shown),
		definitionChanged: sheet.outlook.breaks.some((year) => previous.year < year && year <= shown.year)
	});
	return found && shownWhy(sheet, found, judgingSource(sheet, shown, editions));
}

function only(heading: string): ShownWhy {
	return { heading, unit: '', rows: [], notes: [] };
}

/** Figure and target of a year; null where one is missing. Sums of a period are those that were judged. */
function gapYear({ year, actual, target, judgement }: SheetYear): GapYear | null {
	if (!actual?.value || target.kind !== 'target') return null;
	if (target.figure.kind !== 'period') return { year, actual: rational(actual.value), target: target.figure };
	const comparison = judgement?.comparison;
	return comparison?.figure.kind === 'period'
		? { year, actual: comparison.actual, target: target.figure }
		: null;
}

/**
 * What the plan in force in the earlier year wanted of the later one: its final target in the final year, else
 * its edition's word on that year, else that of the newest edition before the one that judges. Null where
 * nobody had spoken of the year.
 */
function plannedTarget(
	database: Database,
	sheet: KpiSheet,
	previous: SheetYear,
	shown: SheetYear
): TargetFigure | null {
	if (shown.target.kind !== 'target') return null;
	if (shown.target.source === 'final') {
		const final = finalAsOf(database, sheet, previous.year, shown);
		if (final !== null) return final;
	}
	const { editionId } = shown.target;
	const spoken = shown.editions.filter(
		(each) =>
			each.firstYear <= shown.year &&
			shown.year <= each.lastYear &&
			each.listed &&
			each.target !== null &&
			each.target.kind !== 'none'
	);
	const judging = spoken.findIndex(({ id }) => id === editionId);
	const chosen =
		spoken.find(({ id }) => id === previous.target.editionId) ??
		(judging > 0 ? spoken[judging - 1] : undefined);
	return chosen?.target && chosen.target.kind !== 'none' ? targetFigure(chosen.target, shown.year) : null;
}

/** The final target as it stood in an earlier year; null where another year was the final one then. */
function finalAsOf(database: Database, sheet: KpiSheet, year: number, shown: SheetYear): TargetFigure | null {
	const all = readMaterial(database, [sheet.id]);
	const material = all.kpis.get(sheet.id);
	if (material === undefined) return null;
	const then = targetInForce({
		year: shown.year,
		kpi: targetedKpiOf(material, revisionInForce(material, all.editions, year)),
		editions: shown.editions
	});
	return then.kind === 'target' && then.source === 'final' ? then.figure : null;
}

function shownWhy(sheet: KpiSheet, found: Decomposition, source: string): ShownWhy {
	const { decimals } = sheet.style;
	const [from, to] = [signedText(found.gapBefore, decimals), signedText(found.gapAfter, decimals)];
	const carried = sheet.years.flatMap(({ year, actual }) =>
		actual?.value && actual.carriedFrom !== null ? [{ year, carriedFrom: actual.carriedFrom }] : []
	);
	return {
		heading:
			compare(found.gapBefore, found.gapAfter) === 0
				? `目標との差は ${from} のまま`
				: `目標との差は ${from} から ${to} へ`,
		unit: /^[%％]$/.test(sheet.unit) ? 'ポイント' : sheet.unit,
		rows: PARTS.map((part) => ({
			label: partLabel(part, found),
			figures: figuresOf(sheet, part, found),
			value: valueOf(part, found, decimals)
		})),
		notes: [
			gapMeaning(found.direction),
			skippedYearsText(found, carried),
			found.revised === null ? '' : `改定後の目標：${source}`,
			found.parts.definition.n === 0n ? '' : '定義が変わったため、実績の動きは定義の変更と分けられません'
		].filter((note) => note !== '')
	};
}

/** What a part adds; the actual's own share is not 「なし」 but unknown where the definition changed. */
function valueOf(part: Part, { parts }: Decomposition, decimals: number): string {
	if (parts[part].n !== 0n) return signedText(parts[part], decimals);
	return part === 'actual' && parts.definition.n !== 0n ? '分けられません' : 'なし';
}

/** 「42.1 → 37.9」; empty for a part that did not move. */
function figuresOf(sheet: KpiSheet, part: Part, found: Decomposition): string {
	const figure = (value: Rational) => figureText(value, sheet.style.decimals);
	const target = (value: TargetFigure) => targetText(value, sheet.style);
	const moved = <T>({ from, to }: Moved<T>, text: (value: T) => string) => `${text(from)} → ${text(to)}`;
	switch (part) {
		case 'actual':
			return found.parts.definition.n === 0n ? moved(found.actuals, figure) : '';
		case 'planned':
			return found.parts.planned.n === 0n ? '' : moved(found.planned, target);
		case 'revision':
			return found.revised === null ? '' : moved(found.revised, target);
		case 'definition':
			return found.parts.definition.n === 0n ? '' : moved(found.actuals, figure);
	}
}
