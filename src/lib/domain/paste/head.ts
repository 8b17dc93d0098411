import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import type { ClipboardTable } from './clipboard.ts';
import type { GridIndex } from './grid.ts';
import { plainText, readHeading, type Heading, type HeadRole } from './words.ts';

export interface HeadColumn {
	readonly role: HeadRole | null;
	readonly year: number | null;
	/** The heading as written; the parts of several rows joined. */
	readonly text: string;
	readonly problem: string | null;
}

export interface Head {
	/** The first and the last row of the head, counted from 0. What stands above the first is a title. */
	readonly from: number;
	readonly to: number;
	/** The one fiscal year that the title names; it holds for columns without a year. */
	readonly year: number | null;
	readonly columns: readonly HeadColumn[];
}

/** A title of a few lines may stand above the head. */
const DEEPEST = 10;
/** 実績 over R6 and R7, under a merged cell: more rows than these no head has. */
const MOST_ROWS = 3;

/**
 * The head of a block: the first row whose cells are headings, with the rows of the same kind right below it.
 * Null where the block begins with figures, names or codes at once.
 */
export function findHead(table: ClipboardTable, width: number, index: GridIndex): Head | null {
	for (let from = 0; from < Math.min(table.length, DEEPEST); from++) {
		const row = table[from] ?? [];
		if (isHeadRow(row, index)) {
			let to = from;
			while (to + 1 < from + MOST_ROWS && isLowerHeadRow(table[to + 1] ?? [], index)) to += 1;
			const columns = joinRows(table.slice(from, to + 1), width);
			return { from, to, year: titleYear(table.slice(0, from)), columns };
		}
		if (row.some((cell) => isData(cell, index))) return null;
	}
	return null;
}

/**
 * Headings, alone or beside words that nobody knows. A bare western year may be a figure: such a row is a head
 * where other headings stand in it, or where its years follow each other.
 */
function isHeadRow(row: readonly string[], index: GridIndex): boolean {
	const texts = row.filter((cell) => plainText(cell) !== '');
	const known = texts.map(readHeading).filter((heading) => heading !== null);
	if (texts.some((cell) => readHeading(cell) === null && isData(cell, index))) return false;
	return known.some(({ isBareYear }) => !isBareYear) || isSequence(known);
}

/** A second row of a head holds headings only; bare years again only as a sequence or beside others. */
function isLowerHeadRow(row: readonly string[], index: GridIndex): boolean {
	const texts = row.filter((cell) => plainText(cell) !== '');
	return texts.length > 0 && texts.every((cell) => readHeading(cell) !== null) && isHeadRow(row, index);
}

function isSequence(headings: readonly Heading[]): boolean {
	const years = headings.map(({ year }) => year ?? 0);
	const steps = years.slice(1).map((year, at) => year - (years[at] ?? 0));
	return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === -1));
}

function titleYear(rows: ClipboardTable): number | null {
	const text = rows.flat().map(plainText).join(' ');
	const years = [...text.matchAll(/(?:令和|平成|[RH])(?:\d{1,2}|元)年度|20\d\d年度/g)].flatMap(([found]) => {
		const reading = parseFiscalYear(found);
		return reading.ok ? [reading.year] : [];
	});
	const [only, ...others] = new Set(years);
	return only === undefined || others.length > 0 ? null : only;
}

function isData(cell: string, index: GridIndex): boolean {
	const plain = plainText(cell);
	return index.byCode.has(plain) || index.byName.has(plain) || isFigure(cell);
}

function isFigure(cell: string): boolean {
	return readNumber(cell, '').kind === 'value';
}

/** One heading for each column. A merged cell stands in its first column and counts for those after it. */
function joinRows(rows: ClipboardTable, width: number): HeadColumn[] {
	const filled = rows.map((row, at) => (at === rows.length - 1 ? [...row] : spread(row, rows[at + 1] ?? [])));
	return Array.from({ length: width }, (_, column) => {
		const texts = filled.map((row) => (row[column] ?? '').trim()).filter((text) => text !== '');
		const headings = texts.map(readHeading).filter((heading) => heading !== null);
		return {
			role: headings.findLast(({ role }) => role !== null)?.role ?? null,
			year: headings.findLast(({ year }) => year !== null)?.year ?? null,
			text: [...new Set(texts)].join(' ').replace(/\s+/g, ' ').slice(0, 40),
			problem: headings.find(({ problem }) => problem !== null)?.problem ?? null
		};
	});
}

function spread(row: readonly string[], below: readonly string[]): string[] {
	let last = '';
	return Array.from({ length: Math.max(row.length, below.length) }, (_, at) => {
		const own = row[at] ?? '';
		if (plainText(own) !== '') last = own;
		return plainText(own) === '' && plainText(below[at] ?? '') !== '' ? last : own;
	});
}
