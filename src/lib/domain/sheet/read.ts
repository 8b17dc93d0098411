/** A department's sheet that came back: what somebody changed in it, and everything that cannot be taken over. */
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { plainText as folded } from '#lib/domain/paste/words.ts';
import { isEmpty, plainText } from './cell.ts';
import { factNotes } from './facts.ts';
import { findDistrictHead, findHead } from './head.ts';
import { readInputs } from './inputs.ts';
import {
	namesDistrict,
	readDistrictSheet,
	type DistrictProposal,
	type DistrictReading
} from './districts.ts';
import type { KnownSheet, SheetProposal, SheetReading } from './known.ts';
import { INPUTS } from './layout.ts';
import { mergedIn } from './merged.ts';
import { cellAt, type RowOutcome, type RowTask } from './row.ts';
import { strayNotes } from './stray.ts';
import { sumNote } from './sum-row.ts';
import type { FileTable } from './table.ts';

const LONGEST_CODE = 40;

/**
 * Reads the sheet against what its department has. Three ways: a cell that still says what the file showed when
 * it was made was not touched, and never puts back what a colleague changed meanwhile.
 * @throws DomainError `invalid` for a table without the sheet's headings, and for a sheet of another year.
 */
export function readEntrySheet(table: FileTable, known: KnownSheet): SheetReading {
	const head = findHead(table, known.year);
	const tasks = head.sheet.rows
		.filter((row) => row.number > head.row && !namesDistrict(row, head))
		.map((row): RowTask => ({
			row,
			code: folded(plainText(cellAt(row, head, 'code')) ?? ''),
			line: `${row.number}行目`,
			head,
			kind: table.kind,
			known
		}));
	refuseOtherYear(tasks, known);
	const byCode = Map.groupBy(tasks, ({ code }) => code);
	const outcomes = tasks.map((task) => rowOutcome(task, byCode.get(task.code) ?? []));
	const districts = readDistrictSheet(table, known);
	return {
		proposals: withDistricts(
			outcomes.flatMap(({ proposal }) => proposal ?? []),
			districts,
			known.year
		),
		refused: [...outcomes.flatMap(({ refused }) => refused ?? []), ...districts.refused],
		ignored: [
			...head.notes.map((message) => ({ place: `${head.row}行目`, message })),
			...strayNotes(table, head, findDistrictHead(table, known.year)?.sheet ?? null),
			...outcomes.flatMap(({ ignored }) => ignored ?? []),
			...districts.ignored
		],
		rows: tasks.filter(({ code }) => known.rows.has(code)).length
	};
}

/** Each indicator's districts beside its own figure; a row of its own where the file has none for the city. */
function withDistricts(
	proposals: readonly SheetProposal[],
	{ proposals: districts }: DistrictReading,
	year: number
): SheetProposal[] {
	const own = proposals.map((proposal) => {
		const found = districts.get(proposal.indicatorCode);
		return found === undefined ? proposal : joined(proposal, found);
	});
	const named = new Set(proposals.map(({ indicatorCode }) => indicatorCode));
	const alone = [...districts].flatMap(([indicatorCode, found]) =>
		named.has(indicatorCode) ? [] : [joined({ indicatorCode, fiscalYear: year, place: '' }, found)]
	);
	return [...own, ...alone];
}

function joined(proposal: SheetProposal, { districts, places, doubts }: DistrictProposal): SheetProposal {
	const [first = ''] = places;
	const rest = places.length > 1 ? `ほか${places.length - 1}` : '';
	const isTouched = INPUTS.some((column) => proposal[column] !== undefined);
	const doubt = (proposal.doubt ?? '') + doubts.join('');
	return {
		...proposal,
		districts,
		...(doubt === '' ? {} : { doubt }),
		place: isTouched ? `${proposal.place}、${first}${rest}` : first + rest
	};
}

