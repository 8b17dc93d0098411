import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, type Decimal } from './decimal.ts';
import { checkTargets } from './target-honesty.ts';
import { HONESTY_CHECKS, type HonestySubject } from './target-honesty-subject.ts';
import type { SetTarget, YearlyTarget } from './targets.ts';

const value = (text: string): SetTarget => ({ kind: 'value', value: decimal(text) });
const stage = (index: number): SetTarget => ({ kind: 'stage', stage: index });
const range = (low: string, high: string): SetTarget => ({
	kind: 'range',
	low: decimal(low),
	high: decimal(high)
});
const share = (year: number, amount: string, total = '120'): SetTarget => ({
	kind: 'period',
	from: 2021,
	to: 2025,
	total: decimal(total),
	shares: [{ year, value: decimal(amount) }]
});

interface Plain {
	readonly targets: Readonly<Record<number, YearlyTarget | string>>;
	readonly actuals?: Readonly<Record<number, string>>;
	readonly before?: Readonly<Record<number, YearlyTarget | string | null>>;
	readonly final?: readonly [number, SetTarget | string];
	readonly rest?: Partial<HonestySubject>;
}

const targetOf = (each: YearlyTarget | string) => (typeof each === 'string' ? value(each) : each);

/** An increase KPI in % with the final year R7 (2025), no baseline, unless said otherwise. */
function subject({
	targets,
	actuals = {},
	before = {},
	final = [2025, '50.0'],
	rest = {}
}: Plain): HonestySubject {
	return {
		direction: 'increase',
		goal: 'reach',
		isRank: false,
		unit: '%',
		decimals: 1,
		stages: [],
		baseline: null,
		final: { year: final[0], target: targetOf(final[1]) as SetTarget },
		finalBefore: null,
		targets: Object.entries(targets).map(([year, each]) => ({ year: Number(year), target: targetOf(each) })),
		earlier: Object.entries(before).map(([year, each]) => ({
			year: Number(year),
			target: each === null ? null : targetOf(each),
			edition: 'R6〜8'
		})),
		measured: Object.entries(actuals).map(([year, each]) => ({ year: Number(year), value: decimal(each) })),
		breaks: [],
		...rest
	};
}

const codesOf = (plain: Plain) => checkTargets(subject(plain)).findings.map(({ code }) => code);
const textsOf = (plain: Plain) => checkTargets(subject(plain)).findings.map(({ text }) => text);
/** Far final target, so that only what a test is about is found. */
const FAR: Plain['final'] = [2032, '90.0'];
const KEEP = { goal: 'keep' } as const;
const LESS = { direction: 'decrease' } as const;

