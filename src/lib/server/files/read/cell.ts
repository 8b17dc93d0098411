import type { Format } from './formats.ts';
import { plainNumber } from './plain-number.ts';
import { refuse } from './refusal.ts';
import { shownDate, shownIsoDate } from './shown-date.ts';
import { TextRuns, unescaped } from './text-runs.ts';
import { DAMAGED_PART, type Attributes } from './xml.ts';
import type { FileCell } from '#lib/domain/sheet/table.ts';

/** What the cells of all sheets refer to. */
export interface Book {
	readonly strings: readonly string[];
	readonly formats: readonly Format[];
	readonly is1904: boolean;
}

/** As many characters as a cell of Excel holds: what is longer was never one cell, and would take long to look at. */
export const LONGEST_CELL = 32_767;
const LONGEST_FORMULA = 200;
/** Depth of what stands in a cell: the tags of its value, its formula and its own text. */
const INSIDE = 4;

const TAGS: Readonly<Record<string, number>> = { v: 1, f: 2, is: 4 };

/** Puts one cell together from its tags; used for all cells of a sheet, one after the other. */
export class CellReader {
	readonly #book: Book;
	readonly #runs = new TextRuns();
	#type = 'n';
	#style = -1;
	#value = '';
	#formula: string | null = null;
	#inside = '';
	/** Which of the tags that hold something the cell has had: none may come twice. */
	#had = 0;

	constructor(book: Book) {
		this.#book = book;
	}

	begin(attributes: Attributes): void {
		const style = attributes.get('s');
		this.#type = attributes.get('t') ?? 'n';
		this.#style = style === undefined ? -1 : Number(style);
		this.#value = '';
		this.#formula = null;
		this.#inside = '';
		this.#had = 0;
		this.#runs.clear();
	}

	open(tag: string, depth: number): void {
		if (depth === INSIDE) {
			const bit = TAGS[tag] ?? 0;
			if ((this.#had & bit) !== 0) refuse(DAMAGED_PART);
			this.#had |= bit;
			this.#inside = tag;
			if (tag === 'f') this.#formula ??= '';
		} else if (this.#inside === 'is') this.#runs.open(tag);
		else if (this.#inside === 'v' || this.#inside === 'f') refuse(DAMAGED_PART);
	}

	close(tag: string, depth: number): void {
		if (depth === INSIDE) this.#inside = '';
		else if (this.#inside === 'is') this.#runs.close(tag);
	}

	text(piece: string): void {
		if (this.#inside === 'v') this.#value += piece;
		else if (this.#inside === 'f') this.#formula = (this.#formula + piece).slice(0, LONGEST_FORMULA);
		else if (this.#inside === 'is') this.#runs.add(piece);
		else if (this.#inside === '' && piece.trim() !== '') refuse(DAMAGED_PART);
	}

	/** The cell; null where nothing is in it. @throws DomainError `invalid` naming the place. */
	end(place: () => string, sheet: string): FileCell {
		if (this.#formula !== null) return { kind: 'formula', formula: this.#formula };
		const cell = this.#content();
		if (cell === undefined)
			refuse(
				`シート「${sheet}」のセル${place()}の値を読み取れません。ファイルが壊れているおそれがあります。Excelで開き直して保存し、もう一度選んでください。`
			);
		if (cell?.kind === 'text' && cell.text.length > LONGEST_CELL)
			refuse(
				`シート「${sheet}」のセル${place()}の文字が長すぎます（${cell.text.length.toLocaleString('ja-JP')}文字）。1つのセルに収まらない長さです。短くまとめて保存し、もう一度選んでください。`
			);
		return cell;
	}

	/** Undefined for what no cell can hold. */
	#content(): FileCell | undefined {
		const value = this.#value.trim();
		const own = this.#runs.text;
		// A value in the wrong place would be left out.
		if (this.#type === 'inlineStr' ? value !== '' : own !== '') return undefined;
		switch (this.#type) {
			case 'inlineStr':
				return textCell(own);
			case 'str':
				return textCell(unescaped(this.#value));
			case 's':
				if (value === '') return null;
				return /^\d{1,9}$/.test(value) ? textCell(this.#book.strings[Number(value)]) : undefined;
			case 'b':
				return value === '' ? null : value === '1' || value === '0' ? textCell(TRUTH[value]) : undefined;
			case 'e':
				return value === '' ? null : { kind: 'error', error: value.slice(0, 20) };
			case 'd':
				return value === '' ? null : { kind: 'date', shown: shownIsoDate(value) };
			case 'n':
				return value === '' ? null : this.#number(value);
			default:
				return undefined;
		}
	}

	#number(value: string): FileCell | undefined {
		const number = plainNumber(value);
		if (number === null) return undefined;
		if (number === 'beyond') return { kind: 'error', error: '#NUM!' };
		const format = this.#book.formats[this.#style] ?? 'number';
		return format === 'date'
			? { kind: 'date', shown: shownDate(Number(number), this.#book.is1904) }
			: { kind: 'number', number, percent: format === 'percent' };
	}
}

const TRUTH: Readonly<Record<string, string>> = { 1: 'TRUE', 0: 'FALSE' };

function textCell(text: string | undefined): FileCell | undefined {
	return text === undefined ? undefined : text === '' ? null : { kind: 'text', text };
}
