/** 最終評価 as a file: one row per KPI, machine-readable. */
import { roundHalfUp, toText, type Rational } from '#lib/domain/decimal.ts';
import { FINAL_RULE } from '#lib/domain/final-sum.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES } from '#lib/domain/model.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import { csvNumber } from '#lib/format.ts';
import type { Database } from '../../db/client.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { decidingLine } from '../deciding-line.ts';
import { readFinal, type FinalState } from './page.ts';
import type { FinalEntry, FinalRow } from './row.ts';

const HEADER = [
	'基本計画',
	'時点',
	'章コード',
	'章',
	'施策コード',
	'施策',
	'KPIコード',
	'KPI名',
	'単位',
	'目標の向き',
	'担当課',
	'基準値',
	'基準年度',
	'最終目標の種類',
	'最終目標',
	'最終目標の上限',
	'最終目標の年度',
	'最終の実績',
	'実績の年度（西暦）',
	'実績の年度（和暦）',
	'実績の注記',
	'最終目標に対する進捗率',
	'最終評価',
	'理由',
	'進捗',
	'進捗の年度',
	'判定基準',
	'判定基準の区分',
	'サンプル',
	// Added later: at the end, so that a program that counts columns goes on.
	'最終評価の式',
	'最終評価の計算（数値入り）',
	'最終評価の結論',
	'使った最終目標',
	'最終評価の決まり',
	'最終評価の決まりの版',
	'中間目標',
	'中間目標の年度（西暦）',
	'中間目標の評価',
	'中間目標の計算',
	'進捗の計算の式',
	'進捗の計算（数値入り）',
	'進捗の計算の結果',
	'進捗に使った目標',
	'進捗の判定基準',
	'進捗の判定基準の版'
];

const STATES: Record<FinalState, string> = {
	running: '途中（計画期間中）',
	collecting: '途中（最終年度の実績を集計中）',
	final: '最終'
};

/** The file with its name. @throws DomainError `not-found` for an unknown basic plan. */
export function readFinalFile(database: Database, termCode: string, today: string) {
	const page = readFinal(database, termCode, today);
	const rows = page.chapters.flatMap((chapter) =>
		chapter.measures.flatMap((measure) =>
			measure.entries.map((entry): CsvCell[] => [
				page.term.name,
				STATES[page.state],
				chapter.code,
				chapter.heading,
				measure.code,
				measure.heading,
				...cellsOf(entry),
				...sumCells(entry),
				...midCells(entry),
				...statusCells(entry)
			])
		)
	);
	return { name: `michishirube-final-${page.term.code}.csv`, body: csvFile(HEADER, rows) };
}

function cellsOf({ shown: row, evaluation, baseline, target }: FinalEntry): CsvCell[] {
	const { actual, measuredYear, reachRate } = evaluation;
	const isStage = target?.kind === 'stage';
	return [
		row.code,
		row.name,
		row.unit,
		row.direction,
		row.department,
		baseline === null ? null : isStage ? row.baseline.text : { number: csvNumber(baseline) },
		row.baseline.year,
		...targetCells(row, target),
		row.final.year,
		actual === null ? null : isStage ? row.actual.text : exact(actual),
		measuredYear === null ? null : { number: String(measuredYear) },
		measuredYear === null ? null : eraFiscalYear(measuredYear),
		row.actual.note === '' ? null : row.actual.note,
		reachRate === null ? null : exact(reachRate),
		row.verdictWord,
		row.reason === '' ? null : row.reason,
		row.status === null ? null : (row.statusWord ?? STATUSES[row.status]),
		{ number: String(row.statusYear) },
		row.rule,
		row.ownLabel === null ? null : { printed: row.ownLabel },
		row.isSample ? 'サンプル' : null
	];
}

/** How the verdict was come to, and by which target and rule. */
function sumCells({ shown: { sum } }: FinalEntry): CsvCell[] {
	return [
		sum.formula || null,
		sum.filled || null,
		sum.conclusion,
		sum.target,
		FINAL_RULE.name,
		{ number: String(FINAL_RULE.version) }
	];
}

/** 中間目標 of a KPI whose final year lies after the plan. */
function midCells({ mid, shown }: FinalEntry): CsvCell[] {
	if (mid === null) return [null, null, null, null];
	const { target } = mid;
	return [
		target.kind === 'value'
			? { number: csvNumber(target.value) }
			: target.kind === 'period'
				? { number: csvNumber(target.total) }
				: mid.targetText,
		{ number: String(mid.year) },
		mid.word,
		shown.mid?.sum.conclusion ?? null
	];
}

/** The sum behind the status of the year; empty before the call, the equation also where nothing was judged. */
function statusCells({ judgement, targetUsed }: FinalEntry): CsvCell[] {
	if (judgement === null) return Array<CsvCell>(6).fill(null);
	const line = decidingLine(judgement);
	return [
		line?.formula ?? null,
		line?.filled ?? null,
		line === null ? null : { printed: line.result },
		targetUsed,
		judgement.sum.rule.id,
		{ number: String(judgement.sum.rule.version) }
	];
}

/** Kind, target and the upper bound of a range; a stage by its name, a period by its total. */
function targetCells(row: FinalRow, target: SetTarget | null): CsvCell[] {
	switch (target?.kind) {
		case undefined:
			return [null, null, null];
		case 'value':
			return ['値', { number: csvNumber(target.value) }, null];
		case 'range':
			return ['範囲', { number: csvNumber(target.low) }, { number: csvNumber(target.high) }];
		case 'stage':
			return ['段階', row.final.text, null];
		case 'period':
			return ['期間の合計', { number: csvNumber(target.total) }, null];
	}
}

/** All decimals there are, up to six for a fraction without an end. */
function exact(value: Rational): CsvCell {
	let scale = 0;
	while (scale < 6 && (value.n * 10n ** BigInt(scale)) % value.d !== 0n) scale++;
	return { number: toText(roundHalfUp(value, scale)) };
}
