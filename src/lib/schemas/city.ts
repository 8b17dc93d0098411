/**
 * The city file: a whole city's plan, indicators, editions and past results as one JSON document. This is the
 * only definition of the format; the loader, the checks and the demo city are typed by it. Figures are decimal
 * texts, years are fiscal years (the year they start in), days are ISO dates. Accounts are never in it.
 */
import { z } from 'zod';
import { decimal, MAX_DIGITS } from '#lib/domain/decimal.ts';
import { japanDate } from '#lib/domain/fiscal-year.ts';
import {
	ACCUMULATIONS,
	BASELINE_USES,
	CYCLE_KINDS,
	DIRECTIONS,
	EDITION_STATES,
	GOALS,
	LEDGER_KINDS,
	MISSING_REASONS,
	MONEY_SOURCES,
	MONEY_STAGES,
	PROJECT_DIRECTIONS,
	RESPONSIBILITIES,
	TARGET_KINDS,
	VALUE_STATES,
	codes
} from '#lib/domain/model.ts';

/** Stands in every file, so that a later format can tell an older file. */
export const CITY_FORMAT = 'michishirube-city-1';

/** Decimals that a stored figure may have. */
const MAX_SCALE = 12;

const text = z.string().refine((value) => value.trim() !== '', '空です。文字を入れてください。');
const code = z
	.string()
	.regex(
		/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/,
		'コードとして使えません。半角の英数字・ハイフン・下線で、英数字から始めて50文字までにしてください（例：s1-2）。'
	);
const year = z.int().min(1926).max(2117);
const day = z.string().refine(isDay, '日付として読めません。"2026-03-31" の形で書いてください。');
const isSample = z.boolean().default(false);

/** A figure as decimal text, for fields that never name a stage. */
const figure = z
	.string()
	.refine(isFigure, '数値として読めません。桁区切りや単位を付けず、"1234" や "-12.5" の形で書いてください。');
const money = z
	.string()
	.regex(
		/^-?\d{1,15}$/,
		'金額として読めません。千円単位の整数で、桁区切りを付けずに書いてください（例："1200"）。'
	);
const cost = z
	.string()
	.regex(
		/^\d{1,15}$/,
		'金額として読めません。千円単位の0以上の整数で、桁区切りを付けずに書いてください（例："1200"）。'
	);

/** Whether a text is a figure that can be stored exactly: a plain decimal of at most 15 digits. */
export function isFigure(value: string): boolean {
	if (!/^-?\d+(\.\d+)?$/.test(value)) return false;
	const { digits, scale } = decimal(value);
	return scale <= MAX_SCALE && digits.toString().replace('-', '').length <= MAX_DIGITS;
}

function isDay(value: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
	try {
		return japanDate(value) === value;
	} catch {
		return false;
	}
}

/** A field that may be null or left out. */
const maybe = <T extends z.ZodType>(inner: T) => z._default(z.nullable(inner), null);
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
/** A list that may be left out. */
const some = <T extends z.ZodType>(item: T) => z._default(list(item), () => []);

const plan = z.strictObject({
	code,
	cityName: text,
	name: text,
	vision: z.string().default(''),
	visionSubtitle: maybe(z.string()),
	firstYear: year,
	lastYear: year,
	/** Names of the levels of the tree, from the top. */
	levels: list(text).refine((levels) => levels.length > 0, '空です。体系の段の名前を1つ以上書いてください。'),
	isSample
});

const basicPlan = z.strictObject({ code, name: text, firstYear: year, lastYear: year, isSample });

const node = z.strictObject({
	basicPlan: code,
	code,
	/** Code of the node above it, in the same basic plan. */
	parent: maybe(code),
	level: text,
	/** Display number: 第1部, 第1章, 1-1. */
	number: maybe(z.string()),
	name: text,
	subtitle: maybe(z.string()),
	/** 保健福祉 … */
	field: maybe(z.string()),
	/** Codes of nodes of the basic plan before this one that it continues. */
	predecessors: some(code),
	isSample
});

const policy = z.strictObject({
	number: z.int().min(1).max(999),
	name: text,
	/** Null: of every basic plan. */
	basicPlan: maybe(code),
	isSample
});

const district = z.strictObject({ code, name: text, isSample });

const body = z.strictObject({ side: text, name: text, role: z.string().default(''), isSample });

const meeting = z.strictObject({
	fiscalYear: year,
	month: z.int().min(1).max(12),
	side: text,
	name: text,
	topic: maybe(z.string()),
	firstDay: maybe(day),
	/** The date as it is printed: 12/20・12/23, 未定. */
	printed: maybe(z.string()),
	isPostponed: z.boolean().default(false),
	/** Printed with (P). */
	isProvisional: z.boolean().default(false),
	isSample
});

