import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, decimal, rational, subtract, type Rational } from '#lib/domain/decimal.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import {
	decompose,
	gapMeaning,
	partLabel,
	PARTS,
	skippedYearsText,
	type Decomposition,
	type DecompositionSubject
} from './decomposition.ts';
import { signedText } from './text.ts';

const fraction = (text: string): Rational => rational(decimal(text));
const value = (text: string): TargetFigure => ({ kind: 'value', value: fraction(text) });
const range = (low: string, high: string): TargetFigure => ({
	kind: 'range',
	low: fraction(low),
	high: fraction(high)
});

/** 42.1 against 44.0 in R6, 37.9 against 46.0 in R7. */
function subject(rest: Partial<DecompositionSubject> = {}): DecompositionSubject {
	return {
		direction: 'increase',
		before: { year: 2024, actual: fraction('42.1'), target: value('44.0') },
		after: { year: 2025, actual: fraction('37.9'), target: value('46.0') },
		plannedTarget: value('46.0'),
		definitionChanged: false,
		...rest
	};
}

function found(rest: Partial<DecompositionSubject> = {}): Decomposition {
	const split = decompose(subject(rest));
	if (!split) throw new RangeError('nothing to split');
	return split;
}
/** 「差は−1.9から−8.1へ：実績−4.2、予定された目標の伸び−2.0」; parts of nothing are left out. */
function decompositionText(of: Decomposition, decimals: number): string {
	const moved = PARTS.filter((part) => of.parts[part].n !== 0n).map(
		(part) => partLabel(part, of) + signedText(of.parts[part], decimals)
	);
	const [from, to] = [signedText(of.gapBefore, decimals), signedText(of.gapAfter, decimals)];
	const head = compare(of.gapBefore, of.gapAfter) === 0 ? `差は${from}のまま` : `差は${from}から${to}へ`;
	return moved.length === 0 ? head : `${head}：${moved.join('、')}`;
}
const text = (rest: Partial<DecompositionSubject> = {}) => decompositionText(found(rest), 1);

