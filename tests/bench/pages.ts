/** Pages of generated cities, each as a ratio to the raw limit measured in the same run. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { dataPaths } from '#lib/server/db/prepare.ts';
import { judgeNow } from '#lib/server/judgements/rejudge.ts';
import { startServer } from '#tests/support/server.ts';
import { FIRST_DEPARTMENT, generatedCity } from './generated-city.ts';
import { elapsed, median } from './median.ts';
import { openBenchCity, signIn } from './city.ts';

const REQUESTS = 40;
const WARM_UP = 8;

export interface PageFigures {
	readonly page: string;
	readonly rows: number;
	readonly ms: number;
	readonly rawMs: number;
	/** Requests per second of one connection as a share of the raw limit's. */
	readonly ratio: number;
	/** Bytes of the answer as sent. */
	readonly bytes: number;
}

export interface CityFigures {
	readonly kpis: number;
	readonly loadMs: number;
	readonly databaseMb: number;
	/** Judging every called year of every KPI anew, without writing. */
	readonly judgedYears: number;
	readonly judgeMs: number;
	readonly pages: readonly PageFigures[];
}

/** Makes a city of that many KPIs × 10 years, serves it, and asks for its pages one after the other. */
export async function benchCity(kpis: number): Promise<CityFigures> {
	const city = openBenchCity();
	const { services, reported, dataDir } = city;
	try {
		const years = Array.from({ length: 10 }, (_, index) => reported - 9 + index);
		const ownKpis = Math.min(85, kpis);
		const size = { kpis, departments: 60, ownKpis, years };
		const loadMs = await city.load(generatedCity(size));
		let judgedYears = 0;
		const judgeAll = () => {
			judgedYears = 0;
			for (const _ of judgeNow(services.database)) judgedYears++;
		};
		const judgeMs = median(Array.from({ length: 5 }, () => elapsed(judgeAll)));
		const cookies = { planner: signIn(services, 'planner'), editor: signIn(services, 'editor') };
		services.database.$client.close();
		const file = dataPaths(dataDir).database;
		const pages = await servedPages(dataDir, file, reported, cookies, { kpis, ownKpis });
		return { kpis, loadMs, databaseMb: statSync(file).size / 1e6, judgedYears, judgeMs, pages };
	} finally {
		city.close();
	}
}

async function servedPages(
	dataDir: string,
	file: string,
	reported: number,
	cookies: { planner: string; editor: string },
	rows: { kpis: number; ownKpis: number }
): Promise<PageFigures[]> {
	const server = await startServer({ MODE: 'production', HOST: '127.0.0.1', DATA_DIR: dataDir });
	const raw = await startRaw(file, reported);
	try {
		const measure = async (page: string, path: string, rawPath: string, cookie: string, count: number) => {
			// Alternating, so that a busy moment of the machine meets both.
			const own = await timed(`${server.origin}${path}`, cookie);
			const limit = await timed(`${raw.origin}${rawPath}`, cookie);
			const again = await timed(`${server.origin}${path}`, cookie);
			const ms = Math.min(own.ms, again.ms);
			return { page, rows: count, ms, rawMs: limit.ms, ratio: limit.ms / ms, bytes: own.bytes };
		};
		return [
			await measure('実績入力', '/entry', '/entry', cookies.editor, rows.ownKpis),
			await measure('指標一覧', '/kpi', '/kpi', cookies.planner, rows.kpis),
			await measure('ホーム', '/', '/kpi', cookies.planner, rows.kpis)
		];
	} finally {
		raw.stop();
		await server.stop();
	}
}

async function startRaw(file: string, reported: number) {
	const script = join(import.meta.dirname, 'raw-server.ts');
	const child = spawn(process.execPath, [script, file, FIRST_DEPARTMENT, String(reported)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const port = await new Promise<string>((resolve, reject) => {
		child.once('exit', (status) => reject(new Error(`the raw server ended with ${status}`)));
		child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
	});
	return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill('SIGTERM') };
}

async function timed(url: string, cookie: string): Promise<{ ms: number; bytes: number }> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const times: number[] = [];
	let bytes = 0;
	for (let count = 0; count < WARM_UP + REQUESTS; count++) {
		const started = performance.now();
		bytes = await fetchOnce(url, cookie, agent);
		if (count >= WARM_UP) times.push(performance.now() - started);
	}
	agent.destroy();
	return { ms: median(times), bytes };
}

/** @throws Error for any answer but 200: a quick refusal is no quick page. */
function fetchOnce(url: string, cookie: string, agent: Agent): Promise<number> {
	return new Promise((resolve, reject) => {
		get(url, { agent, headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
			let bytes = 0;
			response.on('data', (chunk: Buffer) => (bytes += chunk.length));
			response.on('end', () =>
				response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${response.statusCode}`))
			);
		}).on('error', reject);
	});
}
