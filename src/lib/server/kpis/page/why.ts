/** なぜ動いたか on the page of a KPI: the change of the gap to the target since the last measured year. */
import { compare, type Rational } from '#lib/domain/decimal.ts';
import {
	gapMeaning,
	partLabel,
	PARTS,
	skippedYearsText,
	type Decomposition,
	type Moved,
	type Part
} from '#lib/domain/judging/decomposition.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { differenceUnit, figureText, signedText } from '#lib/domain/judging/text.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import type { EditionRow } from '../../plan/queries.ts';
import { gapMoveOf, materialOf } from '../gap-move.ts';
import { targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { judgingSource } from '../shown.ts';
import { missingOf, stageMove } from './why-not.ts';

export interface ShownWhy {
	/** 「目標との差は −1.9 から −8.1 へ」, or why there is nothing to compare. */
	readonly heading: string;
	readonly unit: string;
	readonly rows: readonly { readonly label: string; readonly figures: string; readonly value: string }[];
	readonly notes: readonly string[];
}

/**
 * The move to the year shown; where it has no figure or target to compare, the move between the last two measured years
 * before it, named, or why there is none. Never silent.
 */
export function readWhy(
	database: Database,
	sheet: KpiSheet,
	shown: SheetYear,
	editions: readonly EditionRow[]
): ShownWhy {
	if (sheet.revision.direction === 'stage') return { unit: '', rows: [], ...stageMove(sheet, shown) };
	const material = materialOf(database, [sheet.id]);
	const own = gapMoveOf(sheet, shown, material);
	if (typeof own === 'string') return inWords(own);
	if (own !== null) return shownWhy(sheet, own, judgingSource(shown, editions));
	const measured = sheet.years.filter(
		({ year, actual }) => year < shown.year && actual?.value && actual.carriedFrom === null
	);
	for (const year of measured.toReversed()) {
		const found = gapMoveOf(sheet, year, material);
		if (found === null || typeof found === 'string') continue;
		const why = shownWhy(sheet, found, judgingSource(year, editions));
		const [from, to] = [found.beforeYear, found.afterYear].map(shortFiscalYear);
		return {
			...why,
			heading: `${from}から${to}へ、${why.heading}`,
			notes: [`${missingOf(shown)}、その前に測定した${from}と${to}を比べています`, ...why.notes]
		};
	}
	const before = measured.length < 2 ? '前に測定した年度が2つない' : '前の年度も目標がそろわない';
	return inWords(`${missingOf(shown)}比べられません。${before}ため、その前の動きもありません`);
}

function inWords(heading: string): ShownWhy {
	return { heading, unit: '', rows: [], notes: [] };
}

function shownWhy(sheet: KpiSheet, found: Decomposition, source: string): ShownWhy {
	const { decimals } = sheet.style;
	const [from, to] = [signedText(found.gapBefore, decimals), signedText(found.gapAfter, decimals)];
	return {
		heading:
			compare(found.gapBefore, found.gapAfter) === 0
				? `目標との差は ${from} のまま`
				: `目標との差は ${from} から ${to} へ`,
		unit: differenceUnit(sheet.unit),
		rows: PARTS.map((part) => ({
			label: partLabel(part, found),
			figures: figuresOf(sheet, part, found),
			value: valueOf(part, found, decimals)
		})),
		notes: [gapMeaning(found.direction), ...whyNotes(sheet, found, source)].filter((note) => note !== '')
	};
}

/** What else to know: what the gap means, years left out, the edition of a revised target. */
export function whyNotes(sheet: KpiSheet, found: Decomposition, source: string): string[] {
	const carried = sheet.years.flatMap(({ year, actual }) =>
		actual?.value && actual.carriedFrom !== null ? [{ year, carriedFrom: actual.carriedFrom }] : []
	);
	return [
		skippedYearsText(found, carried),
		found.revised === null ? '' : `改定後の目標：${source}`,
		found.parts.definition.n === 0n ? '' : '定義が変わったため、実績の動きは定義の変更と分けられません'
	].filter((note) => note !== '');
}

/** What a part adds; the actual's own share is not 「なし」 but unknown where the definition changed. */
export function valueOf(part: Part, { parts }: Decomposition, decimals: number): string {
	if (parts[part].n !== 0n) return signedText(parts[part], decimals);
	return part === 'actual' && parts.definition.n !== 0n ? '分けられません' : 'なし';
}

/** 「42.1 → 37.9」; empty for a part that did not move. */
export function figuresOf(sheet: KpiSheet, part: Part, found: Decomposition): string {
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