describe('against the last actual', () => {
	const plain = (target: string, actual: string, rest: Plain['rest'] = {}): Plain => ({
		targets: { 2026: target },
		actuals: { 2025: actual },
		final: FAR,
		rest
	});

	it('names a target that asks for less than the last actual', () => {
		expect(textsOf(plain('45.0', '46.2'))).toEqual(['R8の目標45.0は、R7の実績46.2をすでに下回っています']);
		expect(textsOf({ ...plain('45.0', '43.2', LESS), final: [2029, '0'] })).toEqual([
			'R8の目標45.0は、R7の実績43.2をすでに上回っています'
		]);
	});

	it('tells one that is exactly met from one that is passed, and finds nothing ahead', () => {
		expect(codesOf(plain('46.2', '46.2'))).toEqual(['already-met']);
		expect(textsOf(plain('46.2', '46.20'))[0]).toBe('R8の目標46.2は、R7の実績46.2ですでに達成しています');
		expect(codesOf(plain('46.3', '46.2'))).toEqual([]);
	});

	it('exempts what should be kept, and ranges', () => {
		expect(codesOf(plain('45.0', '46.2', KEEP))).toEqual([]);
		const check = checkTargets(
			subject({
				targets: { 2026: range('10', '20') },
				actuals: { 2025: '15' },
				final: [2029, range('10', '20')]
			})
		);
		expect(check.findings).toEqual([]);
		expect(
			checkTargets(subject(plain('45.0', '46.2', { direction: 'range' }))).unchecked.map(({ code }) => code)
		).toContain('below-last-actual');
	});

	it('looks at the newest measured year before each target, and not across a new definition', () => {
		const two: Plain = {
			targets: { 2025: '46', 2026: '46' },
			actuals: { 2024: '40', 2025: '47' },
			final: FAR
		};
		expect(checkTargets(subject(two)).findings.map(({ code, year }) => [code, year])).toEqual([
			['below-last-actual', 2026]
		]);
		expect(codesOf({ ...plain('45.0', '46.2'), rest: { breaks: [2026] } })).toEqual([]);
	});

	it('looks at the final target beyond the edition too', () => {
		expect(checkTargets(subject({ ...plain('47.0', '46.2'), final: [2029, '46.0'] })).findings).toEqual([
			{
				code: 'below-last-actual',
				year: 2029,
				isFinal: true,
				text: '最終目標46.0（R11）は、R7の実績46.2をすでに下回っています'
			}
		]);
	});

	it('names stages', () => {
		const rest = { direction: 'stage', stages: ['なし', '着手', '策定'], unit: '段階' } as const;
		const stages = (at: number): Plain => ({
			targets: { 2026: stage(1) },
			actuals: { 2025: String(at) },
			final: [2029, stage(2)],
			rest
		});
		expect(textsOf(stages(1))).toEqual(['R8の目標「着手」は、R7の実績「着手」ですでに達成しています']);
		expect(textsOf({ ...stages(2), final: [2026, stage(2)] })[0]).toBe(
			'R8の目標「着手」は、R7の実績「策定」より前の段階です'
		);
		expect(codesOf(stages(0))).toEqual([]);
	});

	it('compares a period by its yearly share, and by its sum', () => {
		const period: Plain = {
			targets: { 2023: share(2023, '24'), 2024: share(2024, '24'), 2025: share(2025, '24') },
			actuals: { 2021: '20', 2022: '24' },
			final: [2025, '120'],
			rest: { unit: '件', decimals: 0 }
		};
		expect(codesOf(period)).toEqual([]);
		expect(textsOf({ ...period, actuals: { 2021: '20', 2022: '26' } })[0]).toBe(
			'R5の割当24は、R4の実績26をすでに下回っています'
		);
		expect(textsOf({ ...period, actuals: { 2021: '60', 2022: '70' } })[0]).toBe(
			'期間計120（R3〜7）は、R4までの実績の計130ですでに達成しています'
		);
	});
});

