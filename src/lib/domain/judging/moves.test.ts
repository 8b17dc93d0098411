import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import type { ReasonCode } from './judgement.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { COMMON_SCALE, scaleOf } from './scale.ts';
import { causeText, moveOf, MOVE_CAUSES, summariseMoves, type MoveSubject } from './moves.ts';

const of = (status: Status, reasonCode: ReasonCode = 'target-met', carried = false) => ({
	status,
	reasonCode,
	carried
});
const move = (
	before: MoveSubject['before'],
	after: MoveSubject['after'],
	afterUnrevised: Status | null = null,
	id = 1
) => moveOf({ id, before, after, afterUnrevised: afterUnrevised && of(afterUnrevised) }, COMMON_SCALE);

describe('the move of one KPI', () => {
	it('compares judged statuses', () => {
		expect(move(of('behind'), of('on-track'))).toEqual({
			id: 1,
			move: 'improved',
			cause: null,
			judged: null
		});
		expect(move(of('on-track'), of('regressed')).move).toBe('worse');
		expect(move(of('achieved'), of('achieved')).move).toBe('same');
	});

	it('names a revised target only where it made the move', () => {
		expect(move(of('behind'), of('achieved'), 'behind').cause).toBe('target-revised');
		expect(move(of('behind'), of('achieved'), 'on-track').cause).toBeNull();
		expect(move(of('behind'), of('behind', 'target-met', true)).cause).toBe('carried');
	});

	it.each([
		[of('achieved'), of('none', 'no-survey'), 'no-survey', 'leaves'],
		[of('none', 'no-survey'), of('achieved'), 'no-survey', 'enters'],
		[null, of('achieved'), 'new', 'enters'],
		[of('outside', 'not-begun'), of('achieved'), 'new', 'enters'],
		[of('none', 'not-after-baseline'), of('achieved'), 'new', 'enters'],
		[of('achieved'), null, 'ended', 'leaves'],
		[of('achieved'), of('outside', 'retired'), 'ended', 'leaves'],
		[of('achieved'), of('missing', 'not-entered'), 'not-entered', 'leaves'],
		[of('achieved'), of('none', 'unconfirmed'), 'unconfirmed', 'leaves'],
		[of('none', 'unknown'), of('none', 'explicit-none'), 'no-target', null],
		[of('achieved'), of('none', 'suppressed'), 'suppressed', 'leaves'],
		[of('achieved'), of('none', 'not-applicable'), 'not-applicable', 'leaves'],
		[of('achieved'), of('none', 'unknown-year-in-period'), 'unknown-in-period', 'leaves'],
		[of('none', 'kind-not-in-rule'), of('achieved'), 'no-method', 'enters'],
		[of('none', 'no-baseline'), of('achieved'), 'no-baseline', 'enters'],
		[of('achieved'), of('none', 'no-earlier-value'), 'no-earlier-value', 'leaves'],
		[of('achieved'), of('none', 'rate-undefined'), 'rate-undefined', 'leaves'],
		[of('none', 'first-year'), of('achieved'), 'first-year', 'enters'],
		[of('achieved'), of('none', 'carried-not-judged'), 'carried-not-judged', 'leaves'],
		[of('achieved'), of('none', 'exception'), 'exception', 'leaves'],
		[of('achieved'), of('none', 'kind-mismatch'), 'kind-mismatch', 'leaves']
	] as const)('%o → %o cannot be compared: %s', (before, after, cause, judged) => {
		expect(move(before, after)).toEqual({ id: 1, move: 'not-comparable', cause, judged });
	});

	it('has no word for “something else”', () => {
		expect(Object.values(MOVE_CAUSES)).not.toContain('その他');
	});

	it('goes by the rule’s own order, also within one common status', () => {
		const graded = (label: string) => ({ ...of('behind', 'band'), own: { label } });
		const byPoints = (before: string, after: string) =>
			moveOf(
				{ id: 1, before: graded(before), after: graded(after), afterUnrevised: null },
				scaleOf(KURAYOSHI)
			).move;
		expect([byPoints('2', '1'), byPoints('0', '2'), byPoints('1', '1')]).toEqual([
			'worse',
			'improved',
			'same'
		]);
	});

	it('turns around when the years change places', () => {
		const status = fc.constantFrom(...JUDGED_STATUSES);
		const opposite: Record<string, string> = { improved: 'worse', worse: 'improved', same: 'same' };
		fc.assert(
			fc.property(status, status, (a, b) => {
				expect(move(of(b), of(a)).move).toBe(opposite[move(of(a), of(b)).move]);
			})
		);
	});
});

describe('前年度からの動き', () => {
	it('counts moves and causes, and names who entered and left N', () => {
		const summary = summariseMoves([
			move(of('behind'), of('achieved'), 'behind', 1),
			move(of('behind'), of('achieved'), null, 2),
			move(of('achieved'), of('none', 'no-survey'), null, 3),
			move(of('achieved'), of('none', 'no-survey'), null, 4),
			move(null, of('achieved'), null, 5)
		]);
		expect(summary.moves.improved.count).toBe(2);
		expect(causeText('improved', summary.moves.improved.causes)).toBe('うち目標の改定によるもの 1');
		expect(causeText('worse', summary.moves.worse.causes)).toBe('');
		expect(causeText('not-comparable', summary.moves['not-comparable'].causes)).toBe('調査なし 2、新規 1');
		expect(summary).toMatchObject({ entered: [5], left: [3, 4] });
	});
});
