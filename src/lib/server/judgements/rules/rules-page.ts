/** What the pages about rules show. */
import { formatEraDate, formatFiscalYear, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import { gradeWords, methodWords, ruleSections } from '#lib/domain/judging/rule-words.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { Database } from '../../db/client.ts';
import { listBasicPlans, listCalledYears } from '../../plan/queries.ts';
import {
	adoptionIn,
	earliestDecision,
	lastYearOf,
	readAdoptions,
	readClosedYears,
	type RuleAdoption
} from './adoptions.ts';
import { adoptionLock } from './adopt-rule.ts';
import { findRule, listFreePresets, listStoredRules, refOf, ruleTitle, type RuleVersion } from './rules.ts';

/** Fiscal years of all basic plans, oldest first. */
function planYears(database: Database): number[] {
	return listBasicPlans(database).flatMap(({ firstYear, lastYear }) =>
		Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)
	);
}

/** 判定基準: the rule of each year, the history of adoptions, the rules and the presets. */
export function readRulesPage(database: Database) {
	const adoptions = readAdoptions(database);
	const closed = readClosedYears(database);
	const called = new Set(listCalledYears(database));
	const stored = listStoredRules(database);
	const years = planYears(database);
	return {
		years: years.map((year) => {
			const adoption = adoptionIn(adoptions, year);
			const closedAt = closed.get(year);
			return {
				year,
				text: formatFiscalYear(year),
				rule: adoption === undefined ? null : { ref: refOf(adoption.rule), title: ruleTitle(adoption.rule) },
				since: adoption === undefined ? '' : shortFiscalYear(adoption.fromYear),
				decidedOn: adoption === undefined ? '' : formatEraDate(adoption.decidedOn),
				reason: adoption?.reason ?? '',
				closedOn: closedAt === undefined ? null : formatEraDate(japanDate(closedAt)),
				isCalled: called.has(year)
			};
		}),
		/** In the order in which they were made. */
		history: [...adoptions]
			.sort((a, b) => a.id - b.id)
			.map((adoption) => ({ id: adoption.id, ...acted(adoption) })),
		rules: [...Map.groupBy(stored, ({ rule }) => rule.id)].map(([code, versions]) => ({
			code,
			name: versions.at(-1)?.rule.name ?? code,
			versions: versions
				.map((version) => ({
					ref: version.ref,
					version: version.rule.version,
					createdOn: version.createdAt === null ? '' : formatEraDate(japanDate(version.createdAt)),
					judges: yearsOf(version, adoptions, years)
				}))
				.reverse()
		})),
		presets: listFreePresets(stored).map(({ ref, rule }) => ({
			ref,
			code: rule.id,
			name: rule.name,
			source: (rule.method === 'bands' ? rule.source : undefined) ?? '',
			grades: gradeWords(rule).map(({ label, status }) => ({ label, status }))
		}))
	};
}

function acted({ fromYear, decidedOn, reason, rule }: RuleAdoption) {
	return {
		from: `${formatFiscalYear(fromYear)}から`,
		ref: refOf(rule),
		title: ruleTitle(rule),
		decidedOn: formatEraDate(decidedOn),
		reason
	};
}

/** 「R3〜R7」: the years that a version judges now, as runs. */
function yearsOf(version: RuleVersion, adoptions: readonly RuleAdoption[], years: readonly number[]): string {
	const own = years.filter((year) => {
		const adopted = adoptionIn(adoptions, year)?.rowId;
		return adopted !== undefined && adopted === version.rowId;
	});
	const runs: [number, number][] = [];
	for (const year of own) {
		const last = runs.at(-1);
		if (last && last[1] === year - 1) last[1] = year;
		else runs.push([year, year]);
	}
	return runs
		.map(([first, last]) =>
			first === last ? shortFiscalYear(first) : `${shortFiscalYear(first)}〜${shortFiscalYear(last)}`
		)
		.join('、');
}

/**
 * One version of a rule in words.
 * @throws DomainError `not-found` for a rule or version that does not exist.
 */
export function readRulePage(database: Database, code: string, version: string | null) {
	const found = findRule(
		database,
		version === null || version.trim() === '' ? code : `${code}@${version.trim()}`
	);
	const { rule } = found;
	const adoptions = readAdoptions(database);
	const years = planYears(database);
	const siblings = listStoredRules(database).filter((each) => each.rule.id === rule.id);
	return {
		ref: found.ref,
		code: rule.id,
		version: rule.version,
		name: rule.name,
		title: ruleTitle(rule),
		source: (rule.method === 'bands' ? rule.source : undefined) ?? '',
		isPreset: found.rowId === null,
		createdOn: found.createdAt === null ? null : formatEraDate(japanDate(found.createdAt)),
		judges: yearsOf(found, adoptions, years),
		method: methodWords(rule),
		grades: gradeWords(rule),
		sections: ruleSections(rule),
		versions: siblings
			.map((each) => ({
				version: each.rule.version,
				title: ruleTitle(each.rule),
				createdOn: each.createdAt === null ? '' : formatEraDate(japanDate(each.createdAt)),
				judges: yearsOf(each, adoptions, years)
			}))
			.reverse(),
		adoptions: [...adoptions]
			.filter((each) => each.rowId === found.rowId)
			.sort((a, b) => a.id - b.id)
			.map((adoption) => ({ id: adoption.id, ...acted(adoption) }))
	};
}

/** The rule as a file that `judge --rule` and another installation read. */
export function ruleFile(rule: JudgementRule): { name: string; body: string } {
	return {
		name: `michishirube-rule-${rule.id}-${rule.version}.json`,
		body: `${JSON.stringify(rule, null, 2)}\n`
	};
}

/** Years to try a rule on: those whose results have been called for, newest first. */
export function benchYears(database: Database): { year: number; text: string }[] {
	const years = new Set(planYears(database));
	return listCalledYears(database)
		.filter((year) => years.has(year))
		.sort((a, b) => b - a)
		.map((year) => ({ year, text: formatFiscalYear(year) }));
}

/**
 * What has to be known before a rule is adopted from a year: the years there are to choose from, why the chosen one
 * is locked, and up to which year the adoption reaches.
 */
export function readAdoption(database: Database, asked: number | null) {
	const adoptions = readAdoptions(database);
	const closed = readClosedYears(database);
	const years = planYears(database).map((year) => ({
		year,
		text: formatFiscalYear(year),
		lock: adoptionLock(adoptions, closed, year)
	}));
	const open = years.filter(({ lock }) => lock === null);
	const year = asked ?? open[0]?.year ?? null;
	if (year === null)
		throw new DomainError('locked', 'すべての年度が締め切られています。採用できる年度がありません。');
	const chosen = years.find((each) => each.year === year);
	if (chosen === undefined)
		throw new DomainError('not-found', `${formatFiscalYear(year)}は計画の期間にありません。`);
	const until = lastYearOf(adoptions, year);
	const lastOpen = until ?? years.at(-1)?.year ?? year;
	const called = listCalledYears(database);
	const now = adoptionIn(adoptions, year);
	return {
		year,
		yearText: chosen.text,
		lock: chosen.lock,
		years: open.map(({ year: each, text }) => ({ year: each, text })),
		current:
			now === undefined
				? null
				: {
						id: now.id,
						ref: refOf(now.rule),
						title: ruleTitle(now.rule),
						earliest: earliestDecision(now),
						earliestText: formatEraDate(now.decidedOn)
					},
		until: until === null ? null : formatFiscalYear(until),
		/** Called years that would be judged anew. */
		rejudged: called.filter((each) => each >= year && each <= lastOpen && !closed.has(each))
	};
}