describe('against the edition before and the final target', () => {
	it('names what was lowered, by how much', () => {
		const plain: Plain = { targets: { 2026: '45.0' }, before: { 2026: '46.0' }, final: FAR };
		expect(textsOf(plain)).toEqual([
			'R8の目標45.0は、前の実施計画（R6〜8）の46.0から1.0ポイント引き下げられています'
		]);
		expect(codesOf({ ...plain, before: { 2026: '44.0' } })).toEqual([]);
		expect(codesOf({ ...plain, before: { 2026: null } })).toEqual([]);
		expect(textsOf({ ...plain, before: { 2026: '44.0' }, rest: LESS, final: [2029, '0'] })).toEqual([
			'R8の目標45.0は、前の実施計画（R6〜8）の44.0から1.0ポイント引き上げ（緩め）られています'
		]);
	});

	it('names a target that no longer stands, a wider range, an earlier stage and a smaller total', () => {
		expect(codesOf({ targets: { 2026: { kind: 'none' } }, before: { 2026: '44' }, final: FAR })).toEqual([
			'lowered'
		]);
		expect(
			textsOf({
				targets: { 2026: range('9', '20') },
				before: { 2026: range('10', '20') },
				rest: { direction: 'range', decimals: 0 },
				final: [2029, range('0', '90')]
			})
		).toEqual(['R8の目標9〜20は、前の実施計画（R6〜8）の10〜20から広げられています']);
		expect(
			textsOf({
				targets: { 2024: share(2024, '20', '110'), 2025: share(2025, '20', '110') },
				before: { 2024: share(2024, '24'), 2025: share(2025, '24') },
				final: [2025, '110'],
				rest: { unit: '件', decimals: 0 }
			})
		).toEqual(['期間計110（R3〜7）は、前の実施計画（R6〜8）の期間計120から10件引き下げられています']);
	});

	it('names a lowered final target, also for what should be kept', () => {
		expect(
			textsOf({
				targets: { 2026: '45.0' },
				final: [2029, '50.0'],
				rest: { ...KEEP, finalBefore: value('52.0') }
			})
		).toEqual(['最終目標50.0（R11）は、改定前の52.0から2.0ポイント引き下げられています']);
	});

	it('names a final year below the final target', () => {
		expect(textsOf({ targets: { 2025: '44.5' }, final: [2025, '45.0'] })).toEqual([
			'R7の目標44.5は、最終年度ですが最終目標45.0に0.5ポイント届きません'
		]);
		expect(codesOf({ targets: { 2025: '45.5' }, final: [2025, '45.0'] })).toEqual([]);
		expect(codesOf({ targets: { 2025: '46' }, final: [2025, '45.0'], rest: LESS })).toEqual(['below-final']);
		expect(codesOf({ targets: { 2024: '44.5' }, final: [2025, '45.0'] })).not.toContain('below-final');
	});
});

describe('over the years', () => {
	it('finds all the growth left to the last year', () => {
		const plain: Plain = {
			targets: { 2026: '38.0', 2027: '38.0', 2028: '50.0' },
			actuals: { 2025: '38.0' },
			final: FAR
		};
		expect(textsOf(plain)).toContain(
			'R7の38.0からR10の目標50.0までの伸び12.0ポイントが、すべて最後のR10に残されています（R8・R9の目標は前進なし）'
		);
		expect(codesOf({ ...plain, targets: { 2026: '38.0', 2027: '38.1', 2028: '50.0' } })).not.toContain(
			'growth-left-to-last'
		);
	});

	it('counts the final target where it follows in the next year only', () => {
		const plain: Plain = {
			targets: { 2026: '38.0', 2027: '38.0' },
			actuals: { 2025: '38.0' },
			final: [2028, '50.0']
		};
		expect(codesOf(plain)).toContain('growth-left-to-last');
		expect(codesOf({ ...plain, final: [2029, '50.0'] })).not.toContain('growth-left-to-last');
	});

	it('starts from the baseline where nothing is measured, and needs three years without one', () => {
		const plain: Plain = { targets: { 2026: '38', 2027: '50' }, final: FAR };
		expect(codesOf(plain)).toEqual([]);
		expect(codesOf({ ...plain, rest: { baseline: { year: 2019, value: decimal('38') } } })).toEqual([
			'growth-left-to-last'
		]);
		expect(codesOf({ targets: { 2026: '38', 2027: '38', 2028: '50' }, final: FAR })).toEqual([
			'growth-left-to-last'
		]);
	});

	it('leaves a single stage alone', () => {
		const rest = { direction: 'stage', stages: ['なし', '着手', '設置'] } as const;
		const stages = (last: number): Plain => ({
			targets: { 2026: stage(0), 2027: stage(last) },
			final: [2027, stage(last)],
			rest: { ...rest, baseline: { year: 2020, value: decimal('0') } }
		});
		expect(codesOf(stages(1))).toEqual([]);
		expect(codesOf(stages(2))).toEqual(['growth-left-to-last']);
	});

	it('finds a step that the series never made', () => {
		const plain = (target: string): Plain => ({
			targets: { 2026: target },
			actuals: { 2023: '40.0', 2024: '41.5', 2025: '42.0' },
			final: [2026, target]
		});
		expect(codesOf(plain('43.5'))).toEqual([]);
		expect(textsOf(plain('46.0'))).toEqual([
			'R8の目標46.0には1年4.0ポイントの伸びが要りますが、これまでの最大は1年1.5ポイント（R5→R6）です'
		]);
		expect(textsOf({ ...plain('43.0'), actuals: { 2023: '44', 2024: '43', 2025: '42' } })).toEqual([
			'R8の目標43.0には1年1.0ポイントの伸びが要りますが、これまでに伸びのあった年度がありません'
		]);
	});

	it('spreads the way to a later year over the years between, and says where it cannot look', () => {
		const plain: Plain = {
			targets: { 2026: '43' },
			actuals: { 2023: '40', 2024: '41', 2025: '42' },
			final: [2029, '46']
		};
		expect(codesOf(plain)).toEqual([]);
		expect(codesOf({ ...plain, final: [2029, '46.1'] })).toEqual(['steepest-step']);
		expect(checkTargets(subject({ ...plain, actuals: { 2025: '42' } })).unchecked).toContainEqual({
			code: 'steepest-step',
			reason: '比べられる実績が3年分に足りません'
		});
	});

	it('compares the shares of a period with the most that a year ever had', () => {
		const plain: Plain = {
			targets: { 2024: share(2024, '24'), 2025: share(2025, '30') },
			actuals: { 2021: '20', 2022: '24', 2023: '24' },
			final: [2025, '120'],
			rest: { unit: '件', decimals: 0 }
		};
		expect(textsOf(plain)).toEqual(['R7の割当30は、これまで最も多かったR4の実績24を上回っています']);
	});
});

