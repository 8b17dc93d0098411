/** What a person enters for one indicator and year, read into a figure or a reason for its absence. */
import {
	add,
	compareDecimals,
	fits,
	MAX_DIGITS,
	rational,
	roundHalfUp,
	toText,
	type Decimal
} from './decimal.ts';
import { shortFiscalYear } from './fiscal-year.ts';
import {
	MISSING_REASONS,
	VALUE_STATES,
	type Accumulation,
	type MissingReason,
	type ValueState
} from './model.ts';
import { usualExample, type UsualFigure } from './number-example.ts';
import { readNumber } from './number-input.ts';
import { plausibilityWarnings, type PlausibilityWarning } from './plausibility.ts';
import { exactRate, MAX_SCALE, readRate, splitRate, type RateDefinition, type RateParts } from './rate.ts';

/** The states that can be chosen at entry; 訂正 is an act of its own. */
export const ENTRY_STATES = {
	final: VALUE_STATES.final,
	preliminary: VALUE_STATES.preliminary,
	forecast: VALUE_STATES.forecast,
	...MISSING_REASONS
} as const;
export type EntryState = keyof typeof ENTRY_STATES;

export interface EntryInput {
	/** The text as typed: a number, a stage's name, a whole-cell symbol, or 「1,234/2,760」 for a computed rate. */
	readonly entered: string;
	readonly state: EntryState;
	/** The two figures of a computed rate in fields of their own; they go before `entered`. */
	readonly numerator?: string | undefined;
	readonly denominator?: string | undefined;
}

export interface EntryIndicator {
	readonly unit: string;
	readonly decimals: number;
	readonly accumulation: Accumulation;
	/** A cumulative figure is entered as the running total or as this year's amount. */
	readonly cumulativeEntry: 'total' | 'increment';
	readonly limits: { readonly low: Decimal | null; readonly high: Decimal | null };
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
	/** Measured figures of earlier years, oldest first (running totals of a cumulative indicator). */
	readonly previous: readonly { readonly year: number; readonly value: Decimal }[];
	/** Years since the last of them whose amount should be in a running total and is not known. */
	readonly gaps?: readonly number[];
	/** How the rate is computed; null or absent where the figure is entered itself. */
	readonly rate?: RateDefinition | null;
}

export interface ReadEntry {
	readonly enteredText: string;
	/** The figure as entered; the index of a stage; null without one. */
	readonly value: Decimal | null;
	/** Cumulative, entered as this year's amount: the total it makes. */
	readonly runningTotal: Decimal | null;
	readonly valueState: ValueState | null;
	readonly missingReason: MissingReason | null;
	/** The two figures behind a computed rate; absent where the rate itself was entered. */
	readonly rate?: { readonly numerator: Decimal; readonly denominator: Decimal };
}

export type EntryReading =
	| { readonly ok: true; readonly entry: ReadEntry; readonly warnings: readonly PlausibilityWarning[] }
	| {
			readonly ok: false;
			readonly message: string;
			/** Which of the two figures of a rate is refused. */
			readonly part?: keyof RateParts;
	  };

/**
 * Reads one entry. An empty text without a reason is a valid draft (nothing entered yet). Warnings are to be
 * confirmed and never block. A computed rate comes as two figures, in fields of their own or in one cell
 * (1,234/2,760), and is stored as such; where a city has only the rate, it is entered itself. Both may stand
 * side by side as long as they agree.
 */
