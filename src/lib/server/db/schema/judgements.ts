import { check, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { STATUSES, codes } from '#lib/domain/model.ts';
import { id, day, instant, oneOf } from './columns.ts';
import { edition } from './editions.ts';
import { kpi } from './indicators.ts';
import { reportingCycle, resultRevision } from './results.ts';

/** 判定基準: a rule as data, versioned; never changed once written. */
export const judgementRule = sqliteTable(
	'judgement_rule',
	{
		id: id(),
		code: text('code').notNull(),
		version: integer('version').notNull(),
		name: text('name').notNull(),
		/** The rule itself as JSON, read back through its schema. */
		body: text('body').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [unique('judgement_rule_key').on(t.code, t.version)]
);

/** Which rule judges a fiscal year and those after it, from which day. */
export const ruleAdoption = sqliteTable('rule_adoption', {
	id: id(),
	fromYear: integer('from_year').notNull(),
	ruleId: integer('rule_id')
		.notNull()
		.references(() => judgementRule.id),
	decidedOn: day('decided_on').notNull(),
	reason: text('reason')
});

/** What a judgement says; the same columns while the year is open and when it is sealed. */
const outcome = () => ({
	kpiId: integer('kpi_id')
		.notNull()
		.references(() => kpi.id),
	fiscalYear: integer('fiscal_year').notNull(),
	ruleId: integer('rule_id')
		.notNull()
		.references(() => judgementRule.id),
	status: text('status', { enum: codes(STATUSES) }).notNull(),
	reasonCode: text('reason_code').notNull(),
	/** The target that judged: an edition's, or null for the final target and for a straight line. */
	targetEditionId: integer('target_edition_id').references(() => edition.id),
	resultRevisionId: integer('result_revision_id').references(() => resultRevision.id),
	/** The whole judgement with its sum, as JSON (exact fractions as text). */
	body: text('body').notNull()
});

/** The judgement as it stands now; written in the transaction that changed a result, a target or a rule. */
export const judgement = sqliteTable('judgement', outcome(), (t) => [
	primaryKey({ columns: [t.kpiId, t.fiscalYear] }),
	check('judgement_status', oneOf(t.status, STATUSES)),
	index('judgement_year').on(t.fiscalYear, t.status)
]);

/** The judgement as it was when its year was closed; append-only. A late report adds a second one. */
export const sealedJudgement = sqliteTable(
	'sealed_judgement',
	{
		id: id(),
		...outcome(),
		cycleId: integer('cycle_id')
			.notNull()
			.references(() => reportingCycle.id),
		sealedAt: instant('sealed_at').notNull()
	},
	(t) => [
		check('sealed_judgement_status', oneOf(t.status, STATUSES)),
		index('sealed_judgement_kpi').on(t.kpiId, t.fiscalYear)
	]
);
