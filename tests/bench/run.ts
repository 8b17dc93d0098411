/**
 * `npm run bench`: what the product does on this machine, as ratios to the raw limit in the same run, and how
 * often the outlook's band held. Prints tables and writes reports/bench.json; asserts nothing.
 * `--sizes 100,1000,10000` chooses the generated cities, `--only outlook` leaves them out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#tests/support/city.ts';
import { benchOutlook, type OutlookFigures } from './outlook.ts';
import { benchCity, type CityFigures } from './pages.ts';

const { values } = parseArgs({
	options: { sizes: { type: 'string', default: '100,1000' }, only: { type: 'string' } }
});

const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
console.log(`Node ${machine.node}・${machine.cpu}・${machine.cores} コア\n`);

const outlook = await benchOutlook();
console.log('見通し：後の実績が 80 % の帯に入った割合');
console.table(outlook.map(outlookRow));

const cities: CityFigures[] = [];
if (values.only !== 'outlook') {
	for (const size of values.sizes.split(',').map(Number)) {
		const city = await benchCity(size);
		cities.push(city);
		console.log(
			`\n指標 ${city.kpis} × 10 年度：登録 ${round(city.loadMs)} ms、${round(city.databaseMb)} MB、全判定 ${city.judgedYears} 件 ${round(city.judgeMs)} ms`
		);
		console.table(
			city.pages.map(({ page, rows, ms, rawMs, ratio, bytes }) => ({
				画面: page,
				行: rows,
				ミリ秒: round(ms),
				素の上限のミリ秒: round(rawMs),
				素の上限に対する比: Math.round(ratio * 100) / 100,
				転送KB: round(bytes / 1000)
			}))
		);
	}
}

mkdirSync(join(ROOT, 'reports'), { recursive: true });
const report = { at: new Date().toISOString(), machine, outlook, cities };
writeFileSync(join(ROOT, 'reports', 'bench.json'), `${JSON.stringify(report, null, '\t')}\n`);

function outlookRow({ name, series, compared, shareInside, byHorizon }: OutlookFigures) {
	return {
		系列: name,
		本数: series,
		照合した年: compared,
		帯の中: percent(shareInside),
		...Object.fromEntries(
			byHorizon.map(({ years, compared: count, share }) => [`${years}年先`, `${percent(share)}（${count}）`])
		)
	};
}

function percent(share: number | null): string {
	return share === null ? '－' : `${Math.round(share * 100)}%`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
