/** A pasted block with a district in each row: the breakdown of one indicator. */
import { nearest } from './nearest.ts';
import { plainText } from './words.ts';

export interface NamedDistrict {
	readonly code: string;
	readonly name: string;
}

export interface DistrictLine {
	/** Of the block, counted from 0. */
	readonly line: number;
	readonly district: NamedDistrict;
	readonly text: string;
}

export interface DistrictBlock {
	readonly lines: readonly DistrictLine[];
	/** Lines with something in them that name no district: a heading, a sum. */
	readonly leftOut: readonly { readonly line: number; readonly text: string }[];
	/** What cannot be taken over, in Japanese, with the lines that it speaks of. */
	readonly refused: readonly { readonly lines: readonly number[]; readonly message: string }[];
}

const HEADS = ['地区', '地区名', '地区コード', '地区別', '地域', '地域名'];
const SUMS = ['計', '合計', '総計', '市計', '市全体', '全市', '全体'];

/** A row with something in it, and the district that its first cell names. */
interface Named {
	readonly cells: readonly string[];
	readonly line: number;
	readonly district: NamedDistrict | undefined;
}

/**
 * Reads a block as districts and their figures; null for any other block, which the department's list is then
 * compared with. It is one where the rows are named by districts, their codes, or both: a heading says so above
 * them, or more rows are named so than otherwise, besides headings and a sum. A row named otherwise is then
 * refused: left to the department's list, the figures of districts would stand for those of indicators.
 */
export function readDistrictBlock(
	table: readonly (readonly string[])[],
	districts: readonly NamedDistrict[]
): DistrictBlock | null {
	const find = (cell: string | undefined) => {
		const text = plainText(cell ?? '');
		return text === ''
			? undefined
			: districts.find(({ code, name }) =>
					[code, name, name.replace(/地区$/, '')].map(plainText).includes(text)
				);
	};
	const rows = table.flatMap((cells, line) =>
		cells.some((cell) => cell.trim() !== '') ? [{ cells, line }] : []
	);
	const named: Named[] = rows.map(({ cells, line }) => ({ cells, line, district: find(cells[0]) }));
	const first = named.findIndex(({ district }) => district !== undefined);
	if (first < 0) return null;
	const own = named.flatMap(({ cells, line, district }) =>
		district === undefined ? [] : [{ cells, line, district }]
	);
	const isHead = ({ cells }: Named) => HEADS.includes(plainText(cells[0] ?? ''));
	const suggested = ({ cells }: Named) =>
		nearest(
			cells[0] ?? '',
			districts.map(({ name }) => name),
			1
		);
	/** Above all others anything may stand, but hardly a district's name with a slip in it. */
	const isAside = (each: Named) =>
		isHead(each) ||
		SUMS.includes(plainText(each.cells[0] ?? '')) ||
		(each.line === named[0]?.line && suggested(each).length === 0);
	const other = named.filter(({ district }) => district === undefined);
	const strays = other.filter((each) => !isAside(each));
	/** A bare number may be a code, and as well a figure. */
	const isBare = (cell: string) => /^\d+$/.test(plainText(cell));
	const isSure = ({ cells }: Named) =>
		cells.slice(0, 2).some((cell) => find(cell) !== undefined && !isBare(cell));
	const isHeaded = named.slice(0, first).some(isHead);
	if (!isHeaded && (strays.length >= own.length || !own.some(isSure))) return null;
	const refused: { lines: number[]; message: string }[] = strays.map((each) => {
		const text = (each.cells[0] ?? '').trim();
		const [meant = districts[0]?.name ?? ''] = suggested(each);
		const what = text === '' ? '地区の名前がありません' : `「${text.slice(0, 20)}」という地区はありません`;
		return { lines: [each.line], message: `${what}。地区の名前かコードを書いてください（例：${meant}）。` };
	});
	const width = Math.max(...own.map(({ cells }) => cells.length));
	/** A column of codes names the district of each row, and has a column after it for the figures. */
	const holdsCodes = (at: number) =>
		at < width - 1 &&
		own.every(({ cells, district }) => {
			const cell = (cells[at] ?? '').trim();
			return cell === '' || find(cell)?.code === district.code;
		});
	const lines = own.flatMap(({ cells, line, district }): DistrictLine[] => {
		const namesIt = (cell: string, at: number) =>
			find(cell)?.code === district.code && (!isBare(cell) || holdsCodes(at));
		const rest = cells.filter((cell, at) => at > 0 && !namesIt(cell, at));
		const filled = rest.filter((cell) => cell.trim() !== '');
		if (filled.length <= 1) return [{ line, district, text: (filled[0] ?? '').trim() }];
		refused.push({
			lines: [line],
			message: '地区の行に値が2つ以上あります。地区と、入力する年度の値の2列だけを貼り付けてください。'
		});
		return [];
	});
	for (const same of Map.groupBy(lines, ({ district }) => district.code).values()) {
		if (same.length < 2) continue;
		refused.push({
			lines: same.map(({ line }) => line),
			message: `${same[0]?.district.name ?? ''}の行が${same.length}つあります。1つだけを残してください。`
		});
	}
	const doubled = new Set(refused.flatMap((each) => each.lines));
	return {
		lines: lines.filter(({ line }) => !doubled.has(line)),
		leftOut: other.filter(isAside).map(({ line, cells }) => ({ line, text: (cells[0] ?? '').trim() })),
		refused
	};
}
