import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORKFLOW_STATES, codes, type WorkflowState } from './model.ts';
import { countingRevision, isEditable, step, type WorkflowAct } from './workflow.ts';

const ACTS: readonly WorkflowAct[] = [
	'save',
	'submit',
	'withdraw',
	'confirm-as-head',
	'return-as-head',
	'confirm',
	'return'
];
const STATES: readonly (WorkflowState | null)[] = [null, ...codes(WORKFLOW_STATES)];

/** Every step that is possible: from, act, to. */
function steps(headStep: boolean): [WorkflowState | null, WorkflowAct, WorkflowState][] {
	return STATES.flatMap((state) =>
		ACTS.flatMap((act): [WorkflowState | null, WorkflowAct, WorkflowState][] => {
			const next = step({ state, headStep }, act);
			return next.ok ? [[state, act, next.state]] : [];
		})
	);
}

const COMMON: [WorkflowState | null, WorkflowAct, WorkflowState][] = [
	[null, 'save', 'draft'],
	[null, 'submit', 'submitted'],
	['draft', 'save', 'draft'],
	['draft', 'submit', 'submitted'],
	['returned', 'save', 'returned'],
	['returned', 'submit', 'submitted'],
	['submitted', 'withdraw', 'draft'],
	['submitted', 'return', 'returned'],
	['head-confirmed', 'return', 'returned'],
	['head-confirmed', 'confirm', 'confirmed'],
	['confirmed', 'return', 'returned']
];

const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();

describe('step', () => {
	it('knows these steps and no others without the head’s step', () => {
		expect(sorted(steps(false))).toEqual(sorted([...COMMON, ['submitted', 'confirm', 'confirmed']]));
	});

	it('puts the head between submission and confirmation where the department uses it', () => {
		expect(sorted(steps(true))).toEqual(
			sorted([
				...COMMON,
				['submitted', 'confirm-as-head', 'head-confirmed'],
				['submitted', 'return-as-head', 'returned']
			])
		);
	});

	it('says in words why any other step is impossible', () => {
		for (const headStep of [false, true]) {
			for (const state of STATES) {
				for (const act of ACTS) {
					const next = step({ state, headStep }, act);
					if (!next.ok) expect(next.why, `${state} ${act}`).toMatch(/^[^。]+。/);
				}
			}
		}
	});

	it.each([
		['save', 'submitted', '取り下げる'],
		['save', 'confirmed', '差戻しを頼んで'],
		['withdraw', 'head-confirmed', '所属長が確認済'],
		['withdraw', null, 'まだ提出されていません'],
		['confirm', 'confirmed', 'すでに確認済'],
		['return', 'draft', 'まだ提出されていません']
	] as const)('answers %s on %s with %s', (act, state, words) => {
		expect(step({ state, headStep: true }, act)).toEqual({
			ok: false,
			why: expect.stringContaining(words) as string
		});
	});
});

describe('any course of events', () => {
	const course = fc.array(fc.constantFrom(...ACTS), { maxLength: 30 });

	/** The states passed through, with the act that led to each; impossible acts change nothing. */
	function walk(
		acts: readonly WorkflowAct[],
		headStep: boolean
	): { from: WorkflowState | null; act: WorkflowAct; to: WorkflowState }[] {
		let state: WorkflowState | null = null;
		return acts.flatMap((act) => {
			const next = step({ state, headStep }, act);
			if (!next.ok) return [];
			const taken = { from: state, act, to: next.state };
			state = next.state;
			return [taken];
		});
	}

	it('leaves 確認済 only by a return, and never for 下書き', () => {
		fc.assert(
			fc.property(course, fc.boolean(), (acts, headStep) => {
				for (const { from, act, to } of walk(acts, headStep)) {
					if (from === 'confirmed') expect([act, to]).toEqual(['return', 'returned']);
				}
			})
		);
	});

	it('reaches 確認済 only from what was submitted, and past the head only by the head', () => {
		fc.assert(
			fc.property(course, fc.boolean(), (acts, headStep) => {
				for (const { from, to } of walk(acts, headStep)) {
					if (to === 'confirmed') expect(from).toBe(headStep ? 'head-confirmed' : 'submitted');
					if (to === 'head-confirmed') expect(headStep).toBe(true);
				}
			})
		);
	});

	it('keeps 差戻し in sight until it is submitted again', () => {
		fc.assert(
			fc.property(course, fc.boolean(), (acts, headStep) => {
				for (const { from, to } of walk(acts, headStep))
					if (from === 'returned') expect(['returned', 'submitted']).toContain(to);
			})
		);
	});
});

describe('a confirmed 見込, 速報 or 未把握', () => {
	const confirmed = { state: 'confirmed', headStep: false } as const;

	it('may be followed by another report, and a final figure may not', () => {
		expect(step({ ...confirmed, mayFollow: true }, 'save')).toEqual({ ok: true, state: 'draft' });
		expect(step({ ...confirmed, mayFollow: true }, 'submit')).toEqual({ ok: true, state: 'submitted' });
		expect(step({ ...confirmed, mayFollow: false }, 'save').ok).toBe(false);
		expect(isEditable({ ...confirmed, mayFollow: true })).toBe(true);
		expect(isEditable(confirmed)).toBe(false);
	});

	it('does not let what waits for somebody else be changed', () => {
		for (const state of ['submitted', 'head-confirmed'] as const)
			for (const act of ['save', 'submit'] as const)
				expect(step({ state, headStep: true, mayFollow: true }, act).ok).toBe(false);
	});

	it('is sent back while its year is open, and corrected afterwards', () => {
		expect(step(confirmed, 'return')).toEqual({ ok: true, state: 'returned' });
		expect(step({ ...confirmed, closed: true }, 'return')).toEqual({
			ok: false,
			why: expect.stringContaining('訂正') as string
		});
		// A 後日報告 that was submitted is sent back like any other.
		expect(step({ state: 'submitted', headStep: false, closed: true }, 'return')).toEqual({
			ok: true,
			state: 'returned'
		});
	});
});

describe('the revision that counts', () => {
	const head = (state: WorkflowState, currentRevision: number, confirmedRevision: number | null) => ({
		state,
		currentRevision,
		confirmedRevision
	});

	it.each([
		['the first confirmation', head('submitted', 1, null), 'confirmed', 1],
		['a follow-up under way', head('draft', 3, 2), 'submitted', 2],
		['a follow-up taken back', head('submitted', 3, 2), 'draft', 2],
		['a follow-up sent back', head('head-confirmed', 3, 2), 'returned', 2],
		['a follow-up confirmed', head('head-confirmed', 3, 2), 'confirmed', 3],
		['a confirmed figure sent back', head('confirmed', 2, 2), 'returned', null]
	] as const)('after %s', (_, before, after, counts) => {
		expect(countingRevision(before, after)).toBe(counts);
	});
});
