import { describe, expect, it } from 'vitest';
import type { YearCall } from '#lib/domain/due.ts';
import type { Status } from '#lib/domain/model.ts';
import { completenessOf } from './completeness.ts';
import type { KpiSheet } from './sheets.ts';

const CALL: YearCall = { kind: 'final', closedOn: null };
const TODAY = '2026-07-28';

interface Case {
	readonly status?: Status | null;
	readonly month?: number;
	readonly surveyYears?: number[];
	readonly actual?: { readonly state: string | null; readonly missing: string | null } | null;
}

/** Only what is counted: the judgement, when the figure comes, and what is confirmed. */
function sheet({ status = 'achieved', month, surveyYears, actual = null }: Case): KpiSheet {
	return {
		indicator: { surveyYears: surveyYears ?? null, confirmationMonth: month ?? null, lagYears: 0 },
		years: [{ year: 2025, judgement: status && { status }, actual, target: { kind: 'target' } }]
	} as unknown as KpiSheet;
}

const FINAL = { state: 'final', missing: null };

describe('completeness', () => {
	it('counts what is asked for by now apart from what becomes final later', () => {
		const sheets = [
			sheet({ actual: FINAL }),
			sheet({ actual: { state: 'preliminary', missing: null } }),
			sheet({ actual: { state: null, missing: 'suppressed' } }),
			sheet({ status: 'missing' }),
			sheet({ status: 'missing', month: 11 }),
			sheet({ month: 11, actual: { state: 'forecast', missing: null } }),
			// Reported for good before its month.
			sheet({ month: 11, actual: FINAL })
		];
		expect(completenessOf(sheets, 2025, CALL, TODAY)).toEqual({
			asked: 5,
			confirmed: 4,
			later: 2,
			laterConfirmed: 1
		});
		expect(completenessOf(sheets, 2025, CALL, '2026-11-01')).toMatchObject({ asked: 7, later: 0 });
	});

	it('asks for neither 対象外 nor a year without a survey, and for nothing before the call', () => {
		const sheets = [
			sheet({ status: 'outside' }),
			sheet({ status: 'none', surveyYears: [2027] }),
			sheet({ status: null, actual: FINAL })
		];
		expect(completenessOf(sheets, 2025, CALL, TODAY)).toMatchObject({ asked: 0, later: 0 });
	});
});
