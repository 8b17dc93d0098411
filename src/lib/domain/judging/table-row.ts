/** Reads one row of a plain table: codes, fiscal years, figures by the number rules, stages by name. */
import { compareDecimals, type Decimal } from '#lib/domain/decimal.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	ACCUMULATIONS,
	DIRECTIONS,
	GOALS,
	type Accumulation,
	type Direction,
	type Goal,
	type MissingReason
} from '#lib/domain/model.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import type { BandRule } from './band-rule.ts';
import type { JudgementRule } from './rule.ts';

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

/** A cell for a figure. A stage is its index in the row's list. */
export type FigureCell =
	| { readonly kind: 'value'; readonly value: Decimal }
	| { readonly kind: 'empty' }
	| { readonly kind: 'missing'; readonly reason: MissingReason };

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
	readonly range: { readonly low: Decimal; readonly high: Decimal } | null;
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
		if (cell(column) === '' || /^[-－―—–ー]$/.test(cell(column))) return null;
		const read = parseFiscalYear(cell(column));
		if (read.ok) return read.year;
		complain(column, read.message);
		return null;
	};
	const word = <T extends string>(column: string, words: Readonly<Record<T, string>>): T | null => {
		const text = cell(column).normalize('NFKC');
		if (text === '') return null;
		const found = (Object.entries(words) as [T, string][]).find(
			([code, name]) => code === text.toLowerCase() || name === text
		);
		if (!found) {
			const list = (Object.entries(words) as [T, string][]).map(([code, name]) => `${code}（${name}）`);
			complain(column, `「${text}」は使えません。${list.join('・')} のどれかを入力してください。`);
		}
		return found?.[0] ?? null;
	};

	const stages = stageNames(cell('stages'));
	const given = word('direction', DIRECTIONS);
	const isStage = given === 'stage' || (given === null && stages.length > 0);
	const unit = cell('unit');
	const figure = (column: string): FigureCell => {
		const read = isStage ? readStage(cell(column), stages) : readFigure(cell(column), unit);
		if (typeof read !== 'string') return read;
		complain(column, read);
		return { kind: 'empty' };
	};
	const number = (column: string, units: readonly string[] = [unit]): Decimal | null => {
		const reads = units.map((each) => readFigure(cell(column).replace(/^[±＋+]\s*/, ''), each));
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
	const [low, high] = [number('lower'), number('upper')];
	const tolerance = number('tolerance', /^[%％]$/.test(unit) ? [unit, 'ポイント', '点'] : [unit]);
	const years = {
		baselineYear: year('baselineYear'),
		targetYear: year('targetYear'),
		startYear: year('startYear'),
		year: year('year'),
		measuredYear: year('measuredYear')
	};
	const goal = word('goal', GOALS) ?? 'reach';
	const accumulation = word('accumulation', ACCUMULATION_WORDS) ?? 'level';

	const value = (read: FigureCell) => (read.kind === 'value' ? read.value : null);
	const direction =
		given ??
		(isStage ? 'stage' : low && high ? 'range' : impliedDirection(rule, value(baseline), value(target)));
	if (direction === null && cell('direction') === '')
		complain('direction', 'この判定基準には指標の向きが必要です（increase・decrease・range・stage）。');
	if (direction === 'stage' && stages.length < 2)
		complain('stages', '段階の指標には段階の名前が必要です（例：未着手→着手→策定）。');
	if (direction === 'range' && !(low && high) && problems.length === 0)
		complain('lower・upper', '範囲内の指標には下限と上限の両方が必要です。');
	if (low && high && compareDecimals(low, high) > 0)
		complain('lower・upper', '下限が上限より大きくなっています。');
	if (accumulation === 'period' && (years.startYear === null || years.targetYear === null))
		complain(
			'startYear・targetYear',
			'期間の合計には、期間の最初の年度（startYear）と最後の年度（targetYear）が必要です。'
		);
	const backwards =
		years.startYear !== null && years.targetYear !== null && years.startYear > years.targetYear;
	if (backwards) complain('startYear', '開始年度が目標年度より後です。');
	if (years.year === null && cell('year') === '' && needsYear(rule))
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
			range: low && high ? { low, high } : null,
			stages
		}
	};
}

/** Stands for the year of a row that has none, under a rule that asks for none. */
const NO_YEAR = 2000;

function readFigure(text: string, unit: string): FigureCell | string {
	const read = readNumber(text, unit);
	switch (read.kind) {
		case 'value':
		case 'empty':
		case 'missing':
			return read;
		case 'dash':
			return { kind: 'missing', reason: 'not-applicable' };
		case 'error':
			return read.message;
	}
}

function readStage(text: string, stages: readonly string[]): FigureCell | string {
	const plain = text.normalize('NFKC').trim();
	const index = stages.findIndex((each) => each.normalize('NFKC') === plain);
	if (index >= 0) return { kind: 'value', value: { digits: BigInt(index), scale: 0 } };
	const sign = readFigure(text, '');
	if (typeof sign === 'object' && sign.kind !== 'value') return sign;
	return `段階「${text}」は stages にありません（${stages.join('→')}）。`;
}

const SEPARATORS = [/→|➡|⇒|->/, /\r?\n/, /[|｜]/, /[;；]/, /[>＞]/, /[、,，]/, /[/／]/];

/** Names of stages, least first, by the first separator that the cell has. */
function stageNames(text: string): string[] {
	const separator = SEPARATORS.find((each) => each.test(text));
	const names = separator ? text.split(separator) : [text];
	return names.map((each) => each.trim()).filter((each) => each !== '');
}

/** A rule whose formula is the same both ways goes by the side of the baseline on which the target lies. */
function impliedDirection(
	rule: JudgementRule,
	baseline: Decimal | null,
	target: Decimal | null
): Direction | null {
	if (rule.method === 'standard' || !isBlindToDirection(rule)) return null;
	return baseline && target && compareDecimals(target, baseline) < 0 ? 'decrease' : 'increase';
}

function isBlindToDirection({ kinds, steps }: BandRule): boolean {
	const { increase, decrease } = kinds;
	return (
		increase?.formula === 'progress' &&
		decrease?.formula === 'progress' &&
		!increase.steps &&
		!decrease.steps &&
		steps.every(({ measure }) => measure === 'rate' || measure === 'pace')
	);
}

function needsYear(rule: JudgementRule): boolean {
	if (rule.method === 'standard') return true;
	return rule.firstYear === 'not-judged' || ['line', 'elapsed', 'fixed'].includes(rule.pace.kind);
}
