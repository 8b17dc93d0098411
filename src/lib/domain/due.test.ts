import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	demandInWords,
	demandOf,
	finalFrom,
	isSettled,
	mayFollow,
	type DueQuestion,
	type Reported
} from './due.ts';
import { codes, MISSING_REASONS, VALUE_STATES } from './model.ts';

const FORECAST: Reported = { valueState: 'forecast', missingReason: null };
const PRELIMINARY: Reported = { valueState: 'preliminary', missingReason: null };
const FINAL: Reported = { valueState: 'final', missingReason: null };
const CORRECTED: Reported = { valueState: 'corrected', missingReason: null };
const UNKNOWN: Reported = { valueState: null, missingReason: 'unknown' };
const SUPPRESSED: Reported = { valueState: null, missingReason: 'suppressed' };

const OPEN = { kind: 'final', closedOn: null } as const;
const CLOSED = { kind: 'final', closedOn: '2026-09-30' } as const;
const MID_YEAR = { kind: 'forecast', closedOn: null } as const;

/** R7's figures in July R8; the figure becomes final in November. */
function ask(changes: Partial<DueQuestion> & { month?: number | null; surveyYears?: number[] | null } = {}) {
	const { month = 11, surveyYears = null, ...rest } = changes;
	return demandOf({
		indicator: { surveyYears, confirmationMonth: month, lagYears: 0 },
		year: 2025,
		call: OPEN,
		today: '2026-07-28',
		confirmed: null,
		...rest
	});
}

describe('the day from which a figure is final', () => {
	it.each([
		[11, 0, '2026-11-01'],
		[4, 0, '2026-04-01'],
		[12, 0, '2026-12-01'],
		[1, 0, '2027-01-01'],
		[3, 0, '2027-03-01'],
		[11, 1, '2027-11-01'],
		[2, 2, '2029-02-01']
	])('in month %i with a lag of %i years, for R7, is %s', (confirmationMonth, lagYears, day) => {
		expect(finalFrom({ confirmationMonth, lagYears }, 2025)).toBe(day);
	});

	it('is none where the figure is final with the year', () => {
		expect(finalFrom({ confirmationMonth: null, lagYears: 3 }, 2025)).toBeNull();
	});
});

describe('what is asked for', () => {
	it('asks for a figure that is final with the year, or whose month has come', () => {
		expect(ask({ month: null })).toEqual({ kind: 'due', expects: 'final', again: false });
		expect(ask({ month: 7 })).toEqual({ kind: 'due', expects: 'final', again: false });
		expect(ask({ month: 5 })).toMatchObject({ kind: 'due' });
	});

	it('does not ask in July for a figure that arrives in November, and asks on November 1', () => {
		expect(ask()).toEqual({ kind: 'later', from: '2026-11-01' });
		expect(ask({ today: '2026-10-31' }).kind).toBe('later');
		expect(ask({ today: '2026-11-01' })).toEqual({ kind: 'due', expects: 'final', again: false });
	});

	it.each([FORECAST, PRELIMINARY, UNKNOWN])('wants %j replaced when its month has come', (confirmed) => {
		expect(ask({ confirmed })).toEqual({ kind: 'later', from: '2026-11-01' });
		expect(ask({ confirmed, today: '2026-11-01' })).toEqual({ kind: 'due', expects: 'final', again: true });
		expect(ask({ confirmed, call: CLOSED, today: '2026-10-31' })).toEqual({
			kind: 'later',
			from: '2026-11-01'
		});
		expect(ask({ confirmed, call: CLOSED, today: '2026-11-01' })).toEqual({
			kind: 'late-report',
			by: 'department'
		});
	});

	it.each([FINAL, CORRECTED, SUPPRESSED])(
		'is done with %j, in an open year and a closed one',
		(confirmed) => {
			for (const call of [OPEN, CLOSED, MID_YEAR, null])
				expect(ask({ confirmed, call, today: '2027-01-01' })).toEqual({ kind: 'done' });
		}
	);

	it('asks at mid-year for a 見込 whatever the month, and takes any confirmed report for an answer', () => {
		expect(ask({ call: MID_YEAR, today: '2025-12-05' })).toEqual({
			kind: 'due',
			expects: 'forecast',
			again: false
		});
		for (const confirmed of [FORECAST, PRELIMINARY, UNKNOWN])
			expect(ask({ call: MID_YEAR, today: '2025-12-05', confirmed })).toEqual({ kind: 'done' });
		expect(ask({ call: { kind: 'forecast', closedOn: '2025-12-26' }, today: '2026-02-01' })).toEqual({
			kind: 'not-called'
		});
	});

	it('asks for the final figure again when 年度末実績 follows a 見込', () => {
		expect(ask({ month: 5, confirmed: FORECAST })).toEqual({ kind: 'due', expects: 'final', again: true });
	});

	it('asks for nothing in a year without a survey, naming the next one', () => {
		const surveyed = (surveyYears: number[]) => ask({ surveyYears });
		expect(surveyed([2022, 2024, 2028, 2026])).toEqual({
			kind: 'not-asked',
			reason: 'no-survey',
			nextYear: 2026
		});
		expect(surveyed([2022])).toEqual({ kind: 'not-asked', reason: 'no-survey', nextYear: null });
		expect(surveyed([2025]).kind).toBe('later');
		expect(ask({ surveyYears: [2024], call: CLOSED, today: '2027-01-01' }).kind).toBe('not-asked');
	});

	it('asks for nothing after the target’s period', () => {
		expect(ask({ periodEnded: true })).toEqual({ kind: 'not-asked', reason: 'period-ended', nextYear: null });
	});

	it('leaves what was due and not reported before closing to the planning division', () => {
		expect(ask({ month: 5, call: CLOSED, today: '2026-12-01' })).toEqual({
			kind: 'late-report',
			by: 'planner'
		});
		expect(ask({ month: null, call: CLOSED, today: '2026-12-01' })).toEqual({
			kind: 'late-report',
			by: 'planner'
		});
		// It became final after the closing: nobody could have reported it.
		expect(ask({ month: 11, call: CLOSED, today: '2026-12-01' })).toEqual({
			kind: 'late-report',
			by: 'department'
		});
	});

	it('asks for nothing before the call', () => {
		expect(ask({ call: null, today: '2026-05-01' })).toEqual({ kind: 'not-called' });
	});
});

