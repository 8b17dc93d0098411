/** The districts' rows of a sheet that came back: what somebody changed in them, and what cannot be taken over. */
import { eraFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { plainText as folded } from '#lib/domain/paste/words.ts';
import { isEmpty, isSame, plainText, quoted, readInput } from './cell.ts';
import { findDistrictHead, findHead, type SheetHead } from './head.ts';
import type { KnownDistrict, KnownSheet, SheetNote } from './known.ts';
import {
	DISTRICT_HEADINGS,
	INPUTS,
	readVersion,
	sheetHeadings,
	type DistrictColumn,
	type ShownCell
} from './layout.ts';
import { mergedIn } from './merged.ts';
import { cellAt, placeOf, type RowTask } from './row.ts';
import { districtSumNote } from './sum-row.ts';
import type { FileRow, FileTable } from './table.ts';

/** What one indicator's districts come to. */
export interface DistrictProposal {
	/** District code → figure as typed. */
	readonly districts: Readonly<Record<string, string>>;
	readonly places: readonly string[];
	readonly doubts: readonly string[];
}

export interface DistrictReading {
	readonly proposals: ReadonlyMap<string, DistrictProposal>;
	readonly refused: readonly SheetNote[];
	readonly ignored: readonly SheetNote[];
}

/** Whether a row names a district: it then holds no figure of the city. */
export function namesDistrict(row: FileRow, head: SheetHead): boolean {
	return [...head.districts.values()].some((at) => !isEmpty(row.cells[at] ?? null));
}

/**
 * Reads the districts' rows in the three ways of `readEntrySheet`: a cell that still says what the file showed
 * changes nothing.
 * @throws DomainError `invalid` where the sheet of districts cannot be found for certain.
 */
export function readDistrictSheet(table: FileTable, known: KnownSheet): DistrictReading {
	const head = findDistrictHead(table, known.year);
	if (head === null) return { proposals: new Map(), refused: [], ignored: [] };
	const isOwnSheet = findHead(table, known.year).sheet !== head.sheet;
	const body = head.sheet.rows.filter(({ number }) => number > head.row);
	const tasks = body
		.filter((row) => namesDistrict(row, head))
		.map((row): RowTask => ({
			row,
			code: folded(plainText(cellAt(row, head, 'code')) ?? ''),
			line: lineOf(table, head, row),
			head,
			kind: table.kind,
			known
		}));
	const byPlace = Map.groupBy(tasks, placeKey);
	const outcomes = tasks.map((task) => outcomeOf(task, byPlace.get(placeKey(task)) ?? []));
	const proposals = new Map<string, DistrictProposal>();
	for (const { code, districtCode, text, place, doubt } of outcomes.flatMap(({ change }) => change ?? [])) {
		const before = proposals.get(code) ?? { districts: {}, places: [], doubts: [] };
		proposals.set(code, {
			districts: { ...before.districts, [districtCode]: text },
			places: [...before.places, place],
			doubts: doubt === null ? before.doubts : [...before.doubts, doubt]
		});
	}
	return {
		proposals,
		refused: [
			...outcomes.flatMap(({ refused }) => refused ?? []),
			// Among the city's rows, one without a district is the city's.
			...(isOwnSheet ? body.filter((row) => isNameless(row, head)) : []).map((row) => ({
				place: lineOf(table, head, row),
				message:
					'地区がないため、どの地区の値か分かりません。地区コードか地区を書くか、この行を削除してください。'
			}))
		],
		ignored: outcomes.flatMap(({ ignored }) => ignored ?? [])
	};
}

/** A figure, or a row that cannot be read, without a district. */
function isNameless(row: FileRow, head: SheetHead): boolean {
	if (namesDistrict(row, head)) return false;
	return row.problem !== null || !isEmpty(cellAt(row, head, 'entered'));
}

interface Outcome {
	readonly change?: {
		readonly code: string;
		readonly districtCode: string;
		readonly text: string;
		readonly place: string;
		readonly doubt: string | null;
	};
	readonly refused?: readonly SheetNote[];
	readonly ignored?: readonly SheetNote[];
}

function outcomeOf(task: RowTask, doubled: readonly RowTask[]): Outcome {
	const { row, code, head, known, line } = task;
	const no = (message: string): Outcome => ({ refused: [{ place: line, message }] });
	if (row.problem !== null)
		return no(`${row.problem}。この行は読み取れません。Excelで開いて保存し直してください。`);
	const sum = districtSumNote(task);
	if (sum !== null) return { ignored: [sum] };
	const merged = mergedIn(row, head);
	if (merged !== null)
		return no(
			`セルが結合されています（${merged}）。どの地区の値か決められないため、結合を解除し、1行に1つの地区を書いてください。`
		);
	if (code === '')
		return no(
			'指標コードがないため、どの指標の値か分かりません。指標コードを書くか、この行を削除してください（例：I049）。'
		);
	const year = plainText(cellAt(row, head, 'year')) ?? '';
	const reading = year === '' ? null : parseFiscalYear(year);
	if (reading !== null && (!reading.ok || reading.year !== known.year))
		return no(
			`年度が${eraFiscalYear(known.year)}ではありません。年度の列を変えずに、${eraFiscalYear(known.year)}の行だけを残してください。`
		);
	const districts = known.districts?.get(code);
	if (districts === undefined) return no(whyNoDistricts(task));
	const found = findDistrict(task, districts);
	if ('message' in found) return no(found.message);
	if (doubled.length > 1)
		return no(
			`「${code}」の${found.district.name}の行が${doubled.length}つあります（${doubled
				.slice(0, 5)
				.map((each) => each.line)
				.join('、')}）。1つの地区は1行だけにして、ほかの行を削除してください。`
		);
	return changeOf(task, found.district);
}

/** The cell of a district's figure against what the file showed and what stands now. */
function changeOf(task: RowTask, district: KnownDistrict): Outcome {
	const { row, head, known, code, line } = task;
	const at = head.columns.get('entered') ?? 0;
	const cell = row.cells[at] ?? null;
	const headings = sheetHeadings(known.year);
	const ignored = otherInputs(task, headings);
	const seen = readVersion(plainText(cellAt(row, head, 'version')) ?? '');
	const base = seen === null ? undefined : district.at(seen.revision);
	if (isSame(cell, district.current)) return { ignored };
	if (base !== undefined && isSame(cell, base)) {
		const message = `「${code}」の${district.name}は、ダウンロードした後に${district.by ?? 'ほかの人'}が変えています。このファイルでは書き換えられていないため、新しいほうを残します。`;
		return { ignored: [...ignored, { place: line, message }] };
	}
	const item = known.rows.get(code);
	const note = (message: string): SheetNote => ({
		place: placeIn(task, at),
		message,
		subject: `${typeof item?.facts.name === 'string' ? item.facts.name : code}（${district.name}）`,
		typed: quoted(cell)
	});
	if (row.hidden || head.sheet.hiddenColumns.includes(at))
		return {
			ignored,
			refused: [
				note(
					'隠れている行か列に、変更があります（フィルターで隠れている場合も含みます）。すべて表示して内容を確かめ、保存し直してください。'
				)
			]
		};
	const last = typeof district.last === 'object' ? district.last?.number : undefined;
	const read = readInput(cell, 'entered', item?.unit ?? '', last);
	if (!read.ok) return { ignored, refused: [note(read.message)] };
	const changedMeanwhile =
		base === undefined || sameShown(base, district.current)
			? null
			: `${district.name}は、ファイルを作ったあとに${district.by ?? 'ほかの人'}が変えています（今の値：${shownText(district.current) || '空欄'}）。`;
	const doubt = [read.doubt === null ? null : `${district.name}：${read.doubt}`, changedMeanwhile]
		.filter((each) => each !== null)
		.join('');
	return {
		ignored,
		change: {
			code,
			districtCode: district.code,
			text: read.text,
			place: placeIn(task, at),
			doubt: doubt || null
		}
	};
}

/** A district has a figure and nothing else. */
function otherInputs({ row, head, line }: RowTask, headings: ReturnType<typeof sheetHeadings>): SheetNote[] {
	const filled = INPUTS.filter((column) => column !== 'entered' && !isEmpty(cellAt(row, head, column)));
	if (filled.length === 0) return [];
	const names = filled.map((column) => `「${headings[column]}」`).join('');
	const message = `地区の行の${names}は読みません。市の行に書いてください。値のない理由は、値の欄に「秘匿」「該当なし」などと書きます。`;
	return [{ place: line, message }];
}

/** By its code, or by its name where the file has no code; refused where the two do not belong together. */
function findDistrict(
	{ row, head }: RowTask,
	districts: readonly KnownDistrict[]
): { readonly district: KnownDistrict } | { readonly message: string } {
	const textIn = (column: DistrictColumn) => {
		const at = head.districts.get(column);
		return at === undefined ? '' : folded(plainText(row.cells[at] ?? null) ?? '');
	};
	const [code, name] = [textIn('districtCode'), textIn('district')];
	const list = districts.map((each) => `${each.name}（${each.code}）`).join('、');
	const byCode = districts.find((each) => folded(each.code) === code);
	const byName = districts.find((each) => folded(each.name) === name);
	if (code !== '' && byCode === undefined)
		return { message: `地区コード「${code.slice(0, 30)}」はありません。${list}から選んでください。` };
	if (code === '' && byName === undefined)
		return { message: `地区「${name.slice(0, 30)}」はありません。${list}から選んでください。` };
	if (code !== '' && name !== '' && byCode !== byName)
		return {
			message: `${DISTRICT_HEADINGS.districtCode}「${code}」は${byCode?.name ?? ''}ですが、地区の欄は「${name.slice(0, 30)}」です。並べ替えで列がずれていないか確かめて、どちらかに合わせてください。`
		};
	const district = byCode ?? byName;
	return district === undefined ? { message: `地区がありません。${list}から選んでください。` } : { district };
}

/** One district of one indicator; a row of its own where it cannot be told. */
function placeKey(task: RowTask): string {
	const found = findDistrict(task, task.known.districts?.get(task.code) ?? []);
	return 'district' in found ? `${task.code}/${found.district.code}` : task.line;
}

function whyNoDistricts({ code, known }: RowTask): string {
	const owner = known.elsewhere.get(code);
	if (owner !== undefined)
		return `「${code}」は${known.department}の指標ではありません（${owner}の指標です）。この行を削除するか、${owner}のファイルに書いてください。`;
	const item = known.rows.get(code);
	if (item === undefined)
		return `指標「${code.slice(0, 30)}」はありません。ダウンロードしたときの指標コードを書いてください（例：I049）。`;
	return `「${typeof item.facts.name === 'string' ? item.facts.name : code}」は地区別の内訳を求めていない指標です。この行を削除してください。`;
}

function lineOf(table: FileTable, head: SheetHead, { number }: FileRow): string {
	return table.kind === 'csv' ? `${number}行目` : `「${head.sheet.name}」${number}行目`;
}

/** 「「地区別」I3」 in a spreadsheet of several sheets, 「12行目「値」」 in a CSV. */
function placeIn(task: RowTask, at: number): string {
	const place = placeOf(task, at, sheetHeadings(task.known.year).entered);
	return task.kind === 'csv' ? place : `「${task.head.sheet.name}」${place}`;
}

function sameShown(a: ShownCell, b: ShownCell): boolean {
	return shownText(a) === shownText(b);
}

function shownText(shown: ShownCell): string {
	return shown === null ? '' : typeof shown === 'string' ? shown : shown.number;
}
