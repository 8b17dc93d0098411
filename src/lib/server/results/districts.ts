import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import {
	checkBreakdown,
	readDistrict,
	type BreakdownCheck,
	type DistrictFigure
} from '#lib/domain/district-breakdown.ts';
import type { EntryIndicator, ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { ValueState, WorkflowState } from '#lib/domain/model.ts';
import { countingRevision } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import type { Transaction } from '../command.ts';
import type { Database } from '../db/client.ts';
import { prepared } from '../db/prepared.ts';
import { district, result, resultRevision } from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import type { EntryItem } from './entry-items.ts';
import { leadOf } from './entry-items.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** One district of an item: what is stored for its year, and what was confirmed before. */
export interface DistrictItem {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly head: typeof result.$inferSelect | null;
	readonly current: RevisionRow | null;
	/** Confirmed revisions of earlier years, oldest first. */
	readonly earlier: readonly { readonly year: number; readonly row: RevisionRow }[];
}

type Item = Pick<EntryItem, 'year' | 'material' | 'reading' | 'holders'>;

/**
 * The districts that an item asks for, in the city's order: where the indicator says so, or where it was broken
 * down before. Empty for every other indicator, and for stages, which have no parts.
 */
export function readDistricts(database: Database, item: Item): DistrictItem[] {
	const { indicator } = item.material;
	if (item.reading.stages.length > 0) return [];
	if (!indicator.byDistrict && anyDistrict(database).get({ indicatorId: indicator.id }) === undefined)
		return [];
	const rows = database
		.select({ head: result, row: resultRevision })
		.from(result)
		.innerJoin(resultRevision, eq(resultRevision.resultId, result.id))
		.where(
			and(
				eq(result.indicatorId, indicator.id),
				isNotNull(result.districtId),
				lte(result.fiscalYear, item.year)
			)
		)
		.orderBy(asc(result.fiscalYear))
		.all();
	if (!indicator.byDistrict && rows.length === 0) return [];
	const byDistrict = Map.groupBy(rows, ({ head }) => head.districtId);
	return database
		.select()
		.from(district)
		.orderBy(asc(district.position))
		.all()
		.map(({ id, code, name }) => {
			const own = byDistrict.get(id) ?? [];
			const now = own.find(
				({ head, row }) => head.fiscalYear === item.year && row.revision === head.currentRevision
			);
			return {
				id,
				code,
				name,
				head: now?.head ?? null,
				current: now?.row ?? null,
				earlier: own
					.filter(({ head, row }) => head.fiscalYear < item.year && row.revision === head.confirmedRevision)
					.map(({ head, row }) => ({ year: head.fiscalYear, row }))
			};
		});
}

/** Asked for each figure of an import: almost no indicator has districts. */
const anyDistrict = prepared((database) =>
	database
		.select({ id: result.id })
		.from(result)
		.where(and(eq(result.indicatorId, sql.placeholder('indicatorId')), isNotNull(result.districtId)))
		.limit(1)
		.prepare()
);

/** The check of what is stored now against the city's figure as entered. */
export function checkStored(item: EntryItem, districts: readonly DistrictItem[]): BreakdownCheck {
	const { current } = item;
	return check(
		item,
		districts.map(({ name, current: row }) => ({
			name,
			value: row && fromScaled(row.valueDigits, row.valueScale),
			missing: row?.missingReason ?? null
		})),
		current && fromScaled(current.valueDigits, current.valueScale)
	);
}

/**
 * Stores the districts' figures with the city's and moves them with it, inside the caller's transaction. A
 * district gets a new revision only where something changed; what the form does not name stays.
 * @returns what has to be confirmed before submitting.
 * @throws DomainError `invalid` with a message for each district's field (`district-CODE`).
 */
export function writeDistricts(
	transaction: Transaction,
	item: EntryItem,
	form: Pick<EntryForm, 'districts'>,
	city: ReadEntry,
	state: WorkflowState
): string[] {
	const districts = readDistricts(transaction.database, item);
	refuseUnknown(item, districts, form.districts ?? {});
	if (districts.length === 0) return [];
	const valueState = city.valueState ?? 'preliminary';
	const read = districts.map((each) => ({
		each,
		reading: readDistrict(
			form.districts?.[each.code] ?? each.current?.enteredText ?? '',
			valueState,
			readingOf(item, each)
		)
	}));
	const fields: Record<string, string> = {};
	for (const { each, reading } of read)
		if (!reading.ok) fields[`district-${each.code}`] = `${each.name}：${reading.message}`;
	const [first] = Object.values(fields);
	if (first !== undefined) throw new DomainError('invalid', first, { fields });
	const figures: DistrictFigure[] = [];
	const warnings: string[] = [];
	for (const { each, reading } of read) {
		if (!reading.ok) continue;
		writeDistrict(transaction, item, each, reading.entry, state);
		figures.push({ name: each.name, value: reading.entry.value, missing: reading.entry.missingReason });
		warnings.push(...reading.warnings.map(({ message }) => `${each.name}：${message}`));
	}
	const checked = check(item, figures, city.value);
	if (checked.state === 'empty' && item.material.indicator.byDistrict && city.value !== null)
		warnings.push(
			'地区別の内訳がまだ入っていません。指標の画面の「地区別の内訳」で入力できます。ないまま提出してよいか確かめてください。'
		);
	return [...warnings, ...checked.warnings];
}

/** Moves the stored districts with the city's result: whoever changes its state calls this in the same transaction. */
export function moveDistricts(
	{ database }: Pick<Transaction, 'database'>,
	item: Pick<EntryItem, 'year' | 'material'>,
	state: WorkflowState
): void {
	const heads = database
		.select()
		.from(result)
		.where(
			and(
				eq(result.indicatorId, item.material.indicator.id),
				eq(result.fiscalYear, item.year),
				isNotNull(result.districtId)
			)
		)
		.all();
	for (const head of heads) {
		database
			.update(result)
			.set({
				state,
				confirmedRevision: countingRevision(head, state),
				version: head.version + 1
			})
			.where(eq(result.id, head.id))
			.run();
	}
}

function check(item: Item, figures: readonly DistrictFigure[], total: Decimal | null): BreakdownCheck {
	const { indicator } = item.material;
	return checkBreakdown({
		total,
		districts: figures,
		addsUp: indicator.districtsAddUp,
		unit: indicator.unit
	});
}

/** A district is read like the city, against its own past. */
function readingOf(item: Item, each: DistrictItem): EntryIndicator {
	const previous = each.earlier.flatMap(({ year, row }) => {
		const value = figureOf(row);
		return value === null ? [] : [{ year, value }];
	});
	return { ...item.reading, previous };
}

function refuseUnknown(
	item: Item,
	districts: readonly DistrictItem[],
	asked: Readonly<Record<string, string>>
): void {
	const unknown = Object.entries(asked).find(
		([code, text]) => text.trim() !== '' && !districts.some((each) => each.code === code)
	);
	if (unknown === undefined) return;
	throw new DomainError(
		'invalid',
		districts.length === 0
			? `「${item.material.indicator.name}」は地区別の内訳を求めていない指標です。地区別の値を取り除いてください。`
			: `地区「${unknown[0]}」はありません。${districts.map(({ code, name }) => `${name}（${code}）`).join('、')}から選んでください。`
	);
}

function writeDistrict(
	{ database, actor, now }: Transaction,
	item: EntryItem,
	each: DistrictItem,
	entry: ReadEntry,
	state: WorkflowState
): void {
	const { head, current } = each;
	const text = entry.enteredText;
	if (head === null && text.trim() === '') return;
	if (head !== null && current !== null && isSame(current, entry)) {
		database
			.update(result)
			.set({ state, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
		return;
	}
	const revision = (head?.currentRevision ?? 0) + 1;
	const resultId = head?.id ?? insertHead(database, item, each.id, state);
	if (head !== null) {
		database
			.update(result)
			.set({ state, currentRevision: revision, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
	}
	const lead = leadOf(item);
	database
		.insert(resultRevision)
		.values({
			resultId,
			revision,
			enteredText: text,
			...figureColumns(entry),
			valueState: entry.valueState,
			missingReason: entry.missingReason,
			measuredPeriod: item.material.indicator.measuredPeriod,
			departmentId: lead?.id ?? null,
			departmentName: lead?.name ?? '',
			enteredBy: actor.accountId,
			enteredByName: actor.name,
			onBehalf: actor.role === 'planner',
			createdAt: now
		})
		.run();
}

function insertHead(database: Database, item: Item, districtId: number, state: WorkflowState): number {
	return database
		.insert(result)
		.values({
			indicatorId: item.material.indicator.id,
			fiscalYear: item.year,
			districtId,
			state,
			currentRevision: 1
		})
		.returning({ id: result.id })
		.get().id;
}

function isSame(current: RevisionRow, entry: ReadEntry): boolean {
	const state: ValueState | null = current.valueState;
	return (
		current.enteredText === entry.enteredText &&
		state === entry.valueState &&
		current.missingReason === entry.missingReason
	);
}

/** The columns of a figure: value, running total, and the two figures behind a computed rate. */
export function figureColumns(entry: ReadEntry) {
	return {
		...columns('value', entry.value),
		...columns('runningTotal', entry.runningTotal),
		...columns('numerator', entry.rate?.numerator ?? null),
		...columns('denominator', entry.rate?.denominator ?? null)
	};
}

function columns<N extends string>(name: N, value: Decimal | null) {
	return {
		[`${name}Digits`]: value === null ? null : Number(value.digits),
		[`${name}Scale`]: value?.scale ?? null
	} as Record<`${N}Digits` | `${N}Scale`, number | null>;
}
