import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import { period, range, stage, value } from './judging/test-support.ts';
import {
	targetInForce,
	type EditionTarget,
	type TargetQuestion,
	type TargetedKpi
} from './target-in-force.ts';
import type { YearlyTarget } from './targets.ts';

const KPI: TargetedKpi = {
	basicPlanFirstYear: 2021,
	basicPlanLastYear: 2030,
	direction: 'increase',
	accumulation: 'level',
	baselineYear: 2020,
	baseline: decimal('38.2'),
	baselineUse: 'comparable',
	finalYear: 2030,
	finalTarget: value('50.0')
};

let nextId = 1;
function edition(
	firstYear: number,
	adoptedOn: string | null,
	target: YearlyTarget | string | null,
	rest: Partial<EditionTarget> = {}
) {
	return {
		id: nextId++,
		firstYear,
		lastYear: firstYear + 2,
		revision: 1,
		adoptedOn,
		listed: true,
		target: typeof target === 'string' ? value(target) : target,
		...rest
	};
}

function ask(
	year: number,
	editions: readonly EditionTarget[],
	kpi: Partial<TargetedKpi> = {},
	rest: Partial<TargetQuestion> = {}
) {
	return targetInForce({ year, kpi: { ...KPI, ...kpi }, editions, ...rest });
}

const figure = (text: string) => ({
	kind: 'value',
	value: { n: BigInt(Math.round(Number(text) * 10)), d: 10n }
});
function expectValue(answer: ReturnType<typeof ask>, text: string, editionId?: number) {
	expect(answer.kind).toBe('target');
	if (answer.kind !== 'target' || answer.figure.kind !== 'value') return;
	expect(Number(answer.figure.value.n) / Number(answer.figure.value.d)).toBeCloseTo(
		Number(figure(text).value.n) / 10,
		9
	);
	if (editionId !== undefined) expect(answer.editionId).toBe(editionId);
}

describe('the edition that judges', () => {
	const of2024 = edition(2024, '2024-03-20', '44.0');
	const of2025 = edition(2025, '2025-03-20', '45.0');
	const of2026 = edition(2026, '2026-03-20', '46.0');

	it('is the one beginning in the year', () => {
		const answer = ask(2026, [of2024, of2026, of2025]);
		expectValue(answer, '46.0', of2026.id);
		expect(answer).toMatchObject({ source: 'edition', lowered: null, later: null });
	});

	it('is its newest revision adopted before the year began', () => {
		const second = edition(2026, '2026-03-31', '47.0', { revision: 2 });
		const third = edition(2026, '2026-04-01', '41.0', { revision: 3 });
		const answer = ask(2026, [third, of2026, second]);
		expectValue(answer, '47.0', second.id);
		expect(answer.later).toMatchObject({ editionId: third.id, adoptedOn: '2026-04-01' });
		expectValue(answer.later!.target, '41.0', third.id);
	});

	it('is its first adoption where that came after April 1, even beside an older edition in time', () => {
		const late = edition(2026, '2026-06-10', '46.0');
		const revised = edition(2026, '2026-10-01', '40.0', { revision: 2 });
		const answer = ask(2026, [of2025, revised, late]);
		expectValue(answer, '46.0', late.id);
		expect(answer.later?.editionId).toBe(revised.id);
	});

	it('is the newest covering the year where none begins in it, those in time first', () => {
		expectValue(ask(2026, [of2024, of2025]), '45.0', of2025.id);
		const late = edition(2025, '2026-08-01', '45.5');
		const answer = ask(2026, [of2024, late]);
		expectValue(answer, '44.0', of2024.id);
		expect(answer.later?.editionId).toBe(late.id);
	});

	it('is never a draft, nor one adopted after the as-of day', () => {
		expectValue(ask(2026, [of2025, edition(2026, null, '99.0')]), '45.0', of2025.id);
		expectValue(ask(2026, [of2025, of2026], {}, { knownOn: '2026-03-19' }), '45.0', of2025.id);
		expectValue(ask(2026, [of2025, of2026], {}, { knownOn: '2026-03-20' }), '46.0', of2026.id);
	});

	it('shows no later target where the revision left this KPI alone', () => {
		expect(ask(2026, [of2026, edition(2026, '2026-09-01', '46', { revision: 2 })]).later).toBeNull();
	});
});

