/**
 * Shapes of the demo city: those of the city file, which is their only definition, and what the demo has
 * beyond it: accounts, figures still under way, and details that handover cards and tests are made from.
 * `isSample` false marks the real content taken from the city's own document; everything invented is true.
 */
import type { Role, WorkflowState } from '#lib/domain/model.ts';
import type { CityItem, CityKpiRevision, CityPlan, CityResultRevision } from '#lib/schemas/city.ts';

export type BasicPlanCode = 'zenki' | 'kouki';
export type PlanLevel = '部' | '基本目標' | '章' | '施策';

export type PlanSeed = CityPlan & { levels: readonly PlanLevel[] };
export type BasicPlanSeed = CityItem<'basicPlans'> & { code: BasicPlanCode };
export type NodeSeed = CityItem<'nodes'> & { basicPlan: BasicPlanCode; level: PlanLevel };
export type PolicySeed = CityItem<'policies'>;
export type DistrictSeed = CityItem<'districts'>;

export type BodySeed = CityItem<'bodies'> & {
	code: string;
	/** 庁内, 市民 or 審議会・議会: where the chart of the document puts it. */
	side: '庁内' | '市民' | '審議会・議会' | '外部';
};

/** `undecided` 未定, `postponed` 延期, `undated` only the month is known. */
export type MeetingState = 'dated' | 'undated' | 'undecided' | 'postponed';

export type MeetingSeed = Omit<CityItem<'meetings'>, 'firstDay' | 'isPostponed'> & {
	side: '庁内' | '市民・未来づくりPJ' | '総合振興審議会・市議会';
	body: string | null;
	/** Single days, or first and last day where `isPeriod`. */
	days: readonly string[];
	isPeriod: boolean;
	state: MeetingState;
};

export type DivisionSeed = CityItem<'divisions'>;

export type DepartmentSeed = CityItem<'departments'> & {
	/** 係 and extension, as handover cards print them. */
	section: string;
	extension: string;
};

export interface AccountSeed {
	username: string;
	displayName: string;
	role: Role;
	departments: readonly string[];
}

export type IndicatorSeed = CityItem<'indicators'>;
export type ResponsibilitySeed = IndicatorSeed['responsibilities'][number];
export type HandoverSeed = NonNullable<IndicatorSeed['handover']>;
export type LedgerSeed = IndicatorSeed['ledger'][number];
export type KpiRevisionSeed = CityKpiRevision;

export interface ComponentSeed {
	/** 枝番 */
	code: string;
	name: string;
	target: string;
	results: Readonly<Record<number, string>>;
}

export type KpiSeed = CityItem<'kpis'> & {
	basicPlan: BasicPlanCode;
	components: readonly ComponentSeed[];
};

export type EditionSeed = CityItem<'editions'>;
export type TargetSeed = CityItem<'targets'>;
export type CycleSeed = CityItem<'cycles'>;
export type RemarksSeed = NonNullable<CityItem<'results'>['remarks']>;
export type ResultRevisionSeed = CityResultRevision & { enteredOn: string };

export interface WorkflowEventSeed {
	state: WorkflowState;
	on: string;
	by: string;
	reason: string | null;
	/** 代理入力 by planners. */
	onBehalf: boolean;
}

/** A figure of the demo city, which may still be on its way to 確認済. */
export type ResultSeed = CityItem<'results'> & {
	workflow: WorkflowState;
	events: readonly WorkflowEventSeed[];
};

/** 訂正の申出 that waits for the planning division. */
export interface CorrectionSeed {
	/** Name of the indicator. */
	indicator: string;
	year: number;
	entered: string;
	reason: string;
	/** Username of whoever asked. */
	by: string;
	on: string;
}

export type ProjectSeed = CityItem<'projects'>;

export type ProjectInEditionSeed = CityItem<'projectEditions'> & {
	basicPlan: BasicPlanCode;
	/** Where a planned cost moved 30 % or more from the edition before. */
	costChangeReason: string | null;
};
export type ProjectMoneySeed = ProjectInEditionSeed['money'][number];

/** What was spent, outside the editions: 当初予算 and 決算 (決算見込 of the latest year). Thousand yen. */
export type ProjectActualSeed = CityItem<'projectActuals'>;

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
	corrections: readonly CorrectionSeed[];
	projects: readonly ProjectSeed[];
	projectEditions: readonly ProjectInEditionSeed[];
	projectActuals: readonly ProjectActualSeed[];
}
