/**
 * Shapes of the demo city: what `demoCity()` returns and the loader writes. Figures are decimal texts, years
 * are fiscal years (the year they start in), days are ISO dates. `isSample` false marks the real content
 * taken from the city's own document; everything invented is true.
 */
import type {
	Accumulation,
	BaselineUse,
	CycleKind,
	Direction,
	EditionState,
	Goal,
	LedgerKind,
	MissingReason,
	MoneySource,
	MoneyStage,
	ProjectDirection,
	Responsibility,
	Role,
	TargetKind,
	ValueState,
	WorkflowState
} from '#lib/domain/model.ts';

export type BasicPlanCode = 'zenki' | 'kouki';
export type PlanLevel = '部' | '基本目標' | '章' | '施策';

export interface PlanSeed {
	code: string;
	name: string;
	vision: string;
	visionSubtitle: string;
	firstYear: number;
	lastYear: number;
	levels: readonly PlanLevel[];
	isSample: boolean;
}

export interface BasicPlanSeed {
	code: BasicPlanCode;
	name: string;
	firstYear: number;
	lastYear: number;
	isSample: boolean;
}

export interface NodeSeed {
	basicPlan: BasicPlanCode;
	code: string;
	parent: string | null;
	level: PlanLevel;
	/** Display number: 第1部, 第1章, 1-1; goals and the chapters of part 1 have none. */
	number: string | null;
	name: string;
	subtitle: string | null;
	/** 保健福祉 … on chapters of part 2. */
	field: string | null;
	/** 後期 only: codes of the 前期 nodes this one continues. */
	predecessors: readonly string[];
	isSample: boolean;
}

export interface PolicySeed {
	number: number;
	name: string;
	isSample: boolean;
}

export interface DistrictSeed {
	code: string;
	name: string;
	isSample: boolean;
}

export interface BodySeed {
	code: string;
	name: string;
	/** 庁内, 市民 or 審議会・議会: where the chart of the document puts it. */
	side: '庁内' | '市民' | '審議会・議会' | '外部';
	role: string;
	isSample: boolean;
}

/** `undecided` 未定, `postponed` 延期, `undated` only the month is known. */
export type MeetingState = 'dated' | 'undated' | 'undecided' | 'postponed';

export interface MeetingSeed {
	fiscalYear: number;
	month: number;
	side: '庁内' | '市民・未来づくりPJ' | '総合振興審議会・市議会';
	body: string | null;
	name: string;
	topic: string | null;
	/** Single days, or first and last day where `isPeriod`. */
	days: readonly string[];
	isPeriod: boolean;
	state: MeetingState;
	/** The (P) of the document. */
	isProvisional: boolean;
	/** The date as the document prints it: 12/20・12/23, 12/25~1/23, 未定. */
	printed: string | null;
	isSample: boolean;
}

export interface DivisionSeed {
	code: string;
	name: string;
	isSample: boolean;
}

export interface DepartmentSeed {
	code: string;
	name: string;
	division: string;
	validFrom: string;
	/** Last day, null while it exists. */
	validTo: string | null;
	successor: string | null;
	/** 係 and extension, as handover cards print them. */
	section: string;
	extension: string;
	headStep: boolean;
	isSample: boolean;
}

export interface AccountSeed {
	username: string;
	displayName: string;
	role: Role;
	departments: readonly string[];
}

export interface ResponsibilitySeed {
	department: string;
	kind: Responsibility;
	validFrom: string;
	validTo: string | null;
}

export interface HandoverSeed {
	howMade: string;
	contact: string;
	pitfalls: string;
}

export interface LedgerSeed {
	kind: LedgerKind;
	date: string;
	fiscalYear: number;
	reason: string;
	successor: string | null;
}

export interface IndicatorSeed {
	code: string;
	name: string;
	unit: string;
	decimals: number;
	accumulation: Accumulation;
	/** Cumulative only: whether people enter this year's amount or the total. */
	cumulativeEntry: 'amount' | 'total' | null;
	min: string | null;
	max: string | null;
	/** Half-width of survey noise, in the unit. */
	tolerance: string | null;
	/** Fiscal years with a survey; null when measured every year. */
	surveyYears: readonly number[] | null;
	/** Calendar month in which the figure is settled, in the year after the measured one. */
	confirmationMonth: number;
	measuredPeriod: string;
	definition: string;
	formula: string;
	source: string;
	numerator: string | null;
	denominator: string | null;
	handover: HandoverSeed | null;
	responsibilities: readonly ResponsibilitySeed[];
	ledger: readonly LedgerSeed[];
	isSample: boolean;
}

export interface KpiRevisionSeed {
	/** First edition (its first year) from which this revision holds. */
	effectiveFrom: number;
	name: string;
	definition: string;
	direction: Direction;
	goal: Goal;
	baselineUse: BaselineUse;
	baselineYear: number | null;
	/** As printed in the plan. */
	baselineValue: string | null;
	midYear: number | null;
	midTarget: string | null;
	finalYear: number;
	finalTarget: string | null;
	rangeMin: string | null;
	rangeMax: string | null;
	/** Stage KPIs: the list, lowest first; targets and results name an entry. */
	stages: readonly string[] | null;
	tolerance: string | null;
	/** 許容幅 in the KPI's unit; null means the rule's default. */
	allowance: string | null;
	definitionChanged: boolean;
	reason: string;
	decidedOn: string;
}