const division = z.strictObject({ code, name: text, isSample });

const department = z.strictObject({
	code,
	name: text,
	division: code,
	validFrom: day,
	/** Last day, null while it exists. */
	validTo: maybe(day),
	successor: maybe(code),
	/** The department head confirms before the planning division sees a submission. */
	headStep: z.boolean().default(false),
	isSample
});

const responsibility = z.strictObject({
	department: code,
	kind: z.enum(codes(RESPONSIBILITIES)),
	validFrom: day,
	validTo: maybe(day)
});

const handover = z.strictObject({
	howMade: z.string(),
	contact: z.string(),
	pitfalls: z.string(),
	/** Null: the day of loading. */
	updatedOn: maybe(day)
});

const ledgerEntry = z.strictObject({
	kind: z.enum(codes(LEDGER_KINDS)),
	date: day,
	reason: text,
	/** Indicator that took its place. */
	successor: maybe(code)
});

const indicator = z.strictObject({
	code,
	name: text,
	/** Empty for stages. */
	unit: z.string().default(''),
	decimals: z.int().min(0).max(6),
	accumulation: z.enum(codes(ACCUMULATIONS)),
	/** Cumulative only: whether people enter this year's amount or the total. */
	cumulativeEntry: maybe(z.enum(['amount', 'total'])),
	min: maybe(figure),
	max: maybe(figure),
	/** Half-width of survey noise, in the unit. */
	tolerance: maybe(figure),
	/** Fiscal years with a survey; null when measured every year. */
	surveyYears: maybe(list(year)),
	/** Calendar month in which the figure is settled, in the year after the measured one. */
	confirmationMonth: maybe(z.int().min(1).max(12)),
	/** Years by which the figure comes later than that month, and its measured period lies back. */
	lagYears: z.int().min(0).max(5).default(0),
	measuredPeriod: maybe(z.string()),
	definition: z.string().default(''),
	formula: z.string().default(''),
	source: maybe(z.string()),
	numerator: maybe(z.string()),
	denominator: maybe(z.string()),
	/** What numerator ÷ denominator is multiplied with; null: 100 where the unit is %, otherwise 1. */
	rateFactor: maybe(z.int().min(1).max(1_000_000_000)),
	/** Whether a figure for each district is asked for beside the city's. */
	askByDistrict: z.boolean().default(false),
	/** Whether district figures add up to the city's. */
	districtsAddUp: z.boolean().default(true),
	handover: maybe(handover),
	responsibilities: list(responsibility),
	ledger: some(ledgerEntry),
	isSample
});

/** Baseline and targets are figures; those of a stage KPI name an entry of `stages`. */
const kpiRevision = z.strictObject({
	/** First year of the edition from which this revision holds. */
	effectiveFrom: year,
	name: text,
	definition: z.string().default(''),
	direction: z.enum(codes(DIRECTIONS)),
	goal: z.enum(codes(GOALS)).default('reach'),
	isRank: z.boolean().default(false),
	baselineUse: z.enum(codes(BASELINE_USES)).default('comparable'),
	baselineYear: maybe(year),
	/** As printed in the plan. */
	baselineValue: maybe(z.string()),
	midYear: maybe(year),
	midTarget: maybe(z.string()),
	finalYear: year,
	finalTarget: maybe(z.string()),
	rangeMin: maybe(figure),
	rangeMax: maybe(figure),
	/** Stage KPIs: the list, lowest first. */
	stages: maybe(list(text)),
	/** 許容幅 in the KPI's unit; null means the rule's default. */
	allowance: maybe(figure),
	definitionChanged: z.boolean().default(false),
	reason: maybe(z.string()),
	decidedOn: maybe(day)
});

const kpi = z.strictObject({
	code,
	basicPlan: code,
	indicator: code,
	measure: code,
	policies: some(z.int()),
	districts: some(code),
	/** Oldest first. */
	revisions: list(kpiRevision).refine((all) => all.length > 0, '空です。改定を1つ以上書いてください。'),
	/** Fiscal years outside which the KPI is not yet begun or has ended; null: those of the basic plan. */
	activeFrom: maybe(year),
	activeTo: maybe(year),
	isSample
});

const edition = z.strictObject({
	firstYear: year,
	/** Years of the window; cut at the end of the plan. */
	window: z.int().min(1).max(3).default(3),
	revision: z.int().min(1).max(99).default(1),
	state: z.enum(codes(EDITION_STATES)),
	adoptedOn: maybe(day),
	/** 決裁日 and reason of a later revision. */
	decidedOn: maybe(day),
	reason: maybe(z.string()),
	isSample
});

