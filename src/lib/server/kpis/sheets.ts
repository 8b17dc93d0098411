/** KPIs with everything the seeing pages, the committee screen and the API show: the one read model of them all. */
import { and, eq, inArray } from 'drizzle-orm';
import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import type { ChangeResult } from '#lib/domain/judging/change.ts';
import type { HeldTarget } from '#lib/domain/judging/held-target.ts';
import type { JudgedKpi, Judgement, Standing } from '#lib/domain/judging/judgement.ts';
import type { MissingReason, ValueState, WorkflowState } from '#lib/domain/model.ts';
import type { OutlookSubject } from '#lib/domain/outlook.ts';
import type { EditionTarget, TargetInForce } from '#lib/domain/target-in-force.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import { judgement, type basicPlan, type indicator, type kpiRevision } from '../db/schema/index.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { decodeJudgement } from '../judgements/codec.ts';
import { judgedKpiOf, revisionInForce, type JudgingMaterial } from '../judgements/material.ts';
import { readMaterial } from '../judgements/read-material.ts';
import { remember } from '../live/remember.ts';
import { readLeadDepartments } from './lead-departments.ts';
import { outlookSubjectOf, readBreaks } from './outlook-subject.ts';
import { baselineText, directionText, targetText, type FigureStyle } from './present.ts';
import { sheetYear, styleOf } from './sheet-year.ts';
import { readDistricts, readPolicies } from './tags.ts';

/** The confirmed result of one year. */
export interface SheetActual {
	readonly value: Decimal | null;
	readonly text: string;
	readonly state: ValueState | null;
	readonly missing: MissingReason | null;
	readonly carriedFrom: number | null;
	/** What the year added by itself, which a period total adds up; null where nobody knows. */
	readonly added: Decimal | null;
	/** The two figures behind a computed rate; null where the rate itself was entered. */
	readonly numerator: Decimal | null;
	readonly denominator: Decimal | null;
	/** 対象期間 in words, where the figure was not measured over its fiscal year; else empty. */
	readonly measured: string;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
	readonly departmentName: string;
	readonly confirmedRevision: number;
	readonly reportedAt: string;
}

/** One KPI in one fiscal year. */
export interface SheetYear {
	readonly year: number;
	readonly standing: Standing;
	/** The year's target in force. */
	readonly target: TargetInForce;
	readonly targetText: string;
	/** What stands beside the status: the target that it was judged against, the final one under some rules. */
	readonly held: HeldTarget;
	readonly heldText: string;
	/** The target in force of the year judged: of the measured year of a carried value, whatever years were read. */
	readonly judgedTarget: TargetInForce;
	/** Every adopted edition's own word on this year, oldest first. */
	readonly editions: readonly EditionTarget[];
	/** Null until the planning division confirmed one. */
	readonly actual: SheetActual | null;
	/** Where the entry stands; null when nothing was entered. */
	readonly workflow: WorkflowState | null;
	/** Null while the year's results have not been called for. */
	readonly judgement: Judgement | null;
	/** 前回比 against the last measured value. */
	readonly change: ChangeResult | null;
}

/** A KPI with everything the seeing pages, the committee screen and the API show of it. */
export interface KpiSheet {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly nodeId: number;
	readonly position: number;
	readonly isSample: boolean;
	readonly style: FigureStyle;
	/** 「増やす」 and so on, in words. */
	readonly directionText: string;
	readonly judged: JudgedKpi;
	readonly isRank: boolean;
	readonly indicator: typeof indicator.$inferSelect;
	readonly basicPlan: typeof basicPlan.$inferSelect;
	readonly revision: typeof kpiRevision.$inferSelect;
	readonly baseline: { readonly year: number | null; readonly value: Decimal | null; readonly text: string };
	readonly final: { readonly year: number; readonly target: SetTarget | null; readonly text: string };
	/** 主管課 today; null where nobody holds it. */
	readonly department: { readonly code: string; readonly name: string } | null;
	readonly policies: readonly { readonly code: string; readonly name: string }[];
	readonly districts: readonly { readonly code: string; readonly name: string }[];
	readonly years: readonly SheetYear[];
	/** What the outlook stands on: confirmed values of all years, whatever years were read. */
	readonly outlook: OutlookSubject;
}