export interface ComponentSeed {
	/** 枝番 */
	code: string;
	name: string;
	target: string;
	results: Readonly<Record<number, string>>;
}

export interface KpiSeed {
	code: string;
	basicPlan: BasicPlanCode;
	indicator: string;
	measure: string;
	policies: readonly number[];
	districts: readonly string[];
	revisions: readonly KpiRevisionSeed[];
	components: readonly ComponentSeed[];
	/** Fiscal years outside which the KPI is not yet begun or has ended (対象外). */
	activeFrom: number;
	activeTo: number;
	isSample: boolean;
}

export interface EditionSeed {
	firstYear: number;
	window: number;
	revision: number;
	state: EditionState;
	adoptedOn: string | null;
	/** 決裁日 and reason of a later revision. */
	decidedOn: string | null;
	reason: string | null;
	isSample: boolean;
}

export interface TargetSeed {
	edition: number;
	revision: number;
	kpi: string;
	year: number;
	kind: TargetKind;
	/** Value; this year's share of a period total; the stage's name; null for `none` and for ranges. */
	value: string | null;
	rangeMin: string | null;
	rangeMax: string | null;
	/** Period totals: the years and the total they must add up to. */
	period: { from: number; to: number; total: string } | null;
	/** Set by the roll and not yet touched (提案). */
	isProposed: boolean;
	/** Why it differs from the edition before. */
	reason: string | null;
}

export interface RemarksSeed {
	cause: string;
	issue: string;
	plan: string;
}

export interface ResultRevisionSeed {
	/** Text as entered; the numeral or the stage's name is `value`. */
	entered: string | null;
	value: string | null;
	state: ValueState | null;
	missing: MissingReason | null;
	/** The year it was measured in, where it was carried. */
	carriedFrom: number | null;
	enteredOn: string;
	/** 訂正: why, and who approved. */
	reason: string | null;
	approvedBy: string | null;
}

export interface WorkflowEventSeed {
	state: WorkflowState;
	on: string;
	by: string;
	reason: string | null;
	/** 代理入力 by planners. */
	onBehalf: boolean;
}

export interface ResultSeed {
	indicator: string;
	year: number;
	department: string;
	/** Oldest first; the last is the present one. */
	revisions: readonly ResultRevisionSeed[];
	remarks: RemarksSeed | null;
	workflow: WorkflowState;
	events: readonly WorkflowEventSeed[];
	byDistrict: Readonly<Record<string, string>>;
}

export interface CycleSeed {
	year: number;
	kind: CycleKind;
	opensOn: string;
	deadline: string;
	/** Day of closing, null while open or not yet open. */
	closedOn: string | null;
	isSample: boolean;
}

export interface ProjectSeed {
	code: string;
	name: string;
	isSample: boolean;
}

export interface ProjectMoneySeed {
	year: number;
	source: MoneySource;
	/** Thousand yen, whole. */
	amount: string;
}

export interface ProjectInEditionSeed {
	project: string;
	edition: number;
	department: string;
	basicPlan: BasicPlanCode;
	/** First is the place where it counts, the rest are 再掲. */
	measures: readonly string[];
	purpose: string;
	content: string;
	direction: ProjectDirection;
	/** Thousand yen. */
	wholePeriodCost: string;
	money: readonly ProjectMoneySeed[];
	kpis: readonly string[];
	policies: readonly number[];
	districts: readonly string[];
	/** Where a planned cost moved 30 % or more from the edition before. */
	costChangeReason: string | null;
}

/** What was spent, outside the editions: 当初予算 and 決算 (決算見込 of the latest year). Thousand yen. */
export interface ProjectActualSeed {
	project: string;
	year: number;
	stage: MoneyStage;
	source: MoneySource;
	amount: string;
}

export interface DemoCity {
	plan: PlanSeed;
	basicPlans: readonly BasicPlanSeed[];
	nodes: readonly NodeSeed[];
	policies: readonly PolicySeed[];
	districts: readonly DistrictSeed[];
	bodies: readonly BodySeed[];
	meetings: readonly MeetingSeed[];
	divisions: readonly DivisionSeed[];
	departments: readonly DepartmentSeed[];
	accounts: readonly AccountSeed[];
	indicators: readonly IndicatorSeed[];
	kpis: readonly KpiSeed[];
	editions: readonly EditionSeed[];
	targets: readonly TargetSeed[];
	cycles: readonly CycleSeed[];
	results: readonly ResultSeed[];
	projects: readonly ProjectSeed[];
	projectEditions: readonly ProjectInEditionSeed[];
	projectActuals: readonly ProjectActualSeed[];
}
