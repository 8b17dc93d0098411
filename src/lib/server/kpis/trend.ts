/** 年度ごとの内訳: counts of every called year, kept apart where the years were judged by rules with other categories. */
import { asc, count, sql } from 'drizzle-orm';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { ReasonCode } from '#lib/domain/judging/judgement.ts';
import { hasSameCategories } from '#lib/domain/judging/scale.ts';
import type { StatusOf } from '#lib/domain/judging/summary.ts';
import type { Database } from '../db/client.ts';
import { judgement } from '../db/schema/index.ts';
import { remember } from '../live/remember.ts';
import { countGroup, type GroupCounts, type StatusCount } from './counts.ts';
import { readScales, type YearScale } from './scales.ts';

export interface TrendYear {
	readonly year: number;
	readonly name: string;
	readonly isShown: boolean;
	/** 「この年度から福岡市（第1版）」 where the categories stayed the same but the rule changed; else empty. */
	readonly note: string;
	readonly counts: GroupCounts;
}

/** Years that stand in one table because their categories are the same ones. */
export interface TrendSpan {
	/** 「令和6年度まで：標準（第1版）」; empty where there is only one span. */
	readonly heading: string;
	readonly columns: readonly Pick<StatusCount, 'label' | 'gloss' | 'filter'>[];
	readonly years: readonly TrendYear[];
}

export interface Trend {
	/** Oldest first. Rules with other categories are never put into the same columns. */
	readonly spans: readonly TrendSpan[];
	/** 「R7から福岡市（第1版）で判定しています。…」; empty while one rule judged all years. */
	readonly change: string;
	/** Most KPIs asked for in a year: the length of a full bar. */
	readonly most: number;
}

/** Each year over the KPIs of its own basic plan, by the rule of that year. */
export function readTrend(database: Database, shown: number): Trend {
	const scales = readScales(database);
	const years = [...readYearJudgements(database)].map(([year, list]) => ({
		year,
		rule: scales(year),
		counts: countGroup(list, scales(year).scale)
	}));
	const spans: (typeof years)[] = [];
	for (const each of years) {
		const last = spans.at(-1)?.at(-1);
		if (last && hasSameCategories(last.rule.scale, each.rule.scale)) spans.at(-1)?.push(each);
		else spans.push([each]);
	}
	return {
		spans: spans.map((list, index) => ({
			heading: spans.length === 1 ? '' : headingOf(list, index === spans.length - 1),
			columns: columnsOf(list.map(({ counts }) => counts)),
			years: list.map(({ year, rule, counts }, at) => ({
				year,
				name: eraFiscalYear(year),
				isShown: year === shown,
				note: at > 0 && list[at - 1]?.rule.ref !== rule.ref ? `この年度から${rule.title}` : '',
				counts
			}))
		})),
		change: changeText(years, spans.length > 1),
		most: Math.max(1, ...years.map(({ counts }) => counts.asked))
	};
}

/** What every called year was judged, in the order of the years: enough to count them. */
export function readYearJudgements(database: Database): ReadonlyMap<number, readonly StatusOf[]> {
	return remember(database, 'trend', () => {
		const label = sql<string | null>`json_extract(${judgement.body}, '$.own.label')`;
		const rows = database
			.select({
				year: judgement.fiscalYear,
				status: judgement.status,
				reasonCode: judgement.reasonCode,
				label,
				times: count()
			})
			.from(judgement)
			.groupBy(judgement.fiscalYear, judgement.status, judgement.reasonCode, label)
			.orderBy(asc(judgement.fiscalYear))
			.all();
		return new Map(
			[...Map.groupBy(rows, ({ year }) => year)].map(([year, list]) => [
				year,
				list.flatMap(({ status, reasonCode, label: own, times }) =>
					Array.from({ length: times }, (): StatusOf => ({
						status,
						reasonCode: reasonCode as ReasonCode,
						own: own === null ? undefined : { label: own }
					}))
				)
			])
		);
	});
}

interface RuledYear {
	readonly year: number;
	readonly rule: YearScale;
}

/** 「令和6年度まで：標準（第1版）」, 「令和7年度から：福岡市（第1版）」, 「令和7〜8年度：…」 by the span's place. */
function headingOf(list: readonly RuledYear[], isLast: boolean): string {
	const [first, last] = [list[0], list.at(-1)];
	if (first === undefined || last === undefined) return '';
	const rules = [...new Set(list.map(({ rule }) => rule.title))].join('、');
	const when = isLast
		? `${eraFiscalYear(first.year)}から`
		: first.year === last.year
			? eraFiscalYear(first.year)
			: `${eraFiscalYear(last.year)}まで`;
	return `${when}：${rules}`;
}

/** The columns of a table: those of its years, with what a year has beyond its rule. */
function columnsOf(list: readonly GroupCounts[]): TrendSpan['columns'] {
	const of = (part: 'graded' | 'apart') =>
		list.flatMap((counts) => counts[part].map(({ label, gloss, filter }) => ({ label, gloss, filter })));
	return [...new Map([...of('graded'), ...of('apart')].map((each) => [each.filter, each])).values()];
}

function changeText(years: readonly RuledYear[], isApart: boolean): string {
	const changes = years.flatMap(({ year, rule }, index) => {
		const before = years[index - 1];
		return before === undefined || before.rule.ref === rule.ref ? [] : [{ before: before.rule, year, rule }];
	});
	const [first] = changes;
	if (first === undefined) return '';
	const words = [
		`${shortFiscalYear(first.year - 1)}まで${first.before.title}`,
		...changes.map(({ year, rule }) => `${shortFiscalYear(year)}から${rule.title}`)
	].join('、');
	return `判定基準は、${words}です。${
		isApart
			? '区分が違う年度は表を分けています。数をそのまま比べないでください。'
			: '区分の名前は同じでも、決め方が変わっています。'
	}`;
}