it('counts targets, and those with a finding once', () => {
	const check = checkTargets(
		subject({
			targets: { 2026: '45.0', 2027: '47.0', 2028: { kind: 'none' } },
			actuals: { 2025: '46.2' },
			before: { 2026: '46.0' },
			final: [2030, '60.0']
		})
	);
	expect([check.checked, check.flagged, check.findings.length]).toEqual([3, 2, 3]);
	expect(checkTargets(subject({ targets: { 2026: { kind: 'none' } } }))).toEqual({
		findings: [],
		checked: 0,
		flagged: 0,
		unchecked: []
	});
});

/** Random subjects of plain figures. */
const figure = fc
	.integer({ min: -9999, max: 9999 })
	.map((digits): Decimal => ({ digits: BigInt(digits), scale: 1 }));
const target = fc.oneof(
	{ weight: 5, arbitrary: figure.map((each): YearlyTarget => ({ kind: 'value', value: each })) },
	{ weight: 1, arbitrary: fc.constant<YearlyTarget>({ kind: 'none' }) }
);
const years = <T>(from: number, to: number, of: fc.Arbitrary<T>) =>
	fc
		.array(fc.tuple(fc.integer({ min: from, max: to }), of), { maxLength: 6 })
		.map((list) => [...new Map(list)].map(([year, each]) => ({ year, each })));
const anySubject: fc.Arbitrary<HonestySubject> = fc.record({
	direction: fc.constantFrom('increase', 'decrease'),
	goal: fc.constantFrom('reach', 'reach', 'keep'),
	isRank: fc.constant(false),
	unit: fc.constantFrom('%', '人'),
	decimals: fc.constantFrom(0, 1),
	stages: fc.constant([]),
	baseline: fc.option(fc.record({ year: fc.integer({ min: 2018, max: 2020 }), value: figure }), {
		nil: null
	}),
	final: fc.option(
		fc.record({
			year: fc.integer({ min: 2022, max: 2030 }),
			target: figure.map((each): SetTarget => ({ kind: 'value', value: each }))
		}),
		{ nil: null }
	),
	finalBefore: fc.option(
		figure.map((each): SetTarget => ({ kind: 'value', value: each })),
		{ nil: null }
	),
	targets: years(2023, 2026, target).map((list) => list.map(({ year, each }) => ({ year, target: each }))),
	earlier: years(2023, 2026, target).map((list) =>
		list.map(({ year, each }) => ({ year, target: each, edition: 'R4〜6' }))
	),
	measured: years(2017, 2026, figure).map((list) => list.map(({ year, each }) => ({ year, value: each }))),
	breaks: fc.array(fc.integer({ min: 2016, max: 2026 }), { maxLength: 1 })
});

