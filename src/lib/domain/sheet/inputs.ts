/** The cells of a row that are typed into. */
import type { EntryState } from '#lib/domain/entry.ts';
import { readStateWord } from '#lib/domain/paste/words.ts';
import { isSame, plainText, quoted, readInput } from './cell.ts';
import type { KnownRow, SheetNote } from './known.ts';
import { INPUTS, readVersion, sheetHeadings, type SheetInput } from './layout.ts';
import { cellAt, placeOf, type RowOutcome, type RowTask } from './row.ts';
import type { FileCell } from './table.ts';

interface Touched {
	readonly column: SheetInput;
	readonly cell: FileCell;
	readonly at: number;
	readonly place: string;
}

/** What the row changes against what is stored; see `readEntrySheet` for the three ways. */
export function readInputs(task: RowTask, item: KnownRow): RowOutcome {
	const { row, head, known, code, line } = task;
	const headings = sheetHeadings(known.year);
	const seen = readVersion(plainText(cellAt(row, head, 'version')) ?? '');
	const base = seen === null ? null : item.at(seen.revision);
	const touched: Touched[] = [];
	const kept: string[] = [];
	for (const column of INPUTS) {
		const at = head.columns.get(column);
		if (at === undefined) continue;
		const cell = row.cells[at] ?? null;
		const isCurrent = isSame(cell, item.current[column]);
		if (base !== null && isSame(cell, base[column])) {
			if (!isCurrent) kept.push(headings[column]);
		} else if (!isCurrent) touched.push({ column, cell, at, place: placeOf(task, at, headings[column]) });
	}
	const ignored = kept.length === 0 ? [] : [keptNote(line, code, kept, item.by)];
	// Nothing was typed: the preview counts it among what stays the same.
	if (touched.length === 0)
		return { ignored, proposal: { indicatorCode: code, fiscalYear: known.year, place: line } };
	const hidden = touched.filter(({ at }) => row.hidden || head.sheet.hiddenColumns.includes(at));
	if (hidden.length > 0) return { ignored, refused: hidden.map((each) => noteOn(item, each, HIDDEN)) };
	const { fields, doubts, refused } = readTouched(touched, item);
	if (refused.length > 0) return { ignored, refused };
	return {
		ignored,
		proposal: {
			indicatorCode: code,
			fiscalYear: known.year,
			...fields,
			...(seen === null ? {} : { seenVersion: seen.version }),
			...(doubts.length === 0 ? {} : { doubt: doubts.join('') }),
			place: placesOf(task, touched)
		}
	};
}

/** All cells of a row at once: 「E12、F12」, 「12行目「値」「課題」」. */
function placesOf({ kind, line, known }: RowTask, touched: readonly Touched[]): string {
	const headings = sheetHeadings(known.year);
	return kind === 'csv'
		? line + touched.map(({ column }) => `「${headings[column]}」`).join('')
		: touched.map(({ place }) => place).join('、');
}

const HIDDEN =
	'隠れている行か列に、変更があります（フィルターで隠れている場合も含みます）。見えないまま取り込まないよう、すべて表示して内容を確かめ、保存し直してください。';

function readTouched(touched: readonly Touched[], item: KnownRow) {
	const fields: { -readonly [K in SheetInput]?: K extends 'state' ? EntryState : string } = {};
	const doubts: string[] = [];
	const refused: SheetNote[] = [];
	for (const each of touched) {
		const { column, cell } = each;
		const read = readInput(cell, column, item.unit, exampleFor(item));
		if (!read.ok) {
			refused.push(noteOn(item, each, read.message));
			continue;
		}
		if (read.doubt !== null) doubts.push(read.doubt);
		if (column !== 'state') {
			fields[column] = read.text;
			continue;
		}
		const state = readStateWord(read.text);
		if (state.kind === 'unknown') refused.push(noteOn(item, each, state.message));
		else fields.state = state.kind === 'state' ? state.state : item.usual;
	}
	return { fields, doubts, refused };
}

/** The last figure that the sheet shows. */
function exampleFor({ facts }: KnownRow): string | undefined {
	const shown = [facts.past1, facts.past2, facts.past3].find(
		(cell) => cell !== null && typeof cell === 'object'
	);
	return typeof shown === 'object' ? shown?.number : undefined;
}

function noteOn({ facts }: KnownRow, { cell, place }: Touched, message: string): SheetNote {
	return {
		place,
		message,
		subject: typeof facts.name === 'string' ? facts.name : '',
		typed: quoted(cell)
	};
}

function keptNote(place: string, code: string, kept: readonly string[], by: string | null): SheetNote {
	const who = by ?? 'ほかの人';
	return {
		place,
		message: `「${code}」の${kept.join('・')}は、ダウンロードした後に${who}が変えています。このファイルでは書き換えられていないため、新しいほうを残します。`
	};
}
