/** The bullet on the page of a KPI: baseline, actual, the year's target and the final one on one axis. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES } from '#lib/domain/model.ts';
import type { BulletData, BulletMark } from '#lib/charts/bullet-svg.ts';
import { targetNumber, targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { baselineShown, comparedActual, shownStatus, targetInForceNumber } from '../shown.ts';

/** Null where there is neither an actual nor a target to place. */
export function bulletOf(sheet: KpiSheet, shown: SheetYear): BulletData | null {
	const { judged, baseline, final, style } = sheet;
	const actual = comparedActual(sheet, shown);
	const isPeriod = shown.target.kind === 'target' && shown.target.figure.kind === 'period';
	const figure = shown.target.kind === 'target' ? shown.target.figure : null;
	const isComparable = judged.baselineUse === 'comparable' && baseline.value !== null && !isPeriod;
	const target = targetInForceNumber(shown.target);
	const last = final.target === null ? null : targetNumber(final.target);
	const marks: BulletMark[] = [
		...(isComparable && baseline.value
			? [mark('baseline', toNumber(baseline.value), `基準 ${baselineShown(sheet)}`)]
			: []),
		...(target === null
			? []
			: [mark('target', target, `${shortFiscalYear(shown.year)}の目標 ${shown.targetText}`)]),
		...(last === null || (final.year === shown.year && target !== null)
			? []
			: [
					mark(
						'final',
						rationalToNumber(last),
						`最終目標 ${targetText(final.target, style)}（${shortFiscalYear(final.year)}）`
					)
				]),
		...(actual.number === null
			? []
			: [mark('actual', actual.number, `${actual.isSum ? '累計' : '実績'} ${actual.text}`)])
	];
	const band =
		figure?.kind === 'range'
			? {
					low: rationalToNumber(figure.low),
					high: rationalToNumber(figure.high),
					text: `目標の範囲 ${shown.targetText}`
				}
			: null;
	if (marks.every(({ kind }) => kind === 'baseline') && band === null) return null;
	const status = shownStatus(shown);
	const words = [...marks.map(({ text }) => text), ...(band ? [band.text] : [])];
	return {
		marks,
		band,
		status: status?.status ?? null,
		lowerIsBetter: judged.direction === 'decrease',
		// Without a baseline to start from, figures that add up are measured from 0.
		startsAtZero:
			!isComparable && band === null && style.stages.length === 0 && marks.every(({ value }) => value >= 0),
		summary: `${words.join('、')}${status === null ? '' : `。${status.word ?? STATUSES[status.status]}`}`
	};
}

function mark(kind: BulletMark['kind'], value: number, text: string): BulletMark {
	return { kind, value, text };
}
