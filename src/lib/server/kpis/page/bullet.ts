/** The bullet on the page of a KPI: baseline, actual, the target that judges and the final one on one axis. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES } from '#lib/domain/model.ts';
import type { BulletData, BulletMark } from '#lib/charts/bullet-svg.ts';
import { drawnFigure, type DrawnFigure } from '../drawn-figure.ts';
import { targetNumber, targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { baselineShown, drawnNumber, shownStatus } from '../shown.ts';

/** Null where there is neither an actual nor a target to place. */
export function bulletOf(sheet: KpiSheet, shown: SheetYear): BulletData | null {
	const { judged, baseline, final, style } = sheet;
	const drawn = drawnFigure(sheet, shown);
	const { held } = shown;
	const { figure } = held;
	const isPeriod = figure?.kind === 'period';
	const isComparable = judged.baselineUse === 'comparable' && baseline.value !== null && !isPeriod;
	const target = held.of === 'final' ? null : drawnNumber(figure);
	const last = final.target === null ? null : targetNumber(final.target);
	const marks: BulletMark[] = [
		...(isComparable && baseline.value
			? [mark('baseline', toNumber(baseline.value), `基準 ${baselineShown(sheet)}`)]
			: []),
		...(target === null
			? []
			: [mark('target', target, `${shortFiscalYear(held.year)}の目標 ${shown.heldText}`)]),
		...(last === null || (final.year === shown.year && target !== null)
			? []
			: [
					mark(
						'final',
						rationalToNumber(last),
						`最終目標 ${targetText(final.target, style)}（${shortFiscalYear(final.year)}）`
					)
				]),
		...(drawn === null ? [] : [measured(drawn)])
	];
	const band =
		figure?.kind === 'range'
			? {
					low: rationalToNumber(figure.low),
					high: rationalToNumber(figure.high),
					text: `${held.of === 'final' ? '最終目標' : '目標'}の範囲 ${shown.heldText}`
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

/** 「実績 37.9」, 「累計 46」; an earlier year's by its year: 「R6の値 28.3」. */
function measured({ number, text, isSum, earlier }: DrawnFigure): BulletMark {
	if (earlier !== null) return mark('earlier', number, `${earlier} ${text}`);
	return mark('actual', number, `${isSum ? '累計' : '実績'} ${text}`);
}

function mark(kind: BulletMark['kind'], value: number, text: string): BulletMark {
	return { kind, value, text };
}
