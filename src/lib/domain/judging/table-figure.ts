/** Reads the cells of a plain table that hold figures: numbers by the number rules, stages by name, ranges. */
import { type Decimal } from '#lib/domain/decimal.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { MissingReason } from '#lib/domain/model.ts';
import { readNumber } from '#lib/domain/number-input.ts';

/** A cell for a figure. A stage is its index in the row's list. */
export type FigureCell =
	| { readonly kind: 'value'; readonly value: Decimal }
	| { readonly kind: 'empty' }
	| { readonly kind: 'missing'; readonly reason: MissingReason };

export interface Range {
	readonly low: Decimal;
	readonly high: Decimal;
}

/** A number as files have it (a lone dash is 該当なし), or what is wrong with it and which column mends it. */
export function readFigure(column: string, text: string, unit: string): FigureCell | string {
	const read = readNumber(text, unit);
	switch (read.kind) {
		case 'value':
		case 'empty':
		case 'missing':
			return read;
		case 'dash':
			return { kind: 'missing', reason: 'not-applicable' };
		case 'error':
			return tableAdvice(column, text) ?? read.message;
	}
}

/** A stage by its name in the row's own list; signs for missing values as for numbers. */
export function readStage(column: string, text: string, stages: readonly string[]): FigureCell | string {
	const plain = text.normalize('NFKC').trim();
	const index = stages.findIndex((each) => each.normalize('NFKC') === plain);
	if (index >= 0) return { kind: 'value', value: { digits: BigInt(index), scale: 0 } };
	const sign = readFigure(column, text, '');
	if (typeof sign === 'object' && sign.kind !== 'value') return sign;
	return `段階「${text}」は stages にありません（${stages.join('→')}）。`;
}

const BETWEEN = /[~〜～]/;

/** 「30～40」, 「30%～40%」: both bounds, each by the number rules; null for anything else. */
export function readRange(text: string, unit: string): Range | null {
	const [low, high, ...more] = text.split(BETWEEN).map((part) => readNumber(part, unit));
	return low?.kind === 'value' && high?.kind === 'value' && more.length === 0
		? { low: low.value, high: high.value }
		: null;
}

const SEPARATORS = [/→|➡|⇒|->/, /\r?\n/, /[|｜]/, /[;；]/, /[>＞]/, /[、,，]/, /[/／]/];

/** Names of stages, least first, by the first separator that the cell has. */
export function stageNames(text: string): string[] {
	const separator = SEPARATORS.find((each) => each.test(text));
	const names = separator ? text.split(separator) : [text];
	return names.map((each) => each.trim()).filter((each) => each !== '');
}

/** Where the year belongs that published tables print behind a figure: 「11.4％（R5）」. */
const YEAR_COLUMNS: Readonly<Record<string, string>> = {
	baseline: 'baselineYear',
	target: 'targetYear',
	yearTarget: 'year',
	actual: 'measuredYear'
};

/** A target that only says which way: 増加, 前年度比減少, 向上を目指す. */
const DIRECTION_ONLY = /増加|減少|上昇|低下|向上|改善|削減|縮減|拡大|縮小/;

/** What to do in a table where the number rules only say what a number is; null where their words are enough. */
function tableAdvice(column: string, text: string): string | null {
	const plain = text.normalize('NFKC').trim();
	const input = `入力値：「${text.trim()}」`;
	if (plain.length > 100) return null;
	const isTarget = column.toLowerCase().endsWith('target');
	const bracket = /\(([^()]+)\)$/.exec(plain)?.[1];
	const yearColumn = YEAR_COLUMNS[column];
	if (bracket !== undefined && yearColumn !== undefined && parseFiscalYear(bracket).ok)
		return `年度のかっこ書き「（${bracket}）」は付けずに、${yearColumn} の列に書いてください。${input}`;
	if (isTarget && /\d\D{0,6}[~〜-]\s*\d/.test(plain))
		return `範囲の目標は、direction を range（範囲内）にして、lower に下限、upper に上限を書いてください。${input}`;
	if (isTarget && plain.includes('±'))
		return `「±」の付いた目標は、direction を range（範囲内）にして、lower に下限、upper に上限を書いてください。幅が調査の誤差なら tolerance に書いてください。${input}`;
	if (isTarget && /^(?:毎年度?|各年度?|年間|年)\s*\d/.test(plain))
		return `毎年度の目標は、数値だけを書いてください（年度ごとなら yearTarget に。accumulation は annual）。${input}`;
	if (isTarget && /維持|同水準|同程度/.test(plain) && !/\d/.test(plain))
		return `維持する指標は、goal を keep にして、${column} に維持する水準の数値（基準値を保つなら基準値）を書いてください。${input}`;
	// Words only. Signs, Excel's errors, formulas and written-out numbers have advice of their own.
	if (/[\d#=〇一二三四五六七八九十百千万億兆]/.test(plain)) return null;
	if (isTarget && DIRECTION_ONLY.test(plain))
		return `向きだけの目標です。水準が決まっていないときは空にしてください（direction に増減を書けば、基準値や前回の実績と比べる判定基準では判定できます）。${input}`;
	return column === 'actual'
		? `数値ではありません。値がないときは、未把握は「…」、秘匿は「x」、該当なしは「－」、未入力は空にしてください。${input}`
		: `数値ではありません。数値で表せない、または決まっていないときは空にしてください${column === 'yearTarget' ? '（その年度に目標がないときは「－」）' : ''}。${input}`;
}
