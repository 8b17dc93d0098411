import { and, eq, isNull } from 'drizzle-orm';
import { rational, roundHalfUp, toText } from '#lib/domain/decimal.ts';
import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import type { KnownRow } from '#lib/domain/sheet/known.ts';
import type { InputCells, ShownCell } from '#lib/domain/sheet/layout.ts';
import type { Context } from '../../command.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { targetFor } from '../../judgements/judge-kpi.ts';
import { revisionInForce } from '../../judgements/material.ts';
import { targetText } from '../../kpis/present.ts';
import { exactCell } from '../../files/exact-cell.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';
import { entryStateOf } from '../entry-state.ts';
import { gridRowOf, type GridRow } from '../entry/grid-row.ts';

type Revision = NonNullable<EntryItem['current']>;

/** An item as the department's sheet shows it, and what is needed to write its row. */
export interface SheetRow extends KnownRow {
	readonly version: number;
	readonly revision: number;
	readonly decimals: number;
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
	/** The figure is computed from two, typed as 分子/分母. */
	readonly isRate: boolean;
	/** The person who asks may type into it now. */
	readonly editable: boolean;
	readonly row: GridRow;
}

/** An item's row. Cells hold exact figures: what is shown rounded elsewhere is complete here, computed rates excepted. */
export function sheetRowOf(context: Context, item: EntryItem): SheetRow {
	const { material, all, year, head, current, reading } = item;
	const revision = revisionInForce(material, all.editions, year);
	const { unit, decimals } = material.indicator;
	const stages = revision.stages ?? [];
	const row = gridRowOf(context, item);
	const past = (each: number) => pastCell(item, each, stages);
	const currentCells = current === null ? NOTHING : inputsOf(current, unit);
	return {
		code: material.indicator.code,
		unit,
		facts: {
			department: leadOf(item)?.name ?? '',
			name: revision.name,
			unit,
			past3: past(year - 3),
			past2: past(year - 2),
			past1: past(year - 1),
			target: targetCell(item, { decimals, stages }),
			workflow: row.stateWord
		},
		current: currentCells,
		usual: item.defaultState,
		by: current?.enteredByName ?? null,
		at: (asked) => {
			if (asked === 0) return NOTHING;
			if (asked === current?.revision) return currentCells;
			const found = head && findRevision(context, head.id, asked);
			return found && inputsOf(found, unit);
		},
		version: head?.version ?? 0,
		revision: current?.revision ?? 0,
		decimals,
		stages,
		isRate: reading.rate !== null && reading.rate !== undefined,
		editable: row.reading !== null,
		row
	};
}

const NOTHING: InputCells = {
	entered: null,
	state: null,
	cause: null,
	issue: null,
	nextAction: null,
	carriedFrom: null
};

/** The cells of a revision that are typed into. What was typed as a number is one, however it was typed. */
function inputsOf(revision: Revision, unit: string): InputCells {
	const { enteredText, cause, issue, nextAction } = revision;
	const isBlank = enteredText.trim() === '' && revision.missingReason === null;
	return {
		entered: enteredCell(enteredText, unit),
		state: isBlank ? null : ENTRY_STATES[entryStateOf(revision)],
		cause: cause || null,
		issue: issue || null,
		nextAction: nextAction || null,
		carriedFrom: revision.carriedFromYear === null ? null : shortFiscalYear(revision.carriedFromYear)
	};
}

/** What was typed, as a number where it is one. */
export function enteredCell(text: string, unit: string): ShownCell {
	const reading = readNumber(text, unit);
	if (reading.kind === 'value') return { number: toText(reading.value) };
	return text.trim() || null;
}

function pastCell({ material }: EntryItem, year: number, stages: readonly string[]): ShownCell {
	const confirmed = material.results.get(year)?.confirmed ?? null;
	return confirmed === null ? null : storedCell(confirmed, { decimals: material.indicator.decimals, stages });
}

/** The figure of a stored revision, exactly; a computed rate with the indicator's decimals. */
export function storedCell(
	row: Revision,
	{ decimals, stages }: { decimals: number; stages: readonly string[] }
): ShownCell {
	if (row.missingReason !== null) return MISSING_REASONS[row.missingReason];
	const value = figureOf(row);
	if (value === null) return null;
	if (stages.length > 0) return stages[Number(value.digits)] ?? null;
	const isComputed = row.numeratorDigits !== null;
	return { number: toText(isComputed ? roundHalfUp(rational(value), decimals) : value) };
}

function targetCell(item: EntryItem, style: { decimals: number; stages: readonly string[] }): ShownCell {
	const target = targetFor(item.all, item.material, item.year);
	if (target.kind === 'none') return targetText(null, style);
	const { figure } = target;
	if (figure.kind !== 'value') return targetText(figure, style);
	return exactCell(figure.value, style.decimals);
}

function findRevision({ database }: Context, resultId: number, revision: number): Revision | null {
	const found = database
		.select({ revision: resultRevision })
		.from(resultRevision)
		.innerJoin(result, eq(result.id, resultRevision.resultId))
		.where(and(eq(result.id, resultId), isNull(result.districtId), eq(resultRevision.revision, revision)))
		.get();
	return found?.revision ?? null;
}