const target = z.strictObject({
	/** First year of the edition. */
	edition: year,
	revision: z.int().min(1).max(99).default(1),
	kpi: code,
	year,
	kind: z.enum(codes(TARGET_KINDS)),
	/** Value; this year's share of a period total; the stage's name; null for `none` and for ranges. */
	value: maybe(z.string()),
	rangeMin: maybe(figure),
	rangeMax: maybe(figure),
	/** Period totals: the years and the total they must add up to. */
	period: maybe(z.strictObject({ from: year, to: year, total: figure })),
	/** Set by the roll and not yet touched (提案). */
	isProposed: z.boolean().default(false),
	/** Why it differs from the edition before. */
	reason: maybe(z.string())
});

const cycle = z.strictObject({
	year,
	kind: z.enum(codes(CYCLE_KINDS)),
	opensOn: day,
	deadline: day,
	/** Day of closing, null while open or not yet open. */
	closedOn: maybe(day),
	isSample
});

const resultRevision = z.strictObject({
	/** Text as it was entered; null: as `value`. */
	entered: maybe(z.string()),
	/** The figure (the running total of a cumulative indicator) or the stage's name. */
	value: maybe(z.string()),
	/** The two figures behind a rate that is computed; both or neither. */
	numerator: maybe(figure),
	denominator: maybe(figure),
	state: maybe(z.enum(codes(VALUE_STATES))),
	missing: maybe(z.enum(codes(MISSING_REASONS))),
	/** The year it was measured in, where it was carried. */
	carriedFrom: maybe(year),
	/** Null: the day of loading. */
	enteredOn: maybe(day),
	/** 訂正: why, and who approved. */
	reason: maybe(z.string()),
	approvedBy: maybe(z.string())
});

const result = z.strictObject({
	indicator: code,
	year,
	/** The department that reported it then. */
	department: code,
	/** Oldest first; the last is the present one. */
	revisions: list(resultRevision).refine((all) => all.length > 0, '空です。値を1つ以上書いてください。'),
	/** 要因分析・課題・今後の取組 */
	remarks: maybe(z.strictObject({ cause: z.string(), issue: z.string(), plan: z.string() })),
	/** District code → figure. */
	byDistrict: z.record(z.string(), figure).readonly().default({})
});

const project = z.strictObject({ code, name: text, isSample });

const projectEdition = z.strictObject({
	project: code,
	/** First year of the edition. */
	edition: year,
	department: code,
	basicPlan: code,
	/** First is the place where it counts, the rest are 再掲. */
	measures: list(code).refine((all) => all.length > 0, '空です。施策を1つ以上書いてください。'),
	purpose: z.string().default(''),
	content: z.string().default(''),
	direction: z.enum(codes(PROJECT_DIRECTIONS)),
	/** Thousand yen; null where the project has no end. */
	wholePeriodCost: maybe(cost),
	money: some(z.strictObject({ year, source: z.enum(codes(MONEY_SOURCES)), amount: cost })),
	kpis: some(code),
	policies: some(z.int()),
	districts: some(code)
});

/** Budgets and settlements, outside the editions, in thousand yen. */
const projectActual = z.strictObject({
	project: code,
	year,
	stage: z.enum(codes(MONEY_STAGES)),
	source: z.enum(codes(MONEY_SOURCES)),
	amount: money
});

/** One entry of each section. */
export const CITY_ITEMS = {
	basicPlans: basicPlan,
	nodes: node,
	policies: policy,
	districts: district,
	bodies: body,
	meetings: meeting,
	divisions: division,
	departments: department,
	indicators: indicator,
	kpis: kpi,
	editions: edition,
	targets: target,
	cycles: cycle,
	results: result,
	projects: project,
	projectEditions: projectEdition,
	projectActuals: projectActual
} as const;

export type CitySection = keyof typeof CITY_ITEMS;
export type CityItem<S extends CitySection> = z.output<(typeof CITY_ITEMS)[S]>;

export const citySchema = z.strictObject({
	format: z.literal(CITY_FORMAT),
	plan,
	basicPlans: list(basicPlan).refine((all) => all.length > 0, '空です。基本計画を1つ以上書いてください。'),
	nodes: some(node),
	policies: some(policy),
	districts: some(district),
	bodies: some(body),
	meetings: some(meeting),
	divisions: some(division),
	departments: some(department),
	indicators: some(indicator),
	kpis: some(kpi),
	editions: some(edition),
	targets: some(target),
	cycles: some(cycle),
	results: some(result),
	projects: some(project),
	projectEditions: some(projectEdition),
	projectActuals: some(projectActual)
});

export type CityFile = z.output<typeof citySchema>;
export type CityPlan = CityFile['plan'];
export type CityKpiRevision = CityItem<'kpis'>['revisions'][number];
export type CityResultRevision = CityItem<'results'>['revisions'][number];
