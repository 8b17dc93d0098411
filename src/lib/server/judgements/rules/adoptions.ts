/** Which rule judges which fiscal year: the adoptions, and the years that keep theirs because they are closed. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import type { Database } from '../../db/client.ts';
import { judgementRule, reportingCycle, ruleAdoption } from '../../db/schema/index.ts';
import { INSTALLED_FROM } from '../adopt-standard.ts';

/** One dated act: a rule judges a fiscal year and those after it, until a later adoption does. */
export interface RuleAdoption {
	readonly id: number;
	readonly fromYear: number;
	readonly decidedOn: string;
	readonly reason: string;
	/** Row of the rule's version. */
	readonly rowId: number;
	readonly rule: JudgementRule;
}

/** Every adoption, by first year, then in the order in which they were made. */
export function readAdoptions(database: Database): RuleAdoption[] {
	return database
		.select({ adoption: ruleAdoption, body: judgementRule.body })
		.from(ruleAdoption)
		.innerJoin(judgementRule, eq(judgementRule.id, ruleAdoption.ruleId))
		.orderBy(asc(ruleAdoption.fromYear), asc(ruleAdoption.id))
		.all()
		.map(({ adoption: { id, fromYear, decidedOn, reason, ruleId }, body }) => ({
			id,
			fromYear,
			decidedOn,
			reason: reason ?? '',
			rowId: ruleId,
			rule: JSON.parse(body) as JudgementRule
		}));
}

/**
 * The day before which no adoption can be decided that replaces this one: its own. Null for the one that the
 * installation made, which nobody decided.
 */
export function earliestDecision(before: RuleAdoption | undefined): string | null {
	return before === undefined || before.fromYear === INSTALLED_FROM ? null : before.decidedOn;
}

/** The adoption that holds in a year: the latest made for the latest first year that has come. */
export function adoptionIn(adoptions: readonly RuleAdoption[], year: number): RuleAdoption | undefined {
	return adoptions.findLast(({ fromYear }) => fromYear <= year);
}

/** The rule of a year. @throws Error where none was ever adopted; a new installation adopts 標準. */
export function ruleForYear(
	adoptions: readonly RuleAdoption[]
): (year: number) => Pick<RuleAdoption, 'rowId' | 'rule'> {
	return (year) => {
		const adopted = adoptionIn(adoptions, year);
		if (adopted === undefined)
			throw new Error(`no judgement rule is adopted for ${year}; expected at least ${STANDARD.id}`);
		return adopted;
	};
}

/** Fiscal years whose results are closed, with the moment of closing. They keep the rule that judged them. */
export function readClosedYears(database: Database): Map<number, string> {
	return new Map(
		database
			.select({ year: reportingCycle.fiscalYear, closedAt: reportingCycle.closedAt })
			.from(reportingCycle)
			.where(and(eq(reportingCycle.kind, 'final'), isNotNull(reportingCycle.closedAt)))
			.all()
			.map(({ year, closedAt }) => [year, closedAt ?? ''])
	);
}

/** The years from `fromYear` that an adoption made now would judge: up to the next adoption, null without end. */
export function lastYearOf(adoptions: readonly RuleAdoption[], fromYear: number): number | null {
	const next = adoptions.find((each) => each.fromYear > fromYear);
	return next === undefined ? null : next.fromYear - 1;
}
