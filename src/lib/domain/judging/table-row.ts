/** Reads one row of a plain table: codes, fiscal years, figures by the number rules, stages by name. */
import { compareDecimals, type Decimal } from '#lib/domain/decimal.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { ACCUMULATIONS, GOALS, type Accumulation, type Direction, type Goal } from '#lib/domain/model.ts';
import type { BandRule, Measure } from './band-rule.ts';
import type { JudgementRule } from './rule.ts';
import { readFigure, readRange, readStage, stageNames, type FigureCell, type Range } from './table-figure.ts';
import {
	ACCUMULATION_ALIASES,
	GOAL_WORDS,
	readDirection,
	readWord,
	type WordReading
} from './table-words.ts';
import { formsOf } from './variants.ts';

export const ROW_COLUMNS = [
	'code',
	'name',
	'unit',
	'direction',
	'goal',
	'accumulation',
	'baselineYear',
	'baseline',
	'targetYear',
	'target',
	'year',
	'measuredYear',
	'actual'
] as const;
export const OPTIONAL_COLUMNS = ['yearTarget', 'tolerance', 'startYear', 'lower', 'upper', 'stages'] as const;

/** Cells by column; a column that the table lacks is an empty cell. */
export type RowCells = Readonly<Record<string, string>>;

export interface ReadRow {
	readonly name: string;
	readonly unit: string;
	readonly direction: Direction;
	readonly goal: Goal;
	/** `period` is a total over startYear–targetYear (期間の合計). */
	readonly accumulation: Accumulation | 'period';
	readonly baselineYear: number | null;
	readonly baseline: Decimal | null;
	readonly targetYear: number | null;
	readonly target: Decimal | null;
	readonly year: number;
	readonly measuredYear: number;
	readonly actual: FigureCell;
	/** The target in force; `missing` is the explicit 「－」. */
	readonly yearTarget: FigureCell;
	readonly tolerance: Decimal | null;
	readonly startYear: number | null;
	readonly range: Range | null;
	readonly stages: readonly string[];
}

export type RowReading =
	{ readonly ok: true; readonly row: ReadRow } | { readonly ok: false; readonly problems: readonly string[] };

const ACCUMULATION_WORDS = { ...ACCUMULATIONS, period: '期間の合計' } as const;

