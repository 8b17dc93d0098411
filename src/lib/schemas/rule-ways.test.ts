import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BandRule, Step } from '#lib/domain/judging/band-rule.ts';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import { ruleSections } from '#lib/domain/judging/rule-words.ts';
import { judgeTable } from '#lib/domain/judging/table.ts';
import { OPTIONAL_COLUMNS, ROW_COLUMNS } from '#lib/domain/judging/table-row.ts';
import { formsOf } from '#lib/domain/judging/variants.ts';
import { draftOf, fieldsOf } from './rule-fields/fields.ts';
import { plainRule, sameRule } from './rule-fields/same-rule.ts';
import { readRule } from './rule.ts';

/** 26 ways of judging, each a rule file, with grades and rates worked out by hand. */

type Cells = Record<string, string>;

const text = (name: string) =>
	readFileSync(new URL(`../domain/judging/cases/${name}`, import.meta.url), 'utf8').trim();
const RULES = text('ways.jsonl')
	.split('\n')
	.map((line): BandRule => {
		const reading = readRule(JSON.parse(line));
		if (!reading.ok) throw new Error(reading.problems.join('\n'));
		return reading.rule as BandRule;
	});

function rows(): Cells[] {
	const [head = [], ...records] = text('ways.csv')
		.split('\n')
		.map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1] ?? ''));
	return records.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}
const ROWS = Map.groupBy(rows(), (row) => row['rule']!);
const judged = (rule: BandRule, cells: readonly Cells[]) =>
	judgeTable(
		rule,
		cells.map((each, index) => ({ line: index + 2, cells: each, problem: null }))
	);
const named = RULES.map((rule) => [rule.name, rule] as const);

describe.each(named)('%s', (name, rule) => {
	it('gives the grades and rates of a calculation by hand', () => {
		const cells = ROWS.get(name) ?? [];
		expect(cells.length).toBeGreaterThan(3);
		const all = judged(rule, cells);
		expect(
			all.map(({ answer, problems }, index) => [
				answer.status,
				cells[index]!['expectedRate'] === '*' ? '*' : answer.reachRateShown,
				problems.join()
			])
		).toEqual(cells.map((row) => [row['expectedStatus'], row['expectedRate'], '']));
		for (const { answer } of all) expect(answer.reason).not.toMatch(/^$|undefined|NaN|Infinity/);
	});

	it('is said in words, and is the same again from the fields of the form', () => {
		expect(JSON.stringify(ruleSections(rule))).not.toMatch(/undefined|NaN|null/);
		const reading = readRule(plainRule(draftOf(plainRule(rule), fieldsOf(rule))));
		expect(reading.ok && sameRule(reading.rule, rule)).toBe(true);
		// What the form has no fields for is still there.
		const kept = ({ steps, variants, rateRounding }: BandRule) =>
			plainRule({ when: steps.map(({ when = null }) => when), variants, rateRounding });
		expect(reading.ok && kept(reading.rule as BandRule)).toEqual(kept(rule));
	});

	const figures = fc.constantFrom('0', '5', '-3.2', '100', '0.1', '▲7', '', '－');
	const years = fc.constantFrom('R1', 'R4', 'R6', 'R12', '');
	const shapes: Record<string, fc.Arbitrary<string>> = {
		code: fc.constant('1'),
		name: fc.constant('n'),
		unit: fc.constantFrom('％', '件', ''),
		direction: fc.constantFrom('increase', 'decrease', 'range', 'stage', ''),
		goal: fc.constantFrom('reach', 'keep', ''),
		accumulation: fc.constantFrom('level', 'annual', 'cumulative', 'period', ''),
		stages: fc.constantFrom('0→5→100', '')
	};
	const table = fc.array(
		fc.record(
			Object.fromEntries(
				[...ROW_COLUMNS, ...OPTIONAL_COLUMNS].map((column) => [
					column,
					shapes[column] ?? (/[yY]ear$/.test(column) ? years : figures)
				])
			)
		),
		{ maxLength: 4 }
	);

	it('answers any table without throwing or nonsense', () => {
		fc.assert(
			fc.property(table, (cells) => {
				for (const { answer, problems } of judged(rule, cells)) {
					const { reason, ...others } = answer;
					expect(reason).not.toMatch(/^$|NaN|Infinity|undefined|null/);
					expect(Object.values(others).join(' ')).not.toMatch(/NaN|Infinity|undefined|-0(\.0*)?(%| |$)/);
					if (problems.length === 0) expect(answer.status).not.toBe('');
				}
			}),
			{ numRuns: 100 }
		);
	});

	const number = fc.integer({ min: -60, max: 60 }).map((each) => each / 10);
	const kpi = fc.record({
		direction: fc.constantFrom('increase', 'decrease'),
		goal: fc.constantFrom('reach', 'keep'),
		accumulation: fc.constantFrom('level', 'annual', 'cumulative'),
		unit: fc.constant('件'),
		baseline: fc.option(number),
		target: fc.option(number),
		yearTarget: fc.option(number),
		actual: number,
		year: fc.constantFrom('R4', 'R6', 'R7')
	});
	const statusOf = (each: Cells) =>
		judged(rule, [{ code: '1', baselineYear: 'R2', startYear: 'R3', targetYear: 'R7', ...each }])[0]!;
	const cellsOf = (
		{ baseline, target, yearTarget, actual, ...rest }: typeof kpi extends fc.Arbitrary<infer T> ? T : never,
		by: number
	): Cells => {
		const figure = (value: number | null) => (value === null ? '' : (value * by).toFixed(6));
		return {
			...rest,
			baseline: figure(baseline),
			target: figure(target),
			yearTarget: figure(yearTarget),
			actual: figure(actual)
		};
	};

	it('does not depend on the unit', () => {
		// 順位 and ポイント are differences in the unit itself.
		if (rule.name === '順位の差' || rule.name === '目標との差（ポイント）') return;
		fc.assert(
			fc.property(kpi, fc.constantFrom(10, 100, 1000), (each, by) => {
				const [one, other] = [statusOf(cellsOf(each, 1)).answer, statusOf(cellsOf(each, by)).answer];
				expect([other.status, other.reachRate]).toEqual([one.status, one.reachRate]);
			}),
			{ numRuns: 100 }
		);
	});

	// A condition of a step may turn the order round (目標に達し、かつ…): only a rule without one has an order.
	const isOrdered = formsOf(rule).every(({ steps, kinds }) =>
		[...steps, ...Object.values(kinds).flatMap((each) => each.steps ?? [])].every((step: Step) => !step.when)
	);
	it.runIf(isOrdered)('is monotonic in the actual, for each direction', () => {
		const rank = (status: Status) => (JUDGED_STATUSES as readonly Status[]).indexOf(status);
		fc.assert(
			fc.property(kpi, number, (each, other) => {
				const [low, high] = each.actual <= other ? [each.actual, other] : [other, each.actual];
				const [worse, better] = each.direction === 'increase' ? [low, high] : [high, low];
				const at = (actual: number) =>
					rank(statusOf(cellsOf({ ...each, actual }, 1)).judgement?.status ?? 'none');
				const [bad, good] = [at(worse), at(better)];
				if (bad >= 0 && good >= 0) expect(good).toBeLessThanOrEqual(bad);
			}),
			{ numRuns: 150 }
		);
	});
});
