/** 見通し as the read API says it. */
import { roundHalfUp, toNumber, type Rational } from '#lib/domain/decimal.ts';
import { OUTLOOK_VERDICTS } from '#lib/domain/outlook.ts';
import { outlookText } from '#lib/domain/outlook-words.ts';
import { finalTargetShown, outlookOf } from '../page/outlook.ts';
import type { KpiSheet } from '../sheets.ts';

/** 見通し of the final year, and of every year on the way there. Estimates, never actuals. */
export function apiOutlook(sheet: KpiSheet) {
	const found = outlookOf(sheet);
	// More places than the indicator has would claim what no estimate knows; two more keep 「届く」 and 49.96 apart.
	const estimated = (value: Rational) => toNumber(roundHalfUp(value, sheet.style.decimals + 2));
	const points = found.years.map(({ year, estimate, band }) => ({
		year,
		estimate: estimated(estimate),
		low: band && estimated(band.low),
		high: band && estimated(band.high)
	}));
	const final = points.at(-1);
	return {
		verdict: found.verdict === null ? null : OUTLOOK_VERDICTS[found.verdict],
		verdictCode: found.verdict,
		text: outlookText(found, finalTargetShown(sheet)),
		finalEstimate: final?.estimate ?? null,
		low: final?.low ?? null,
		high: final?.high ?? null,
		points,
		measuredYears: found.measuredYears
	};
}
