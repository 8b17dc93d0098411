import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { ColumnUse } from './columns.ts';
import type { GridIndex, GridRow, PasteGrid } from './grid.ts';
import { nearest } from './nearest.ts';
import { plainText } from './words.ts';

/** The indicator that a line of the block is about, or why that cannot be said. */
export type LineSubject =
	| { readonly ok: true; readonly row: GridRow; readonly year: number | null }
	| { readonly ok: false; readonly why: string };

/** What may have been meant by a name or a code. */
export interface Suggest {
	names(text: string): readonly string[];
	codes(text: string): readonly string[];
}

/** By its names and codes, exactly; what only resembles is told and never taken. */
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
	if (plainText(code) === '' && plainText(name) === '')
		return refuse('指標の名前もコードもない行です。どの指標の値か分かる行だけをコピーしてください。');
	const byCode = index.byCode.get(plainText(code));
	if (plainText(code) !== '' && byCode === undefined)
		return refuse(unknown('コード', code, suggest.codes(code)));
	const named = index.byName.get(plainText(name)) ?? [];
	if (byCode === undefined && named.length === 0) {
		const asCode = index.byCode.get(plainText(name));
		if (asCode === undefined) return refuse(unknown('指標', name, suggest.names(name)));
		return withYear(asCode, cells, columns);
	}
	if (byCode === undefined && named.length > 1) {
		const codes = named.map((row) => row.code).join('、');
		return refuse(
			`「${short(name)}」という指標は${named.length}つあります。コード（${codes}）の列を加えてください。`
		);
	}
	const row = byCode ?? named[0];
	if (row === undefined) throw new Error('a line has neither code nor name');
	if (byCode !== undefined && plainText(name) !== '' && !named.includes(byCode))
		return refuse(
			`コード「${short(code)}」は「${byCode.names[0] ?? ''}」ですが、名前は「${short(name)}」です。どちらかを直してください。`
		);
	return withYear(row, cells, columns);
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

function unknown(what: string, text: string, near: readonly string[]): string {
	const hint =
		near.length > 0
			? `「${near.join('」「')}」ではありませんか。元の表を直して貼り直してください。`
			: '実績入力の一覧にある名前かコードを書いてください。';
	return `「${short(text)}」という${what}はありません。${hint}`;
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

/** Suggestions among everything that the grid knows. */
export function suggester({ rows, others }: PasteGrid): Suggest {
	const all = [...rows, ...others];
	let left = MOST_SUGGESTIONS;
	const among = (candidates: () => string[]) => (text: string) =>
		left-- > 0 ? nearest(text, [...new Set(candidates())], 2) : [];
	return {
		names: among(() => all.flatMap(({ names }) => names)),
		codes: among(() => all.map(({ code }) => code))
	};
}
