import { eq } from 'drizzle-orm';
import { decimal, rational, roundHalfUp, subtract, toText } from '#lib/domain/decimal.ts';
import type { WorkflowState } from '#lib/domain/model.ts';
import type { CityItem, CityResultRevision } from '#lib/schemas/city.ts';
import {
	correction,
	result,
	resultEvent,
	resultRevision,
	type RESULT_EVENTS
} from '../../db/schema/index.ts';
import { stagesByIndicator } from '../order.ts';
import { idOf, momentOn, scaledParts, stageIndex, type Writing } from './context.ts';

type Indicator = CityItem<'indicators'>;
type Result = CityItem<'results'>;

/** Somebody who stands in the record. */
export interface Author {
	readonly accountId: number | null;
	readonly name: string;
}

/** How one result came about. A file's results are confirmed history; those of the demo may be under way. */
export interface ResultRecord {
	readonly result: Result;
	readonly state: WorkflowState;
	readonly enteredBy: Author;
	readonly onBehalf: boolean;
	/** What happened to the first revision, in order. */
	readonly events: readonly {
		readonly kind: keyof typeof RESULT_EVENTS;
		readonly reason: string | null;
		readonly author: Author;
		readonly on: string | null;
	}[];
	/** Who confirmed a later revision, and entered it where it is a correction. */
	readonly planner: Author;
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
 * Figures with their first revision and everything that happened to them. Corrections and late reports came
 * after closing: they are handed back, to be applied once the sealed judgements are stored.
 */
export function writeResults(writing: Writing, records: readonly ResultRecord[]): LaterRevision[] {
	const { city } = writing;
	const indicators = new Map(city.indicators.map((indicator) => [indicator.code, indicator]));
	const stages = stagesByIndicator(city.kpis);
	const totals = new Map<string, string>();
	return inYearOrder(records).flatMap((record) => {
		const each = record.result;
		const indicator = indicators.get(each.indicator);
		const [first, ...later] = each.revisions;
		if (indicator === undefined || first === undefined)
			throw new RangeError(`the city's data refer to an unknown ${each.indicator}`);
		const own = stages.get(each.indicator) ?? null;
		const row = (revision: CityResultRevision, number: number, resultId: number) => ({
			...figureColumns(indicator, revision, own, totals.get(each.indicator) ?? null),
			...rateColumns(revision),
			...revisionColumns(writing, record, revision),
			measuredPeriod: indicator.measuredPeriod,
			resultId,
			revision: number
		});
		const resultId = insertResult(writing, record, (id) => row(first, 1, id));
		const corrections = later.map((revision, index): LaterRevision => {
			const columns = row(revision, index + 2, resultId);
			return {
				indicator: each.indicator,
				year: each.year,
				isLateReport: revision.reason === null,
				at: columns.createdAt,
				apply: () => addRevision(writing, record, resultId, columns, revision.approvedBy)
			};
		});
		const value = each.revisions.at(-1)?.value ?? null;
		if (value !== null) totals.set(each.indicator, value);
		writeDistricts(writing, record, first);
		return corrections;
	});
}

/** Each indicator's years in order, for running totals; otherwise as they come. */
function inYearOrder(records: readonly ResultRecord[]): ResultRecord[] {
	const byIndicator = Map.groupBy(records, ({ result }) => result.indicator);
	return [...byIndicator.values()].flatMap((own) => own.toSorted((a, b) => a.result.year - b.result.year));
}

function insertResult(
	writing: Writing,
	{ result: each, state, events }: ResultRecord,
	revision: (resultId: number) => typeof resultRevision.$inferInsert
): number {
	const { database, ids } = writing;
	const { id } = database
		.insert(result)
		.values({
			indicatorId: idOf(ids.indicator, each.indicator),
			fiscalYear: each.year,
			state,
			currentRevision: 1,
			confirmedRevision: state === 'confirmed' ? 1 : null
		})
		.returning({ id: result.id })
		.get();
	database.insert(resultRevision).values(revision(id)).run();
	for (const { kind, reason, author, on } of events) {
		database
			.insert(resultEvent)
			.values({
				resultId: id,
				revision: 1,
				kind,
				reason,
				accountId: author.accountId,
				accountName: author.name,
				at: momentOn(writing, on)
			})
			.run();
	}
	return id;
}

/** A new revision that counts from now on. The sealed judgement keeps the old one. */
function addRevision(
	{ database }: Writing,
	{ planner }: ResultRecord,
	resultId: number,
	columns: typeof resultRevision.$inferInsert & { revision: number },
	approvedBy: string | null
): void {
	database.insert(resultRevision).values(columns).run();
	if (columns.correctionReason) {
		database
			.insert(correction)
			.values({
				resultId,
				fromRevision: columns.revision - 1,
				toRevision: columns.revision,
				enteredText: columns.enteredText,
				reason: columns.correctionReason,
				state: 'approved',
				requestedByName: columns.departmentName,
				requestedAt: columns.createdAt,
				decidedByName: approvedBy,
				decidedAt: columns.createdAt
			})
			.run();
	}
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
			accountId: planner.accountId,
			accountName: planner.name,
			at: columns.createdAt
		})
		.run();
}

