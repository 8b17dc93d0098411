/** 地区別の内訳: the figures of the districts against the city's. */

import {
	add,
	compare,
	rational,
	roundHalfUp,
	subtract,
	ZERO,
	type Decimal,
	type Rational
} from './decimal.ts';
import { readEntry, type EntryIndicator, type EntryReading } from './entry.ts';
import { MISSING_REASONS, type MissingReason, type ValueState } from './model.ts';
import { readNumber, writeNumber } from './number-input.ts';

/** One district's figure; without a value and a reason nothing was entered. */
export interface DistrictFigure {
	readonly name: string;
	readonly value: Decimal | null;
	readonly missing: MissingReason | null;
}

/**
 * Reads one district's cell. Besides figures and the signs of `readNumber` it takes the words 未把握, 調査なし,
 * 秘匿 and 該当なし, because a district has no field for the state of its own. Small districts jump: only what
 * looks wrong in itself is pointed out.
 */
export function readDistrict(text: string, state: ValueState, indicator: EntryIndicator): EntryReading {
	const word = text.normalize('NFKC').trim();
	const reason = (Object.keys(MISSING_REASONS) as MissingReason[]).find(
		(each) => MISSING_REASONS[each] === word
	);
	if (reason !== undefined) {
		const entry = {
			enteredText: text,
			value: null,
			runningTotal: null,
			valueState: null,
			missingReason: reason
		};
		return { ok: true, entry, warnings: [] };
	}
	if (readNumber(text, indicator.unit).kind === 'dash') {
		return {
			ok: false,
			message: `「${text.trim()}」は、0ですか、対象なしですか。0のときは「0」、対象がないときは「該当なし」と入力してください。`
		};
	}
	const reading = readEntry({ entered: text, state: state === 'corrected' ? 'final' : state }, indicator);
	if (!reading.ok) return reading;
	return { ...reading, warnings: reading.warnings.filter(({ code }) => code !== 'jump') };
}

/** What the comparison with the city's figure found. */
export type BreakdownState =
	/** The districts' figures do not add up to the city's (rates, averages): nothing to compare. */
	| 'not-additive'
	/** No district has a figure. */
	| 'empty'
	/** The city's own figure is not there. */
	| 'no-total'
	| 'agrees'
	| 'differs'
	/** Some districts are without a figure, and the rest stays within the city's. */
	| 'partial';

export interface BreakdownCheck {
	readonly state: BreakdownState;
	/** Sum of the figures there are; null where they do not add up or there is none. */
	readonly sum: Decimal | null;
	/** The city's figure less the sum: negative where the districts have more. Null without both. */
	readonly rest: Decimal | null;
	/** What a person has to confirm before submitting; Japanese sentences. */
	readonly warnings: readonly string[];
}

export interface Breakdown {
	readonly total: Decimal | null;
	readonly districts: readonly DistrictFigure[];
	/** False for rates and averages: 足し上げできない指標. */
	readonly addsUp: boolean;
	readonly unit: string;
}

/**
 * Compares a breakdown with the city's figure, exactly. A difference is pointed out and never forbidden: double
 * counting and addresses outside the city are facts of life. A single suppressed district is pointed out as
 * well, because anybody could compute it from the total.
 */
export function checkBreakdown({ total, districts, addsUp, unit }: Breakdown): BreakdownCheck {
	const known = districts.filter((each) => each.value !== null);
	const answered = districts.filter((each) => each.value !== null || each.missing !== null);
	if (answered.length === 0) return { state: 'empty', sum: null, rest: null, warnings: [] };
	const open = districts.filter((each) => each.value === null && each.missing === null);
	const gaps =
		open.length === 0
			? []
			: [
					`地区別の値が空いています：${open.map(({ name }) => name).join('、')}。分からないときは「…」、公表できないときは「x」を入れてください。`
				];
	if (!addsUp) return { state: 'not-additive', sum: null, rest: null, warnings: gaps };
	const sum = sumOf(known.flatMap(({ value }) => value ?? []));
	if (total === null) return { state: 'no-total', sum, rest: null, warnings: gaps };
	const rest = difference(total, sum);
	const complete = known.length === districts.length;
	const side = compare(rational(sum), rational(total));
	const compared = `地区別の合計は${figure(sum, unit)}、市の値は${figure(total, unit)}で`;
	if (side === 0 && complete) return { state: 'agrees', sum, rest, warnings: gaps };
	if (complete || (side > 0 && known.every(({ value }) => (value?.digits ?? 0n) >= 0n))) {
		const course = side > 0 ? '多く' : '少なく';
		const size = figure({ digits: rest.digits < 0n ? -rest.digits : rest.digits, scale: rest.scale }, unit);
		const warning = `${compared}、地区別のほうが${size}${course}なっています。入れ間違いがないか確かめてください。違いに理由があれば、要因分析などに書いておくと確認が早く済みます。`;
		return { state: 'differs', sum, rest, warnings: [warning, ...gaps] };
	}
	const suppressed = districts.filter(({ missing }) => missing === 'suppressed');
	const exposed =
		suppressed.length === 1 && known.length === districts.length - 1
			? [
					`秘匿が${suppressed[0]?.name ?? ''}だけのため、市の値との差（${figure(rest, unit)}）から値が分かります。ほかの地区も秘匿にするか、公表してよいか確かめてください。`
				]
			: [];
	return { state: 'partial', sum, rest, warnings: [...exposed, ...gaps] };
}

function sumOf(values: readonly Decimal[]): Decimal {
	const scale = Math.max(0, ...values.map((value) => value.scale));
	return roundHalfUp(
		values.reduce<Rational>((total, value) => add(total, rational(value)), ZERO),
		scale
	);
}

function difference(a: Decimal, b: Decimal): Decimal {
	return roundHalfUp(subtract(rational(a), rational(b)), Math.max(a.scale, b.scale));
}

function figure(value: Decimal, unit: string): string {
	return writeNumber(value) + unit;
}
