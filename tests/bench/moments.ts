/** The busiest moments of a served city: start, first visit, the deadline minute, a confirmed figure on the screen. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { startServer } from '#tests/support/server.ts';
import { openBenchCity, signIn } from './city.ts';
import { generatedCity } from './generated-city.ts';
import { elapsedAsync } from './median.ts';

const AT_ONCE = 100;
const PASSWORD = 'bench-password-1';

export interface MomentFigures {
	readonly startMs: number;
	/** Resident memory once started and asked once; null where the system does not tell. */
	readonly idleMb: number | null;
	/** Bytes of a page with its styles and scripts, compressed. */
	readonly firstVisitBytes: { readonly entry: number; readonly list: number; readonly screen: number };
	readonly savesAtOnceMs: number;
	readonly signInsAtOnceMs: number;
	readonly confirmedToScreenMs: number;
}

/** A city of 1,000 KPIs × 3 years whose last year is still to be entered. */
export async function benchMoments(): Promise<MomentFigures> {
	const city = openBenchCity();
	try {
		const { reported, services } = city;
		const years = [reported - 2, reported - 1, reported];
		const whole = generatedCity({ kpis: 1000, departments: 60, ownKpis: AT_ONCE, years });
		await city.load({ ...whole, results: whole.results.filter(({ year }) => year !== reported) });
		const passwordHash = await hashPassword(PASSWORD);
		const usernames = Array.from({ length: AT_ONCE }, (_, at) => `editor${at + 1}`);
		const editors = usernames.map((username) => signIn(services, 'editor', { username, passwordHash }));
		const planner = signIn(services, 'planner');
		services.database.$client.close();
		const env = { MODE: 'production', HOST: '127.0.0.1', DATA_DIR: city.dataDir };
		// The first start of changed sources builds the pages.
		await (await startServer(env)).stop();
		let server = await startServer(env);
		await server.stop();
		const startMs = await elapsedAsync(async () => {
			server = await startServer(env);
			await fetch(`${server.origin}/health/live`);
		});
		try {
			const idleMb = residentMb(server.pid);
			const visit = (path: string, cookie: string) => weight(server.origin, path, cookie);
			const [editor = ''] = editors;
			const firstVisitBytes = {
				entry: await visit('/entry', editor),
				list: await visit('/kpi', planner),
				screen: await visit('/screen', planner)
			};
			const enter = (at: number, cookie: string, act: string) =>
				post(server.origin, `/entry/I${at + 1}?/${act}&year=${reported}`, cookie, ENTRY);
			const savesAtOnceMs = await elapsedAsync(() =>
				Promise.all(editors.map((cookie, at) => enter(at, cookie, 'save')))
			);
			const signInsAtOnceMs = await elapsedAsync(() =>
				Promise.all(
					usernames.map((username) => post(server.origin, '/sign-in', '', { username, password: PASSWORD }))
				)
			);
			await post(server.origin, `/entry/I1?/submit&year=${reported}`, editor, { ...ENTRY, version: '1' });
			const confirmedToScreenMs = await elapsedAsync(async () => {
				const stream = await fetch(`${server.origin}/screen/live`, { headers: { cookie: planner } });
				const events = stream.body?.getReader();
				await events?.read();
				await post(server.origin, '/review?/confirm', planner, { only: `I1/${reported}/2` });
				await events?.read();
				await (await fetch(`${server.origin}/screen`, { headers: { cookie: planner } })).text();
				await events?.cancel();
			});
			return { startMs, idleMb, firstVisitBytes, savesAtOnceMs, signInsAtOnceMs, confirmedToScreenMs };
		} finally {
			await server.stop();
		}
	} finally {
		city.close();
	}
}

const ENTRY = {
	entered: '510',
	state: 'final',
	cause: '要因',
	issue: '課題',
	nextAction: '取組',
	confirmed: 'on',
	version: '0'
};

/** @throws Error unless the form was carried out: 303 to the next page. */
async function post(
	origin: string,
	path: string,
	cookie: string,
	fields: Record<string, string>
): Promise<void> {
	const response = await fetch(`${origin}${path}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, origin, accept: 'text/html' },
		body: new URLSearchParams(fields)
	});
	await response.arrayBuffer();
	if (response.status !== 303) throw new Error(`${path}: ${response.status}`);
}

/** The page and every style and script that it names, each compressed. */
async function weight(origin: string, path: string, cookie: string): Promise<number> {
	const page = await fetch(`${origin}${path}`, { headers: { cookie } });
	if (page.status !== 200) throw new Error(`${path}: ${page.status}`);
	const html = await page.text();
	const named = [...html.matchAll(/["'(]([^"'()\s]*_app\/[^"'()\s]+\.(?:js|css))["')]/g)].map(
		([, name = '']) => name
	);
	const files = new Set(named.map((name) => new URL(name, `${origin}${path}`).href));
	const parts = await Promise.all([...files].map(async (file) => (await fetch(file)).arrayBuffer()));
	return [new TextEncoder().encode(html), ...parts].reduce(
		(sum, part) => sum + gzipSync(new Uint8Array(part)).length,
		0
	);
}

function residentMb(pid: number): number | null {
	try {
		const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return kb === undefined ? null : Number(kb) / 1000;
	} catch {
		return null;
	}
}