describe('decompose', () => {
	it('says what DOMAIN says', () => {
		expect(text()).toBe('差は−1.9から−8.1へ：実績−4.2、予定された目標の伸び−2.0');
		expect(found().revised).toBeNull();
	});

	it('tells a revision of the same year’s target from its planned step', () => {
		expect(text({ plannedTarget: value('48.0') })).toBe(
			'差は−1.9から−8.1へ：実績−4.2、予定された目標の伸び−4.0、目標の改定＋2.0'
		);
		expect(text({ plannedTarget: value('44.0') })).toBe('差は−1.9から−8.1へ：実績−4.2、目標の改定−2.0');
		expect(found({ plannedTarget: value('48') }).revised).toEqual({ from: value('48'), to: value('46.0') });
	});

	it('revises nothing where no earlier edition spoke of the year', () => {
		expect(text({ plannedTarget: null })).toBe('差は−1.9から−8.1へ：実績−4.2、予定された目標の伸び−2.0');
	});

	it('puts all of the movement under a change of definition', () => {
		expect(text({ definitionChanged: true })).toBe(
			'差は−1.9から−8.1へ：予定された目標の伸び−2.0、定義の変更−4.2'
		);
	});

	it('is y − P for decrease too, and says what is better', () => {
		const rest: Partial<DecompositionSubject> = {
			direction: 'decrease',
			before: { year: 2024, actual: fraction('30'), target: value('28') },
			after: { year: 2025, actual: fraction('25'), target: value('26') },
			plannedTarget: value('26')
		};
		expect(decompositionText(found(rest), 0)).toBe('差は＋2から−1へ：実績−5、予定された目標の引下げ＋2');
		expect(gapMeaning('decrease')).toContain('0以下なら目標に届いています');
		expect(gapMeaning('increase')).toContain('0以上なら目標に届いています');
	});

	it('counts a range from its nearest bound', () => {
		const rest: Partial<DecompositionSubject> = {
			direction: 'range',
			before: { year: 2024, actual: fraction('9'), target: range('10', '20') },
			after: { year: 2025, actual: fraction('22'), target: range('10', '21') },
			plannedTarget: range('10', '20')
		};
		expect(decompositionText(found(rest), 0)).toBe('差は−1から＋1へ：実績＋3、目標の改定−1');
		expect(
			decompositionText(
				found({
					...rest,
					after: { ...subject().before, year: 2025, actual: fraction('15'), target: range('10', '20') }
				}),
				0
			)
		).toBe('差は−1から0へ：実績＋1');
	});

	it('compares period totals by their sums to date', () => {
		const share = (to: string): TargetFigure => ({
			kind: 'period',
			from: 2021,
			to: 2025,
			total: fraction('120'),
			shareToDate: fraction(to)
		});
		expect(
			decompositionText(
				found({
					before: { year: 2022, actual: fraction('50'), target: share('48') },
					after: { year: 2023, actual: fraction('70'), target: share('72') },
					plannedTarget: share('72')
				}),
				0
			)
		).toBe('差は＋2から−2へ：実績＋20、予定された目標の伸び−24');
	});

	it('says so when nothing moved', () => {
		const same = { actual: fraction('42.1'), target: value('44.0') };
		expect(text({ after: { year: 2025, ...same }, plannedTarget: value('44') })).toBe('差は−1.9のまま');
	});

	it('says nothing of stages, unlike kinds and years out of order', () => {
		const stage: TargetFigure = { kind: 'stage', stage: 1 };
		expect(decompose(subject({ direction: 'stage' }))).toBeNull();
		expect(decompose(subject({ plannedTarget: stage }))).toBeNull();
		expect(decompose(subject({ plannedTarget: range('1', '2') }))).toBeNull();
		expect(decompose(subject({ before: { ...subject().before, year: 2025 } }))).toBeNull();
	});

	it('always adds up exactly, in fractions without an end too', () => {
		const number = fc
			.tuple(fc.bigInt({ min: -500n, max: 500n }), fc.bigInt({ min: 1n, max: 60n }))
			.map(([n, d]): Rational => ({ n, d }));
		const plain = number.map((each): TargetFigure => ({ kind: 'value', value: each }));
		const bands = fc.tuple(number, number).map(([a, b]): TargetFigure => {
			const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
			return { kind: 'range', low, high };
		});
		const three = fc.oneof(fc.tuple(plain, plain, plain), fc.tuple(bands, bands, bands));
		fc.assert(
			fc.property(number, number, three, fc.boolean(), fc.boolean(), (a, b, targets, changed, spoken) => {
				const [was, planned, is] = targets;
				const split = decompose({
					direction: was.kind === 'range' ? 'range' : 'decrease',
					before: { year: 2024, actual: a, target: was },
					after: { year: 2025, actual: b, target: is },
					plannedTarget: spoken ? planned : null,
					definitionChanged: changed
				});
				if (!split) throw new RangeError('not split');
				const sum = PARTS.map((part) => split.parts[part]).reduce(add);
				expect(compare(sum, subtract(split.gapAfter, split.gapBefore))).toBe(0);
			})
		);
	});
});

describe('skippedYearsText', () => {
	it('names carried values and years without a figure', () => {
		const years = { beforeYear: 2022, afterYear: 2025 };
		expect(skippedYearsText({ beforeYear: 2024, afterYear: 2025 }, [])).toBe('');
		expect(skippedYearsText(years, [])).toBe('間の年度に測定した値がないため、測定したR4とR7を比べています');
		expect(
			skippedYearsText(years, [
				{ year: 2024, carriedFrom: 2022 },
				{ year: 2026, carriedFrom: 2025 }
			])
		).toBe('R6はR4の値の据え置きのため、測定したR4とR7を比べています');
	});
});
