import { describe, expect, it } from 'vitest';
import type { ReasonCode } from '#lib/domain/judging/judgement.ts';
import { COMMON_SCALE } from '#lib/domain/judging/scale.ts';
import type { Status } from '#lib/domain/model.ts';
import { countYear } from './counts.ts';
import { attentionIn } from './overview.ts';
import type { KpiSheet } from './sheets.ts';

/** Only what counting reads: status, reason, and whether a result is confirmed. */
function sheet(
	code: string,
	status: Status | null,
	reasonCode: ReasonCode = 'target-met',
	isConfirmed = true
): KpiSheet {
	const judgement = status && { status, reasonCode };
	return {
		code,
		name: code,
		years: [{ year: 2025, judgement, actual: isConfirmed ? {} : null }]
	} as unknown as KpiSheet;
}

const sheets = [
	sheet('a', 'achieved'),
	sheet('b', 'slightly-behind', 'progress-slightly-behind'),
	sheet('c', 'regressed', 'below-baseline'),
	sheet('d', 'behind', 'progress-behind'),
	sheet('e', 'regressed', 'below-baseline'),
	sheet('f', 'none', 'no-survey', false),
	sheet('g', 'none', 'unknown'),
	sheet('h', 'none', 'unconfirmed', false),
	sheet('i', 'missing', 'not-entered', false),
	sheet('j', 'outside', 'period-ended', false)
];

describe('counts', () => {
	it('names what was not judged apart from what was', () => {
		const counts = countYear(sheets, 2025, COMMON_SCALE);
		expect(counts).toMatchObject({ total: 10, asked: 9, judged: 5, good: 1 });
		expect(counts?.graded.map(({ count }) => count)).toEqual([1, 0, 1, 1, 2]);
		expect(counts?.apart.map(({ label, count, filter }) => [label, count, filter])).toEqual([
			['判定なし', 2, 'none'],
			['未確定', 1, 'unconfirmed'],
			['未入力', 1, 'missing'],
			['対象外', 1, 'outside']
		]);
	});

	it('says nothing of a year that was not called for', () => {
		expect(countYear([sheet('a', null)], 2025, COMMON_SCALE)).toBeNull();
	});
});

describe('要確認の指標', () => {
	it('lists late KPIs worst first, within a status in the plan’s order', () => {
		expect(attentionIn(sheets, 2025, COMMON_SCALE).map(({ code }) => code)).toEqual(['c', 'e', 'd', 'b']);
	});
});
