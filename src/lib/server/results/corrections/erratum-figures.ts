/** The figures on a line of the 正誤表: before and after, in words and exactly, with the districts' and the rate's two. */
import { and, asc, eq } from 'drizzle-orm';
import { fromScaled, toText } from '#lib/domain/decimal.ts';
import type { Database } from '../../db/client.ts';
import { district, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { revisionInForce, type JudgingMaterial, type KpiMaterial } from '../../judgements/material.ts';
import { actualText } from '../../kpis/present.ts';
import type { CorrectionFigureRow } from './stored.ts';

export type RevisionRow = typeof resultRevision.$inferSelect;

/** The two figures of a rate as plain decimals. */
export interface RateFigures {
	readonly numerator: string;
	readonly denominator: string;
}

/** The two figures of a computed rate before and after; null where the rate itself was entered. */
export interface ErratumRate {
	readonly before: RateFigures | null;
	readonly after: RateFigures | null;
}

/** A district's figure before and after; the exact ones for a file. */
export interface ErratumDistrict {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly exact: { readonly before: string | null; readonly after: string | null };
}

/** A revision of the same result. */
export function revisionOf(
	database: Database,
	{ resultId }: RevisionRow,
	revision: number
): RevisionRow | undefined {
	return database
		.select()
		.from(resultRevision)
		.where(and(eq(resultRevision.resultId, resultId), eq(resultRevision.revision, revision)))
		.get();
}

/** The two figures of the rate before and after; null where neither was computed. */
export function rateOf(before: RevisionRow | undefined, after: RevisionRow): ErratumRate | null {
	const parts = (row: RevisionRow | undefined): RateFigures | null => {
		const numerator = row ? fromScaled(row.numeratorDigits, row.numeratorScale) : null;
		const denominator = row ? fromScaled(row.denominatorDigits, row.denominatorScale) : null;
		return numerator === null || denominator === null
			? null
			: { numerator: toText(numerator), denominator: toText(denominator) };
	};
	const [old, now] = [parts(before), parts(after)];
	return old === null && now === null ? null : { before: old, after: now };
}

/** Districts that the same act corrected in the same year, in the city's order. */
export function districtsOf(
	database: Database,
	head: typeof result.$inferSelect,
	figures: readonly CorrectionFigureRow[],
	decimals: number
): ErratumDistrict[] {
	const own = figures.filter(
		({ fiscalYear, districtId, toRevision }) =>
			fiscalYear === head.fiscalYear && districtId !== null && toRevision !== null
	);
	if (own.length === 0) return [];
	const rows = database
		.select({ row: resultRevision, district })
		.from(result)
		.innerJoin(resultRevision, eq(resultRevision.resultId, result.id))
		.innerJoin(district, eq(district.id, result.districtId))
		.where(and(eq(result.indicatorId, head.indicatorId), eq(result.fiscalYear, head.fiscalYear)))
		.orderBy(asc(district.position))
		.all();
	const style = { decimals, stages: [] };
	const shown = (row: RevisionRow | undefined) => {
		const figure = row === undefined ? null : figureOf(row);
		return {
			text: actualText(figure, row?.missingReason ?? null, style),
			exact: figure === null ? null : toText(figure)
		};
	};
	return rows.flatMap(({ row, district: { id, name } }) => {
		const figure = own.find(({ districtId, toRevision }) => districtId === id && toRevision === row.revision);
		if (figure === undefined) return [];
		const before = shown(
			rows.find((each) => each.district.id === id && each.row.revision === figure.fromRevision)?.row
		);
		const after = shown(row);
		return [
			{
				name,
				before: before.text,
				after: after.text,
				exact: { before: before.exact, after: after.exact }
			}
		];
	});
}

/** A revision's figure exactly, for a file; null where there is none, or a stage. */
export function exactOf(
	row: RevisionRow | undefined,
	material: KpiMaterial | undefined,
	all: JudgingMaterial,
	year: number
): string | null {
	const figure = row === undefined ? null : figureOf(row);
	const isStage = material !== undefined && revisionInForce(material, all.editions, year).stages !== null;
	return figure === null || isStage ? null : toText(figure);
}

/** A revision's figure as the pages write it; empty where there is no revision. */
export function textOf(
	row: RevisionRow | undefined,
	material: KpiMaterial | undefined,
	all: JudgingMaterial,
	year: number,
	decimals: number
): string {
	if (row === undefined) return '';
	const stages = material === undefined ? [] : (revisionInForce(material, all.editions, year).stages ?? []);
	return actualText(figureOf(row), row.missingReason, { decimals, stages });
}
