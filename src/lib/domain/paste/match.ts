/** What a pasted block means: which cell is to become which indicator's figure of which year. */
import type { ClipboardTable } from './clipboard.ts';
import { columnsByContent, columnsByHead, startRow, type ColumnUse } from './columns.ts';
import type { YearQuestion } from './column-years.ts';
import { indexGrid, type BlockProposal, type GridIndex, type PasteGrid } from './grid.ts';
import { findHead } from './head.ts';
import { readingOf } from './reading.ts';
import { subjectByName, subjectByPosition, suggester, type LineSubject } from './rows.ts';
import { turnedTable } from './turned.ts';
import { plainText, readStateWord } from './words.ts';

/** Every cell of the block ends as exactly one of these. */
export type CellFate =
	/** Part of `proposals[index]`. */
	| { readonly kind: 'proposed'; readonly index: number }
	| { readonly kind: 'ignored'; readonly why: string }
	| { readonly kind: 'refused'; readonly why: string };

export interface MatchedCell {
	/** Counted from 0. */
	readonly line: number;
	readonly column: number;
	readonly text: string;
	readonly fate: CellFate;
}

export interface MatchedBlock {
	/** By the order of the page, or by names and codes. */
	readonly shape: 'positions' | 'names';
	/** How the block was read, in sentences. */
	readonly reading: readonly string[];
	readonly proposals: readonly BlockProposal[];
	/** All cells of the block, line by line. */
	readonly cells: readonly MatchedCell[];
	/** To be put to the person; null where nothing is. */
	readonly question: YearQuestion | null;
}

/** Proposals of more than one line for the same indicator and year are refused, all of them. */
interface Draft {
	readonly key: string;
	readonly proposal: BlockProposal;
	readonly cells: readonly { line: number; column: number }[];
}

/**
 * Reads a block as one column from a cell on, as several years or fields side by side, or as a table with names
 * or codes, with or without a head. Names match exactly (but for width and spaces); near ones are told. Years
 * that cannot be entered are proposed like others: what is closed is compared, not written. A table with the
 * years downwards is turned. Never throws.
 */
export function matchBlock(table: ClipboardTable, grid: PasteGrid): MatchedBlock {
	const index = indexGrid(grid);
	const turned = turnedTable(table, index);
	if (turned === null) return matchUpright(table, grid, index, placeOf);
	const block = matchUpright(turned, grid, index, (line, column) => placeOf(column, line, true));
	// A ragged row ends before: what is not there is no blank that would clear a figure.
	const there = block.cells.filter(({ line, column }) => table[column]?.[line] !== undefined);
	const used = [...new Set(there.flatMap(({ fate }) => (fate.kind === 'proposed' ? [fate.index] : [])))];
	return {
		...block,
		reading: [
			'年度が縦、指標が横に並んだ表なので、行と列を入れ替えて読みました。年度と指標の組合せを確かめてください。'
		],
		proposals: used.flatMap((at) => block.proposals[at] ?? []),
		cells: there
			.map(({ line, column, fate }) => ({
				line: column,
				column: line,
				text: table[column]?.[line] ?? '',
				fate: fate.kind === 'proposed' ? { ...fate, index: used.indexOf(fate.index) } : fate
			}))
			.sort((a, b) => a.line - b.line || a.column - b.column)
	};
}

/** Where a proposal stands: with its column where the line has several. */
type PlaceOf = (line: number, column: number, isOneOfMany: boolean) => string;

function placeOf(line: number, column: number, isOneOfMany: boolean): string {
	return `${line + 1}行目${isOneOfMany ? `・${column + 1}列目` : ''}`;
}

