import { readClipboardTable } from '#lib/domain/paste/clipboard.ts';
import { rational, roundHalfUp, type Decimal } from '#lib/domain/decimal.ts';
import type { YearQuestion } from '#lib/domain/paste/column-years.ts';
import type { GridRow, PasteGrid } from '#lib/domain/paste/grid.ts';
import { inSeenOrder } from '#lib/domain/paste/seen-order.ts';
import { matchBlock, type MatchedBlock, type MatchedCell } from '#lib/domain/paste/match.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { PasteForm } from '#lib/schemas/batch.ts';
import type { Context } from '../../command.ts';
import { figureOf } from '../../indicators/figures.ts';
import { revisionInForce } from '../../judgements/material.ts';
import { pastedDistricts } from './paste-districts.ts';
import { previewBatch } from './preview.ts';
import type { BatchPreview, Note } from './types.ts';
import { activeItems } from '../entry/grid.ts';
import { leadOf, readEntryItems, type EntryItem } from '../entry-items.ts';
import { groupOf, ENTRY_GROUPS, type EntryGroup } from '../entry/row.ts';
import { entryScope, type EntryScope } from '../entry/scope.ts';

/** Years that stand side by side in the grid: three past ones and the one being entered. */
const PAST_YEARS = 3;

export interface PastePage {
	readonly scope: Omit<EntryScope, 'departmentIds'>;
	/** The indicators as the grid lists them: where a column without names may begin. */
	readonly rows: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
	readonly hasSamples: boolean;
}

/** What a pasted block would do, and how it was read. */
export interface PastePreview extends BatchPreview {
	readonly reading: readonly string[];
	/** Cells of the block that are no part of any proposal, counted by reason. */
	readonly leftOut: readonly { readonly why: string; readonly cells: number; readonly places: string }[];
	/** Columns without a head whose years only the person can tell; null where nothing is asked. */
	readonly question: YearQuestion | null;
}

interface Asked {
	readonly year: number | null;
	readonly departmentCode: string | null;
}

/** The page 「Excelから貼り付ける」. @throws DomainError as `entryScope`. */
export function readPastePage(context: Context, asked: Asked): PastePage {
	const { departmentIds, ...scope } = entryScope(context, asked);
	const items = inGridOrder(itemsOf(context, { ...scope, departmentIds }), departmentIds);
	return {
		scope,
		rows: items.map((item) => ({
			code: item.material.indicator.code,
			name: nameOf(item),
			unit: item.material.indicator.unit
		})),
		hasSamples: items.some(({ material }) => material.indicator.isSample)
	};
}

/**
 * Reads a pasted block against the department's list and previews it.
 * @throws DomainError `invalid` for a text that is no block or too large, `locked` without an open year.
 */
export function previewPaste(context: Context, asked: Asked, form: PasteForm): PastePreview {
	const { departmentIds, ...scope } = entryScope(context, asked);
	if (scope.year === null || scope.cycle === null)
		throw new DomainError('locked', scope.locked ?? '今、入力できる実績照会はありません。');
	const reading = readClipboardTable(form.text);
	if (!reading.ok) throw new DomainError('invalid', reading.message, { fields: { text: reading.message } });
	if (reading.table.every((row) => row.every((cell) => cell.trim() === ''))) {
		const message =
			'貼り付ける表がありません。Excelで値の範囲を選んでコピーし、この欄に貼り付けてください（例：45.2 を1行に1つずつ）。';
		throw new DomainError('invalid', message, { fields: { text: message } });
	}
	const items = inGridOrder(itemsOf(context, { ...scope, departmentIds }), departmentIds);
	const districts = pastedDistricts(context, reading.table, items, form);
	if (districts !== null) {
		const { proposals, refused, ...read } = districts;
		const preview = previewBatch(context, { source: 'paste', fileName: '', proposals, refused });
		return { ...preview, ...read, question: null };
	}
	const years = Array.from({ length: PAST_YEARS + 1 }, (_, at) => (scope.year ?? 0) - PAST_YEARS + at);
	const block = matchBlock(reading.table, {
		rows: inSeenOrder(items.map(gridRowOf), form.order),
		others: readEntryItems(context, scope.year, {}).map(gridRowOf),
		years,
		year: scope.year,
		start: { code: form.start === '' ? null : form.start, column: form.column },
		blank: form.blank,
		...confirmedYears(form, years)
	});
	const preview = previewBatch(context, {
		source: 'paste',
		fileName: '',
		proposals: block.proposals,
		refused: refusedNotes(block)
	});
	return { ...preview, reading: block.reading, leftOut: leftOutOf(block), question: block.question };
}

