/** 判定基準の試算: a year judged under two rules, without storing anything. */
import { formatFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	aggregateUnder,
	changeUnder,
	countLabels,
	RULE_CHANGES,
	targetMet,
	type LabelCount,
	type RuleChange
} from '#lib/domain/judging/compare-rules.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { judgementWord } from '#lib/domain/judging/own-word.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import { figureText } from '#lib/domain/judging/text.ts';
import { COMMON_SCALE, inCommonWords } from '#lib/domain/judging/scale.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { kpi } from '../../db/schema/index.ts';
import type { CsvCell } from '../../files/csv.ts';
import { exactCell } from '../../files/exact-cell.ts';
import { figureOf } from '../../indicators/figures.ts';
import { countGroup, type GroupCounts } from '../../kpis/counts.ts';
import { actualText } from '../../kpis/present.ts';
import { readLeadDepartments } from '../../kpis/lead-departments.ts';
import { styleOf } from '../../kpis/sheet-year.ts';
import { usedTarget } from '../../kpis/shown.ts';
import { basicPlanFor, listEditions, type EditionRow } from '../../plan/queries.ts';
import { judgeYear, judgeYears, targetFor, type JudgedYear } from '../judge-kpi.ts';
import { revisionInForce, type JudgingMaterial, type KpiMaterial } from '../material.ts';
import { readMaterial } from '../read-material.ts';
import { ruleTitle } from './rules.ts';

/** One rule's side of the comparison. */
export interface BenchSide {
	readonly title: string;
	readonly code: string;
	readonly version: number;
	/** Counts by the common statuses. */
	readonly counts: GroupCounts;
	/** Counts by the rule's own labels. */
	readonly labels: readonly LabelCount[];
	/** The city's published mean or sum, as it prints it; null for a rule without one. */
	readonly aggregate: { readonly label: string; readonly shown: string; readonly leftOut: number } | null;
}

/** What one rule says of one KPI. */
export interface BenchGrade {
	readonly status: Status;
	/** The bare label; null under 「標準」. */
	readonly own: string | null;
	/** As a page writes it. */
	readonly word: string;
	readonly points: string | null;
	readonly rateShown: string | null;
	readonly reason: string;
	readonly sum: Sum;
	/** 使った目標 in words. */
	readonly target: string;
	/** What the rule compared, as plain decimal text (the sum of a period); null where nothing was, and for a stage. */
	readonly used: string | null;
	/** The sum of a period as a page prints it; null for anything else. */
	readonly total: string | null;
}

/** A KPI that the two rules judge or name differently. */
export interface BenchChange {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly department: string | null;
	readonly isSample: boolean;
	readonly actual: string;
	/** The same for a file: a number where it is one. */
	readonly actualCell: CsvCell;
	/** The unit to print beside `actual`: empty beside a stage and where a word stands for the figure. */
	readonly actualUnit: string;
	readonly change: RuleChange;
	readonly left: BenchGrade;
	readonly right: BenchGrade;
}

export interface Bench {
	readonly year: number;
	readonly yearText: string;
	readonly kpis: number;
	readonly left: BenchSide;
	readonly right: BenchSide;
	/** 悪くなる first, then 良くなる, 判定の有無が変わる and 呼び方だけ変わる; within each in the plan's order. */
	readonly changes: readonly BenchChange[];
	/** Those that really change: all but 呼び方だけ変わる. */
	readonly changed: number;
	readonly totals: Readonly<Record<RuleChange, number>>;
	/** Not yet called years have nothing to judge. */
	readonly isCalled: boolean;
}

export interface BenchRequest {
	readonly year: number;
	/** Null is the rule in force in the year. */
	readonly left: JudgementRule | null;
	readonly right: JudgementRule;
	readonly today: string;
}

/**
 * Judges the KPIs of a year's basic plan under two rules. Earlier years keep the rule in force, as they would if
 * the rule were adopted from this year on. Nothing is written.
 * @throws DomainError `not-found` for a year of no basic plan.
 */