function rowOutcome(task: RowTask, doubled: readonly RowTask[]): RowOutcome {
	const { row, code, head, known } = task;
	const no = (message: string): RowOutcome => ({ refused: [{ place: task.line, message }] });
	if (row.problem !== null)
		return no(`${row.problem}。この行は読み取れません。Excelで開いて保存し直してください。`);
	const sum = sumNote(task);
	if (sum !== null) return { ignored: [sum] };
	const codeCell = cellAt(row, head, 'code');
	if (codeCell !== null && codeCell.kind !== 'text' && codeCell.kind !== 'number')
		return no(
			'指標コードが数式か日付になっています。指標コードの列は変えずに、ダウンロードしたときのまま残してください（例：I032）。'
		);
	const merged = mergedIn(row, head);
	if (merged !== null)
		return no(
			`セルが結合されています（${merged}）。どの指標の値か決められないため、結合を解除し、1行に1つの指標を書いてください。`
		);
	if (code === '') return nameless(task);
	if (code.length > LONGEST_CODE)
		return no('指標コードが長すぎます。ダウンロードしたときの指標コードを書いてください（例：I032）。');
	if (doubled.length > 1)
		return no(
			`「${code}」の行が${doubled.length}つあります（${placesOf(doubled)}）。1つの指標は1行だけにして、ほかの行を削除してください。`
		);
	const year = yearOf(task);
	if (year !== null && year !== known.year)
		return no(
			`${year === 'unclear' ? '年度を読み取れません' : `${eraFiscalYear(year)}の行です`}。${eraFiscalYear(known.year)}の入力用のファイルでは、年度の列を変えずに、${eraFiscalYear(known.year)}の行だけを残してください。`
		);
	const item = known.rows.get(code);
	if (item !== undefined) {
		const { ignored = [], ...inputs } = readInputs(task, item);
		return { ...inputs, ignored: [...factNotes(task, item), ...ignored] };
	}
	const owner = known.elsewhere.get(code);
	if (owner !== undefined)
		return no(
			`「${code}」は${known.department}の指標ではありません（${owner}の指標です）。この行を削除するか、${owner}のファイルに書いてください。`
		);
	// The preview knows which codes look alike, and refuses it by name.
	return { proposal: { indicatorCode: code, fiscalYear: known.year, entered: '', place: task.line } };
}

/** A row without a code: refused where something was typed into it, else told. */
function nameless({ row, line, head }: RowTask): RowOutcome {
	if (INPUTS.every((column) => isEmpty(cellAt(row, head, column))))
		return { ignored: [{ place: line, message: '指標コードのない行は読みません。' }] };
	const message =
		'指標コードがないため、どの指標の値か分かりません。指標コードを書くか、この行を削除してください（例：I032）。';
	return { refused: [{ place: line, message }] };
}

/** An older year's file is refused as a whole: one answer instead of one for each row. */
function refuseOtherYear(tasks: readonly RowTask[], known: KnownSheet): void {
	const years = tasks.filter(({ code }) => code !== '').map(yearOf);
	const [year] = years;
	if (typeof year !== 'number' || year === known.year || years.some((each) => each !== year)) return;
	const message = `${eraFiscalYear(year)}の入力用のファイルです。今は${eraFiscalYear(known.year)}の実績を入力する画面です。${eraFiscalYear(known.year)}のファイルをダウンロードして入力してください。`;
	throw new DomainError('invalid', message, { fields: { file: message } });
}

/** Null where the file does not say. */
function yearOf({ row, head }: RowTask): number | 'unclear' | null {
	const cell = cellAt(row, head, 'year');
	if (isEmpty(cell)) return null;
	const reading = parseFiscalYear(plainText(cell) ?? '');
	return reading.ok ? reading.year : 'unclear';
}

function placesOf(tasks: readonly RowTask[]): string {
	const shown = tasks.slice(0, 5).map(({ line }) => line);
	return shown.join('、') + (tasks.length > shown.length ? 'ほか' : '');
}
