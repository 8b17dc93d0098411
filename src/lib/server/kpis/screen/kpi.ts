import { screenChart } from '#lib/charts/screen-chart.ts';
import type { ChartYear } from '#lib/charts/screen-data.ts';
import { emWidth } from '#lib/charts/screen-labels.ts';
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { finding } from '#lib/domain/judging/finding.ts';
import { NO_FIGURE } from '#lib/format.ts';
import type { Context } from '../../command.ts';
import { todayOf } from '../../clock.ts';
import { pathTo } from '../../plan/queries.ts';
import {
	carriedNote,
	comparedWithUnit,
	figureWithUnit,
	heldFact,
	stateNote,
	targetWithUnit,
	withUnit
} from './figures.ts';
import { nodeOf, readScreenMaterial, type ScreenAsked, type ScreenMaterial } from './frame.ts';
import { clipSentences, fitText, labelWidth, lineCount } from './text.ts';
import {
	comparedActual,
	figureWords,
	isSumUnknown,
	shownStatus,
	targetInForceNumber,
	UNKNOWN_SUM
} from '../shown.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from '../sheets.ts';

/** Years before the shown one that the chart reaches back to. */
const YEARS_BACK = 4;
const WIDTH = 1752;
const CHART_WIDTH = 960;
const FIGURE_WIDTH = 730;
/** Remarks: at most two lines each, of as many em as stand beside their label. */
const REMARK = { lines: 2, perLine: 32, lineHeight: 62 } as const;

/**
 * One KPI of the shown year, whether it needs attention or not.
 * @throws DomainError `not-found` where the year's basic plan has no such KPI.
 */
export function readKpiScreen(context: Context, asked: ScreenAsked, code: string) {
	const material = readScreenMaterial(context, asked);
	const { year } = material;
	const found = material.sheets.find((each) => each.code === code);
	if (found === undefined) {
		throw new DomainError(
			'not-found',
			`${eraFiscalYear(year)}の計画に「${code}」という指標はありません。一覧から選んでください。`
		);
	}
	const years = chartYears(found, year);
	const [sheet = found] = readSheets(context.database, {
		kpiIds: [found.id],
		years,
		namedIn: year,
		today: todayOf(context.clock)
	});
	const shown = yearOf(sheet, year);
	const message = messageOf(sheet, shown);
	const label = labelOf(material, sheet);
	const direction = `${sheet.directionText}指標`;
	const remarks = remarksOf(shown);
	const nameFit = fitText(sheet.name, {
		width: WIDTH,
		// What stands beside the name: its chapter before, its direction after it.
		before: labelWidth(label) + labelWidth(direction),
		size: 56,
		least: 44,
		lines: 2
	});
	const messageFit = fitText(message, { width: WIDTH, size: 64, least: 52, lines: 2 });
	const room = heightLeft(nameFit, messageFit, remarks);
	const node = nodeOf(material.nodes, sheet);
	const figure = figureWords(shown);
	const unit = withUnit(figure, sheet).slice(figure.length);
	const facts = factsOf(sheet, shown);
	return {
		frame: material.frame({ kind: 'kpi', code }, node && { kind: 'goal', node: node.code }),
		screen: {
			label,
			name: sheet.name,
			/** Which way is better: 「減らす指標」. */
			direction,
			nameSize: nameFit.size,
			message,
			messageSize: messageFit.size,
			figure,
			unit,
			...figureFit(figure, unit, room),
			figureNote: yearNote(sheet, shown) + carriedNote(shown),
			state: stateNote(shown),
			status: shownStatus(shown),
			facts,
			remarks: remarks.map(({ label: heading, text }) => ({ label: heading, text })),
			chart: screenChart({
				years: sheet.years.map((each) => chartYear(sheet, each, year)),
				baseline: comparableBaseline(sheet),
				stages: sheet.style.stages,
				width: CHART_WIDTH,
				height: room
			}),
			chartTitle: `${sheet.name}の推移`,
			table: sheet.years.map((each) => ({
				year: eraFiscalYear(each.year),
				target: targetWithUnit(sheet, each),
				actual: each.year > year ? NO_FIGURE : figureWithUnit(sheet, each)
			}))
		}
	};
}

/** From the term's beginning, or a few years back where it has just begun, to the end of the term. */
function chartYears({ basicPlan }: KpiSheet, year: number): number[] {
	const first = Math.min(basicPlan.firstYear, year - YEARS_BACK);
	return Array.from({ length: basicPlan.lastYear - first + 1 }, (_, index) => first + index);
}

