/** What a person enters for one indicator and year, read into a figure or a reason for its absence. */
import { add, rational, roundHalfUp, type Decimal } from './decimal.ts';
import {
	MISSING_REASONS,
	VALUE_STATES,
	type Accumulation,
	type MissingReason,
	type ValueState
} from './model.ts';
import { readNumber } from './number-input.ts';
import { plausibilityWarnings, type PlausibilityWarning } from './plausibility.ts';

/** The states that can be chosen at entry; 訂正 is an act of its own. */
export const ENTRY_STATES = {
	final: VALUE_STATES.final,
	preliminary: VALUE_STATES.preliminary,
	forecast: VALUE_STATES.forecast,
	...MISSING_REASONS
} as const;
export type EntryState = keyof typeof ENTRY_STATES;

export interface EntryInput {
	/** The text as typed: a number, a stage's name, or a whole-cell symbol. */
	readonly entered: string;
	readonly state: EntryState;
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
}

export interface ReadEntry {
	readonly enteredText: string;
	/** The figure as entered; the index of a stage; null without one. */
	readonly value: Decimal | null;
	/** Cumulative, entered as this year's amount: the total it makes. */
	readonly runningTotal: Decimal | null;
	readonly valueState: ValueState | null;
	readonly missingReason: MissingReason | null;
}

export type EntryReading =
	| { readonly ok: true; readonly entry: ReadEntry; readonly warnings: readonly PlausibilityWarning[] }
	| { readonly ok: false; readonly message: string };

/**
 * Reads one entry. An empty text without a reason is a valid draft (nothing entered yet). Warnings are to be
 * confirmed and never block.
 */
export function readEntry(input: EntryInput, indicator: EntryIndicator): EntryReading {
	const missing = input.state in MISSING_REASONS ? (input.state as MissingReason) : null;
	const enteredText = input.entered;
	if (indicator.stages.length > 0) return readStage(input, missing, indicator.stages);
	const reading = readNumber(enteredText, indicator.unit);
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
			return withFigure(input, reading.value, indicator);
	}
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
	return {
		ok: true,
		entry: {
			enteredText: input.entered,
			value,
			runningTotal,
			valueState: input.state as ValueState,
			missingReason: null
		},
		warnings: plausibilityWarnings({
			value: runningTotal ?? value,
			decimals: indicator.decimals,
			limits: indicator.limits,
			previous: indicator.previous.map((each) => each.value),
			accumulation: indicator.accumulation,
			unit: indicator.unit
		})
	};
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
