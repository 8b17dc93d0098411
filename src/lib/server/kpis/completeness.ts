import { countAsked, type AskedCounts } from '#lib/domain/asked.ts';
import { demandOf, type YearCall } from '#lib/domain/due.ts';
import type { Database } from '../db/client.ts';
import { findCall, yearCallOf } from '../results/locks.ts';
import { yearOf, type KpiSheet } from './sheets.ts';

/** How much of a year is in, by the same definition as 確認 and 実績入力. */
export function readCompleteness(
	database: Database,
	sheets: readonly KpiSheet[],
	year: number,
	today: string
): AskedCounts {
	return completenessOf(sheets, year, yearCallOf(findCall(database, year, today)), today);
}

/** 対象外 and years without a survey are not asked for; before the year's call nothing is. */
export function completenessOf(
	sheets: readonly KpiSheet[],
	year: number,
	call: YearCall | null,
	today: string
): AskedCounts {
	return countAsked(
		sheets.flatMap((sheet) => {
			const { judgement, actual, target } = yearOf(sheet, year);
			if (judgement === null || judgement.status === 'outside') return [];
			const demand = demandOf({
				indicator: sheet.indicator,
				year,
				call,
				today,
				confirmed: actual && { valueState: actual.state, missingReason: actual.missing },
				periodEnded: target.kind === 'none' && target.reasonCode === 'period-ended'
			});
			return [{ demand, isConfirmed: actual !== null }];
		})
	);
}