describe('no target', () => {
	const older = edition(2025, '2025-03-20', '45.0');
	it.each([
		['an explicit 「－」', edition(2026, '2026-03-20', { kind: 'none' }), 'explicit-none'],
		[
			'a KPI no longer in the edition',
			edition(2026, '2026-03-20', '46', { listed: false }),
			'not-in-edition'
		],
		['a blank', edition(2026, '2026-03-20', null), 'not-set']
	])('%s is replaced by nothing older and by no line', (_, newest, reasonCode) => {
		const answer = ask(2026, [older, newest]);
		expect(answer).toMatchObject({ kind: 'none', reasonCode, editionId: newest.id });
		expect(answer.kind === 'none' && answer.reason).toContain('令和8〜10年度 実施計画');
	});

	it('lies outside the own basic plan, even in the final year', () => {
		const window = edition(2025, '2025-03-20', '46.0');
		expect(ask(2026, [window], { basicPlanLastYear: 2025, finalYear: 2026 })).toMatchObject({
			reasonCode: 'plan-ended'
		});
		expect(ask(2020, [edition(2019, '2019-03-20', '1')])).toMatchObject({ reasonCode: 'plan-not-begun' });
	});

	it('still shows the target that a later revision added', () => {
		const added = edition(2026, '2026-10-01', '46.0', { revision: 2 });
		const answer = ask(2026, [edition(2026, '2026-03-20', null, { listed: false }), added]);
		expect(answer).toMatchObject({
			kind: 'none',
			reasonCode: 'not-in-edition',
			later: { editionId: added.id }
		});
	});
});

describe('the final target year', () => {
	it('is judged by the final target; a lower yearly figure is shown only', () => {
		const lower = edition(2030, '2030-03-01', '48.0');
		const answer = ask(2030, [lower]);
		expectValue(answer, '50.0');
		expect(answer).toMatchObject({ source: 'final', editionId: null, lowered: { editionId: lower.id } });
		expect(ask(2030, [edition(2030, '2030-03-01', '51.0')])).toMatchObject({ lowered: null });
		expect(ask(2030, [edition(2030, '2030-03-01', '50')])).toMatchObject({ lowered: null });
	});

	it('knows what lower means for every direction', () => {
		const down = { direction: 'decrease', finalTarget: value('10') } as const;
		expect(ask(2030, [edition(2030, '2030-03-01', '12')], down)).toMatchObject({ lowered: {} });
		expect(ask(2030, [edition(2030, '2030-03-01', '9')], down)).toMatchObject({ lowered: null });
		const steps = { direction: 'stage', finalTarget: stage(3) } as const;
		expect(ask(2030, [edition(2030, '2030-03-01', stage(2))], steps)).toMatchObject({
			figure: { stage: 3 },
			lowered: {}
		});
		const band = { direction: 'range', finalTarget: range('10', '20') } as const;
		expect(ask(2030, [edition(2030, '2030-03-01', range('9', '20'))], band)).toMatchObject({ lowered: {} });
		expect(ask(2030, [edition(2030, '2030-03-01', range('11', '20'))], band)).toMatchObject({
			lowered: null
		});
	});

	it('takes a final target printed beside a period as the total of that period', () => {
		const answer = ask(2030, [edition(2030, '2030-03-01', period(2026, 2030, '110'))], {
			finalTarget: value('120')
		});
		expect(answer).toMatchObject({
			figure: { kind: 'period', total: { n: 120n, d: 1n }, shareToDate: { n: 120n } },
			lowered: {}
		});
	});
});