export function readEntry(input: EntryInput, indicator: EntryIndicator): EntryReading {
	const missing = input.state in MISSING_REASONS ? (input.state as MissingReason) : null;
	const enteredText = input.entered;
	if (indicator.stages.length > 0) return readStage(input, missing, indicator.stages);
	const parts = partsOf(input, indicator);
	if (parts !== null) return withRate(input, parts, indicator, missing);
	const reading = readNumber(enteredText, indicator.unit, usualFigure(indicator));
	switch (reading.kind) {
		case 'error':
			return refuse(reading.message);
		case 'dash':
			return refuse(
				`「${enteredText.trim()}」は、0件ですか、対象なしですか。0のときは「0」と入力し、対象がないときは値の状態で「該当なし」を選んでください。`
			);
		case 'missing':
			if (missing !== null && missing !== reading.reason) {
				return refuse(
					`「${enteredText.trim()}」は${MISSING_REASONS[reading.reason]}の記号ですが、値の状態は「${MISSING_REASONS[missing]}」です。どちらかに合わせてください。`
				);
			}
			return without(enteredText, reading.reason);
		case 'empty':
			return without(enteredText, missing);
		case 'value':
			if (missing !== null) {
				return refuse(
					`値「${enteredText.trim()}」と「${MISSING_REASONS[missing]}」は同時に登録できません。値を消すか、値の状態を「確定」などに変えてください。`
				);
			}
			if (reading.value.scale > MAX_SCALE) {
				return refuse(
					`小数は${MAX_SCALE}桁までです（例：${usualExample(usualFigure(indicator))}）。入力値：「${enteredText.trim().slice(0, 30)}」`
				);
			}
			return withFigure(input, reading.value, indicator);
	}
}

/** What is typed for a figure: itself, what its year adds to the running total, or the first running total. */
export type AskedFigure = 'figure' | 'amount' | 'total';

/** A series of amounts begins with a total: nothing stands before its first year that an amount could be added to. */
export function askedFigure({
	accumulation,
	cumulativeEntry,
	previous
}: Pick<EntryIndicator, 'accumulation' | 'cumulativeEntry'> & {
	readonly previous: readonly unknown[];
}): AskedFigure {
	if (accumulation !== 'cumulative' || cumulativeEntry !== 'increment') return 'figure';
	return previous.length === 0 ? 'total' : 'amount';
}

/** What is usually typed: the last figure, or by how much the last year added to the total. */
function usualFigure(indicator: EntryIndicator): UsualFigure {
	const { previous, decimals } = indicator;
	const [last, before] = [previous.at(-1)?.value ?? null, previous.at(-2)?.value];
	if (askedFigure(indicator) !== 'amount') return { last, decimals };
	if (last === null || before === undefined) return { last: null, decimals };
	return { last: sum(last, { ...before, digits: -before.digits }), decimals };
}

/** How the two figures of a rate are kept in one text. */
function writtenRate({ numerator, denominator }: RateParts): string {
	return `${numerator.trim()}/${denominator.trim()}`;
}

/** The two figures, from their own fields or from the one cell; null where there are none. */
function partsOf(input: EntryInput, { rate }: EntryIndicator): RateParts | null {
	const { numerator = '', denominator = '' } = input;
	if (numerator.trim() !== '' || denominator.trim() !== '') return { numerator, denominator };
	return rate ? splitRate(input.entered) : null;
}

function withRate(
	input: EntryInput,
	parts: RateParts,
	indicator: EntryIndicator,
	missing: MissingReason | null
): EntryReading {
	if (!indicator.rate)
		return refuse('この指標には分子と分母がありません。値を入力してください（例：18.2）。');
	const written = writtenRate(parts);
	if (missing !== null) {
		return refuse(
			`「${written}」と「${MISSING_REASONS[missing]}」は同時に登録できません。分子と分母を消すか、値の状態を「確定」などに変えてください。`
		);
	}
	const reading = readRate(parts, indicator.rate);
	if (!reading.ok) return reading;
	const { rate, numerator, denominator } = reading;
	const typed = input.entered.trim();
	if (splitRate(typed) !== null) {
		if (written !== writtenRate(splitRate(typed) ?? parts))
			return refuse(
				`分子と分母の欄の「${written}」が、率の欄の「${typed}」と合いません。どちらかを消してください。`
			);
	} else if (typed !== '') {
		const direct = readNumber(typed, indicator.unit);
		const exact = exactRate(numerator, denominator, indicator.rate.factor);
		if (
			direct.kind !== 'value' ||
			compareDecimals(roundHalfUp(exact, direct.value.scale), direct.value) !== 0
		) {
			const computed = toText(roundHalfUp(exact, indicator.decimals));
			return refuse(
				`分子と分母から計算した率は${computed}${indicator.unit}です。率の欄の「${typed}」と合いません。どちらかを消してください。`
			);
		}
	}
	const figure = withFigure({ ...input, entered: written }, rate, indicator);
	return figure.ok ? { ...figure, entry: { ...figure.entry, rate: { numerator, denominator } } } : figure;
}

