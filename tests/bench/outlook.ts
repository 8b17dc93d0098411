/** How many later actuals lay inside the outlook's 80 % band: on the demo's series and on published ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimal } from '#lib/domain/decimal.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { LONGEST_HORIZON, type OutlookSubject, type SeriesValue } from '#lib/domain/outlook.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { readSheets } from '#lib/server/kpis/sheets.ts';
import { demoCity, ROOT } from '#tests/support/city.ts';
import { backtest, shareInside, type BacktestedYear } from './backtest.ts';

type Series = Pick<OutlookSubject, 'values' | 'breaks' | 'limits'>;

export interface OutlookFigures {
	readonly name: string;
	readonly series: number;
	readonly compared: number;
	/** From 0 to 1; null where nothing could be compared. */
	readonly shareInside: number | null;
	readonly byHorizon: readonly {
		readonly years: number;
		readonly compared: number;
		readonly share: number | null;
	}[];
}

/** How often later actuals fell into the band, for the demo city and for published figures. */
export async function benchOutlook(): Promise<OutlookFigures[]> {
	return [
		figures('デモ市の指標（サンプル）', await demoSeries()),
		figures('宮城県の目標指標（公表値、R3〜R6と基準値）', miyagiSeries())
	];
}

function figures(name: string, all: readonly Series[]): OutlookFigures {
	const tested = all.map((each) => backtest(each)).filter((years) => years.length > 0);
	const years = tested.flat();
	const of = (horizon: number): BacktestedYear[] => years.filter((each) => each.horizon === horizon);
	return {
		name,
		series: tested.length,
		compared: years.length,
		shareInside: shareInside(years),
		byHorizon: Array.from({ length: LONGEST_HORIZON }, (_, index) => index + 1).map((horizon) => ({
			years: horizon,
			compared: of(horizon).length,
			share: shareInside(of(horizon))
		}))
	};
}

/** Every indicator once, whatever basic plans have adopted it; period totals are sums and left out. */
async function demoSeries(): Promise<Series[]> {
	const city = await demoCity();
	try {
		const sheets = readSheets(city.database, { years: [], namedIn: 2025, today: '2026-07-28' });
		const once = new Map(sheets.map((sheet) => [sheet.indicator.id, sheet]));
		return [...once.values()]
			.filter(({ outlook }) => outlook.direction !== 'stage' && outlook.final?.figure.kind !== 'period')
			.map(({ outlook }) => outlook);
	} finally {
		city.close();
	}
}

/** The measured years of each indicator with its baseline, as printed; a value reported twice counts once. */
function miyagiSeries(): Series[] {
	const file = join(ROOT, 'src', 'lib', 'domain', 'judging', 'cases', 'miyagi-progress.csv');
	const [header = [], ...rows] = parseCsv(readFileSync(file, 'utf8')).map(({ cells }) => cells);
	const at = (row: readonly string[], column: string) => row[header.indexOf(column)] ?? '';
	return [...Map.groupBy(rows, (row) => at(row, '指標番号')).values()].map((own) => {
		const values = new Map<number, SeriesValue>();
		const put = (year: string, text: string) => {
			const read = parseFiscalYear(year);
			if (!read.ok) throw new RangeError(read.message);
			const value = decimal(text.replaceAll(',', ''));
			values.set(read.year, { year: read.year, value, carriedFrom: null });
		};
		for (const row of own) {
			put(at(row, '初期値時点'), at(row, '初期値'));
			put(at(row, '測定年度'), at(row, '実績値'));
		}
		return { values: [...values.values()], breaks: [], limits: { low: null, high: null } };
	});
}
