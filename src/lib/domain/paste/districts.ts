/** A pasted block with a district in each row: the breakdown of one indicator. */
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

const SUMS = ['計', '合計', '総計', '市計', '市全体', '全市', '全体'];

/**
 * Reads a block as districts and their figures; null for any other block, which the department's list is then
 * compared with. It is one where the rows are named by districts, their codes, or both: at least one row is, and
 * besides a heading and a sum no row is named otherwise.
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
	const named = rows.map(({ cells, line }) => ({ cells, line, district: find(cells[0]) }));
	const other = named.filter(({ district }) => district === undefined);
	const first = named.findIndex(({ district }) => district !== undefined);
	if (first < 0 || first > 1) return null;
	const isAside = ({ line, cells }: (typeof other)[number]) =>
		line === named[0]?.line || SUMS.includes(plainText(cells[0] ?? ''));
	if (!other.every(isAside)) return null;
	const own = named.flatMap(({ cells, line, district }) =>
		district === undefined ? [] : [{ cells, line, district }]
	);
	const refused: { lines: number[]; message: string }[] = [];
	const lines = own.flatMap(({ cells, line, district }): DistrictLine[] => {
		const rest = cells.slice(1).filter((cell) => find(cell)?.code !== district.code);
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
		leftOut: other.map(({ line, cells }) => ({ line, text: (cells[0] ?? '').trim() })),
		refused
	};
}
