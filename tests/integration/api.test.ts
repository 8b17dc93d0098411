import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '#lib/server/accounts/sessions.ts';
import { closeApp, closeStreams, openApp } from '#lib/server/app.ts';
import type { ApiKpi } from '#lib/server/kpis/api/kpis.ts';
import { GET as getKpis } from '../../src/routes/api/v1/kpis/+server.ts';
import { GET as getPlan } from '../../src/routes/api/v1/plan/+server.ts';
import { GET as getResults } from '../../src/routes/api/v1/results.csv/+server.ts';
import { demoCity, NOW, type City } from '#tests/support/city.ts';

let city: City;

beforeAll(async () => {
	city = await demoCity();
	openApp({ MODE: 'demo', DATA_DIR: city.dataDir, CLOCK_START: NOW });
});
afterAll(() => {
	closeStreams();
	closeApp();
	city.close();
});

const ENDPOINTS = { kpis: getKpis, plan: getPlan, 'results.csv': getResults } as unknown as Record<
	string,
	(event: unknown) => Promise<Response> | Response
>;

function ask(
	path: string,
	username: string | null = 'viewer',
	headers: Record<string, string> = {},
	mustChangePassword = false
) {
	const url = new URL(`http://localhost/api/v1/${path}`);
	const endpoint = ENDPOINTS[url.pathname.split('/').at(-1) ?? ''];
	if (endpoint === undefined) throw new RangeError(path);
	const signedIn: SignedIn | null =
		username === null
			? null
			: { actor: city.as(username).actor as SignedIn['actor'], username, mustChangePassword, tokenHash: '' };
	return endpoint({
		url,
		request: new Request(url, { headers }),
		locals: { signedIn, address: '10.0.0.1', requestId: 'test' }
	});
}

const kpis = async (query = ''): Promise<ApiKpi[]> => (await (await ask(`kpis${query}`)).json()) as ApiKpi[];
const problem = async (response: Response) => ({
	status: response.status,
	...((await response.json()) as { error: { code: string; message: string } }).error
});
const named = (list: ApiKpi[], name: string): ApiKpi => {
	const found = list.find((each) => each.name === name);
	if (found === undefined) throw new RangeError(name);
	return found;
};

describe('who may ask', () => {
	it.each(Object.keys(ENDPOINTS))('%s: never a redirect', async (path) => {
		expect(await problem(await ask(path, null))).toMatchObject({ status: 401, code: 'unauthenticated' });
		expect(await problem(await ask(path, 'admin'))).toMatchObject({ status: 403, code: 'forbidden' });
		expect(await problem(await ask(path, 'viewer', {}, true))).toMatchObject({
			status: 403,
			code: 'forbidden'
		});
		for (const reader of ['viewer', 'editor', 'head', 'planner'])
			expect((await ask(path, reader)).status).toBe(200);
	});

	it('answers 304 while nothing changed, and another address anew', async () => {
		const first = await ask('kpis');
		const etag = first.headers.get('etag') ?? '';
		expect((await ask('kpis', 'planner', { 'if-none-match': etag })).status).toBe(304);
		expect((await ask('kpis?year=2024', 'planner', { 'if-none-match': etag })).status).toBe(200);
		expect(first.headers.get('cache-control')).toBe('private, no-cache');
	});
});

