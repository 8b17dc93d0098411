import { readNumber } from '#lib/domain/number-input.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { ClipboardTable } from './clipboard.ts';
import { askYears, type FigureColumn, type YearQuestion } from './column-years.ts';
import type { GridIndex, GridRow, PasteGrid } from './grid.ts';
import type { Head, HeadColumn } from './head.ts';
import { rowsNamed } from './key-cell.ts';
import { keyColumns } from './key-columns.ts';
import { ENTRY_COLUMNS, plainText, readStateWord, type EntryColumn } from './words.ts';

/** What one column of a block is read as. */
export type ColumnUse =
	| { readonly kind: 'code' | 'name' | 'unit' | 'year' }
	/** `year` is null where each row names its own. */
	| { readonly kind: 'field'; readonly field: EntryColumn; readonly year: number | null }
	| { readonly kind: 'skipped'; readonly why: string }
	/** Its cells are refused; `ask`: unless the person says yes. */
	| { readonly kind: 'unclear'; readonly why: string; readonly ask?: YearQuestion };

const ORDER = Object.keys(ENTRY_COLUMNS) as EntryColumn[];

/** Uses of the columns under a head. Names and codes under a heading of the sheet's own are known by content. */
export function columnsByHead(
	head: Head,
	body: ClipboardTable,
	grid: PasteGrid,
	index: GridIndex
): ColumnUse[] {
	const isKeyed = head.columns.some(({ role }) => role === 'code' || role === 'name');
	const key = isKeyed
		? { code: null, name: null }
		: keyColumns((at) => (isUnknown(head.columns[at]) ? cellsOf(body, at) : []), head.columns.length, index);
	const hasYearColumn = head.columns.some((column) => column.role === 'year');
	const years = new Set(
		head.columns.flatMap(({ role, year }) =>
			year !== null && (role === null || role === 'entered') ? [year] : []
		)
	);
	const [only] = years.size === 1 ? years : [];
	const uses = head.columns.map(({ role, year, text, problem }, at): ColumnUse => {
		if (at === key.code) return { kind: 'code' };
		if (at === key.name) return { kind: 'name' };
		if (problem !== null) return { kind: 'unclear', why: problem };
		switch (role ?? (year === null ? null : 'entered')) {
			case null:
				return {
					kind: 'skipped',
					why: text === '' ? '見出しのない列は取り込みません' : `見出し「${text}」の列は取り込みません`
				};
			case 'code':
			case 'name':
			case 'unit':
			case 'year':
				return { kind: role as 'code' };
			case 'target':
				return {
					kind: 'skipped',
					why: `見出し「${text}」の列は取り込みません（目標は実施計画で決まり、ここでは変わりません）`
				};
			case 'other':
				return { kind: 'skipped', why: `見出し「${text}」の列は取り込みません` };
			default:
				return {
					kind: 'field',
					field: (role ?? 'entered') as EntryColumn,
					year: year ?? (hasYearColumn ? null : (only ?? head.year ?? grid.year))
				};
		}
	});
	return refuseDoubled(uses);
}

/**
 * Uses of the columns of a block without a head, by what is in them: codes, names, units; then one column for
 * the cell pasted into, as many as the grid has years, or the fields from that cell on in the grid's order.
 */
export function columnsByContent(
	body: ClipboardTable,
	width: number,
	grid: PasteGrid,
	index: GridIndex
): ColumnUse[] {
	const column = (at: number) => cellsOf(body, at);
	const uses: (ColumnUse | null)[] = Array.from({ length: width }, () => null);
	const key = keyColumns(column, width, index);
	if (key.code !== null) uses[key.code] = { kind: 'code' };
	if (key.name !== null) uses[key.name] = { kind: 'name' };
	const isNamed = key.code !== null || key.name !== null;
	const rowOf = (line: number): GridRow | undefined => {
		if (!isNamed) return grid.rows[startRow(grid) + line];
		const cell = (at: number | null) => (at === null ? '' : (body[line]?.[at] ?? ''));
		return rowsNamed(cell(key.code), index)[0] ?? rowsNamed(cell(key.name), index)[0];
	};
	if (isNamed) {
		for (let at = 0; at < width; at++) {
			if (uses[at] === null && isUnitColumn(column(at), rowOf)) uses[at] = { kind: 'unit' };
		}
	}
	const free = uses.flatMap((use, at) => (use === null && (!isNamed || hasText(column(at))) ? [at] : []));
	const meant = meaningOf(
		free.map((at) => ({ at, cells: column(at) })),
		grid,
		rowOf
	);
	free.forEach((at, place) => (uses[at] = meant[place] ?? null));
	return uses.map((use) => use ?? { kind: 'skipped', why: '空の列です' });
}

