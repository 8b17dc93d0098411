/** 10,000 results at once: a city file loaded by the operator, and a file of one year previewed and applied. */
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { previewBatch } from '#lib/server/results/batch/preview.ts';
import { openBenchCity } from './city.ts';
import { generatedCity } from './generated-city.ts';
import { elapsed, elapsedAsync } from './median.ts';

const RESULTS = 10_000;

export interface ImportFigures {
	readonly results: number;
	/** A city file of 1,000 KPIs × 10 years, with everything else that it holds. */
	readonly cityFileMs: number;
	/** One figure for each of 10,000 KPIs, as a planner's file of one open year. */
	readonly previewMs: number;
	readonly applyMs: number;
}

export async function benchImport(): Promise<ImportFigures> {
	const cityFileMs = await loadedCity();
	const { previewMs, applyMs } = await appliedBatch();
	return { results: RESULTS, cityFileMs, previewMs, applyMs };
}

async function loadedCity(): Promise<number> {
	const city = openBenchCity();
	try {
		const years = Array.from({ length: 10 }, (_, index) => city.reported - 9 + index);
		return await city.load(generatedCity({ kpis: RESULTS / 10, departments: 60, ownKpis: 85, years }));
	} finally {
		city.close();
	}
}

async function appliedBatch(): Promise<{ previewMs: number; applyMs: number }> {
	const city = openBenchCity();
	try {
		const { reported, services } = city;
		const whole = generatedCity({
			kpis: RESULTS,
			departments: 60,
			ownKpis: 85,
			years: [reported - 1, reported]
		});
		const isNew = ({ year }: { year: number }) => year === reported;
		await city.load({ ...whole, results: whole.results.filter((each) => !isNew(each)) });
		const actor = { accountId: null, name: 'ベンチ', role: 'planner', departmentIds: [] } as const;
		const context = { ...services, actor, address: 'local' };
		const input = {
			source: 'upload',
			fileName: 'bench.csv',
			proposals: whole.results.filter(isNew).map(({ indicator, year, revisions }, at) => ({
				indicatorCode: indicator,
				fiscalYear: year,
				entered: revisions[0]?.value ?? '',
				place: `${at + 2}行目`
			}))
		} as const;
		let preview = previewBatch(context, input);
		const previewMs = elapsed(() => (preview = previewBatch(context, input)));
		const shown = new Map(preview.cells.map(({ key, outcome, version }) => [key, { outcome, version }]));
		const ticks = { confirmed: new Set<string>(), allConfirmed: true, withoutRefused: true };
		const applyMs = await elapsedAsync(async () => {
			const outcome = await applyBatch(context, { ...input, shown, ...ticks, key: 'bench' });
			if (!outcome.applied || outcome.count !== RESULTS) throw new Error('the batch was not applied whole');
		});
		return { previewMs, applyMs };
	} finally {
		city.close();
	}
}
