import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { CYCLE_KINDS, MISSING_REASONS, VALUE_STATES, WORKFLOW_STATES, codes } from '#lib/domain/model.ts';
import { account } from './accounts.ts';
import { day, decimalColumns, flag, id, instant, oneOf, wholeDecimal } from './columns.ts';
import { department } from './departments.ts';
import { indicator } from './indicators.ts';
import { district } from './plan.ts';

/** 実績照会: a call for the figures of one fiscal year. */
export const reportingCycle = sqliteTable(
	'reporting_cycle',
	{
		id: id(),
		fiscalYear: integer('fiscal_year').notNull(),
		kind: text('kind', { enum: codes(CYCLE_KINDS) }).notNull(),
		opensOn: day('opens_on').notNull(),
		deadline: day('deadline').notNull(),
		closedAt: instant('closed_at'),
		closedBy: integer('closed_by').references(() => account.id)
	},
	(t) => [
		unique('reporting_cycle_key').on(t.fiscalYear, t.kind),
		check('reporting_cycle_kind', oneOf(t.kind, CYCLE_KINDS)),
		check('reporting_cycle_days', sql`${t.opensOn} <= ${t.deadline}`)
	]
);

/**
 * 実績: the head row of one indicator's figure of one fiscal year. `version` is the lock that keeps two
 * people from overwriting each other. Figures are in `result_revision`, which only grows.
 */
export const result = sqliteTable(
	'result',
	{
		id: id(),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicator.id),
		fiscalYear: integer('fiscal_year').notNull(),
		/** Null: the city's figure. */
		districtId: integer('district_id').references(() => district.id),
		state: text('state', { enum: codes(WORKFLOW_STATES) }).notNull(),
		/** The newest revision's number. */
		currentRevision: integer('current_revision').notNull(),
		/** The revision that counts; null until the planning division confirmed one. */
		confirmedRevision: integer('confirmed_revision'),
		version: integer('version').notNull().default(1)
	},
	(t) => [
		uniqueIndex('result_city')
			.on(t.indicatorId, t.fiscalYear)
			.where(sql`district_id is null`),
		uniqueIndex('result_district')
			.on(t.indicatorId, t.fiscalYear, t.districtId)
			.where(sql`district_id is not null`),
		check('result_state', oneOf(t.state, WORKFLOW_STATES)),
		check('result_confirmed', sql`${t.state} <> 'confirmed' or ${t.confirmedRevision} is not null`),
		index('result_year').on(t.fiscalYear, t.state)
	]
);

const value = decimalColumns('value');
const total = decimalColumns('running_total');
const numerator = decimalColumns('numerator');
const denominator = decimalColumns('denominator');

/** One saved version of a result; append-only. */
export const resultRevision = sqliteTable(
	'result_revision',
	{
		id: id(),
		resultId: integer('result_id')
			.notNull()
			.references(() => result.id),
		revision: integer('revision').notNull(),
		/** The text exactly as somebody entered it. */
		enteredText: text('entered_text').notNull(),
		/** The figure; the index of a stage. */
		valueDigits: value.digits,
		valueScale: value.scale,
		/** The running total where a cumulative indicator is entered as this year's amount. */
		runningTotalDigits: total.digits,
		runningTotalScale: total.scale,
		valueState: text('value_state', { enum: codes(VALUE_STATES) }),
		missingReason: text('missing_reason', { enum: codes(MISSING_REASONS) }),
		/** The fiscal year in which a carried value was measured. */
		carriedFromYear: integer('carried_from_year'),
		measuredPeriod: text('measured_period'),
		/** 要因分析・課題・今後の取組 */
		cause: text('cause').notNull().default(''),
		issue: text('issue').notNull().default(''),
		nextAction: text('next_action').notNull().default(''),
		/** The department that reported, by the name it then had. */
		departmentId: integer('department_id').references(() => department.id),
		departmentName: text('department_name').notNull(),
		enteredBy: integer('entered_by').references(() => account.id),
		enteredByName: text('entered_by_name').notNull(),
		/** 代理入力 by the planning division. */
		onBehalf: flag('on_behalf').notNull().default(false),
		/** Why a final value was changed. */
		correctionReason: text('correction_reason'),
		createdAt: instant('created_at').notNull(),
		/** The two figures behind a rate that is computed; both or neither. */
		numeratorDigits: numerator.digits,
		numeratorScale: numerator.scale,
		denominatorDigits: denominator.digits,
		denominatorScale: denominator.scale
	},
	(t) => [
		unique('result_revision_number').on(t.resultId, t.revision),
		check('result_revision_value', wholeDecimal(t.valueDigits, t.valueScale)),
		check('result_revision_total', wholeDecimal(t.runningTotalDigits, t.runningTotalScale)),
		check(
			'result_revision_value_state',
			sql`${t.valueState} is null or ${oneOf(t.valueState, VALUE_STATES)}`
		),
		check(
			'result_revision_missing_reason',
			sql`${t.missingReason} is null or ${oneOf(t.missingReason, MISSING_REASONS)}`
		),
		check('result_revision_value_or_reason', sql`${t.valueDigits} is null or ${t.missingReason} is null`)
	]
);

export const RESULT_EVENTS = {
	saved: '下書き保存',
	submitted: '提出',
	withdrawn: '提出の取下げ',
	'head-confirmed': '所属長確認',
	returned: '差戻し',
	confirmed: '確認'
} as const;

/** What happened to a result, in order; append-only. */
export const resultEvent = sqliteTable(
	'result_event',
	{
		id: id(),
		resultId: integer('result_id')
			.notNull()
			.references(() => result.id),
		revision: integer('revision').notNull(),
		kind: text('kind', { enum: codes(RESULT_EVENTS) }).notNull(),
		reason: text('reason'),
		accountId: integer('account_id').references(() => account.id),
		accountName: text('account_name').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		check('result_event_kind', oneOf(t.kind, RESULT_EVENTS)),
		check('result_event_reason', sql`${t.kind} <> 'returned' or length(trim(coalesce(${t.reason}, ''))) > 0`),
		index('result_event_result').on(t.resultId)
	]
);
