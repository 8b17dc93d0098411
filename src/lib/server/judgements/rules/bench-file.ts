/** The bench as a file to take away: the changes as CSV or workbook, the counts side by side. */
import { RULE_CHANGES, type RuleChange } from '#lib/domain/judging/compare-rules.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { writeWorkbook, XLSX_TYPE, type WorkbookColumn } from '../../files/xlsx/write.ts';
import { printedLabel, type Bench, type BenchChange, type BenchGrade, type BenchSide } from './bench.ts';

/** What is asked for: the changes, the counts alone, or a workbook with both. */
const BENCH_FORMATS = ['csv', 'counts', 'xlsx'] as const;
export type BenchFormat = (typeof BENCH_FORMATS)[number];

export interface BenchFile {
	readonly name: string;
	readonly type: string;
	readonly body: string | Uint8Array<ArrayBuffer>;
}

interface Table {
	readonly columns: readonly WorkbookColumn[];
	readonly rows: readonly (readonly CsvCell[])[];
}

/** Both rules in words, then the changes that the page shows (all, or `only` one kind) or the counts of both. */
export async function benchFile(
	bench: Bench,
	only: RuleChange | null,
	format: BenchFormat
): Promise<BenchFile> {
	const name = fileName(bench);
	const [changes, counts] = [changesTable(bench, only), countsTable(bench)];
	if (format !== 'xlsx') {
		const { columns, rows } = format === 'csv' ? changes : counts;
		return {
			name: `${name}${format === 'csv' ? '' : '-counts'}.csv`,
			type: 'text/csv; charset=utf-8; header=present',
			body: csvFile(
				columns.map(({ header }) => header),
				rows
			)
		};
	}
	const bytes = await writeWorkbook({
		title: `判定基準の試算 ${bench.yearText}：${bench.left.title} → ${bench.right.title}`,
		sheets: [
			{ name: '変わる指標', frozenColumns: 5, ...changes },
			{ name: '状態ごとの数', ...counts }
		]
	});
	return { name: `${name}.xlsx`, type: XLSX_TYPE, body: new Uint8Array(bytes) };
}

/** The format in an address; CSV where it names none. */
export function formatOf(text: string | null | undefined): BenchFormat {
	return BENCH_FORMATS.find((each) => each === text) ?? 'csv';
}

/** The changes of one kind, or all. */
export function changesShown(bench: Bench, only: RuleChange | null): Bench['changes'] {
	return only === null ? bench.changes : bench.changes.filter(({ change }) => change === only);
}

/** The kind in an address; null for all, and for what is no kind. */
export function changeOf(text: string | null): RuleChange | null {
	return text !== null && Object.hasOwn(RULE_CHANGES, text) ? (text as RuleChange) : null;
}

function fileName({ left, right, year }: Bench): string {
	return `michishirube-bench-${year}-${left.code}-${left.version}-${right.code}-${right.version}`;
}

interface Column extends WorkbookColumn {
	readonly cell: (change: BenchChange) => CsvCell;
}

function changesTable(bench: Bench, only: RuleChange | null): Table {
	const columns: Column[] = [
		{ header: '年度（西暦）', format: 'plain', width: 10, cell: () => ({ number: String(bench.year) }) },
		{ header: '年度（和暦）', cell: () => eraFiscalYear(bench.year) },
		{ header: '変わり方', width: 20, cell: ({ change }) => RULE_CHANGES[change] },
		{ header: 'KPIコード', cell: ({ code }) => code },
		{ header: 'KPI名', width: 36, cell: ({ name }) => name },
		{ header: '単位', width: 8, cell: ({ unit }) => unit },
		{ header: '担当課', width: 18, cell: ({ department }) => department },
		{ header: '実績', cell: ({ actualCell }) => actualCell },
		...sideColumns('左', bench.left.title, ({ left }) => left),
		...sideColumns('右', bench.right.title, ({ right }) => right),
		{ header: 'サンプル', cell: ({ isSample }) => (isSample ? 'サンプル' : null) }
	];
	return {
		columns: columns.map(({ cell: _, ...column }) => column),
		rows: changesShown(bench, only).map((change) => columns.map(({ cell }) => cell(change)))
	};
}

/** What one rule says; 判定に使った値 is the sum of a period, the value of an earlier year where that is carried. */
function sideColumns(side: string, title: string, of: (change: BenchChange) => BenchGrade): Column[] {
	const column = (name: string, cell: (grade: BenchGrade) => CsvCell, width?: number): Column => ({
		header: `${side}：${name}`,
		...(width === undefined ? {} : { width, wrap: width > 30 }),
		cell: (change) => cell(of(change))
	});
	return [
		column('判定基準', () => title, 18),
		column('状態', ({ status }) => STATUSES[status]),
		column('区分', (grade) => ({ printed: printedLabel(grade) })),
		column('評価点', ({ points }) => (points === null ? null : { number: points })),
		column('達成率（表示）', ({ rateShown }) => (rateShown === null ? null : { printed: rateShown })),
		column('判定に使った値', ({ used }) => (used === null ? null : { number: used })),
		column('理由', ({ reason }) => reason, 40),
		column('計算の式', ({ sum }) => sum.lines[0]?.formula ?? null, 40),
		column('計算（数値入り）', ({ sum }) => filledOf(sum.lines[0]), 40),
		column('使った目標', ({ target }) => target, 24)
	];
}

function filledOf(line: BenchGrade['sum']['lines'][number] | undefined): string | null {
	if (line === undefined) return null;
	return `${line.filled}${line.result === '' ? '' : ` ＝ ${line.result}`}`;
}

/** The counts as the page sets them side by side: by the common statuses, then by each rule's own labels. */
function countsTable({ left, right }: Bench): Table {
	const common = ({ counts }: BenchSide) => [...counts.graded, ...counts.apart];
	const rows = common(left).map(({ label, count }, index): CsvCell[] => {
		const other = common(right)[index]?.count ?? 0;
		return ['共通の状態', label, null, whole(count), whole(other), whole(other - count)];
	});
	const own = (side: BenchSide, isLeft: boolean) =>
		side.labels
			.filter(({ status }) => !APART.includes(status))
			.map(({ label, status, count }): CsvCell[] => [
				`${side.title}の区分`,
				STATUSES[status],
				{ printed: label },
				isLeft ? whole(count) : null,
				isLeft ? null : whole(count),
				null
			]);
	return {
		columns: [
			{ header: '数え方', width: 26 },
			{ header: '状態', width: 14 },
			{ header: '区分', width: 14 },
			{ header: `左：${left.title}`, width: 18 },
			{ header: `右：${right.title}`, width: 18 },
			{ header: '差（右−左）', width: 12 }
		],
		rows: [...rows, ...own(left, true), ...own(right, false)]
	};
}

const APART: readonly Status[] = ['none', 'missing', 'outside'];

function whole(count: number): CsvCell {
	return { number: String(count) };
}
