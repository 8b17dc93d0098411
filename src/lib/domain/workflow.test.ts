import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORKFLOW_STATES, codes, type WorkflowState } from './model.ts';
import { step, type WorkflowAct } from './workflow.ts';

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
