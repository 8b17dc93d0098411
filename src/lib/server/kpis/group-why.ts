/** なぜ動いたか of a group of KPIs: how statuses moved, and which gaps to the target moved most. */
import { rational, subtract } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { PARTS, type Decomposition } from '#lib/domain/judging/decomposition.ts';
import {
	byShare,
	gapShare,
	gapSide,
	GAP_SIDES,
	type GapSide,
	type Way
} from '#lib/domain/judging/gap-moves.ts';
import { MOVE_CAUSES, type KpiMove } from '#lib/domain/judging/moves.ts';
import { isJudged, type StatusOf } from '#lib/domain/judging/summary.ts';
import { differenceUnit, signedText } from '#lib/domain/judging/text.ts';
import { toldOf, transitionsOf } from '#lib/domain/judging/transitions.ts';
import type { Scale } from '#lib/domain/judging/scale.ts';
import type { GapRow, GroupWhy, ShownTransition } from '#lib/views/group-why.ts';
import type { Database } from '../db/client.ts';
import type { EditionRow } from '../plan/queries.ts';
import { YEARS_BEFORE } from './page/chart.ts';
import { gapMoveOf, materialOf } from './gap-move.ts';
import { figuresOf, valueOf, whyNotes } from './page/why.ts';
import { readScales, ruleChangeText, type YearScale } from './scales.ts';
import { yearOf, type KpiSheet } from './sheets.ts';
import type { YearBefore } from './year-before.ts';
import { judgingSource } from './shown.ts';

/** The years that a sheet must be read with, so that the last measured one before `year` is among them. */
export function whyYears(firstYear: number, year: number): number[] {
	const first = Math.min(firstYear, year) - YEARS_BEFORE;
	return Array.from({ length: year - first + 1 }, (_, index) => first + index);
}

/** Sheets read with `whyYears`; `moves` are theirs since `before`. `shown` is how many gaps each side lists. */
export function readGroupWhy(
	database: Database,
	sheets: readonly KpiSheet[],
	{ before, moves }: { before: YearBefore; moves: readonly KpiMove[] },
	{ year, editions, shown }: { year: number; editions: readonly EditionRow[]; shown: number }
): GroupWhy {
	const material = materialOf(
		database,
		sheets.map(({ id }) => id)
	);
	const found = sheets.flatMap((sheet) => {
		const gap = gapMoveOf(sheet, yearOf(sheet, year), material);
		if (gap === null || typeof gap === 'string') return [];
		return [{ sheet, gap, side: gapSide(gap), share: gapShare(gap, wayOf(sheet)) }];
	});
	const scales = readScales(database);
	const sides = (Object.keys(GAP_SIDES) as GapSide[]).flatMap((side) => {
		const list = found.filter((each) => each.side === side).sort((a, b) => byShare(a.share, b.share));
		if (list.length === 0) return [];
		const rows = list.slice(0, shown).map(({ sheet, gap }) => rowOf(sheet, gap, year, editions, scales));
		return [{ side, name: GAP_SIDES[side], count: list.length, rows }];
	});
	return {
		year,
		ruleChange: ruleChangeText(scales, year),
		...transitionsIn(
			sheets,
			{ before, moves },
			new Set(found.flatMap(({ sheet, gap }) => (gap.revised ? [sheet.id] : []))),
			year,
			scales(year).scale
		),
		carried: sheets.flatMap((sheet) => {
			const { actual } = yearOf(sheet, year);
			if (!actual?.value || actual.carriedFrom === null) return [];
			return [{ code: sheet.code, name: sheet.name, note: `${shortFiscalYear(actual.carriedFrom)}の値` }];
		}),
		sides,
		same: found.filter(({ side }) => side === null).length,
		apart: sheets.length - found.length
	};
}

/** From a comparable baseline to the final target, for goals to reach. */
function wayOf({ judged, final }: KpiSheet): Way | null {
	const { baseline, baselineUse, goal } = judged;
	if (goal === 'keep' || baseline === null || baselineUse === 'reference') return null;
	return final.target?.kind === 'value'
		? { baseline: rational(baseline), final: rational(final.target.value) }
		: null;
}

function rowOf(
	sheet: KpiSheet,
	gap: Decomposition,
	year: number,
	editions: readonly EditionRow[],
	scales: (year: number) => YearScale
): GapRow {
	const { decimals } = sheet.style;
	const shown = yearOf(sheet, year);
	const before = sheet.years.find((each) => each.year === gap.beforeYear);
	return {
		code: sheet.code,
		name: sheet.name,
		unit: differenceUnit(sheet.unit),
		before: toldOf(before?.judgement ?? null, scales(gap.beforeYear).scale),
		after: toldOf(shown.judgement, scales(year).scale),
		gapFrom: signedText(gap.gapBefore, decimals),
		gapTo: signedText(gap.gapAfter, decimals),
		moved: signedText(subtract(gap.gapAfter, gap.gapBefore), decimals),
		parts: PARTS.map((part) => ({
			part,
			value: valueOf(part, gap, decimals),
			figures: figuresOf(sheet, part, gap)
		})),
		notes: whyNotes(sheet, gap, judgingSource(shown, editions))
	};
}

function transitionsIn(
	sheets: readonly KpiSheet[],
	{ before, moves }: { before: YearBefore; moves: readonly KpiMove[] },
	revised: ReadonlySet<number>,
	year: number,
	scale: Scale
): Pick<GroupWhy, 'transitions' | 'stayed'> {
	const byId = new Map(moves.map((move) => [move.id, move]));
	const list = sheets.map((sheet) => ({
		sheet,
		before: before.get(sheet.id) ?? null,
		after: yearOf(sheet, year).judgement,
		move: byId.get(sheet.id) ?? null
	}));
	const transitions = transitionsOf(list, scale).map(({ from, to, list: moved }) => ({
		from,
		to,
		judged: judgedChange(moved[0]?.before ?? null, moved[0]?.after ?? null),
		list: moved.map(({ sheet, move }) => ({
			code: sheet.code,
			name: sheet.name,
			note: noteOf(sheet, move, revised.has(sheet.id), year)
		}))
	}));
	return { transitions, stayed: list.length - transitions.reduce((sum, each) => sum + each.list.length, 0) };
}

function judgedChange(before: StatusOf | null, after: StatusOf | null): ShownTransition['judged'] {
	const [was, is] = [before !== null && isJudged(before.status), after !== null && isJudged(after.status)];
	return was === is ? null : is ? 'enters' : 'leaves';
}

/** 「目標の改定による」, 「R4の値の据え置き」, 「調査なし」; empty where the figures alone moved it. */
function noteOf(sheet: KpiSheet, move: KpiMove | null, isRevised: boolean, year: number): string {
	const carriedFrom = yearOf(sheet, year).actual?.carriedFrom ?? null;
	if (carriedFrom !== null) return `${shortFiscalYear(carriedFrom)}の値の据え置き`;
	if (move?.cause === 'target-revised') return '目標の改定による';
	return move?.cause ? MOVE_CAUSES[move.cause] : isRevised ? '目標の改定あり' : '';
}
