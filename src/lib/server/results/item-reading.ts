/** How an item's figure is read. */
import { fromScaled } from '#lib/domain/decimal.ts';
import type { EntryIndicator } from '#lib/domain/entry.ts';
import { rateFactorOf } from '#lib/domain/rate.ts';
import { figureOf } from '../indicators/figures.ts';
import { revisionInForce, type JudgingMaterial, type KpiMaterial } from '../judgements/material.ts';

/** What reading a figure of one year needs to know of its indicator. */
export function entryIndicator(all: JudgingMaterial, material: KpiMaterial, year: number): EntryIndicator {
	const { indicator } = material;
	const previous = [...material.results]
		.filter(
			([each, { confirmed }]) => each < year && confirmed !== null && confirmed.carriedFromYear === null
		)
		.flatMap(([each, { confirmed }]) => {
			const value = confirmed === null ? null : figureOf(confirmed);
			return value === null ? [] : [{ year: each, value }];
		})
		.sort((a, b) => a.year - b.year);
	return {
		unit: indicator.unit,
		decimals: indicator.decimals,
		accumulation: indicator.accumulation,
		cumulativeEntry: indicator.cumulativeEntry,
		limits: {
			low: fromScaled(indicator.limitLowDigits, indicator.limitLowScale),
			high: fromScaled(indicator.limitHighDigits, indicator.limitHighScale)
		},
		stages: revisionInForce(material, all.editions, year).stages ?? [],
		previous,
		gaps: gapsBefore(all, material, year, previous.at(-1)?.year ?? year),
		rate: rateOf(indicator)
	};
}

/** Years after `last` whose amount is not known: not confirmed, 未把握 or 秘匿. */
function gapsBefore(
	{ calledYears }: JudgingMaterial,
	{ indicator, results }: KpiMaterial,
	year: number,
	last: number
): number[] {
	const { accumulation, cumulativeEntry, surveyYears } = indicator;
	if (accumulation !== 'cumulative' || cumulativeEntry !== 'increment') return [];
	return calledYears.filter((each) => {
		if (each <= last || each >= year || !(surveyYears?.includes(each) ?? true)) return false;
		const reason = results.get(each)?.confirmed?.missingReason ?? null;
		return reason !== 'not-applicable' && reason !== 'no-survey';
	});
}

/** How the indicator's rate is computed; null where the figure is entered itself. */
function rateOf({ unit, numeratorName, denominatorName, rateFactor }: KpiMaterial['indicator']) {
	if (numeratorName === null || denominatorName === null) return null;
	return {
		numerator: numeratorName,
		denominator: denominatorName,
		factor: rateFactorOf(unit, rateFactor)
	};
}