/** 「単年度」 beside a sum that is asked for: the large figure is the year's own. */
function yearNote({ indicator }: KpiSheet, shown: SheetYear): string {
	const isPeriod = shown.target.kind === 'target' && shown.target.figure.kind === 'period';
	return isPeriod && shown.actual?.value && indicator.accumulation !== 'cumulative' ? '単年度' : '';
}

/** The finding without the name, which stands above it. */
function messageOf(sheet: KpiSheet, shown: SheetYear): string {
	return finding({
		name: '',
		unit: sheet.unit,
		year: shown.year,
		isRank: sheet.isRank,
		kpi: sheet.judged,
		assessment: shown.judgement
	}).replace(/^[がはの]/, '');
}

/** 〈保健福祉〉 of the nearest chapter with a field, else what its screen's node is about. */
function labelOf({ tree, nodes }: ScreenMaterial, sheet: KpiSheet): string {
	const field = pathTo(tree, sheet.nodeId).findLast((node) => node.field !== null)?.field;
	const node = nodeOf(nodes, sheet);
	return `〈${field ?? node?.subtitle ?? node?.name ?? ''}〉`;
}

function factsOf(sheet: KpiSheet, shown: SheetYear): { label: string; text: string }[] {
	const target = heldFact(sheet, shown);
	const { baseline } = sheet;
	return [
		...(comparedActual(sheet, shown).isSum ? [{ label: '実績', text: comparedWithUnit(sheet, shown) }] : []),
		...(isSumUnknown(shown) ? [{ label: '実績', text: `累計は${UNKNOWN_SUM}` }] : []),
		{ label: target.label, text: target.text === NO_FIGURE ? 'なし' : target.text },
		...(baseline.value === null && baseline.text === ''
			? []
			: [{ label: '基準', text: withUnit(baseline.text, sheet) }])
	];
}

function remarksOf({ actual }: SheetYear): { label: string; text: string; lines: number }[] {
	return [
		{ label: '要因', text: actual?.cause ?? '' },
		{ label: '今後の取組', text: actual?.nextAction ?? '' }
	].flatMap(({ label, text }) => {
		const clipped = clipSentences(text, REMARK.lines, REMARK.perLine);
		return clipped === '' ? [] : [{ label, text: clipped, lines: lineCount(clipped, REMARK.perLine) }];
	});
}

/** The height that the words above and below leave to figure and chart. */
function heightLeft(
	name: { size: number; lines: number },
	message: { size: number; lines: number },
	remarks: readonly { lines: number }[]
): number {
	const head = 48 + name.lines * name.size * 1.25 + 8 + message.lines * message.size * 1.3;
	const foot = 116 + remarks.reduce((sum, { lines }) => sum + lines * REMARK.lineHeight, 0);
	return Math.round(Math.min(560, Math.max(320, 1080 - head - foot - 56)));
}

/**
 * The figure as large as its column and the room allow, 144 at least; a unit too long for that goes below it
 * where there is room. Words longer than the column shrink to 96.
 */
function figureFit(figure: string, unit: string, room: number): { figureSize: number; isUnitBelow: boolean } {
	const most = Math.min(196, Math.max(144, room - 250));
	const beside = Math.floor(Math.min(most, FIGURE_WIDTH / (emWidth(figure) + emWidth(unit) * 0.42)));
	const alone = Math.floor(Math.min(144, FIGURE_WIDTH / emWidth(figure)));
	const isUnitBelow = unit !== '' && beside < 144 && alone > beside && room >= 460;
	return { figureSize: Math.max(96, isUnitBelow ? alone : beside), isUnitBelow };
}

function comparableBaseline({ baseline, judged }: KpiSheet): number | null {
	return baseline.value === null || judged.baselineUse === 'reference' ? null : toNumber(baseline.value);
}

/** A carried value is no measurement of its year: its year stays a gap. */
function chartYear(sheet: KpiSheet, each: SheetYear, shownYear: number): ChartYear {
	const figure = each.target.kind === 'none' ? null : each.target.figure;
	const compared = comparedActual(sheet, each);
	const isCarried = each.actual?.carriedFrom != null;
	const actual = each.year > shownYear || isCarried ? null : compared.number;
	const isStage = sheet.style.stages.length > 0;
	return {
		year: each.year,
		label: shortFiscalYear(each.year),
		actual,
		actualText: actual === null || isStage ? '' : compared.text,
		target: targetNumbers(each),
		targetText: figure === null || isStage ? '' : each.targetText,
		due: each.year <= shownYear
	};
}

function targetNumbers({ target }: SheetYear): ChartYear['target'] {
	if (target.kind === 'target' && target.figure.kind === 'range') {
		return [rationalToNumber(target.figure.low), rationalToNumber(target.figure.high)];
	}
	return targetInForceNumber(target);
}
