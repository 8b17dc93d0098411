/** Judges a plain table of KPIs and years, without a database: one row is one KPI in one fiscal year. */
import type { Status } from '#lib/domain/model.ts';
import { fractionText, PLAIN_FORMAT, rateText } from './methods/rate-format.ts';
import { judge } from './judge.ts';
import type { Assessment, JudgedResult } from './judgement.ts';
import type { JudgementRule } from './rule.ts';
import { readRow, type ReadRow, type RowCells } from './table-row.ts';
import { seriesOf, type Series } from './table-series.ts';
import { judgedKpiOf, rowTarget } from './table-target.ts';

/** A row of the table; `problem` is what was wrong with it before its cells were read. */
export interface TableRow {
	readonly line: number;
	readonly cells: RowCells;
	readonly problem: string | null;
}

/** The columns that judging adds, as printed; empty where there is nothing to say. */
export interface RowAnswer {
	readonly reachRate: string;
	readonly reachRateShown: string;
	readonly progressRatio: string;
	readonly status: string;
	readonly points: string;
	readonly reason: string;
}

export interface JudgedRow {
	readonly line: number;
	/** What is wrong with the row, in Japanese; empty for a good one. */
	readonly problems: readonly string[];
	/** Without its words, which the answer has. */
	readonly judgement: Assessment | null;
	readonly answer: RowAnswer;
}

export const ANSWER_COLUMNS = [
	'reachRate',
	'reachRateShown',
	'progressRatio',
	'status',
	'points',
	'reason'
] as const satisfies readonly (keyof RowAnswer)[];

/**
 * Judges every row; a row that cannot be read keeps its place with its problems. Rows with the same code and
 * name are one KPI: an earlier row gives a carried value its target and status, and a period total its sum.
 */
export function judgeTable(rule: JudgementRule, rows: readonly TableRow[]): JudgedRow[] {
	const read = rows.map((row) => ({ row, reading: readTableRow(rule, row) }));
	const good = read.flatMap(({ row, reading }) => (reading.ok ? [{ row, fact: reading.row }] : []));
	const judged = new Map<TableRow, JudgedRow>();
	for (const own of Map.groupBy(good, ({ row }) => seriesKey(row)).values()) {
		const inOrder = own.sort((a, b) => a.fact.year - b.fact.year);
		const series = seriesOf(inOrder.map(({ fact }) => fact));
		const byYear = new Map<number, Status>();
		for (const { row, fact } of inOrder) {
			const one = judgeRow(rule, row, fact, series, byYear.get(fact.year - 1) ?? null);
			if (one.judgement) byYear.set(fact.year, one.judgement.status);
			judged.set(row, one);
		}
	}
	return read.map(
		({ row, reading }) => judged.get(row) ?? badRow(rule, row, reading.ok ? [] : reading.problems)
	);
}

function readTableRow(rule: JudgementRule, { cells, problem }: TableRow): ReturnType<typeof readRow> {
	return problem === null ? readRow(rule, cells) : { ok: false, problems: [problem] };
}

/** Rows without code and name have nothing to do with each other. */
function seriesKey({ line, cells }: TableRow): string {
	const [code, name] = [(cells['code'] ?? '').trim(), (cells['name'] ?? '').trim()];
	return code + name === '' ? `line ${line}` : JSON.stringify([code, name]);
}

/** The words are put into the answer at once: keeping what they come from would keep a whole table's figures. */
function judgeRow(
	rule: JudgementRule,
	{ line }: TableRow,
	fact: ReadRow,
	series: Series,
	previous: Status | null
): JudgedRow {
	const {
		sum: _,
		reason,
		...judgement
	} = judge(rule, {
		year: fact.year,
		standing: 'active',
		kpi: judgedKpiOf(fact, series),
		target: rowTarget(fact, series, fact.year),
		result: resultOf(fact, series, previous),
		earlier: series.earlier(fact.year)
	});
	return { line, problems: [], judgement, answer: answerOf(rule, judgement, reason) };
}

function resultOf(fact: ReadRow, series: Series, previous: Status | null): JudgedResult {
	const { actual, measuredYear, year } = fact;
	if (actual.kind === 'empty') return { kind: 'not-entered' };
	if (actual.kind === 'missing') return { kind: 'missing', reason: actual.reason };
	if (measuredYear === year) return { kind: 'measured', value: actual.value };
	const then = series.byYear.get(measuredYear);
	return {
		kind: 'carried',
		value: actual.value,
		measuredYear,
		// Without a row of its own year, only what the KPI itself says is known of that year's target.
		measuredTarget: rowTarget(then ?? { ...fact, yearTarget: { kind: 'empty' } }, series, measuredYear),
		previousStatus: previous
	};
}

/** Nothing can be said of a row that cannot be read: 判定なし in the rule's own words. */
function badRow(rule: JudgementRule, { line }: TableRow, problems: readonly string[]): JudgedRow {
	const nothing = { reachRate: '', reachRateShown: '', progressRatio: '', points: '' };
	const answer = { ...nothing, status: rule.labels.none, reason: problems.join(' ') };
	return { line, problems, judgement: null, answer };
}

function answerOf(rule: JudgementRule, judgement: Assessment, reason: string): RowAnswer {
	const { reachRate, progressRatio, own, status } = judgement;
	return {
		reachRate: reachRate ? fractionText(reachRate) : '',
		reachRateShown: own?.rateShown ?? (reachRate ? rateText(reachRate, PLAIN_FORMAT) : ''),
		progressRatio: progressRatio ? fractionText(progressRatio) : '',
		status: rule.method === 'standard' ? rule.labels[status] : plainNumber(own?.label ?? ''),
		points: own?.points ?? '',
		reason
	};
}

/** A category that is a number (倉吉市's −5 to 5) is printed like the table's other numbers: −1 → -1. */
function plainNumber(label: string): string {
	return label.replace(/^−(?=\d+$)/, '-');
}