function matchUpright(
	table: ClipboardTable,
	grid: PasteGrid,
	index: GridIndex,
	place: PlaceOf
): MatchedBlock {
	const width = table.reduce((most, row) => Math.max(most, row.length), 0);
	const head = findHead(table, width, index);
	const first = head === null ? 0 : head.to + 1;
	const body = table.slice(first);
	const columns =
		head === null ? columnsByContent(body, width, grid, index) : columnsByHead(head, body, grid, index);
	const isNamed = columns.some(({ kind }) => kind === 'code' || kind === 'name');
	const suggest = suggester(grid);
	const fates = new Map<string, CellFate>();
	const drafts: Draft[] = [];
	const at = (line: number, column: number) => `${line}/${column}`;
	const refuse = (cells: Draft['cells'], why: string) => {
		for (const { line, column } of cells) fates.set(at(line, column), { kind: 'refused', why });
	};

	for (let line = 0; line < first; line++) {
		const why = line < (head?.from ?? 0) ? '見出しより上の行です' : '見出しの行です';
		table[line]?.forEach((_, column) => fates.set(at(line, column), { kind: 'ignored', why }));
	}
	body.forEach((cells, offset) => {
		const line = first + offset;
		const settle = (fateOf: (column: number, text: string) => CellFate) =>
			cells.forEach((text, column) => fates.set(at(line, column), fateOf(column, text)));
		if (cells.every((text) => plainText(text) === '') && (isNamed || grid.blank === 'keep')) {
			settle(() => ({ kind: 'ignored', why: '空の行です' }));
			return;
		}
		const subject = isNamed
			? subjectByName(cells, columns, index, suggest)
			: subjectByPosition(startRow(grid) + offset, grid);
		if (!subject.ok) {
			settle((_, text) =>
				plainText(text) === ''
					? { kind: 'ignored', why: '空欄です' }
					: { kind: subject.isSum ? 'ignored' : 'refused', why: subject.why }
			);
			return;
		}
		settle((column, text) => fateOutsideFields(columns[column], text));
		for (const draft of draftsOf(cells, line, columns, subject, grid, place)) {
			if (draft.problem === null) drafts.push(draft);
			else refuse(draft.cells, draft.problem);
		}
	});

	const proposals: BlockProposal[] = [];
	for (const [, same] of Map.groupBy(drafts, ({ key }) => key)) {
		const [only] = same;
		if (only === undefined) continue;
		if (same.length > 1) {
			const places = same.map(({ proposal }) => proposal.place).join('と');
			const why = `${places}が、同じ指標の同じ年度です。1つだけを残して貼り直してください。`;
			for (const { cells } of same) refuse(cells, why);
			continue;
		}
		for (const { line, column } of only.cells)
			fates.set(at(line, column), { kind: 'proposed', index: proposals.length });
		proposals.push(only.proposal);
	}
	return {
		shape: isNamed ? 'names' : 'positions',
		reading: readingOf(columns, isNamed, head, grid),
		question: columns.flatMap((use) => (use.kind === 'unclear' ? (use.ask ?? []) : []))[0] ?? null,
		proposals,
		cells: table.flatMap((row, line) =>
			row.map((text, column) => ({
				line,
				column,
				text,
				fate: fates.get(at(line, column)) ?? { kind: 'ignored', why: '空欄です' }
			}))
		)
	};
}

/** The fate of a cell that is no field of an entry. Cells of fields get theirs after it. */
function fateOutsideFields(column: ColumnUse | undefined, text: string): CellFate {
	if (plainText(text) === '') return { kind: 'ignored', why: '空欄です（今の値を残します）' };
	switch (column?.kind) {
		case 'unclear':
			return { kind: 'refused', why: column.why };
		case 'skipped':
			return { kind: 'ignored', why: column.why };
		case 'unit':
			return { kind: 'ignored', why: '単位が合っていることを確かめました' };
		case 'year':
			return { kind: 'ignored', why: '年度として読みました' };
		default:
			return { kind: 'ignored', why: '指標を見分けるために読みました' };
	}
}

interface LineYear {
	fields: Partial<BlockProposal>;
	columns: number[];
	problem: string | null;
}

/** The proposals of a line, one for each year in it; a year with a cell that cannot be read is refused whole. */
function draftsOf(
	cells: readonly string[],
	line: number,
	columns: readonly ColumnUse[],
	subject: Extract<LineSubject, { ok: true }>,
	grid: PasteGrid,
	place: PlaceOf
): (Draft & { problem: string | null })[] {
	const byYear = new Map<number, LineYear>();
	columns.forEach((use, column) => {
		const text = cells[column];
		// A ragged row ends before: no cell, so nothing to say.
		if (use.kind !== 'field' || text === undefined) return;
		const isBlank = plainText(text) === '';
		if (isBlank && (grid.blank === 'keep' || use.field === 'state')) return;
		const year = use.year ?? subject.year ?? grid.year;
		const found = byYear.get(year) ?? { fields: {}, columns: [], problem: null };
		byYear.set(year, found);
		found.columns.push(column);
		if (use.field !== 'state') {
			found.fields = { ...found.fields, [use.field]: isBlank ? '' : text };
			return;
		}
		const state = readStateWord(text);
		if (state.kind === 'unknown') found.problem = state.message;
		if (state.kind === 'state') found.fields = { ...found.fields, state: state.state };
	});
	return [...byYear].map(([year, { fields, columns: used, problem }]) => ({
		key: `${subject.row.code}/${year}`,
		problem,
		proposal: {
			...fields,
			indicatorCode: subject.row.code,
			fiscalYear: year,
			place: place(line, used[0] ?? 0, byYear.size > 1)
		},
		cells: used.map((column) => ({ line, column }))
	}));
}
