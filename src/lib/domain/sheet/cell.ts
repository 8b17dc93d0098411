/** One cell of a file that came back: what it says, and whether it says what was in it when it went out. */
import { compareDecimals, decimal } from '#lib/domain/decimal.ts';
import { lengthProblem, LONGEST } from '#lib/domain/text-length.ts';
import type { SheetInput, ShownCell } from './layout.ts';
import type { FileCell } from './table.ts';

export type CellReading =
	/** `doubt`: to be confirmed by a person. */
	| { readonly ok: true; readonly text: string; readonly doubt: string | null }
	| { readonly ok: false; readonly message: string };

/** Where nothing is known of the indicator. */
const GENERAL_EXAMPLE = '18.2';
const PLAIN = /^-?\d+(\.\d+)?$/;
/** So much of what stands in a cell is repeated in a message. */
const LONGEST_QUOTE = 30;
/** As the entry form allows. */
const MOST: Readonly<Record<SheetInput, number>> = {
	entered: LONGEST.figure,
	carriedFrom: LONGEST.figure,
	state: LONGEST.figure,
	cause: LONGEST.remark,
	issue: LONGEST.remark,
	nextAction: LONGEST.remark
};

/**
 * The text of an input cell as a person would have typed it. A formula is never calculated and its last result
 * never taken: it may be years old. A number that a spreadsheet made a date of is not guessed back. `example` is
 * a figure such as the indicator has.
 */
export function readInput(
	cell: FileCell,
	column: SheetInput,
	unit: string,
	example = GENERAL_EXAMPLE
): CellReading {
	const read = readAny(cell, column, unit, example);
	if (!read.ok) return read;
	const remedy = '短くまとめるか、資料名を書いて別に保管してください。';
	const problem = lengthProblem('この欄', read.text, MOST[column], remedy);
	return problem === null ? read : no(problem);
}

function readAny(cell: FileCell, column: SheetInput, unit: string, example: string): CellReading {
	if (cell === null) return yes('');
	switch (cell.kind) {
		case 'text':
			return yes(column === 'entered' ? cell.text : withoutCarriageReturns(cell.text));
		case 'number':
			if (!cell.percent) return yes(cell.number);
			return column === 'entered'
				? readPercent(cell.number, unit, example)
				: yes(`${hundredfold(cell.number)}%`);
		case 'date':
			return no(
				`日付（${cell.shown}）になっています。「1-2」や「3/4」をExcelが日付に変えたものと思われます。セルの書式を「数値」か「文字列」にしてから入力し直してください（例：${column === 'entered' ? example : '令和8年1月に実施'}）。`
			);
		case 'formula':
			return no(
				`数式です。数式の結果は読み取りません。セルをコピーし、「形式を選択して貼り付け」→「値」で貼り付け直してください（例：${column === 'entered' ? example : '会場が減ったため'}。文を「-」や「=」で始めると数式になります）。`
			);
		case 'error':
			return no(
				`Excelのエラー（${cell.error}）です。元の式を直すか、数値を直接入力してください（例：${example}）。`
			);
	}
}

/** 37.9% is stored as 0.379: taken for 37.9 where the unit is %, and asked about. */
function readPercent(number: string, unit: string, example: string): CellReading {
	const shown = hundredfold(number);
	if (unit.normalize('NFKC').trim() !== '%') {
		return no(
			`パーセント（${shown}%）の表示形式です。この指標の単位は「${unit || 'なし'}」です。セルの書式を「数値」にして、${unit || ''}の数値を入力し直してください（例：${example}）。`
		);
	}
	return {
		ok: true,
		text: shown,
		doubt: `パーセントの表示形式のセルです。見えているとおり ${shown}% として読みました（Excelの中の値は ${number}）。`
	};
}

/** Whether a cell still says what the file showed; numbers by their value, text without spaces at its ends. */
export function isSame(cell: FileCell, shown: ShownCell): boolean {
	const text = plainText(cell);
	if (text === null) return false;
	const was = shown === null ? '' : typeof shown === 'string' ? trimmed(shown) : shown.number;
	if (text === was) return true;
	if (!PLAIN.test(text) || !PLAIN.test(was)) return false;
	return compareDecimals(decimal(text), decimal(was)) === 0;
}

/** Nothing, or nothing but spaces. */
export function isEmpty(cell: FileCell): boolean {
	return cell === null || (cell.kind === 'text' && cell.text.trim() === '');
}

/** What stands in a cell, for messages; empty for an empty cell. */
export function quoted(cell: FileCell): string {
	if (cell?.kind === 'formula') return '数式';
	const text = [...(plainText(cell) ?? (cell?.kind === 'date' ? cell.shown : '')).replace(/\s+/g, ' ')];
	return text.slice(0, LONGEST_QUOTE).join('') + (text.length > LONGEST_QUOTE ? '…' : '');
}

/** The text or number of a cell; null for what is neither. */
export function plainText(cell: FileCell): string | null {
	if (cell === null) return '';
	if (cell.kind === 'text') return trimmed(cell.text);
	if (cell.kind === 'error') return cell.error;
	if (cell.kind !== 'number') return null;
	return cell.percent ? `${hundredfold(cell.number)}%` : cell.number;
}

/** Exactly a hundred times a plain decimal. */
function hundredfold(number: string): string {
	if (!PLAIN.test(number)) return number;
	const [whole = '', fraction = ''] = number.split('.');
	const digits = whole + fraction.padEnd(2, '0').slice(0, 2);
	const rest = fraction.slice(2);
	const plain = digits.replace(/^(-?)0+(?=\d)/, '$1');
	return rest === '' ? plain : `${plain}.${rest}`;
}

function withoutCarriageReturns(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}

function trimmed(text: string): string {
	return withoutCarriageReturns(text).trim();
}

function yes(text: string): CellReading {
	return { ok: true, text, doubt: null };
}

function no(message: string): CellReading {
	return { ok: false, message };
}