export interface SheetRequest {
	/** KPIs to read; all of the basic plan when absent. */
	readonly kpiIds?: readonly number[];
	readonly basicPlanId?: number;
	readonly years: readonly number[];
	/** The year whose KPI revision names the KPI. */
	readonly namedIn: number;
	/** Today in Japan: whose task it is now. */
	readonly today: string;
}

/** Reads sheets in the order of the plan's list (position). Those of a whole plan are shared until something changes. */
export function readSheets(database: Database, request: SheetRequest): readonly KpiSheet[] {
	if (request.kpiIds !== undefined) return makeSheets(database, request);
	return remember(database, `sheets/${JSON.stringify(request)}`, () => makeSheets(database, request));
}

function makeSheets(database: Database, request: SheetRequest): KpiSheet[] {
	const all = materialOf(database, request.kpiIds);
	const materials = [...all.kpis.values()].filter(
		({ basicPlan }) => request.basicPlanId === undefined || basicPlan.id === request.basicPlanId
	);
	const judgements = new Map(
		request.years.map((year) => [year, readJudgements(database, request.kpiIds, year)])
	);
	const departments = readLeadDepartments(database, request.today);
	const policies = readPolicies(database);
	const districts = readDistricts(database);
	const breaks = readBreaks(database, request.kpiIds);
	return materials
		.sort((a, b) => a.kpi.position - b.kpi.position)
		.map((material) => {
			const revision = revisionInForce(material, all.editions, clamp(request.namedIn, material.basicPlan));
			const style = styleOf(material, revision);
			return {
				id: material.kpi.id,
				code: material.kpi.code,
				name: revision.name,
				unit: material.indicator.unit,
				nodeId: material.kpi.nodeId,
				position: material.kpi.position,
				isSample: material.kpi.isSample,
				style,
				directionText: directionText(revision.direction, revision.goal, revision.isRank),
				judged: judgedKpiOf(material, revision),
				isRank: revision.isRank,
				indicator: material.indicator,
				basicPlan: material.basicPlan,
				revision,
				baseline: {
					year: revision.baselineYear,
					value: fromScaled(revision.baselineDigits, revision.baselineScale),
					text: baselineText(revision, style)
				},
				final: {
					year: revision.finalYear,
					target: finalTargetOf(revision),
					text: targetText(finalTargetOf(revision), style)
				},
				department: departments.get(material.indicator.id) ?? null,
				policies: (policies.get(material.kpi.id) ?? []).map(({ code, name }) => ({ code, name })),
				districts: (districts.get(material.kpi.id) ?? []).map(({ code, name }) => ({ code, name })),
				years: request.years.map((year) =>
					sheetYear(all, material, year, judgements.get(year)?.get(material.kpi.id) ?? null)
				),
				outlook: outlookSubjectOf(all, material, revision, breaks.get(material.indicator.id) ?? [])
			};
		});
}

/** The sheet's entry for a year. @throws RangeError when the sheet was read without it. */
export function yearOf(sheet: KpiSheet, year: number): SheetYear {
	const found = sheet.years.find((each) => each.year === year);
	if (found === undefined) throw new RangeError(`sheet ${sheet.code} was read without ${year}`);
	return found;
}

/** The whole city's material is shared by every page until something changes. */
function materialOf(database: Database, kpiIds: readonly number[] | undefined): JudgingMaterial {
	if (kpiIds !== undefined) return readMaterial(database, kpiIds);
	return remember(database, 'material', () => readMaterial(database));
}

/** The year's judgements by KPI id. */
function readJudgements(
	database: Database,
	kpiIds: readonly number[] | undefined,
	year: number
): ReadonlyMap<number, Judgement> {
	return new Map(
		database
			.select({ kpiId: judgement.kpiId, body: judgement.body })
			.from(judgement)
			.where(and(eq(judgement.fiscalYear, year), kpiIds && inArray(judgement.kpiId, [...kpiIds])))
			.all()
			.map(({ kpiId, body }) => [kpiId, decodeJudgement(body)])
	);
}

function clamp(year: number, term: { firstYear: number; lastYear: number }): number {
	return Math.min(Math.max(year, term.firstYear), term.lastYear);
}
