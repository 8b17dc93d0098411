/** Judges a plain table of KPIs and years, without a database: one row is one KPI in one fiscal year. */
import { fractionText, PLAIN_FORMAT, rateText } from './methods/rate-format.ts';
import { judge } from './judge.ts';
import type { JudgedResult, Judgement } from './judgement.ts';
import type { JudgementRule } from './rule.ts';
import { readRow, type ReadRow, type RowCells } from './table-row.ts';
import { judgedKpiOf, rowTarget, type Series } from './table-target.ts';

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
	readonly judgement: Judgement | null;
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
	const judged = new Map<TableRow, Judgement>();
	for (const series of Map.groupBy(good, ({ row }) => seriesKey(row)).values()) {
		const inOrder = [...series].sort((a, b) => a.fact.year - b.fact.year);
		const facts = inOrder.map(({ fact }) => fact);
		const byYear = new Map<number, Judgement>();
		for (const { row, fact } of inOrder) {
			const judgement = judgeRow(rule, fact, facts, byYear.get(fact.year - 1) ?? null);
			byYear.set(fact.year, judgement);
			judged.set(row, judgement);
		}
	}
	return read.map(({ row, reading }) => {
		const judgement = judged.get(row) ?? null;
		const problems = reading.ok ? [] : reading.problems;
		return { line: row.line, problems, judgement, answer: answerOf(rule, judgement, problems) };
	});
}

function readTableRow(rule: JudgementRule, { cells, problem }: TableRow): ReturnType<typeof readRow> {
	return problem === null ? readRow(rule, cells) : { ok: false, problems: [problem] };
}

/** Rows without code and name have nothing to do with each other. */
function seriesKey({ line, cells }: TableRow): string {
	const [code, name] = [(cells['code'] ?? '').trim(), (cells['name'] ?? '').trim()];
	return code + name === '' ? `line ${line}` : JSON.stringify([code, name]);
}

function judgeRow(rule: JudgementRule, fact: ReadRow, series: Series, previous: Judgement | null): Judgement {
	return judge(rule, {
		year: fact.year,
		standing: 'active',
		kpi: judgedKpiOf(fact, series),
		target: rowTarget(fact, series, fact.year),
		result: resultOf(fact, series, previous),
		earlier: series.flatMap((each) =>
			each.year < fact.year && each.actual.kind === 'value'
				? [{ year: each.measuredYear, value: each.actual.value }]
				: []
		)
	});
}

function resultOf(fact: ReadRow, series: Series, previous: Judgement | null): JudgedResult {
	const { actual, measuredYear, year } = fact;
	if (actual.kind === 'empty') return { kind: 'not-entered' };
	if (actual.kind === 'missing') return { kind: 'missing', reason: actual.reason };
	if (measuredYear === year) return { kind: 'measured', value: actual.value };
	const then = series.find((each) => each.year === measuredYear) ?? null;
	return {
		kind: 'carried',
		value: actual.value,
		measuredYear,
		// Without a row of its own year, only what the KPI itself says is known of that year's target.
		measuredTarget: rowTarget(then ?? { ...fact, yearTarget: { kind: 'empty' } }, series, measuredYear),
		previousStatus: previous?.status ?? null
	};
}

function answerOf(rule: JudgementRule, judgement: Judgement | null, problems: readonly string[]): RowAnswer {
	if (!judgement)
		return {
			reachRate: '',
			reachRateShown: '',
			progressRatio: '',
			// Nothing can be said of a row that cannot be read: 判定なし in the rule's own words.
			status: rule.labels.none,
			points: '',
			reason: problems.join(' ')
		};
	const { reachRate, progressRatio, own, status, reason } = judgement;
	const label = rule.method === 'standard' ? rule.labels[status] : (own?.label ?? '');
	return {
		reachRate: reachRate ? fractionText(reachRate) : '',
		reachRateShown: own?.rateShown ?? (reachRate ? rateText(reachRate, PLAIN_FORMAT) : ''),
		progressRatio: progressRatio ? fractionText(progressRatio) : '',
		status: label,
		points: own?.points ?? '',
		reason
	};
}