export function readBench(database: Database, { year, left, right, today }: BenchRequest): Bench {
	const term = basicPlanFor(database, year);
	const all = readMaterial(database, kpisOf(database, term.id));
	const materials = [...all.kpis.values()].sort((a, b) => a.kpi.position - b.kpi.position);
	const leftRule = left ?? all.ruleFor(year).rule;
	const isCalled = all.calledYears.includes(year);
	const earlier = all.calledYears.filter((each) => term.firstYear <= each && each < year);
	const judged = isCalled
		? materials.map((material) => ({
				material,
				left: judgedUnder(all, material, earlier, year, leftRule),
				right: judgedUnder(all, material, earlier, year, right)
			}))
		: [];
	const departments = readLeadDepartments(database, today);
	const editions = listEditions(database);
	const changes = judged.flatMap(({ material, ...pair }): BenchChange[] => {
		const revision = revisionInForce(material, all.editions, year);
		const compared = ({ judgement }: JudgedYear) => ({
			...judgement,
			isMet: targetMet(judgement, revision.direction)
		});
		const change = changeUnder(leftRule, right, compared(pair.left), compared(pair.right));
		if (change === null) return [];
		const confirmed = material.results.get(year)?.confirmed ?? null;
		const style = styleOf(material, revision);
		const figure = confirmed && figureOf(confirmed);
		return [
			{
				code: material.kpi.code,
				name: revision.name,
				unit: material.indicator.unit,
				department: departments.get(material.indicator.id)?.name ?? null,
				isSample: material.kpi.isSample,
				actual: confirmed === null ? '' : actualText(figure, confirmed.missingReason, style),
				actualCell:
					figure === null || style.stages.length > 0
						? { printed: confirmed === null ? '' : actualText(figure, confirmed.missingReason, style) }
						: exactCell(figure, style.decimals),
				actualUnit: figure === null || style.stages.length > 0 ? '' : material.indicator.unit,
				change,
				left: gradeOf(all, material, pair.left, editions),
				right: gradeOf(all, material, pair.right, editions)
			}
		];
	});
	const order = Object.keys(RULE_CHANGES) as RuleChange[];
	const total = (change: RuleChange) => changes.filter((each) => each.change === change).length;
	return {
		year,
		yearText: formatFiscalYear(year),
		kpis: materials.length,
		left: sideOf(
			leftRule,
			judged.map((each) => each.left)
		),
		right: sideOf(
			right,
			judged.map((each) => each.right)
		),
		changes: order.flatMap((change) => changes.filter((each) => each.change === change)),
		changed: changes.length - total('renamed'),
		totals: {
			worse: total('worse'),
			better: total('better'),
			judged: total('judged'),
			renamed: total('renamed')
		},
		isCalled
	};
}

function kpisOf(database: Database, basicPlanId: number): number[] {
	return database
		.select({ id: kpi.id })
		.from(kpi)
		.where(eq(kpi.basicPlanId, basicPlanId))
		.all()
		.map(({ id }) => id);
}

/** Row of a rule that is tried: it judges, but is not stored. */
const UNSTORED = 0;

function judgedUnder(
	all: JudgingMaterial,
	material: KpiMaterial,
	earlier: readonly number[],
	year: number,
	rule: JudgementRule
): JudgedYear {
	const tried: JudgingMaterial = {
		...all,
		ruleFor: (each) => (each >= year ? { rowId: UNSTORED, rule } : all.ruleFor(each))
	};
	const isCarried = material.results.get(year)?.confirmed?.carriedFromYear != null;
	const before = isCarried ? judgeYears(all, material, earlier).at(-1) : undefined;
	return judgeYear(tried, material, year, before?.judgement ?? null);
}

function sideOf(rule: JudgementRule, judged: readonly JudgedYear[]): BenchSide {
	const judgements = judged.map(({ judgement }) => judgement);
	const found = aggregateUnder(rule, judgements);
	const aggregation = rule.method === 'bands' ? rule.aggregation : undefined;
	return {
		title: ruleTitle(rule),
		code: rule.id,
		version: rule.version,
		counts: countGroup(judgements.map(inCommonWords), COMMON_SCALE),
		labels: countLabels(rule, judgements),
		aggregate:
			found === null || aggregation === undefined
				? null
				: {
						label: `${aggregation.of === 'points' ? '評価点' : '達成率'}の${aggregation.method === 'mean' ? '平均' : '合計'}`,
						shown: found.shown,
						leftOut: found.leftOut
					}
	};
}

function gradeOf(
	all: JudgingMaterial,
	material: KpiMaterial,
	{ judgement, year }: JudgedYear,
	editions: readonly EditionRow[]
): BenchGrade {
	const { status, own, reason, sum, comparison, measuredYear } = judgement;
	const target = targetFor(all, material, comparison?.year ?? measuredYear ?? year);
	return {
		status,
		own: own?.label ?? null,
		word: judgementWord(judgement),
		points: own?.points ?? null,
		rateShown: own?.rateShown ?? null,
		reason,
		sum,
		target: usedTarget(judgement, target, editions),
		used:
			comparison === null || comparison.figure.kind === 'stage'
				? null
				: exactCell(comparison.actual, material.indicator.decimals).number,
		total:
			comparison?.figure.kind === 'period' ? figureText(comparison.actual, material.indicator.decimals) : null
	};
}

/** The bare label that the rule prints, for files. */
export function printedLabel({ own, status }: BenchGrade): string {
	return own ?? STATUSES[status];
}
