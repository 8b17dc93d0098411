/** 前回比 of a figure that need not be stored: the same word on the page of a KPI and where its figure is confirmed. */
import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import {
	changeSince,
	lastMeasured,
	type ChangeResult,
	type MeasuredFigure
} from '#lib/domain/judging/change.ts';
import { figureOf } from '../indicators/figures.ts';
import { targetFor } from './judge-kpi.ts';
import { revisionInForce, type JudgingMaterial, type KpiMaterial } from './material.ts';

/** Against the last measured value that was confirmed, within the indicator's 誤差の幅. A carried value is `null`: no new measurement. */
export function changeIn(
	all: JudgingMaterial,
	material: KpiMaterial,
	year: number,
	measured: Decimal | null,
	target = targetFor(all, material, year)
): ChangeResult {
	return changeSince({
		direction: revisionInForce(material, all.editions, year).direction,
		tolerance: fromScaled(material.indicator.toleranceDigits, material.indicator.toleranceScale),
		band: target.kind === 'target' && target.figure.kind === 'range' ? target.figure : null,
		current: measured && { year, value: measured },
		previous: measuredBefore(material, year)
	});
}

/** The newest confirmed figure that was measured before `year`; null if there is none. */
export function measuredBefore(material: KpiMaterial, year: number): MeasuredFigure | null {
	const measured = [...material.results].flatMap(([each, { confirmed }]) => {
		const value = confirmed === null || confirmed.carriedFromYear !== null ? null : figureOf(confirmed);
		return value === null ? [] : [{ year: each, value }];
	});
	return lastMeasured(measured, year);
}