function readStage(
	input: EntryInput,
	missing: MissingReason | null,
	stages: readonly string[]
): EntryReading {
	const name = input.entered.normalize('NFKC').trim();
	if (name === '') return without(input.entered, missing);
	const index = stages.findIndex((stage) => stage.normalize('NFKC') === name);
	if (index < 0)
		return refuse(
			`「${input.entered.trim()}」という段階はありません。「${stages.join('」「')}」から選んでください。`
		);
	if (missing !== null) {
		return refuse(
			`段階「${name}」と「${MISSING_REASONS[missing]}」は同時に登録できません。どちらかにしてください。`
		);
	}
	return {
		ok: true,
		warnings: [],
		entry: {
			enteredText: input.entered,
			value: { digits: BigInt(index), scale: 0 },
			runningTotal: null,
			valueState: input.state as ValueState,
			missingReason: null
		}
	};
}

function withFigure(input: EntryInput, value: Decimal, indicator: EntryIndicator): EntryReading {
	const byAmount = indicator.accumulation === 'cumulative' && indicator.cumulativeEntry === 'increment';
	const before = indicator.previous.at(-1)?.value ?? null;
	const runningTotal = byAmount ? (before === null ? value : sum(before, value)) : null;
	if (runningTotal !== null && !fits(runningTotal))
		return refuse(
			`この値を足すと、累計が${MAX_DIGITS}桁に収まりません。値の桁を確かめてください（例：1,234）。入力値：「${input.entered.trim().slice(0, 30)}」`
		);
	const isComputed = partsOf(input, indicator) !== null;
	const shown = runningTotal ?? value;
	const warnings = plausibilityWarnings({
		// A quotient is quoted with two places more than the indicator has, enough to see what is wrong with it.
		value: isComputed ? roundHalfUp(rational(shown), Math.min(shown.scale, indicator.decimals + 2)) : shown,
		decimals: indicator.decimals,
		limits: indicator.limits,
		previous: indicator.previous.map((each) => each.value),
		accumulation: indicator.accumulation,
		unit: indicator.unit
	});
	return {
		ok: true,
		entry: {
			enteredText: input.entered,
			value,
			runningTotal,
			valueState: input.state as ValueState,
			missingReason: null
		},
		warnings: [
			...warnings.filter(({ code }) => {
				// Nobody typed the decimals of a quotient.
				if (code === 'too-many-decimals') return !isComputed;
				// One fall, one question: how far it falls stands in it.
				return code !== 'jump' || !warnings.some((each) => each.code === 'falling-cumulative');
			}),
			...(runningTotal === null ? [] : gapWarnings(indicator))
		]
	};
}

/** A running total that lacks a year is not what it says: whoever reports or confirms it is told. */
export function gapWarnings({ gaps = [] }: Pick<EntryIndicator, 'gaps'>): PlausibilityWarning[] {
	if (gaps.length === 0) return [];
	const years = gaps.map(shortFiscalYear).join('・');
	return [
		{
			code: 'gap-in-total',
			message: `${years}の値が分からないため、累計に${years}の分が入っていません。${years}の値が確認済になると、累計を計算し直します。`
		}
	];
}

function without(enteredText: string, missingReason: MissingReason | null): EntryReading {
	return {
		ok: true,
		warnings: [],
		entry: { enteredText, value: null, runningTotal: null, valueState: null, missingReason }
	};
}

/** Exact: the scale of the result holds every decimal of both. */
function sum(a: Decimal, b: Decimal): Decimal {
	return roundHalfUp(add(rational(a), rational(b)), Math.max(a.scale, b.scale));
}

function refuse(message: string): EntryReading {
	return { ok: false, message };
}
