import { STANDARD } from '#lib/domain/judging/rule.ts';
import type { Database } from '../db/client.ts';
import { judgementRule, ruleAdoption } from '../db/schema/index.ts';

export interface Adoption {
	/** First fiscal year that it judges. */
	readonly fromYear: number;
	readonly decidedOn: string;
	readonly reason: string;
	readonly createdAt: string;
}

/** The first year of the adoption that an installation makes: its day is that of the installation, no decision of the city. */
export const INSTALLED_FROM = 2000;

/** 標準 judges until the city adopts another rule. Does nothing where a rule is adopted already. */
export function adoptStandard(database: Database, { createdAt, ...adoption }: Adoption): void {
	if (database.select({ id: ruleAdoption.id }).from(ruleAdoption).get() !== undefined) return;
	const { id: ruleId } = database
		.insert(judgementRule)
		.values({
			code: STANDARD.id,
			version: STANDARD.version,
			name: STANDARD.name,
			body: JSON.stringify(STANDARD),
			createdAt
		})
		.returning({ id: judgementRule.id })
		.get();
	database
		.insert(ruleAdoption)
		.values({ ...adoption, ruleId })
		.run();
}
