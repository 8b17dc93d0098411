/** Figures by district stand beside the city's own and are confirmed with it. */
import { eq } from 'drizzle-orm';
import { toText } from '#lib/domain/decimal.ts';
import { MISSING_REASONS, type MissingReason } from '#lib/domain/model.ts';
import { rateFactorOf, readRate, splitRate } from '#lib/domain/rate.ts';
import type { CityItem, CityResultRevision } from '#lib/schemas/city.ts';
import { insertInto, insertRow } from '../../db/prepared.ts';
import { correctionFigure, result, resultRevision } from '../../db/schema/index.ts';
import { idOf, momentOn, type Writing } from './context.ts';
import { figureColumns, rateColumns, totalAt, type DatedTotal } from './figures.ts';
import type { ResultRecord } from './results.ts';

type Indicator = CityItem<'indicators'>;
type Common = Omit<typeof resultRevision.$inferInsert, 'resultId' | 'revision' | 'enteredText'>;

const addHead = insertInto(result, [
	'indicatorId',
	'fiscalYear',
	'districtId',
	'state',
	'currentRevision',
	'confirmedRevision'
]);
const putRevision = insertRow(resultRevision);

export interface Districts {
	/** Writes what one revision says of districts; `correctionId` where it is a correction. */
	write(
		revision: CityResultRevision,
		texts: Readonly<Record<string, string>>,
		correctionId: number | null
	): void;
}

/**
 * The districts of one result, revision by revision: one that a revision does not name keeps what it has.
 * `totals` are the running totals of the years before, by `indicator/district`.
 */
export function districtsOf(
	writing: Writing,
	{ result: each, state }: ResultRecord,
	indicator: Indicator,
	totals: Map<string, readonly DatedTotal[]>,
	common: (revision: CityResultRevision) => Common
): Districts {
	const { database, ids } = writing;
	const own = new Map<string, DatedTotal[]>();
	const written = new Map<string, { readonly id: number; readonly revision: number }>();
	const key = (code: string) => `${each.indicator}/${code}`;
	// The totals of the years before, whatever is written for this one.
	const before = new Map(totals);
	return {
		write: (revision, texts, correctionId) => {
			const at = momentOn(writing, revision.enteredOn);
			for (const [code, text] of Object.entries(texts)) {
				const stood = written.get(code);
				const number = (stood?.revision ?? 0) + 1;
				const id =
					stood?.id ??
					addHead(database, {
						indicatorId: idOf(ids.indicator, each.indicator),
						fiscalYear: each.year,
						districtId: idOf(ids.district, code),
						state,
						currentRevision: 1,
						confirmedRevision: state === 'confirmed' ? 1 : null
					});
				const { total, ...stored } = columnsOf(indicator, text, totalAt(before.get(key(code)), at));
				putRevision(database, {
					...common(revision),
					...stored,
					...(stored.missingReason === null ? {} : { valueState: null }),
					measuredPeriod: indicator.measuredPeriod,
					resultId: id,
					revision: number
				});
				if (stood !== undefined)
					database
						.update(result)
						.set({ currentRevision: number, confirmedRevision: number, version: number })
						.where(eq(result.id, id))
						.run();
				if (correctionId !== null)
					database
						.insert(correctionFigure)
						.values({
							correctionId,
							fiscalYear: each.year,
							districtId: idOf(ids.district, code),
							fromRevision: stood?.revision ?? null,
							toRevision: number,
							enteredText: text
						})
						.run();
				written.set(code, { id, revision: number });
				if (total === null) continue;
				own.set(code, [...(own.get(code) ?? []), { value: total, at }]);
				totals.set(key(code), own.get(code) ?? []);
			}
		}
	};
}

/** A district's text: a figure, the two figures of a rate, or why there is none. */
function columnsOf(indicator: Indicator, text: string, before: string | null) {
	const missingReason = reasonOf(text);
	const parts = splitRate(text);
	const rate =
		parts === null || indicator.numerator === null || indicator.denominator === null
			? null
			: readRate(parts, {
					numerator: indicator.numerator,
					denominator: indicator.denominator,
					factor: rateFactorOf(indicator.unit, indicator.rateFactor)
				});
	const value = missingReason !== null ? null : rate?.ok ? toText(rate.rate) : text;
	return {
		...figureColumns(indicator, { value, entered: text }, null, before),
		...(rate?.ok
			? rateColumns({
					numerator: toText(rate.numerator),
					denominator: toText(rate.denominator),
					entered: text
				})
			: {}),
		missingReason,
		/** What the years after add to. */
		total: value
	};
}

/** 「秘匿」 → suppressed; null for anything that is no such word. */
function reasonOf(text: string): MissingReason | null {
	return (
		(Object.keys(MISSING_REASONS) as MissingReason[]).find((reason) => MISSING_REASONS[reason] === text) ??
		null
	);
}
