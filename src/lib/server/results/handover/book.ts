import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDate, formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { ACCUMULATIONS, CYCLE_KINDS, RESPONSIBILITIES, VALUE_STATES } from '#lib/domain/model.ts';
import { may } from '#lib/domain/permissions.ts';
import { instantOf, todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { reportingCycle } from '../../db/schema/index.ts';
import { figureOf, finalTargetOf } from '../../indicators/figures.ts';
import { revisionInForce, standingIn } from '../../judgements/material.ts';
import { actualText, directionText, targetText } from '../../kpis/present.ts';
import { listDepartments } from '../../plan/queries.ts';
import { refuseDepartment } from '../entry/scope.ts';
import { readEntryItems, type EntryItem } from '../entry-items.ts';
import { readCard, type HandoverView } from './handover.ts';
import { rateText } from '../value-details.ts';

/** One indicator of the 引継書. */
export interface BookPage {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	/** 主管課 or 関係課. */
	readonly role: string;
	readonly facts: readonly { readonly name: string; readonly text: string }[];
	readonly card: HandoverView | null;
	/** What the card still lacks, by name; all three without a card. */
	readonly unwritten: readonly string[];
	readonly years: readonly BookYear[];
}

export interface BookYear {
	readonly year: string;
	readonly value: string;
	readonly rate: string | null;
	readonly remarks: readonly { readonly name: string; readonly text: string }[];
}

const YEARS = 3;

/**
 * 引継書: everything a successor needs to make a department's figures, for printing.
 * @throws DomainError `not-found` for a department that does not exist, `forbidden` for another's.
 */
export function readHandoverBook(context: Context, askedDepartment: string | null) {
	const today = todayOf(context.clock);
	const all = listDepartments(context.database, today);
	const choices = may(context.actor, { kind: 'review-results' })
		? all
		: all.filter(({ id }) => context.actor.departmentIds.includes(id));
	const chosen =
		askedDepartment === null || askedDepartment === ''
			? choices[0]
			: choices.find(({ code }) => code === askedDepartment);
	if (chosen === undefined) {
		if (askedDepartment) refuseDepartment(all, askedDepartment);
		throw new DomainError(
			'not-found',
			'担当課が決まっていないため、引継書を作れません。管理者に、利用者に課を付けるよう頼んでください。'
		);
	}
	const cycles = context.database
		.select()
		.from(reportingCycle)
		.all()
		.filter(({ opensOn }) => opensOn <= today)
		.sort((a, b) => b.fiscalYear - a.fiscalYear || a.kind.localeCompare(b.kind));
	const year = cycles[0]?.fiscalYear ?? null;
	const pages =
		year === null
			? []
			: readEntryItems(context, year, { departmentIds: [chosen.id] })
					.filter((item) => standingIn(item.material, year) === 'active')
					.map((item) => pageOf(context, item, chosen.id));
	return {
		department: { code: chosen.code, name: chosen.name },
		departments: choices.map(({ code, name }) => ({ code, name })),
		yearText: year === null ? '' : eraFiscalYear(year),
		printedAt: formatEraDateTime(instantOf(context.clock)),
		pages,
		unwritten: pages.filter(({ unwritten }) => unwritten.length > 0).length,
		calendar: cycles
			.filter(({ fiscalYear }) => year !== null && fiscalYear > year - YEARS)
			.map((cycle) => ({
				year: eraFiscalYear(cycle.fiscalYear),
				kind: CYCLE_KINDS[cycle.kind],
				opens: formatEraDate(cycle.opensOn),
				deadline: formatEraDate(cycle.deadline),
				closed: cycle.closedAt === null ? '受付中' : formatEraDateTime(cycle.closedAt)
			}))
	};
}

function pageOf(context: Context, item: EntryItem, departmentId: number): BookPage {
	const { material, all, year, reading } = item;
	const { indicator } = material;
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: indicator.decimals, stages: revision.stages ?? [] };
	const card = readCard(context.database, indicator.id);
	const role = item.holders.find(({ id }) => id === departmentId)?.role ?? 'lead';
	const others = item.holders.filter(({ id }) => id !== departmentId);
	const facts: [string, string | null][] = [
		['何を数えるか', revision.definition ?? indicator.definition],
		['計算のしかた', indicator.formula],
		['分子と分母', reading.rate ? `${reading.rate.numerator} ÷ ${reading.rate.denominator}` : null],
		['出典', indicator.source],
		['対象期間', indicator.measuredPeriod],
		['値の扱い', accumulationText(item)],
		['値が固まる時期', indicator.confirmationMonth === null ? null : `${indicator.confirmationMonth}月`],
		[
			'調査する年度',
			indicator.surveyYears === null ? null : indicator.surveyYears.map(shortFiscalYear).join('、')
		],
		['地区別の内訳', indicator.byDistrict ? 'あわせて入力する' : null],
		[
			'目標',
			`${directionText(revision.direction, revision.goal, revision.isRank)}　最終目標 ${targetText(finalTargetOf(revision), style)}（${shortFiscalYear(revision.finalYear)}）`
		],
		['一緒に受け持つ課', others.map((each) => `${each.name}（${RESPONSIBILITIES[each.role]}）`).join('、')]
	];
	return {
		code: indicator.code,
		name: revision.name,
		unit: indicator.unit,
		isSample: indicator.isSample,
		role: RESPONSIBILITIES[role],
		facts: facts.flatMap(([name, text]) => (text ? [{ name, text }] : [])),
		card,
		unwritten: (
			[
				['どう出したか', card?.howMade],
				['間違えやすいところ', card?.pitfalls],
				['問い合わせ先', card?.contact]
			] as const
		).flatMap(([name, text]) => (text ? [] : [name])),
		years: [year, year - 1, year - 2].map((each) => yearOf(item, each, style))
	};
}

function yearOf(item: EntryItem, year: number, style: { decimals: number; stages: string[] }): BookYear {
	const confirmed = item.material.results.get(year)?.confirmed ?? null;
	const row = confirmed ?? (year === item.year ? item.current : null);
	const text = row === null ? '' : actualText(figureOf(row), row.missingReason, style);
	return {
		year: shortFiscalYear(year),
		value:
			text === ''
				? '－'
				: `${text}${row?.missingReason || style.stages.length > 0 ? '' : ` ${item.material.indicator.unit}`}${noteOf(row, confirmed !== null)}`,
		rate: rateText(item, row),
		remarks: [
			{ name: '要因分析', text: row?.cause ?? '' },
			{ name: '課題', text: row?.issue ?? '' },
			{ name: '今後の取組', text: row?.nextAction ?? '' }
		].filter((each) => each.text !== '')
	};
}

/** 「（速報、確認前）」: what keeps a value from being final. */
function noteOf(row: EntryItem['current'], isConfirmed: boolean): string {
	const state = row?.valueState;
	const notes = [
		...(state && state !== 'final' ? [VALUE_STATES[state]] : []),
		...(row?.carriedFromYear ? [`${shortFiscalYear(row.carriedFromYear)}の値`] : []),
		...(isConfirmed ? [] : ['確認前'])
	];
	return notes.length === 0 ? '' : `（${notes.join('、')}）`;
}

function accumulationText({ reading }: EntryItem): string {
	const word = ACCUMULATIONS[reading.accumulation];
	if (reading.accumulation !== 'cumulative') return word;
	return `${word}（${reading.cumulativeEntry === 'increment' ? 'その年度に増えた分だけを入力する' : '累計を入力する'}）`;
}
