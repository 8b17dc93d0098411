import { eq } from 'drizzle-orm';
import { result, resultEvent, resultRevision, type RESULT_EVENTS } from '#lib/server/db/schema/index.ts';
import { scaled, unscaled } from '../city/read.ts';
import type { IndicatorSeed, ResultRevisionSeed, ResultSeed, WorkflowEventSeed } from '../city/index.ts';
import { idOf, momentOn, scaledParts, type Loading } from './context.ts';
import { stageIndex } from './indicators.ts';

type EventKind = keyof typeof RESULT_EVENTS;

/** Somebody who entered or confirmed. */
interface Author {
	accountId: number | null;
	name: string;
}

/** A revision that came after its year was sealed: 訂正, or 後日報告, which adds a judgement. */
export interface LaterRevision {
	readonly indicator: string;
	readonly year: number;
	readonly isLateReport: boolean;
	readonly at: string;
	readonly apply: () => void;
}

/**
 * Figures with their first revision and everything that happened to them. Corrections and
 * late reports came after closing: they are handed back, to be applied once the sealed judgements are stored.
 */
export function loadResults(loading: Loading): LaterRevision[] {
	const { city } = loading;
	const indicators = new Map(city.indicators.map((indicator) => [indicator.code, indicator]));
	const stages = new Map(
		city.kpis.map(({ indicator, revisions }) => [indicator, revisions[0]?.stages ?? null])
	);
	const totals = new Map<string, string>();
	return city.results.flatMap((each) => {
		const indicator = indicators.get(each.indicator);
		const [first, ...later] = each.revisions;
		if (indicator === undefined || first === undefined)
			throw new RangeError(`demo data refer to an unknown ${each.indicator}`);
		const own = stages.get(each.indicator) ?? null;
		const row = (revision: ResultRevisionSeed, number: number, resultId: number) => ({
			...figureColumns(indicator, revision, own, totals.get(each.indicator) ?? null),
			...revisionColumns(loading, each, revision),
			resultId,
			revision: number
		});
		const resultId = insertResult(loading, each, (id) => row(first, 1, id));
		const corrections = later.map((revision, index): LaterRevision => {
			const columns = row(revision, index + 2, resultId);
			return {
				indicator: each.indicator,
				year: each.year,
				isLateReport: revision.reason === null,
				at: columns.createdAt,
				apply: () => addRevision(loading, resultId, columns)
			};
		});
		const value = each.revisions.at(-1)?.value ?? null;
		if (value !== null) totals.set(each.indicator, value);
		insertDistricts(loading, each, indicator, resultId);
		return corrections;
	});
}

function insertResult(
	loading: Loading,
	each: ResultSeed,
	revision: (resultId: number) => typeof resultRevision.$inferInsert
): number {
	const { database, ids } = loading;
	const { id } = database
		.insert(result)
		.values({
			indicatorId: idOf(ids.indicator, each.indicator),
			fiscalYear: each.year,
			state: each.workflow,
			currentRevision: 1,
			confirmedRevision: each.workflow === 'confirmed' ? 1 : null
		})
		.returning({ id: result.id })
		.get();
	database.insert(resultRevision).values(revision(id)).run();
	for (const event of each.events) {
		const author = actor(loading, each, event);
		database
			.insert(resultEvent)
			.values({
				resultId: id,
				revision: 1,
				kind: eventKind(event),
				reason: event.reason,
				accountId: author.accountId,
				accountName: author.name,
				at: momentOn(loading, event.on)
			})
			.run();
	}
	return id;
}

function eventKind({ state }: WorkflowEventSeed): EventKind {
	return state === 'draft' ? 'saved' : state;
}

/** A new revision that counts from now on. The sealed judgement keeps the old one. */
function addRevision(
	loading: Loading,
	resultId: number,
	columns: typeof resultRevision.$inferInsert & { revision: number }
): void {
	const { database, ids } = loading;
	database.insert(resultRevision).values(columns).run();
	database
		.update(result)
		.set({
			currentRevision: columns.revision,
			confirmedRevision: columns.revision,
			version: columns.revision
		})
		.where(eq(result.id, resultId))
		.run();
	database
		.insert(resultEvent)
		.values({
			resultId,
			revision: columns.revision,
			kind: 'confirmed',
			reason: columns.correctionReason ?? null,
			accountId: idOf(ids.account, 'planner'),
			accountName: nameOf(loading, 'planner'),
			at: columns.createdAt
		})
		.run();
}