/** The years that the person gave to columns without a head: of the page, each once. */
function confirmedYears(
	{ columnYears = [] }: PasteForm,
	years: readonly number[]
): Pick<PasteGrid, 'columnYears'> {
	const own = columnYears.filter((year, at) => years.includes(year) && columnYears.indexOf(year) === at);
	return own.length > 0 && own.length === columnYears.length ? { columnYears: own } : {};
}

function itemsOf(context: Context, scope: EntryScope): EntryItem[] {
	return scope.year === null || scope.cycle === null
		? []
		: activeItems(context, scope.year, scope.departmentIds);
}

/** As the grid groups them: what needs work first. */
function inGridOrder(items: readonly EntryItem[], departmentIds: readonly number[]): EntryItem[] {
	const groups = Object.keys(ENTRY_GROUPS) as EntryGroup[];
	const placeOf = (item: EntryItem) =>
		groups.indexOf(departmentIds.includes(leadOf(item)?.id ?? 0) ? groupOf(item) : 'contributing');
	return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function gridRowOf(item: EntryItem): GridRow {
	const { indicator } = item.material;
	return {
		code: indicator.code,
		names: [...new Set([nameOf(item), indicator.name])],
		unit: indicator.unit,
		stages: item.reading.stages,
		known: knownFigures(item)
	};
}

/** Confirmed figures of all years, as a sheet shows them: a computed rate with the indicator's decimals. */
function knownFigures({ material }: EntryItem): ReadonlyMap<number, Decimal> {
	return new Map(
		[...material.results].flatMap(([year, { confirmed }]) => {
			const value = confirmed && figureOf(confirmed);
			if (value === null) return [];
			const isComputed = confirmed?.numeratorDigits != null;
			return [[year, isComputed ? roundHalfUp(rational(value), material.indicator.decimals) : value]];
		})
	);
}

function nameOf(item: EntryItem): string {
	return revisionInForce(item.material, item.all.editions, item.year).name;
}

/** One note for each reason, with the lines that it speaks of. */
function refusedNotes(block: MatchedBlock): Note[] {
	return groups(block, 'refused').map(({ why, cells }) => ({
		place: placesOf(cells),
		message: why,
		lines: new Set(cells.map(({ line }) => line)).size
	}));
}

function leftOutOf(block: MatchedBlock): PastePreview['leftOut'] {
	return groups(block, 'ignored').map(({ why, cells }) => ({
		why,
		cells: cells.length,
		places: placesOf(cells)
	}));
}

function groups(block: MatchedBlock, kind: 'refused' | 'ignored') {
	const own = block.cells.flatMap((cell) => (cell.fate.kind === kind ? [{ cell, why: cell.fate.why }] : []));
	return [...Map.groupBy(own, ({ why }) => why)].map(([why, found]) => ({
		why,
		cells: found.map(({ cell }) => cell)
	}));
}

/** 「3行目」, 「3〜5行目」, 「2・4行目」, 「2行目など12行」. */
function placesOf(cells: readonly MatchedCell[]): string {
	const lines = [...new Set(cells.map(({ line }) => line + 1))];
	const [first = 0, last = first] = [lines[0], lines.at(-1)];
	if (lines.length === 1) return `${first}行目`;
	if (last - first === lines.length - 1) return `${first}〜${last}行目`;
	return lines.length <= 4 ? `${lines.join('・')}行目` : `${first}行目など${lines.length}行`;
}
