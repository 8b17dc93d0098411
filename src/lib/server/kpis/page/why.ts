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
import { differenceUnit, figureText, signedText } from '#lib/domain/judging/text.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import type { EditionRow } from '../../plan/queries.ts';
import { gapMoveOf, materialOf } from '../gap-move.ts';
import { targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { judgingSource } from '../shown.ts';

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
	const found = gapMoveOf(sheet, shown, materialOf(database, [sheet.id]));
	if (found === null) return null;
	return typeof found === 'string'
		? { heading: found, unit: '', rows: [], notes: [] }
		: shownWhy(sheet, found, judgingSource(sheet, shown, editions));
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
