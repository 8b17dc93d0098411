import { eq } from 'drizzle-orm';
import type { WorkflowState } from '#lib/domain/model.ts';
import type { CityItem, CityResultRevision } from '#lib/schemas/city.ts';
import { insertInto, insertRow } from '../../db/prepared.ts';
import {
	correction,
	result,
	resultEvent,
	resultRevision,
	type RESULT_EVENTS
} from '../../db/schema/index.ts';
import { stagesByIndicator } from '../order.ts';
import { idOf, momentOn, type Progress, type Writing } from './context.ts';
import { districtsOf } from './districts.ts';
import { figureColumns, rateColumns, totalAt, type DatedTotal } from './figures.ts';

type Result = CityItem<'results'>;

/** Somebody who stands in the record. */
export interface Author {
	readonly accountId: number | null;
	readonly name: string;
}

const addHead = insertInto(result, [
	'indicatorId',
	'fiscalYear',
	'districtId',
	'state',
	'currentRevision',
	'confirmedRevision'
]);
const addEvent = insertInto(resultEvent, [
	'resultId',
	'revision',
	'kind',
	'reason',
	'accountId',
	'accountName',
	'at'
]);
const putRevision = insertRow(resultRevision);

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
export function writeResults(
	writing: Writing,
	records: readonly ResultRecord[],
	progress: Progress
): LaterRevision[] {
	const { city } = writing;
	const indicators = new Map(city.indicators.map((indicator) => [indicator.code, indicator]));
	const stages = stagesByIndicator(city.kpis);
	const totals = new Map<string, readonly DatedTotal[]>();
	return inYearOrder(records).flatMap((record, at) => {
		if (at % RECORDS_A_STEP === 0)
			progress(`実績を登録しています：${grouped(at)}／${grouped(records.length)}件`);
		const each = record.result;
		const indicator = indicators.get(each.indicator);
		const [first, ...later] = each.revisions;
		if (indicator === undefined || first === undefined)
			throw new RangeError(`the city's data refer to an unknown ${each.indicator}`);
		const own = stages.get(each.indicator) ?? null;
		const before = totals.get(each.indicator);
		const row = (revision: CityResultRevision, number: number, resultId: number) => ({
			...figureColumns(indicator, revision, own, totalAt(before, momentOn(writing, revision.enteredOn))),
			...rateColumns(revision),
			...revisionColumns(writing, record, revision),
			measuredPeriod: indicator.measuredPeriod,
			resultId,
			revision: number
		});
		const resultId = insertResult(writing, record, (id) => row(first, 1, id));
		const districts = districtsOf(writing, record, indicator, totals, (revision) =>
			revisionColumns(writing, { ...record, result: { ...each, remarks: null } }, revision)
		);
		districts.write(first, each.byDistrict, null);
		const corrections = later.map((revision, index): LaterRevision => {
			const columns = row(revision, index + 2, resultId);
			return {
				indicator: each.indicator,
				year: each.year,
				isLateReport: revision.reason === null,
				at: columns.createdAt,
				apply: () => {
					const correctionId = addRevision(writing, record, resultId, columns, revision.approvedBy);
					districts.write(revision, revision.byDistrict, correctionId);
				}
			};
		});
		const reported = each.revisions.flatMap(({ value, enteredOn }) =>
			value === null ? [] : [{ value, at: momentOn(writing, enteredOn) }]
		);
		if (reported.length > 0) totals.set(each.indicator, reported);
		return corrections;
	});
}

/** How often whoever waits hears how far it is. */
const RECORDS_A_STEP = 1000;

function grouped(count: number): string {
	return count.toLocaleString('ja-JP');
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
	const id = addHead(database, {
		indicatorId: idOf(ids.indicator, each.indicator),
		fiscalYear: each.year,
		districtId: null,
		state,
		currentRevision: 1,
		confirmedRevision: state === 'confirmed' ? 1 : null
	});
	putRevision(database, revision(id));
	for (const { kind, reason, author, on } of events) {
		addEvent(database, {
			resultId: id,
			revision: 1,
			kind,
			reason,
			accountId: author.accountId,
			accountName: author.name,
			at: momentOn(writing, on)
		});
	}
	return id;
}

/**
 * A new revision that counts from now on. The sealed judgement keeps the old one.
 * @returns the id of the correction that it came by; null for a late report.
 */
function addRevision(
	{ database }: Writing,
	{ planner }: ResultRecord,
	resultId: number,
	columns: typeof resultRevision.$inferInsert & { revision: number },
	approvedBy: string | null
): number | null {
	putRevision(database, columns);
	const correctionId = columns.correctionReason
		? database
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
				.returning({ id: correction.id })
				.get().id
		: null;
	database
		.update(result)
		.set({
			currentRevision: columns.revision,
			confirmedRevision: columns.revision,
			version: columns.revision
		})
		.where(eq(result.id, resultId))
		.run();
	addEvent(database, {
		resultId,
		revision: columns.revision,
		kind: 'confirmed',
		reason: columns.correctionReason ?? null,
		accountId: planner.accountId,
		accountName: planner.name,
		at: columns.createdAt
	});
	return correctionId;
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
