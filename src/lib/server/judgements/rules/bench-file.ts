import { RULE_CHANGES, type RuleChange } from '#lib/domain/judging/compare-rules.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES } from '#lib/domain/model.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { printedLabel, type Bench, type BenchGrade } from './bench.ts';

const SIDE = [
	'判定基準',
	'状態',
	'区分',
	'評価点',
	'達成率（表示）',
	'理由',
	'計算の式',
	'計算（数値入り）',
	'使った目標'
];

const HEADER = [
	'年度（西暦）',
	'年度（和暦）',
	'変わり方',
	'KPIコード',
	'KPI名',
	'単位',
	'担当課',
	'実績',
	...SIDE.map((name) => `左：${name}`),
	...SIDE.map((name) => `右：${name}`),
	'サンプル'
];

/** The changes that the page shows, one row each, as a file with its name. */
export function benchFile(bench: Bench, only: RuleChange | null): { name: string; body: string } {
	const rows = changesShown(bench, only).map((each): CsvCell[] => [
		{ number: String(bench.year) },
		eraFiscalYear(bench.year),
		RULE_CHANGES[each.change],
		each.code,
		each.name,
		each.unit,
		each.department,
		{ printed: each.actual },
		...sideCells(bench.left.title, each.left),
		...sideCells(bench.right.title, each.right),
		each.isSample ? 'サンプル' : null
	]);
	const { left, right, year } = bench;
	return {
		name: `michishirube-bench-${year}-${left.code}-${left.version}-${right.code}-${right.version}.csv`,
		body: csvFile(HEADER, rows)
	};
}

/** The changes of one kind, or all. */
export function changesShown(bench: Bench, only: RuleChange | null): Bench['changes'] {
	return only === null ? bench.changes : bench.changes.filter(({ change }) => change === only);
}

/** The kind in an address; null for all, and for what is no kind. */
export function changeOf(text: string | null): RuleChange | null {
	return text !== null && Object.hasOwn(RULE_CHANGES, text) ? (text as RuleChange) : null;
}

function sideCells(title: string, grade: BenchGrade): CsvCell[] {
	const line = grade.sum.lines[0];
	return [
		title,
		STATUSES[grade.status],
		{ printed: printedLabel(grade) },
		grade.points === null ? null : { number: grade.points },
		grade.rateShown === null ? null : { printed: grade.rateShown },
		grade.reason,
		line?.formula ?? null,
		line === undefined ? null : `${line.filled}${line.result === '' ? '' : ` ＝ ${line.result}`}`,
		grade.target
	];
}