/** Every figure of a subject changed alike. */
function mapped(of: HonestySubject, change: (value: Decimal) => Decimal): HonestySubject {
	const set = <T extends YearlyTarget>(each: T): T =>
		each.kind === 'value' ? { ...each, value: change(each.value) } : each;
	return {
		...of,
		baseline: of.baseline && { ...of.baseline, value: change(of.baseline.value) },
		final: of.final && { ...of.final, target: set(of.final.target) },
		finalBefore: of.finalBefore && set(of.finalBefore),
		targets: of.targets.map((each) => ({ ...each, target: set(each.target) })),
		earlier: of.earlier.map((each) => ({ ...each, target: each.target && set(each.target) })),
		measured: of.measured.map((each) => ({ ...each, value: change(each.value) }))
	};
}

const found = (of: HonestySubject) =>
	checkTargets(of).findings.map(({ code, year, isFinal }) => ({ code, year, isFinal }));

describe('for all subjects', () => {
	it('finds the same in a KPI that should fall as in its mirror image', () => {
		fc.assert(
			fc.property(anySubject, (of) => {
				const mirror = mapped(of, ({ digits, scale }) => ({ digits: -digits, scale }));
				const turned = of.direction === 'increase' ? 'decrease' : 'increase';
				expect(found({ ...mirror, direction: turned })).toEqual(found(of));
			})
		);
	});

	it('finds the same in another unit, shifted or not', () => {
		fc.assert(
			fc.property(
				anySubject,
				fc.integer({ min: 1, max: 1000 }),
				fc.integer({ min: -500, max: 500 }),
				(of, by, shift) => {
					const other = mapped(of, ({ digits, scale }) => ({
						digits: digits * BigInt(by) + BigInt(shift) * 10n ** BigInt(scale),
						scale
					}));
					expect(found(other)).toEqual(found(of));
				}
			)
		);
	});

	it('never throws, flags no more than it checked, and says every finding in one sentence', () => {
		const kinds = fc.oneof(
			target,
			fc.tuple(figure, figure).map(([low, high]): YearlyTarget => ({ kind: 'range', low, high })),
			fc.nat(5).map((index): YearlyTarget => ({ kind: 'stage', stage: index })),
			fc.tuple(figure, figure, fc.boolean()).map(([total, each, hasShare]): YearlyTarget => ({
				kind: 'period',
				from: 2021,
				to: 2025,
				total,
				shares: hasShare ? [{ year: 2025, value: each }] : []
			}))
		);
		const wild = fc
			.tuple(
				anySubject,
				fc.constantFrom('increase' as const, 'decrease' as const, 'range' as const, 'stage' as const),
				years(2023, 2026, kinds),
				fc.boolean()
			)
			.map(([of, direction, targets, isRank]): HonestySubject => ({
				...of,
				direction,
				isRank,
				targets: targets.map(({ year, each }) => ({ year, target: each })),
				stages: ['なし', '策定']
			}));
		fc.assert(
			fc.property(wild, (of) => {
				const check = checkTargets(of);
				expect(check.flagged).toBeLessThanOrEqual(check.checked);
				for (const { text, code } of check.findings) {
					expect(text).toMatch(/^[^。\n]+(います|ません|です)(（[^（）]+）)?$/);
					expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
					expect(HONESTY_CHECKS[code]).toBeTruthy();
				}
			})
		);
	});
});
