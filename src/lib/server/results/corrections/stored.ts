/** Requests for 訂正 as they are stored: the figures of one, written and read back. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { compareDecimals, fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import { readEntry, type EntryReading, type ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import { correction, correctionFigure, result } from '../../db/schema/index.ts';
import { readDistricts } from '../districts/items.ts';
import { readDistrictTexts } from '../districts/read.ts';
import type { EntryItem } from '../entry-items.ts';
import { entryOf } from '../figure-columns.ts';
import { carriedChanges, laterYears, planOf, type CorrectionPlan } from './plan.ts';
import type { CorrectionRow } from './item.ts';

export type CorrectionFigureRow = typeof correctionFigure.$inferSelect;

/** Stores what a request changes besides the city's figure of its year. */
export function writeFigures(database: Database, correctionId: number, plan: CorrectionPlan): void {
	const rows: (typeof correctionFigure.$inferInsert)[] = [
		// The request itself has the text; a total that is computed is kept as it was shown.
		...(plan.entry.runningTotal === null
			? []
			: [{ correctionId, fiscalYear: plan.year, ...figureOfRow(plan.entry.runningTotal) }]),
		...plan.districts.map(({ district, entry }) => ({
			correctionId,
			fiscalYear: plan.year,
			districtId: district.id,
			fromRevision: district.current?.revision ?? null,
			enteredText: entry.enteredText,
			...figureOfRow(entry.runningTotal)
		})),
		...carriedChanges(plan).map(({ year, district, row, after }) => ({
			correctionId,
			fiscalYear: year,
			districtId: district?.id ?? null,
			fromRevision: row.revision,
			...figureOfRow(after)
		})),
		...[...plan.left].map(([year, leaveReason]) => ({ correctionId, fiscalYear: year, leaveReason }))
	];
	if (rows.length > 0) database.insert(correctionFigure).values(rows).run();
}

function figureOfRow(figure: Decimal | null) {
	return { figureDigits: figure === null ? null : Number(figure.digits), figureScale: figure?.scale ?? null };
}

/** What a request names besides the city's figure of its year. */
export function readFigures(database: Database, correctionId: number): CorrectionFigureRow[] {
	return database
		.select()
		.from(correctionFigure)
		.where(eq(correctionFigure.correctionId, correctionId))
		.orderBy(asc(correctionFigure.fiscalYear), asc(correctionFigure.id))
		.all();
}

/**
 * A stored request as it would be carried out now.
 * @throws DomainError `conflict` where the figures that it names, or those that follow, are no longer what they
 * were when it was made.
 */
export function storedPlan(database: Database, row: CorrectionRow, item: EntryItem): CorrectionPlan {
	const figures = readFigures(database, row.id);
	const name = item.material.indicator.name;
	if (item.head?.state !== 'confirmed' || item.confirmed?.revision !== row.fromRevision)
		throw changed(`「${name}」の値は、申出のあとに変わりました`);
	// The text that stood already, or none where the figure came without one: the city's figure stays as it is.
	const reading: EntryReading =
		row.enteredText === item.confirmed.enteredText
			? { ok: true, entry: entryOf(item.confirmed), warnings: [] }
			: readEntry({ entered: row.enteredText, state: 'final' }, item.reading);
	if (!reading.ok) throw new DomainError('conflict', `申し出られた値を登録できません：${reading.message}`);
	const districts = readDistricts(database, item);
	const ownYear = figures.filter(({ fiscalYear }) => fiscalYear === item.year);
	const own = new Map(ownYear.map((each) => [each.districtId, each]));
	for (const { fromRevision, districtId } of ownYear) {
		if (districtId === null) continue;
		const district = districts.find(({ id }) => id === districtId);
		if ((district?.current?.revision ?? null) !== fromRevision)
			throw changed(`「${name}」の地区別の値（${district?.name ?? ''}）は、申出のあとに変わりました`);
	}
	const { entries } = readDistrictTexts(
		item,
		districts,
		Object.fromEntries(
			districts.flatMap(({ id, code }) => {
				const text = own.get(id)?.enteredText;
				return text == null ? [] : [[code, text]];
			})
		),
		reading.entry
	);
	const plan = planOf(database, item, {
		entry: asShown(reading.entry, own.get(null)),
		entries: entries
			.filter(({ district }) => own.has(district.id))
			.map(({ district, entry }) => ({ district, entry: asShown(entry, own.get(district.id)) })),
		left: new Map(
			figures.flatMap(({ fiscalYear, leaveReason }) =>
				leaveReason === null ? [] : [[fiscalYear, leaveReason] as const]
			)
		)
	});
	refuseOtherYears(plan, figures, name);
	return plan;
}

/** The entry with the running total that the person saw. */
function asShown(entry: ReadEntry, row: CorrectionFigureRow | undefined): ReadEntry {
	const runningTotal = row === undefined ? null : fromScaled(row.figureDigits, row.figureScale);
	return runningTotal === null ? entry : { ...entry, runningTotal };
}

/** @throws DomainError `conflict` where something else follows now than the request says. */
function refuseOtherYears(plan: CorrectionPlan, figures: readonly CorrectionFigureRow[], name: string): void {
	const asked = figures.filter(
		({ fiscalYear, figureDigits }) => fiscalYear > plan.year && figureDigits !== null
	);
	const moved = carriedChanges(plan).find((each) => {
		const found = asked.find(
			({ fiscalYear, districtId }) => fiscalYear === each.year && districtId === (each.district?.id ?? null)
		);
		const figure = found === undefined ? null : fromScaled(found.figureDigits, found.figureScale);
		return (
			figure === null ||
			found?.fromRevision !== each.row.revision ||
			compareDecimals(figure, each.after) !== 0
		);
	});
	const years = laterYears(plan);
	const gone = figures.find(({ fiscalYear }) => fiscalYear > plan.year && !years.includes(fiscalYear));
	const year = moved?.year ?? gone?.fiscalYear;
	if (year !== undefined)
		throw changed(`「${name}」の${shortFiscalYear(year)}の値は、申出のあとに変わりました`);
}

function changed(what: string): DomainError {
	return new DomainError('conflict', `${what}。不承認にして、今の値から申し出直してもらってください。`);
}

/** Requests that wait and change one of these results, by its id: a request for another year names later ones too. */
export function openRequestsOn(database: Database, resultIds: readonly number[]): CorrectionRow[] {
	if (resultIds.length === 0) return [];
	const own = database
		.select()
		.from(correction)
		.where(and(inArray(correction.resultId, [...resultIds]), eq(correction.state, 'requested')))
		.all();
	const heads = database
		.select()
		.from(result)
		.where(inArray(result.id, [...resultIds]))
		.all();
	const others = database
		.select({ row: correction, figure: correctionFigure, indicatorId: result.indicatorId })
		.from(correctionFigure)
		.innerJoin(correction, eq(correction.id, correctionFigure.correctionId))
		.innerJoin(result, eq(result.id, correction.resultId))
		.where(eq(correction.state, 'requested'))
		.all()
		.filter(
			({ figure, indicatorId }) =>
				figure.leaveReason === null &&
				heads.some(
					(head) =>
						head.indicatorId === indicatorId &&
						head.fiscalYear === figure.fiscalYear &&
						head.districtId === figure.districtId
				)
		)
		.map(({ row }) => row);
	return [...own, ...others];
}
