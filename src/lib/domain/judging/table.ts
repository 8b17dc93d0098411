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
	/** Line of an earlier row for the same KPI and year; null where there is none. */
	readonly repeats: number | null;
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
	const judged: JudgedRow[] = [];
	for (const [at, row] of judgeByKpi(rule, rows)) judged[at] = row;
	return judged;
}

/**
 * The same KPI by KPI, each row with its place among `rows`: a large table's figures take no memory once they
 * are judged.
 */
export function* judgeByKpi(
	rule: JudgementRule,
	rows: readonly TableRow[]
): Generator<readonly [at: number, judged: JudgedRow]> {
	for (const own of Map.groupBy(rows.keys(), (at) => seriesKey(rows[at] as TableRow)).values()) {
		const good: { at: number; row: TableRow; fact: ReadRow }[] = [];
		for (const at of own) {
			const row = rows[at] as TableRow;
			const reading = readTableRow(rule, row);
			if (reading.ok) good.push({ at, row, fact: reading.row });
			else yield [at, badRow(rule, row, reading.problems)];
		}
		const inOrder = good.sort((a, b) => a.fact.year - b.fact.year);
		const series = seriesOf(inOrder.map(({ fact }) => fact));
		const byYear = new Map<number, Status>();
		const lines = new Map<number, number>();
		for (const { at, row, fact } of inOrder) {
			const repeats = (row.cells['year'] ?? '').trim() === '' ? null : (lines.get(fact.year) ?? null);
			lines.set(fact.year, repeats ?? row.line);
			const one = { ...judgeRow(rule, row, fact, series, byYear.get(fact.year - 1) ?? null), repeats };
			if (one.judgement) byYear.set(fact.year, one.judgement.status);
			yield [at, one];
		}
	}
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
	return { line, problems: [], repeats: null, judgement, answer: answerOf(rule, judgement, reason) };
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

const NAMED_REPEATS = 10;

/** What a reader should know of several rows for one KPI and year: each is judged, one counts for the others. */
export function repeatNotes(judged: readonly Pick<JudgedRow, 'line' | 'repeats'>[]): string[] {
	const repeated = judged.flatMap(({ line, repeats }) => (repeats === null ? [] : [{ line, repeats }]));
	if (repeated.length === 0) return [];
	const named = repeated
		.slice(0, NAMED_REPEATS)
		.map(({ line, repeats }) => `${line}行目（${repeats}行目と）`);
	const rest = repeated.length > NAMED_REPEATS ? `ほか${repeated.length - NAMED_REPEATS}行` : '';
	return [
		`注意：同じ指標・同じ年度の行があります：${[...named, ...(rest === '' ? [] : [rest])].join('、')}。どの行も判定しましたが、ほかの年度の期間の合計・前回比・据え置きには、あとの行を使います。`
	];
}

/** Nothing can be said of a row that cannot be read: 判定なし in the rule's own words. */
function badRow(rule: JudgementRule, { line }: TableRow, problems: readonly string[]): JudgedRow {
	const nothing = { reachRate: '', reachRateShown: '', progressRatio: '', points: '' };
	const answer = { ...nothing, status: rule.labels.none, reason: problems.join(' ') };
	return { line, problems, repeats: null, judgement: null, answer };
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
