import { describe, expect, it } from 'vitest';
import { countAsked, isAskedNow } from './asked.ts';
import type { Demand } from './due.ts';

const DEMANDS: Record<string, Demand> = {
	due: { kind: 'due', expects: 'final', again: false },
	again: { kind: 'due', expects: 'final', again: true },
	later: { kind: 'later', from: '2026-11-01' },
	noSurvey: { kind: 'not-asked', reason: 'no-survey', nextYear: null },
	late: { kind: 'late-report', by: 'department' },
	done: { kind: 'done' },
	notCalled: { kind: 'not-called' }
};
const item = (name: string, isConfirmed: boolean) => ({
	demand: DEMANDS[name] ?? { kind: 'done' as const },
	isConfirmed
});

describe('countAsked', () => {
	it('counts what is asked for by now apart from what becomes final later', () => {
		const items = [
			item('due', false),
			item('again', true),
			item('done', true),
			item('late', false),
			item('later', true),
			item('later', false),
			item('noSurvey', true)
		];
		expect(countAsked(items)).toEqual({ asked: 4, confirmed: 2, later: 2, laterConfirmed: 1 });
	});

	it('of nothing is zero everywhere', () => {
		expect(countAsked([])).toEqual({ asked: 0, confirmed: 0, later: 0, laterConfirmed: 0 });
	});

	it.each([
		['due', true],
		['done', true],
		['late', true],
		['notCalled', true],
		['later', false],
		['noSurvey', false]
	])('%s: %s', (name, expected) => {
		expect(isAskedNow(item(name, false).demand)).toBe(expected);
	});
});