/** A cumulative indicator entered as the year's amount keeps both: the amount and the running total. */
function figureColumns(
	indicator: IndicatorSeed,
	revision: ResultRevisionSeed,
	stages: readonly string[] | null,
	before: string | null
): Pick<
	typeof resultRevision.$inferInsert,
	'enteredText' | 'valueDigits' | 'valueScale' | 'runningTotalDigits' | 'runningTotalScale'
> {
	const asIndex = stageIndex(indicator.code, stages, revision.value);
	if (indicator.cumulativeEntry !== 'amount' || revision.value === null) {
		const value = scaledParts(asIndex);
		return { enteredText: revision.entered ?? '', valueDigits: value.digits, valueScale: value.scale };
	}
	const total = scaledParts(revision.value);
	const amount = before === null ? null : difference(revision.value, before, indicator.decimals);
	const value = scaledParts(amount);
	return {
		enteredText: amount ?? '',
		valueDigits: value.digits,
		valueScale: value.scale,
		runningTotalDigits: total.digits,
		runningTotalScale: total.scale
	};
}

function difference(total: string, before: string, decimals: number): string {
	return unscaled(scaled(total, decimals) - scaled(before, decimals), decimals);
}

function revisionColumns(loading: Loading, each: ResultSeed, revision: ResultRevisionSeed) {
	const onBehalf = each.events.some((event) => event.onBehalf);
	const department = loading.city.departments.find(({ code }) => code === each.department);
	const author = onBehalf ? planner(loading) : editorOf(loading, each.department);
	const corrected = revision.reason !== null;
	return {
		valueState: revision.state,
		missingReason: revision.missing,
		carriedFromYear: revision.carriedFrom,
		cause: each.remarks?.cause ?? '',
		issue: each.remarks?.issue ?? '',
		nextAction: each.remarks?.plan ?? '',
		departmentId: idOf(loading.ids.department, each.department),
		departmentName: department?.name ?? each.department,
		enteredBy: corrected ? planner(loading).accountId : author.accountId,
		enteredByName: corrected ? planner(loading).name : author.name,
		onBehalf,
		correctionReason: revision.reason,
		createdAt: momentOn(loading, revision.enteredOn)
	};
}

/** Figures by district stand beside the city's own, confirmed with it. */
function insertDistricts(
	loading: Loading,
	each: ResultSeed,
	indicator: IndicatorSeed,
	cityResultId: number
): void {
	const { database, ids } = loading;
	const first = each.revisions[0];
	if (first === undefined) throw new RangeError(`result ${cityResultId} has no revision`);
	for (const [code, text] of Object.entries(each.byDistrict)) {
		const { id } = database
			.insert(result)
			.values({
				indicatorId: idOf(ids.indicator, indicator.code),
				fiscalYear: each.year,
				districtId: idOf(ids.district, code),
				state: each.workflow,
				currentRevision: 1,
				confirmedRevision: each.workflow === 'confirmed' ? 1 : null
			})
			.returning({ id: result.id })
			.get();
		const value = scaledParts(text);
		database
			.insert(resultRevision)
			.values({
				...revisionColumns(loading, { ...each, remarks: null }, first),
				enteredText: text,
				valueDigits: value.digits,
				valueScale: value.scale,
				resultId: id,
				revision: 1
			})
			.run();
	}
}

function actor(loading: Loading, each: ResultSeed, event: WorkflowEventSeed): Author {
	if (event.state === 'head-confirmed') return account(loading, 'head');
	if (event.onBehalf || event.state === 'confirmed' || event.state === 'returned') return planner(loading);
	return editorOf(loading, each.department);
}

function planner(loading: Loading): Author {
	return account(loading, 'planner');
}

/** A department that no longer exists has no account any more, only its name in the record. */
function editorOf(loading: Loading, department: string): Author {
	const username = department === 'kenko' ? 'editor' : `editor_${department}`;
	if (loading.ids.account.has(username)) return account(loading, username);
	const name = loading.city.departments.find(({ code }) => code === department)?.name ?? department;
	return { accountId: null, name: `${name} 担当者` };
}

function account(loading: Loading, username: string): Author {
	return { accountId: idOf(loading.ids.account, username), name: nameOf(loading, username) };
}

function nameOf({ city }: Loading, username: string): string {
	return city.accounts.find((each) => each.username === username)?.displayName ?? username;
}
