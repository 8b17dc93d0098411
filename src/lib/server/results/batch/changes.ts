import { compareDecimals, fromScaled, rational, roundHalfUp, type Decimal } from '#lib/domain/decimal.ts';
import { ENTRY_STATES, type EntryState, type ReadEntry } from '#lib/domain/entry.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { ENTRY_COLUMNS } from '#lib/domain/paste/words.ts';
import { figureOf } from '../../indicators/figures.ts';
import type { FigureStyle } from '../../kpis/present.ts';
import { storedFigure } from './stored-figure.ts';
import type { BatchCell } from './types.ts';
import { previewJudgement, type EntryItem } from '../entry-items.ts';

type Revision = NonNullable<EntryItem['current']>;

const REMARKS = ['cause', 'issue', 'nextAction'] as const;

/** Fields that differ from what is stored. The same figure written in another way is the same. */
export function changesOf(
	item: EntryItem,
	form: { state: EntryState; cause: string; issue: string; nextAction: string },
	entry: ReadEntry
): BatchCell['changes'] {
	const { current } = item;
	const changes: { label: string; before: string; after: string }[] = [];
	const style = styleOf(item);
	const shown = (value: Decimal | null, reason: Revision['missingReason'], computed: boolean) =>
		storedFigure(value, reason, style, computed) || '（空欄）';
	if (!sameFigure(entry, current)) {
		changes.push({
			label: ENTRY_COLUMNS.entered,
			before: shown(current && figureOf(current), current?.missingReason ?? null, isComputed(current)),
			after: shown(entry.runningTotal ?? entry.value, entry.missingReason, entry.rate !== undefined)
		});
	}
	const before = wordOf(current?.missingReason ?? current?.valueState ?? null);
	const after = wordOf(entry.missingReason ?? entry.valueState);
	if (before !== after)
		changes.push({ label: ENTRY_COLUMNS.state, before: before || '（なし）', after: after || '（なし）' });
	for (const field of REMARKS) {
		const [old, now] = [current?.[field] ?? '', form[field]];
		if (old !== now)
			changes.push({ label: ENTRY_COLUMNS[field], before: old || '（空欄）', after: now || '（空欄）' });
	}
	return changes;
}

/** 測った年度 of a figure that is, or was, carried. */
export function carriedChange({ current }: EntryItem, year: number | null): BatchCell['changes'] {
	const before = current?.carriedFromYear ?? null;
	const word = (from: number | null) => (from === null ? '（この年度）' : shortFiscalYear(from));
	return before === year ? [] : [{ label: '測った年度', before: word(before), after: word(year) }];
}

function sameFigure(entry: ReadEntry, current: Revision | null): boolean {
	const stored = current && fromScaled(current.valueDigits, current.valueScale);
	if (entry.missingReason !== (current?.missingReason ?? null)) return false;
	if (entry.value === null || stored === null) return entry.value === stored;
	// The rate as screens show it, over the two figures that it was computed from, says nothing new.
	if (entry.rate === undefined && current?.numeratorDigits != null)
		return compareDecimals(entry.value, roundHalfUp(rational(stored), entry.value.scale)) === 0;
	if (compareDecimals(entry.value, stored) !== 0) return false;
	if (entry.rate === undefined) return true;
	// A rate may stay the same while the two figures behind it change.
	const parts = [
		fromScaled(current?.numeratorDigits ?? null, current?.numeratorScale ?? null),
		fromScaled(current?.denominatorDigits ?? null, current?.denominatorScale ?? null)
	];
	return [entry.rate.numerator, entry.rate.denominator].every((part, at) => {
		const old = parts[at] ?? null;
		return old !== null && compareDecimals(part, old) === 0;
	});
}

function wordOf(state: Revision['missingReason'] | Revision['valueState']): string {
	if (state === null) return '';
	// 訂正 is a final value for whoever compares.
	return ENTRY_STATES[state === 'corrected' ? 'final' : state];
}

/** What would stand, with the status that it would get. */
export function afterOf(item: EntryItem, entry: ReadEntry, carriedFrom: number | null): BatchCell['after'] {
	const figure = entry.runningTotal ?? entry.value;
	const judged = previewJudgement(item, figure, carriedFrom);
	return {
		figure: storedFigure(figure, entry.missingReason, styleOf(item), entry.rate !== undefined) || '（空欄）',
		entered: entry.enteredText.trim(),
		status: judged?.status ?? (entry.missingReason === null ? 'missing' : 'none'),
		own: judged?.own?.label ?? null
	};
}

/** What stands now; null where nothing is stored. */
export function beforeFigure(item: EntryItem): string | null {
	const { current } = item;
	return (
		current && storedFigure(figureOf(current), current.missingReason, styleOf(item), isComputed(current))
	);
}

function isComputed(revision: Revision | null): boolean {
	return revision?.numeratorDigits != null;
}

/** How the item's figures are written. */
function styleOf(item: EntryItem): FigureStyle {
	return { decimals: item.reading.decimals, stages: item.reading.stages };
}