/** A row with every problem of its cells named by column. Empty: direction may be where the rule does not ask for it, goal is 到達, accumulation 水準. */
export function readRow(rule: JudgementRule, cells: RowCells): RowReading {
	const problems: string[] = [];
	const cell = (column: string) => (cells[column] ?? '').trim();
	const complain = (column: string, message: string) => problems.push(`${column}：${message}`);

	const year = (column: string): number | null => {
		if (isBlank(cell(column))) return null;
		const read = parseFiscalYear(cell(column));
		if (read.ok) return read.year;
		complain(column, read.message);
		return null;
	};
	const word = <T extends string>(column: string, read: WordReading<T>): T | null => {
		if (read.ok) return read.code;
		complain(column, read.message);
		return null;
	};

	const stages = stageNames(cell('stages'));
	const given = word('direction', readDirection(cell('direction')));
	const isStage = given === 'stage' || (given === null && stages.length > 0);
	const unit = cell('unit');
	// 「30～40」 as the target of a range says what lower and upper would.
	const printed = given === 'range' ? readRange(cell('target'), unit) : null;
	const figure = (column: string): FigureCell => {
		if (printed && column === 'target') return { kind: 'empty' };
		const read = isStage ? readStage(column, cell(column), stages) : readFigure(column, cell(column), unit);
		if (typeof read !== 'string') return read;
		complain(column, read);
		return { kind: 'empty' };
	};
	const number = (column: string, units: readonly string[] = [unit]): Decimal | null => {
		const reads = units.map((each) => readFigure(column, cell(column).replace(/^[±＋+]\s*/, ''), each));
		const read = reads.find((each) => typeof each !== 'string') ?? reads[0];
		if (typeof read === 'string') complain(column, read);
		return typeof read === 'object' && read.kind === 'value' ? read.value : null;
	};

	const [baseline, target, yearTarget, actual] = [
		figure('baseline'),
		figure('target'),
		figure('yearTarget'),
		figure('actual')
	];
	const [lower, upper] = [number('lower'), number('upper')];
	const range = lower && upper ? { low: lower, high: upper } : !lower && !upper ? printed : null;
	const tolerance = number('tolerance', /^[%％]$/.test(unit) ? [unit, 'ポイント', '点'] : [unit]);
	const years = {
		baselineYear: year('baselineYear'),
		targetYear: year('targetYear'),
		startYear: year('startYear'),
		year: year('year'),
		measuredYear: year('measuredYear')
	};
	const goal = word('goal', readWord(cell('goal'), GOALS, GOAL_WORDS)) ?? 'reach';
	const accumulation =
		word('accumulation', readWord(cell('accumulation'), ACCUMULATION_WORDS, ACCUMULATION_ALIASES)) ?? 'level';

	const value = (read: FigureCell) => (read.kind === 'value' ? read.value : null);
	const direction =
		given ?? (isStage ? 'stage' : range ? 'range' : impliedDirection(rule, value(baseline), value(target)));
	if (direction === null && cell('direction') === '')
		complain('direction', 'この判定基準には指標の向きが必要です（increase・decrease・range・stage）。');
	if (direction === 'stage' && new Set(stages).size < stages.length)
		complain('stages', `同じ名前の段階が2つあります（${stages.join('→')}）。`);
	if (direction === 'stage' && stages.length < 2)
		complain('stages', '段階の指標には段階の名前が必要です（例：未着手→着手→策定）。');
	if (direction === 'range' && !range && problems.length === 0)
		complain(
			'lower・upper',
			'範囲内の指標には下限と上限の両方が必要です。片方だけなら、direction を increase（その値以上）か decrease（その値以下）にして、target に書いてください。'
		);
	if (tolerance && tolerance.digits < 0n)
		complain('tolerance', '誤差の幅は0以上の数値で入力してください（例：3）。');
	if (range && printed && !sameRange(range, printed))
		complain('target', 'lower・upper と違う範囲です。どちらかを空にしてください。');
	if (range && compareDecimals(range.low, range.high) > 0)
		complain('lower・upper', '下限が上限より大きくなっています。');
	if (accumulation === 'period' && (years.startYear === null || years.targetYear === null))
		complain(
			'startYear・targetYear',
			'期間の合計には、期間の最初の年度（startYear）と最後の年度（targetYear）が必要です。'
		);
	const backwards =
		years.startYear !== null && years.targetYear !== null && years.startYear > years.targetYear;
	if (backwards) complain('startYear', '開始年度が目標年度より後です。');
	const isBeforeBaseline =
		years.baselineYear !== null && years.targetYear !== null && years.targetYear < years.baselineYear;
	if (isBeforeBaseline) complain('targetYear', '目標年度が基準年度より前です。');
	if (years.year === null && isBlank(cell('year')) && needsYear(rule, yearTarget.kind === 'value'))
		complain('year', '判定する年度が必要です。');
	if (years.year !== null && years.measuredYear !== null && years.measuredYear > years.year)
		complain('measuredYear', '測定年度が判定する年度より後です。');

	if (problems.length > 0 || direction === null) return { ok: false, problems };
	const judgedYear = years.year ?? years.measuredYear ?? years.targetYear ?? NO_YEAR;
	return {
		ok: true,
		row: {
			name: cell('name'),
			unit,
			direction,
			goal,
			accumulation,
			// Without a year of its own, the row cannot be said to lie before the baseline's.
			baselineYear: years.year === null ? null : years.baselineYear,
			baseline: value(baseline),
			targetYear: years.targetYear,
			target: value(target),
			year: judgedYear,
			measuredYear: years.year === null ? judgedYear : (years.measuredYear ?? judgedYear),
			actual,
			yearTarget,
			tolerance,
			startYear: years.startYear,
			range,
			stages
		}
	};
}

/** Nothing, or the dash that stands for nothing. */
function isBlank(text: string): boolean {
	return text === '' || /^[-－―—–ー]$/.test(text);
}

function sameRange(a: Range, b: Range): boolean {
	return compareDecimals(a.low, b.low) === 0 && compareDecimals(a.high, b.high) === 0;
}

/** Stands for the year of a row that has none, under a rule that asks for none. */
const NO_YEAR = 2000;

/** A rule whose formula is the same both ways goes by the side of the baseline on which the target lies. */
function impliedDirection(
	rule: JudgementRule,
	baseline: Decimal | null,
	target: Decimal | null
): Direction | null {
	if (rule.method === 'standard' || !formsOf(rule).every(isBlindToDirection)) return null;
	return baseline && target && compareDecimals(target, baseline) < 0 ? 'decrease' : 'increase';
}

function isBlindToDirection({ kinds, steps }: BandRule): boolean {
	const { increase, decrease } = kinds;
	return (
		increase?.formula === 'progress' &&
		decrease?.formula === 'progress' &&
		!increase.steps &&
		!decrease.steps &&
		steps.every(({ measure, when }) => isRate(measure) && (!when || isRate(when.measure)))
	);
}

function isRate(measure: Measure): boolean {
	return measure === 'rate' || measure === 'pace';
}

/** Whether what is asked for depends on the year, beyond a yearly target that the row itself names. */
function needsYear(rule: JudgementRule, hasYearTarget: boolean): boolean {
	if (rule.method === 'standard' || rule.firstYear === 'not-judged') return true;
	if (rule.variants?.some(({ when }) => when.year !== undefined)) return true;
	return formsOf(rule).some(({ pace }) =>
		pace.kind === 'yearly-target' ? pace.otherwise === 'line' && !hasYearTarget : pace.kind !== 'final'
	);
}
