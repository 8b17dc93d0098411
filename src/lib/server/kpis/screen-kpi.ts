import { screenChart, type ChartYear } from '#lib/charts/screen-chart.ts';
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { finding } from '#lib/domain/judging/finding.ts';
import { NO_FIGURE } from '#lib/format.ts';
import type { Context } from '../command.ts';
import { todayOf } from '../clock.ts';
import { pathTo } from '../plan/queries.ts';
import { carriedNote, comparedWithUnit, figureWithUnit, stateNote, targetWithUnit, withUnit } from './screen-figures.ts';
import { nodeOf, readScreenMaterial, type ScreenAsked, type ScreenMaterial } from './screen-frame.ts';
import { clipSentences, emWidth, fitSize, lineCount } from './screen-text.ts';
import { comparedActual, figureWords, shownStatus, targetInForceNumber } from './shown.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from './sheets.ts';

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
		throw new DomainError('not-found', `${eraFiscalYear(year)}の計画に「${code}」という指標はありません。一覧から選んでください。`);
	}
	const years = chartYears(found, year);
	const [sheet = found] = readSheets(context.database, { kpiIds: [found.id], years, namedIn: year, today: todayOf(context.clock) });
	const shown = yearOf(sheet, year);
	const message = messageOf(sheet, shown);
	const label = labelOf(material, sheet);
	const remarks = remarksOf(shown);
	const nameSize = fitSize(sheet.name, { width: WIDTH - (emWidth(label) + 1) * 44, size: 56, least: 44, lines: 2 });
	const messageSize = fitSize(message, { width: WIDTH, size: 64, least: 52, lines: emWidth(message) * 64 > WIDTH ? 2 : 1 });
	const room = heightLeft({ label, name: sheet.name, nameSize, message, messageSize, remarkLines: remarks.flatMap(({ lines }) => lines) });
	const node = nodeOf(material.nodes, sheet);
	const figure = figureWords(shown);
	const unit = withUnit(figure, sheet).slice(figure.length);
	const facts = factsOf(sheet, shown);
	return {
		frame: material.frame({ kind: 'kpi', code }, node && { kind: 'goal', node: node.code }),
		screen: {
			label,
			name: sheet.name,
			nameSize,
			message,
			messageSize,
			figure,
			unit,
			figureSize: figureSize(figure, unit, room - 110 - facts.length * 68),
			figureNote: carriedNote(shown),
			state: stateNote(shown),
			status: shownStatus(shown),
			facts,
			remarks: remarks.map(({ label: remarkLabel, text }) => ({ label: remarkLabel, text })),
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

/** 〈保健福祉〉 of the nearest chapter with a field, else the name of its screen's node. */
function labelOf({ tree, nodes }: ScreenMaterial, sheet: KpiSheet): string {
	const field = pathTo(tree, sheet.nodeId).findLast((node) => node.field !== null)?.field;
	return `〈${field ?? nodeOf(nodes, sheet)?.name ?? ''}〉`;
}

function factsOf(sheet: KpiSheet, shown: SheetYear): { label: string; text: string }[] {
	const target = targetWithUnit(sheet, shown);
	const { baseline } = sheet;
	return [
		...(comparedActual(sheet, shown).isSum ? [{ label: '実績', text: comparedWithUnit(sheet, shown) }] : []),
		{ label: '目標', text: target === NO_FIGURE ? 'なし' : target },
		...(baseline.value === null && baseline.text === '' ? [] : [{ label: '基準', text: withUnit(baseline.text, sheet) }])
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
function heightLeft(words: {
	label: string;
	name: string;
	nameSize: number;
	message: string;
	messageSize: number;
	remarkLines: readonly number[];
}): number {
	const nameLines = lineCount(words.name, (WIDTH - (emWidth(words.label) + 1) * 44) / words.nameSize);
	const messageLines = lineCount(words.message, WIDTH / words.messageSize);
	const head = 48 + nameLines * words.nameSize * 1.25 + 8 + messageLines * words.messageSize * 1.3;
	const foot = 92 + words.remarkLines.reduce((sum, lines) => sum + lines * REMARK.lineHeight, 24);
	return Math.round(Math.min(560, Math.max(320, 1080 - head - foot - 56)));
}

/** As large as its column and the room allow, but not below 144 where that fits, nor below 96. */
function figureSize(figure: string, unit: string, height: number): number {
	const em = emWidth(figure) + emWidth(unit) * 0.42;
	const size = Math.floor(Math.min(196, FIGURE_WIDTH / em, Math.max(144, height)));
	return Math.max(96, size);
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
