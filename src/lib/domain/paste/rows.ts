import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { ColumnUse } from './columns.ts';
import type { GridIndex, GridRow, PasteGrid } from './grid.ts';
import { rowsNamed } from './key-cell.ts';
import { nearest } from './nearest.ts';
import { isSumWord, SUM_ROW } from './sum-row.ts';
import { plainText } from './words.ts';

/** The indicator that a line of the block is about, or why that cannot be said. */
export type LineSubject =
	| { readonly ok: true; readonly row: GridRow; readonly year: number | null }
	/** `isSum`: a line that adds up the others, left out without any fault. */
	| { readonly ok: false; readonly why: string; readonly isSum?: true };

/** What may have been meant by a name or a code. */
export interface Suggest {
	names(text: string): readonly string[];
	codes(text: string): readonly string[];
}

/**
 * By its names and codes, exactly; what only resembles is told and never taken. Either may stand in either
 * column: people fill one column with both.
 */
export function subjectByName(
	cells: readonly string[],
	columns: readonly ColumnUse[],
	index: GridIndex,
	suggest: Suggest
): LineSubject {
	const text = (kind: ColumnUse['kind']) => {
		const at = columns.findIndex((column) => column.kind === kind);
		return at < 0 ? '' : (cells[at] ?? '').trim();
	};
	const [code, name] = [text('code'), text('name')];
	const [byCode, byName] = [rowsNamed(code, index), rowsNamed(name, index)];
	const [hasCode, hasName] = [plainText(code) !== '', plainText(name) !== ''];
	if (byCode.length === 0 && byName.length === 0 && isSumLine(cells, columns, hasCode || hasName))
		return { ok: false, isSum: true, why: SUM_ROW };
	if (!hasCode && !hasName)
		return refuse('指標の名前もコードもない行です。どの指標の値か分かる行だけをコピーしてください。');
	if (hasCode && byCode.length === 0) return refuse(unknown(code, suggest));
	if (!hasCode && byName.length === 0) return refuse(unknown(name, suggest));
	const found = !hasCode ? byName : !hasName ? byCode : byCode.filter((row) => byName.includes(row));
	const [row, ...others] = found;
	if (row === undefined)
		return refuse(
			`コード「${short(code)}」は「${byCode[0]?.names[0] ?? ''}」ですが、名前は「${short(name)}」です。どちらかを直してください。`
		);
	if (others.length > 0) {
		const codes = found.map((each) => each.code).join('、');
		return refuse(
			`「${short(hasName ? name : code)}」という指標は${found.length}つあります。コード（${codes}）の列を加えてください。`
		);
	}
	return withYear(row, cells, columns);
}

/** Where a cell says so: the key of the line, or, in a line without any, one beside its figures. */
function isSumLine(cells: readonly string[], columns: readonly ColumnUse[], hasKey: boolean): boolean {
	return columns.some(({ kind }, at) => {
		const isKey = kind === 'code' || kind === 'name';
		return (isKey || (!hasKey && kind !== 'field')) && isSumWord(cells[at] ?? '');
	});
}

/** A unit of its own in the line must be the indicator's. */
function withYear(row: GridRow, cells: readonly string[], columns: readonly ColumnUse[]): LineSubject {
	const unitAt = columns.findIndex(({ kind }) => kind === 'unit');
	const unit = plainText(cells[unitAt] ?? '');
	if (unitAt >= 0 && unit !== '' && unit !== plainText(row.unit))
		return refuse(
			`単位が「${short(cells[unitAt] ?? '')}」ですが、この指標の単位は「${row.unit}」です。値を${row.unit}に直すか、単位の列を外してください。`
		);
	const years = columns.flatMap((column, at) => (column.kind === 'year' ? [cells[at] ?? ''] : []));
	if (years.length === 0) return { ok: true, row, year: null };
	const readings = years.filter((text) => plainText(text) !== '').map(parseFiscalYear);
	const [first] = readings;
	if (first === undefined) return refuse('年度のない行です。年度を書いてください（例：令和7年度）。');
	if (!first.ok) return refuse(first.message);
	if (readings.some((reading) => !reading.ok || reading.year !== first.year))
		return refuse(`年度の列が合っていません（${years.map(short).join('と')}）。どちらかを直してください。`);
	return { ok: true, row, year: first.year };
}

/** A code has no letters but those of a keyboard. */
function unknown(text: string, suggest: Suggest): string {
	const isCode = /^[\x21-\x7e]+$/.test(plainText(text));
	const near = isCode ? suggest.codes(text) : suggest.names(text);
	const hint =
		near.length > 0
			? `「${near.join('」「')}」ではありませんか。元の表を直して貼り直してください。`
			: '実績入力の一覧にある名前かコードを書いてください。';
	return `「${short(text)}」という${isCode ? 'コード' : '指標'}はありません。${hint}`;
}

function short(text: string): string {
	const plain = text.trim().replace(/\s+/g, ' ');
	return plain.length > 30 ? `${plain.slice(0, 30)}…` : plain;
}

function refuse(why: string): LineSubject {
	return { ok: false, why };
}

/** By the order of the page. */
export function subjectByPosition(row: number, grid: PasteGrid): LineSubject {
	const found = grid.rows[row];
	if (found !== undefined) return { ok: true, row: found, year: null };
	return {
		ok: false,
		why:
			grid.rows.length === 0
				? 'この課が入力する指標はありません。'
				: '一覧の最後の指標より下に、はみ出しています。始める指標と、コピーした行の数を確かめてください。'
	};
}

/** Looking for what was meant is costly: after so many lines nobody reads it. */
const MOST_SUGGESTIONS = 30;

/** Suggestions among the indicators on the page: those of other departments nobody here may enter. */
export function suggester({ rows }: PasteGrid): Suggest {
	let left = MOST_SUGGESTIONS;
	const among = (candidates: () => string[]) => (text: string) =>
		left-- > 0 ? nearest(text, [...new Set(candidates())], 2) : [];
	return {
		names: among(() => rows.flatMap(({ names }) => names)),
		codes: among(() => rows.map(({ code }) => code))
	};
}
