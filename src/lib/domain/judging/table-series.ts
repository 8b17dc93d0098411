/** The rows of one KPI in a plain table, and what judging one of them needs of the others. */
import type { YearFigure } from './period-total.ts';
import type { ReadRow } from './table-row.ts';

/** Everything is found once, however many rows a table gives one KPI; per year at most one figure. */
export interface Series {
	/** The most decimals that any figure of the KPI is printed with. */
	readonly decimals: number;
	/** Yearly targets, the shares of a period total. */
	readonly shares: readonly YearFigure[];
	/** The last row of each year. */
	readonly byYear: ReadonlyMap<number, ReadRow>;
	/** Figures of the rows before `year`, under the year they were measured in. */
	earlier(year: number): readonly YearFigure[];
}

/** Of several rows for a year the last one counts. `rows` are in the order of their years. */
export function seriesOf(rows: readonly ReadRow[]): Series {
	const byYear = new Map<number, ReadRow>();
	const shares = new Map<number, YearFigure>();
	let decimals = 0;
	for (const row of rows) {
		byYear.set(row.year, row);
		if (row.yearTarget.kind === 'value')
			shares.set(row.year, { year: row.year, value: row.yearTarget.value });
		decimals = Math.max(decimals, ...printedScales(row));
	}
	const found = new Map<number, readonly YearFigure[]>();
	const earlier = (year: number) => {
		const known = found.get(year) ?? earlierThan(rows, year);
		found.set(year, known);
		return known;
	};
	return { decimals, shares: [...shares.values()], byYear, earlier };
}

function earlierThan(rows: readonly ReadRow[], year: number): YearFigure[] {
	const figures = new Map<number, YearFigure>();
	for (const { year: own, measuredYear, actual } of rows) {
		if (own < year && actual.kind === 'value')
			figures.set(measuredYear, { year: measuredYear, value: actual.value });
	}
	return [...figures.values()];
}

function printedScales({ baseline, target, actual, yearTarget, range }: ReadRow): number[] {
	const cells = [actual, yearTarget].map((cell) => (cell.kind === 'value' ? cell.value : null));
	return [baseline, target, ...cells, range?.low, range?.high].map((each) => each?.scale ?? 0);
}
