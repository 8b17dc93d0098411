/**
 * `npm run bench`: what the product does on this machine, as ratios to the raw limit in the same run, and how
 * often the outlook's band held. Prints tables and writes reports/bench.json; asserts nothing.
 * `--sizes 100,1000,10000` chooses the generated cities; `--only outlook`, `cities`, `import` or `moments` leaves
 * the rest out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#tests/support/city.ts';
import { benchImport } from './import.ts';
import { benchMoments } from './moments.ts';
import { benchOutlook, type OutlookFigures } from './outlook.ts';
import { benchCity, type CityFigures } from './pages.ts';

const { values } = parseArgs({
	options: { sizes: { type: 'string', default: '100,1000' }, only: { type: 'string' } }
});

const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
console.log(`Node ${machine.node}・${machine.cpu}・${machine.cores} コア\n`);

const asked = (part: string) => values.only === undefined || values.only === part;

const outlook = asked('outlook') ? await benchOutlook() : null;
if (outlook !== null) {
	console.log('見通し：後の実績が 80 % の帯に入った割合');
	console.table(outlook.map(outlookRow));
}

const cities: CityFigures[] = [];
if (asked('cities')) {
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

const growth = growthOf(cities);
if (growth.length > 0) {
	console.log('\n指標が10倍になったときの時間の倍率');
	console.table(
		growth.map(({ page, from, to, times }) => ({ 画面: page, 指標: `${from}→${to}`, 倍率: times }))
	);
}

const imported = asked('import') ? await benchImport() : null;
if (imported !== null) {
	const { results, cityFileMs, previewMs, applyMs } = imported;
	console.log(
		`\n実績 ${results} 件：計画ファイルの登録 ${round(cityFileMs)} ms、取り込みの確認 ${round(previewMs)} ms、反映 ${round(applyMs)} ms`
	);
}

const moments = asked('moments') ? await benchMoments() : null;
if (moments !== null) {
	const { startMs, idleMb, firstVisitBytes, savesAtOnceMs, signInsAtOnceMs, confirmedToScreenMs } = moments;
	console.log(
		`\n起動から最初の応答 ${round(startMs)} ms、待機中のメモリ ${idleMb === null ? '不明' : `${round(idleMb)} MB`}`
	);
	console.log(
		`締切の1分：同時100件の保存 ${round(savesAtOnceMs)} ms、同時100人のサインイン ${round(signInsAtOnceMs)} ms`
	);
	console.log(`確認から会議の画面まで ${round(confirmedToScreenMs)} ms`);
	const { entry, list, screen } = firstVisitBytes;
	console.log(
		`最初の訪問（圧縮）：実績入力 ${round(entry / 1000)} KB、指標一覧 ${round(list / 1000)} KB、会議の画面 ${round(screen / 1000)} KB`
	);
}

mkdirSync(join(ROOT, 'reports'), { recursive: true });
const report = { at: new Date().toISOString(), machine, outlook, cities, growth, imported, moments };
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

/** How many times as long a page takes in a city of ten times the KPIs, for every two sizes that were measured. */
function growthOf(measured: readonly CityFigures[]) {
	return measured.flatMap((small) => {
		const large = measured.find(({ kpis }) => kpis === 10 * small.kpis);
		return small.pages.flatMap(({ page, ms }) => {
			const grown = large?.pages.find((each) => each.page === page);
			const times = grown && Math.round((grown.ms / ms) * 100) / 100;
			return times === undefined ? [] : [{ page, from: small.kpis, to: 10 * small.kpis, times }];
		});
	});
}

function percent(share: number | null): string {
	return share === null ? '－' : `${Math.round(share * 100)}%`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