const days = fc
	.date({ min: new Date('2026-04-01'), max: new Date('2031-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const reported = fc.oneof(
	fc
		.constantFrom(...codes(VALUE_STATES))
		.map((valueState): Reported => ({ valueState, missingReason: null })),
	fc
		.constantFrom(...codes(MISSING_REASONS))
		.map((missingReason): Reported => ({ valueState: null, missingReason }))
);
const questions = fc.record({
	indicator: fc.record({
		surveyYears: fc.option(fc.uniqueArray(fc.integer({ min: 2021, max: 2030 }), { maxLength: 5 })),
		confirmationMonth: fc.option(fc.integer({ min: 1, max: 12 })),
		lagYears: fc.integer({ min: 0, max: 2 })
	}),
	year: fc.constant(2025),
	call: fc.constantFrom(null, OPEN, CLOSED, MID_YEAR),
	today: days,
	confirmed: fc.option(reported)
});

describe('whatever the indicator, the day and the report', () => {
	it('is asked for at some time, unless it is done or has no survey', () => {
		fc.assert(
			fc.property(questions, (question) => {
				const demand = demandOf({ ...question, call: CLOSED, today: '2040-01-01' });
				const surveyed = question.indicator.surveyYears?.includes(2025) ?? true;
				const settled = question.confirmed !== null && isSettled(question.confirmed);
				expect(demand.kind).toBe(!surveyed ? 'not-asked' : settled ? 'done' : 'late-report');
			})
		);
	});

	it('never asks before its month at the end of the year, and never stops asking once it has begun', () => {
		fc.assert(
			fc.property(questions, days, (question, otherDay) => {
				const [first, then] = [question.today, otherDay].sort() as [string, string];
				const on = (today: string) => demandOf({ ...question, call: OPEN, today }).kind;
				if (on(first) === 'due') expect(on(then)).toBe('due');
				const from = finalFrom(question.indicator, 2025);
				if (from !== null && first < from) expect(on(first)).not.toBe('due');
			})
		);
	});

	it('lets follow exactly what is not settled, and has words for everything', () => {
		fc.assert(
			fc.property(questions, (question) => {
				const demand = demandOf(question);
				expect(mayFollow(question.confirmed)).toBe(
					question.confirmed === null || !isSettled(question.confirmed)
				);
				expect(demandInWords(demand, question.confirmed)).not.toMatch(/undefined|null|NaN/);
			})
		);
	});
});

describe('in words', () => {
	it.each([
		[ask(), null, '11月に確定（令和8年11月1日から求めます）'],
		[ask({ confirmed: UNKNOWN }), UNKNOWN, '11月に確定（令和8年11月1日から求めます）。今は未把握です'],
		[
			ask({ confirmed: PRELIMINARY, today: '2026-11-01' }),
			PRELIMINARY,
			'速報のままです。確定値を入力してください'
		],
		[ask({ surveyYears: [2024, 2026] }), null, '調査なしの年度（次の調査は令和8年度）'],
		[
			ask({ confirmed: UNKNOWN, call: CLOSED, today: '2026-11-01' }),
			UNKNOWN,
			'未把握のまま締め切られました。確定値を入力してください'
		],
		[ask({ month: null }), null, '']
	])('%j with %j is 「%s」', (demand, confirmed, words) => {
		expect(demandInWords(demand, confirmed)).toBe(words);
	});
});