/** The row of the grid that the block begins at. */
export function startRow(grid: PasteGrid): number {
	const found = grid.rows.findIndex(({ code }) => code === grid.start.code);
	return Math.max(found, 0);
}

function meaningOf(
	columns: readonly FigureColumn[],
	grid: PasteGrid,
	rowOf: (line: number) => GridRow | undefined
): ColumnUse[] {
	const from = ORDER.indexOf(grid.start.column);
	const fields = ORDER.slice(from, from + columns.length);
	const first = fields[0] ?? 'entered';
	if (columns.length === 1) return [{ kind: 'field', field: first, year: grid.year }];
	const areFigures = (cells: readonly string[]) => isFigureColumn(cells, rowOf);
	const areAllFigures = first === 'entered' && columns.every(({ cells }) => areFigures(cells));
	const years = grid.columnYears?.length === columns.length ? grid.columnYears : grid.years;
	if (areAllFigures && columns.length === years.length)
		return years.map((year) => ({ kind: 'field', field: 'entered', year }));
	const fits =
		fields.length === columns.length && fields.every((field, at) => suits(field, columns[at]?.cells ?? []));
	if (fits) return fields.map((field) => ({ kind: 'field', field, year: grid.year }));
	const { question, equal } = areAllFigures ? askYears(columns, grid, rowOf) : { question: null, equal: '' };
	if (question !== null) {
		const ask = `${question.sentence}そのとおりなら、上の「この年度で読む」を押してください。違うときは、見出しの行も一緒にコピーしてください。`;
		return columns.map(() => ({ kind: 'unclear', why: ask, ask: question }));
	}
	const why = `列の意味が分かりません。${equal}${columns.length}列ありますが、見出しがないため、どの年度か、何の欄かを決められません。見出しの行も一緒にコピーしてください（例：指標、${shortFiscalYear(grid.year)}、値の状態）。`;
	return columns.map(() => ({ kind: 'unclear', why }));

	function suits(field: EntryColumn, cells: readonly string[]): boolean {
		if (field === 'entered') return areFigures(cells);
		if (field === 'state') return cells.every((cell) => readStateWord(cell).kind !== 'unknown');
		return !hasText(cells) || !areFigures(cells);
	}
}

function isUnitColumn(cells: readonly string[], rowOf: (line: number) => GridRow | undefined): boolean {
	return (
		hasText(cells) &&
		cells.every((cell, line) => {
			const plain = plainText(cell);
			const row = rowOf(line);
			return plain === '' || row === undefined || plain === plainText(row.unit);
		}) &&
		cells.some((cell, line) => plainText(cell) !== '' && rowOf(line) !== undefined)
	);
}

/** At least half of what is there reads as a figure, a sign for a missing one, or a stage. */
function isFigureColumn(cells: readonly string[], rowOf: (line: number) => GridRow | undefined): boolean {
	const texts = cells.flatMap((cell, line) => (plainText(cell) === '' ? [] : [{ cell, row: rowOf(line) }]));
	const figures = texts.filter(
		({ cell, row }) =>
			readNumber(cell, row?.unit ?? '').kind !== 'error' ||
			(row?.stages.some((stage) => plainText(stage) === plainText(cell)) ?? false)
	);
	return figures.length * 2 >= texts.length;
}

function cellsOf(body: ClipboardTable, at: number): string[] {
	return body.map((row) => row[at] ?? '');
}

function isUnknown(column: HeadColumn | undefined): boolean {
	return column?.role === null && column.year === null && column.problem === null;
}

function hasText(cells: readonly string[]): boolean {
	return cells.some((cell) => plainText(cell) !== '');
}

/** Two columns for the same field of the same year: nobody can say which is meant. */
function refuseDoubled(uses: readonly ColumnUse[]): ColumnUse[] {
	const keyOf = (use: ColumnUse) =>
		use.kind === 'field'
			? `${use.field}/${use.year}`
			: use.kind === 'skipped' || use.kind === 'unclear'
				? null
				: use.kind;
	const found = Map.groupBy(uses, keyOf);
	return uses.map((use) => {
		const key = keyOf(use);
		// 西暦 and 和暦 may stand side by side.
		if (key === null || key === 'year' || (found.get(key)?.length ?? 0) < 2) return use;
		return {
			kind: 'unclear',
			why: '同じ内容の列が2つ以上あります。取り込む列だけを残してコピーし直してください。'
		};
	});
}