describe('kpis', () => {
	it('shows the latest year called for, with all years of the basic plan', async () => {
		const list = await kpis();
		expect(list).toHaveLength(97);
		expect(
			list.every(({ years }) => years.map(({ year }) => year).join() === '2021,2022,2023,2024,2025')
		).toBe(true);
		expect(await kpis('?year=R7')).toEqual(list);
	});

	it('says everything of one KPI', async () => {
		const rate = named(await kpis('?year=2025'), '特定健康診査の受診率');
		expect(rate).toMatchObject({
			unit: '%',
			direction: 'increase',
			goal: 'reach',
			accumulation: 'level',
			department: '健康推進課',
			baseline: { year: 2019, value: 38.2 },
			finalTarget: { year: 2028, value: 50 }
		});
		const { progressRatio, reachRate, ...year } = rate.years.at(-1)!;
		expect(year).toMatchObject({
			year: 2025,
			target: 46,
			actual: 37.9,
			valueState: 'preliminary',
			missingReason: null,
			measuredPeriod: null,
			numerator: null,
			denominator: null
		});
		expect(year).toMatchObject({
			status: '後退',
			statusCode: 'regressed',
			statusReason: '0 %未満のため後退'
		});
		expect(progressRatio).toBeCloseTo(-0.3 / 7.8, 11);
		expect(reachRate).toBeCloseTo(-0.3 / 11.8, 11);
	});

	it('answers with an edition’s own targets when asked', async () => {
		const [edition] = city.column('select id from edition where first_year = 2022') as number[];
		const rate = named(await kpis(`?year=2025&edition=${edition}`), '特定健康診査の受診率');
		expect(rate.years.map(({ target }) => target)).toEqual([null, 41, 42, 46, null]);
		expect(new Set(rate.years.map(({ targetEdition }) => targetEdition))).toEqual(new Set([edition]));
		const inForce = named(await kpis('?year=2025'), '特定健康診査の受診率');
		expect(inForce.years[3]).toMatchObject({ year: 2024, target: 44, judgingTarget: 44 });
		expect(rate.years[3]).toMatchObject({ target: 46, judgingTarget: 44 });
		expect(inForce.years[3]?.actual).toBe(rate.years[3]?.actual);
	});

	it('gives ranges, stages and period totals', async () => {
		const list = await kpis('?year=2025');
		expect(list.find(({ direction }) => direction === 'range')?.years.at(-1)?.target).toEqual({
			low: 10,
			high: 20
		});
		const stage = list.find(({ direction }) => direction === 'stage');
		expect([typeof stage?.years.at(-1)?.target, typeof stage?.baseline.value]).toEqual(['string', 'string']);
		const period = named(list, '地域づくり団体の活動助成件数');
		expect(period.years.map(({ target }) => target)).toEqual([24, 48, 72, 96, 120]);
		expect(period.years.at(-1)).toMatchObject({ actual: 25, actualToDate: 122 });
	});

	it('names the target of the measured year where a value was carried', async () => {
		const kpis = (await (await ask('kpis?year=2025')).json()) as ApiKpi[];
		const carried = kpis.find(({ code }) => code === 'Z007')?.years.find(({ year }) => year === 2024);
		expect(carried).toMatchObject({ carriedFrom: 2023, target: 50, judgingTarget: 48, actual: 46.9 });
	});

	it('shows no figure that is not confirmed, and never a stand-in', async () => {
		const response = await ask('kpis?year=2025');
		const text = await response.text();
		expect(text).not.toMatch(/NaN|Infinity|-0[,}\]]|undefined/);
		const years = (JSON.parse(text) as ApiKpi[]).flatMap((each) => each.years);
		const open = years.filter(
			({ status, statusReason }) => status === '未入力' || (statusReason ?? '').includes('未確定')
		);
		expect(open.length).toBeGreaterThan(0);
		expect(open.every(({ actual, valueState }) => actual === null && valueState === null)).toBe(true);
		expect(years.some(({ missingReason, actual }) => missingReason === 'unknown' && actual === null)).toBe(
			true
		);
	});

	it('answers a range of years, and years not yet called for', async () => {
		const [first] = await kpis('?from=2026&to=R10');
		expect(first?.code).toMatch(/^K/);
		expect(first?.years.map(({ year, status }) => [year, status])).toEqual([
			[2026, null],
			[2027, null],
			[2028, null]
		]);
		expect((await kpis('?year=2025&from=2024&to=2024'))[0]?.years).toHaveLength(1);
	});

	it.each([
		['kpis?year=1999', 404, '計画の期間にありません'],
		['kpis?year=未来', 404, '年度を読み取れません'],
		['kpis?edition=9999', 404, '実施計画の版「9999」はありません'],
		['kpis?from=2025&to=2021', 400, '年度の範囲が逆です'],
		['kpis?year=2025&to=2040', 404, '計画の期間にありません'],
		['results.csv?from=1999', 404, '計画の期間にありません'],
		['results.csv?from=2025&to=2024', 400, '年度の範囲が逆です']
	])('%s is refused in words', async (path, status, words) => {
		expect(await problem(await ask(path))).toMatchObject({
			status,
			message: expect.stringContaining(words) as string
		});
	});
});

describe('plan', () => {
	it('holds every KPI of every basic plan once', async () => {
		interface Node {
			kpis: string[];
			children: Node[];
		}
		const codes = ({ kpis: own, children }: Node): string[] => [...own, ...children.flatMap(codes)];
		const plan = (await (await ask('plan')).json()) as { basicPlans: { nodes: Node[] }[] };
		const all = plan.basicPlans.flatMap(({ nodes }) => nodes.flatMap(codes)).sort();
		expect(all).toEqual(city.column('select code from kpi order by code'));
	});
});

describe('results.csv', () => {
	it('is a file for machines and spreadsheets', async () => {
		const response = await ask('results.csv?from=2024&to=2025');
		const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
		expect(response.headers.get('content-disposition')).toBe(
			'attachment; filename="michishirube-results-2024-2025.csv"'
		);
		expect(text.startsWith('\u{feff}年度（西暦）,年度（和暦）,')).toBe(true);
		const lines = text.trimEnd().split('\r\n');
		expect(lines).toHaveLength(1 + 97 * 2);
		expect(lines.every((line) => !line.includes('\n'))).toBe(true);
		expect(lines.find((line) => line.includes('特定健康診査の受診率') && line.startsWith('2025,'))).toMatch(
			/^2025,令和7年度,前期基本計画,.+,%,水準,健康推進課,46\.0,,.+,37\.9,,速報,2025,,確認済,後退,/
		);
		expect(lines.find((line) => line.includes('社会増減数') && line.startsWith('2025,'))).toContain(',-255,');
	});

	it('covers both basic plans without bounds', async () => {
		const lines = (await (await ask('results.csv')).text()).trimEnd().split('\r\n');
		const kouki = Number(city.column("select count(*) from kpi where code like 'K%'")[0]);
		expect(lines).toHaveLength(1 + 97 * 5 + kouki * 5);
	});

	it('neutralises text that a spreadsheet would run', async () => {
		const connection = city.connectAgain().$client;
		connection.prepare("update indicator set name = '=HYPERLINK(1)' where code = 'I001'").run();
		const text = await (
			await ask('results.csv?from=2025&to=2025', 'viewer', { 'if-none-match': 'none' })
		).text();
		expect(text).toContain(",'=HYPERLINK(1),");
	});
});