/** A cumulative indicator entered as the year's amount keeps both: the amount and the running total. */
function figureColumns(
	indicator: Indicator,
	revision: CityResultRevision,
	stages: readonly string[] | null,
	before: string | null
): Pick<
	typeof resultRevision.$inferInsert,
	'enteredText' | 'valueDigits' | 'valueScale' | 'runningTotalDigits' | 'runningTotalScale'
> {
	const asIndex = stageIndex(indicator.code, stages, revision.value);
	if (indicator.cumulativeEntry !== 'amount' || revision.value === null) {
		const value = scaledParts(asIndex);
		return {
			enteredText: revision.entered ?? revision.value ?? '',
			valueDigits: value.digits,
			valueScale: value.scale
		};
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

/** The two figures behind a computed rate, and the text that they are entered as. */
function rateColumns({
	numerator,
	denominator,
	entered
}: CityResultRevision): Partial<typeof resultRevision.$inferInsert> {
	if (numerator === null || denominator === null) return {};
	const [above, below] = [scaledParts(numerator), scaledParts(denominator)];
	return {
		enteredText: entered ?? `${numerator}/${denominator}`,
		numeratorDigits: above.digits,
		numeratorScale: above.scale,
		denominatorDigits: below.digits,
		denominatorScale: below.scale
	};
}

/** Exact: with as many decimals as the longer of both has, at least `decimals`. */
function difference(total: string, before: string, decimals: number): string {
	const [a, b] = [decimal(total), decimal(before)];
	return toText(roundHalfUp(subtract(rational(a), rational(b)), Math.max(a.scale, b.scale, decimals)));
}

function revisionColumns(
	writing: Writing,
	{ result: each, enteredBy, onBehalf, planner }: ResultRecord,
	revision: CityResultRevision
) {
	const department = writing.city.departments.find(({ code }) => code === each.department);
	const author = revision.reason === null ? enteredBy : planner;
	return {
		valueState: revision.state,
		missingReason: revision.missing,
		carriedFromYear: revision.carriedFrom,
		cause: each.remarks?.cause ?? '',
		issue: each.remarks?.issue ?? '',
		nextAction: each.remarks?.plan ?? '',
		departmentId: idOf(writing.ids.department, each.department),
		departmentName: department?.name ?? each.department,
		enteredBy: author.accountId,
		enteredByName: author.name,
		onBehalf,
		correctionReason: revision.reason,
		createdAt: momentOn(writing, revision.enteredOn)
	};
}

/** Figures by district stand beside the city's own, confirmed with it. */
function writeDistricts(writing: Writing, record: ResultRecord, first: CityResultRevision): void {
	const { database, ids } = writing;
	const { result: each, state } = record;
	for (const [code, text] of Object.entries(each.byDistrict)) {
		const { id } = database
			.insert(result)
			.values({
				indicatorId: idOf(ids.indicator, each.indicator),
				fiscalYear: each.year,
				districtId: idOf(ids.district, code),
				state,
				currentRevision: 1,
				confirmedRevision: state === 'confirmed' ? 1 : null
			})
			.returning({ id: result.id })
			.get();
		const value = scaledParts(text);
		database
			.insert(resultRevision)
			.values({
				...revisionColumns(writing, { ...record, result: { ...each, remarks: null } }, first),
				enteredText: text,
				valueDigits: value.digits,
				valueScale: value.scale,
				resultId: id,
				revision: 1
			})
			.run();
	}
}