describe('a straight line', () => {
	it('is drawn exactly where no edition ever covered the year', () => {
		const answer = ask(2023, [edition(2026, '2026-03-20', '46.0')]);
		expect(answer).toMatchObject({
			source: 'interpolated',
			editionId: null,
			figure: { kind: 'value', value: { n: 2087n, d: 50n } }
		});
		expect(ask(2023, [], { finalYear: 2029 })).toMatchObject({ figure: { value: { n: 632n, d: 15n } } });
	});

	it.each([
		['stage', { direction: 'stage', finalTarget: stage(3) }],
		['range', { direction: 'range', finalTarget: range('1', '2') }],
		['annual', { accumulation: 'annual' }],
		['period total', { finalTarget: period(2021, 2030, '100') }],
		['without a final target', { finalTarget: null }],
		['without a baseline', { baseline: null }],
		['with a baseline for reference', { baselineUse: 'reference' }]
	] as const)('is not drawn: %s', (_, kpi) => {
		expect(ask(2023, [], kpi)).toMatchObject({ kind: 'none', reasonCode: 'no-target' });
	});

	it('begins after the baseline year and ends with the final year', () => {
		expect(ask(2022, [], { baselineYear: 2022 })).toMatchObject({ reasonCode: 'not-after-baseline' });
		expect(ask(2027, [], { finalYear: 2026 })).toMatchObject({ reasonCode: 'period-ended' });
	});
});

describe('period totals', () => {
	const shares = ['6', '6', '4', '4', '4'];
	const of = (year: number, target: YearlyTarget) =>
		ask(year, [edition(year, `${year}-03-01`, target)], { finalYear: null, finalTarget: null });

	it('hand over Σ share from the first year', () => {
		expect(of(2028, period(2026, 2030, '24', shares))).toMatchObject({
			figure: { total: { n: 24n }, shareToDate: { n: 16n } }
		});
	});

	it('divide what is left equally over years without a share', () => {
		expect(of(2027, period(2026, 2030, '120'))).toMatchObject({ figure: { shareToDate: { n: 48n, d: 1n } } });
		expect(of(2029, period(2026, 2030, '24', ['6', '6', '4']))).toMatchObject({
			figure: { shareToDate: { n: 20n } }
		});
		expect(of(2026, period(2026, 2028, '10'))).toMatchObject({ figure: { shareToDate: { n: 10n, d: 3n } } });
		expect(of(2028, period(2026, 2028, '10', ['3', '3', '3']))).toMatchObject({
			figure: { shareToDate: { n: 10n } }
		});
	});

	it('end with 目標期間終了, also where the edition then says 「－」', () => {
		const after = of(2028, period(2026, 2027, '14'));
		expect(after).toMatchObject({
			kind: 'none',
			reasonCode: 'period-ended',
			reason: '目標期間終了（令和9年度まで）'
		});
		const kpi = { finalTarget: period(2026, 2027, '14'), finalYear: 2027 };
		expect(ask(2028, [edition(2028, '2028-03-01', { kind: 'none' })], kpi)).toMatchObject({
			reasonCode: 'period-ended'
		});
		expect(of(2026, period(2027, 2028, '14'))).toMatchObject({ reasonCode: 'period-not-begun' });
	});
});

describe('properties', () => {
	const day = fc.record({ y: fc.integer({ min: 2023, max: 2027 }), m: fc.integer({ min: 1, max: 12 }) });
	const someEdition = fc
		.record({
			first: fc.integer({ min: 2023, max: 2027 }),
			revision: fc.integer({ min: 1, max: 3 }),
			on: day,
			n: fc.integer(),
			listed: fc.boolean()
		})
		.map(({ first, revision, on, n, listed }) =>
			edition(first, `${on.y}-${String(on.m).padStart(2, '0')}-15`, String(n), { revision, listed })
		);
	const editions = fc.uniqueArray(someEdition, {
		selector: (each) => `${each.firstYear}/${each.revision}`,
		maxLength: 8
	});

	it('does not depend on the order of the editions', () => {
		fc.assert(
			fc.property(editions, fc.integer({ min: 2021, max: 2030 }), (list, year) => {
				expect(ask(year, [...list].reverse())).toEqual(ask(year, list));
			})
		);
	});

	it('never answers from an edition that does not cover the year or is not known', () => {
		fc.assert(
			fc.property(editions, fc.integer({ min: 2021, max: 2030 }), day, (list, year, { y, m }) => {
				const knownOn = `${y}-${String(m).padStart(2, '0')}-20`;
				const answer = ask(year, list, {}, { knownOn });
				for (const id of [answer.editionId, answer.later?.editionId]) {
					const used = list.find((each) => each.id === id);
					if (used)
						expect(used.firstYear <= year && year <= used.lastYear && used.adoptedOn! <= knownOn).toBe(true);
				}
				if (year === 2030) expect(answer).toMatchObject({ source: 'final' });
			})
		);
	});
});
