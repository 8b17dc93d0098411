/**
 * What was typed outlives the session, without JavaScript: every form of the working screens that finds nobody
 * signed in comes back through the sign-in page, and is carried out by a press only.
 */
import { cpSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { listRoutes } from '#tests/support/routes.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';

type Fields = readonly (readonly [string, string])[];

const folder = temporaryFolder();
let server: RunningServer;

beforeAll(async () => {
	cpSync(await demoFolder(), folder.path, { recursive: true });
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
}, 240_000);
afterAll(async () => {
	await server.stop();
	folder.remove();
});

interface Page {
	readonly status: number;
	readonly location: string | null;
	readonly body: string;
	readonly cookie: string | null;
	readonly cache: string | null;
}

async function post(
	path: string,
	fields: Fields,
	cookie = '',
	headers: Record<string, string> = {}
): Promise<Page> {
	const response = await fetch(server.origin + path, {
		method: 'POST',
		headers: { origin: server.origin, accept: 'text/html', cookie, ...headers },
		body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
		redirect: 'manual'
	});
	return {
		status: response.status,
		location: response.headers.get('location'),
		body: await response.text(),
		cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? null,
		cache: response.headers.get('cache-control')
	};
}

/** Hidden fields of a page, as a browser reads them. */
function hidden(body: string): [string, string][] {
	return [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
		unescaped(name),
		unescaped(value)
	]);
}

function unescaped(text = ''): string {
	return text
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
}

const keptOf = (body: string): string | undefined => hidden(body).find(([name]) => name === 'kept')?.[1];

/** As a browser does: the form, the redirect that repeats it, and the sign-in page. */
async function sendWithoutSession(path: string, fields: Fields, cookie = ''): Promise<Page> {
	const first = await post(path, fields, cookie);
	expect(first.status).toBe(307);
	return post(first.location ?? '', fields, cookie);
}

async function signInWith(username: string, kept: string, password = DEMO_PASSWORD): Promise<Page> {
	return post('/sign-in?kept', [
		['username', username],
		['password', password],
		['next', '/entry'],
		['kept', kept]
	]);
}

async function sessionOf(username: string): Promise<string> {
	const { cookie } = await post('/sign-in', [
		['username', username],
		['password', DEMO_PASSWORD]
	]);
	return cookie ?? '';
}

function read<T>(sql: string): T {
	const city = new Sqlite(`${folder.path}/michishirube.db`, { readonly: true });
	try {
		return city.prepare(sql).pluck().get() as T;
	} finally {
		city.close();
	}
}

const stored = (code: string) =>
	read<string | undefined>(
		`select v.entered_text from result r join indicator i on i.id = r.indicator_id join result_revision v on v.result_id = r.id and v.revision = r.current_revision where i.code = '${code}' and r.fiscal_year = 2025 and r.district_id is null`
	);
const auditRows = () => read<number>("select count(*) from audit_entry where action not like 'sign%'");

const SAVE = '/entry/I042?/save&year=2025';
const TYPED: Fields = [
	['version', '0'],
	['key', 'kept-1'],
	['entered', '４１．２'],
	['state', 'final'],
	['cause', '会場を"2か所"に\r\n減らした<b>ため</b>。'],
	['issue', ''],
	['nextAction', '']
];

describe('a form whose session has ended', () => {
	it('comes back through the sign-in page and is carried out by one press, once', async () => {
		const before = auditRows();
		const page = await sendWithoutSession(SAVE, TYPED);
		expect(page.status).toBe(200);
		expect(page.cache).toBe('no-store');
		expect(page.body).toContain('この画面が預かっています');
		expect(page.body).not.toContain('<b>ため</b>');
		const kept = keptOf(page.body) ?? '';

		const wrong = await signInWith('editor', kept, 'wrong-password');
		expect(wrong.status).toBe(400);
		expect(keptOf(wrong.body)).toBe(kept);

		const next = await signInWith('editor', kept);
		expect(next.status).toBe(200);
		expect(next.cache).toBe('no-store');
		expect(next.body).toContain('入力の続き');
		expect(next.body).toContain('特定保健指導の実施率');
		expect(next.body).not.toContain(DEMO_PASSWORD);
		expect(next.body).not.toContain('<b>ため</b>');
		// Nothing is applied without the press.
		expect(stored('I042')).toBeUndefined();
		expect(auditRows()).toBe(before);
		expect(hidden(next.body).filter(([name]) => name !== 'next')).toEqual(
			TYPED.map(([name, value]) => [name, value])
		);

		const action = /<form method="POST" action="([^"]*)"/.exec(next.body)?.[1] ?? '';
		expect(unescaped(action)).toBe(SAVE);
		const done = await post(SAVE, hidden(next.body), next.cookie ?? '');
		expect(done).toMatchObject({ status: 303, location: '/entry/I042?year=2025&done=saved#done' });
		expect(stored('I042')).toBe('４１．２');
		// The key went along: back and once more is the same save.
		expect((await post(SAVE, hidden(next.body), next.cookie ?? '')).status).toBe(303);
		expect(read("select count(*) from result_revision where entered_text = '４１．２'")).toBe(1);
	});

	it('shows only the rows of the grid that were touched', async () => {
		const cookie = await sessionOf('editor');
		const grid = await fetch(`${server.origin}/entry?year=2025`, { headers: { cookie } });
		const was = new Map(hidden(await grid.text()));
		const row = (code: string, entered: string): Fields => [
			['code', code],
			[`version.${code}`, was.get(`version.${code}`) ?? ''],
			[`was.${code}`, was.get(`was.${code}`) ?? ''],
			[`entered.${code}`, entered],
			[`state.${code}`, 'final']
		];
		const page = await sendWithoutSession('/entry?/save&year=2025', [
			...row('I045', ''),
			...row('I036', '12')
		]);
		const next = await signInWith('editor', keptOf(page.body) ?? '');
		expect(next.body).toContain('乳がん検診の受診率');
		expect(next.body).not.toContain(read<string>("select name from indicator where code = 'I045'"));
		expect(hidden(next.body).map(([name]) => name)).toContain('entered.I045');
	});

	it('tells whoever may not send it, and who typed it', async () => {
		const cookie = await sessionOf('editor');
		await post('/sign-out', [], cookie);
		const kept = keptOf((await sendWithoutSession(SAVE, TYPED, cookie)).body) ?? '';
		for (const [username, words] of [
			['viewer', 'この利用者では送れません'],
			['admin', 'この利用者では送れません'],
			['head', 'この利用者では送れません'],
			['editor_shoko', 'この利用者では送れません'],
			['planner', '入力したのは健康推進課 佐々木']
		] as const) {
			const page = await signInWith(username, kept);
			expect(page.body, username).toContain(words);
			expect(page.body.includes('この内容を送る'), username).toBe(username === 'planner');
			// What was typed stands there to be copied.
			expect(page.body, username).toContain('４１．２');
		}
		expect((await signInWith('admin', kept)).body).not.toContain('特定保健指導の実施率');
		expect((await signInWith('editor', kept)).body).not.toContain('入力したのは');
	});

	it('names a file that cannot be carried', async () => {
		const form = new FormData();
		form.append('file', new File(['x'], '入力シート.xlsx'));
		const first = await fetch(`${server.origin}/entry/upload?/preview`, {
			method: 'POST',
			headers: { origin: server.origin, accept: 'text/html' },
			body: form,
			redirect: 'manual'
		});
		expect(first.status).toBe(307);
		const again = await fetch(server.origin + (first.headers.get('location') ?? ''), {
			method: 'POST',
			headers: { origin: server.origin, accept: 'text/html' },
			body: form
		});
		const next = await signInWith('editor', keptOf(await again.text()) ?? '');
		expect(next.body).toContain('ファイルは預かれません：入力シート.xlsx');
		expect(next.body).not.toContain('この内容を送る');
	});

	it('says so where it is too large to be carried', async () => {
		const large = await post('/entry/paste?/preview&year=2025', [['text', 'あ'.repeat(200_000)]]);
		expect(large).toMatchObject({ status: 303 });
		const page = await fetch(server.origin + (large.location ?? ''));
		const body = await page.text();
		expect(body).toContain('送られた内容を受け取れませんでした');
		expect(hidden(body)).toContainEqual(['next', '/entry/paste?year=2025']);
	});
});

describe('what was kept', () => {
	const forged = (to: string) => JSON.stringify({ to, by: null, fields: [['x', '1']], files: [] });

	it.each([
		'//evil.example/entry?/save',
		'http://evil.example/',
		'/\\evil.example',
		'/sign-out',
		'/account/password',
		'/sign-in',
		'/entry?/nothing',
		'/entry',
		'/no-such-page?/save',
		'/evidence/1',
		'javascript:alert(1)'
	])('goes to no other address than an action of ours: %s', async (to) => {
		const page = await signInWith('editor', forged(to));
		expect(page).toMatchObject({ status: 303, location: '/entry' });
		expect((await post(`/sign-in?carry=${encodeURIComponent(to)}`, [['x', '1']])).body).not.toContain(
			'name="kept"'
		);
	});

	it('is taken from our own pages alone', async () => {
		const foreign = { origin: 'http://evil.example' };
		expect((await post(SAVE, TYPED, '', foreign)).status).toBe(403);
		expect((await post(`/sign-in?carry=${encodeURIComponent(SAVE)}`, TYPED, '', foreign)).status).toBe(403);
		expect((await post('/sign-in?kept', [['kept', forged(SAVE)]], '', foreign)).status).toBe(403);
	});

	it('never holds a password', async () => {
		const page = await sendWithoutSession(SAVE, [
			...TYPED,
			['password', 'a-secret'],
			['newPassword', 'a-secret']
		]);
		expect(page.body).not.toContain('a-secret');
	});

	it('is shown whatever the fields and the address are called', async () => {
		const odd: Fields = [
			['toString', 'a'],
			['constructor.I042', 'b'],
			['state.I042', 'constructor'],
			['entered.I042', '12']
		];
		for (const to of ['/entry?/save&year=2025', '/entry/%E3%81/handover?/save', '/entry/%E3%81?/save']) {
			const kept = JSON.stringify({ to, by: null, fields: odd, files: [] });
			const page = await signInWith('editor', kept);
			expect(page.status, to).toBe(200);
			expect(page.body, to).toContain('入力の続き');
		}
	});

	it('passes whoever has signed in meanwhile at another tab', async () => {
		const cookie = await sessionOf('editor');
		const page = await post(`/sign-in?carry=${encodeURIComponent(SAVE)}`, TYPED, cookie);
		expect(page.body).toContain('入力の続き');
		expect(page.body).toContain('この内容を送る');
	});

	it('is offered for every form action behind the sign-in', async () => {
		const actions = (await listRoutes())
			.filter(({ id }) => id.startsWith('/(app)'))
			.flatMap(({ id, actions: names }) => names.map((name) => ({ id, name })));
		expect(actions.length).toBeGreaterThan(30);
		for (const { id, name } of actions) {
			const path = id.replace('/(app)', '').replaceAll(/\[[^\]]+\]/g, 'x') || '/';
			const page = await sendWithoutSession(name === 'default' ? path : `${path}?/${name}`, [
				['reason', '理由']
			]);
			expect(keptOf(page.body), `${id} ${name}`).toContain('理由');
		}
	});

	it('leaves forms of a page’s script as they were', async () => {
		const page = await post(SAVE, TYPED, '', { 'x-sveltekit-action': 'true', accept: 'application/json' });
		expect(page.status).toBe(200);
		expect(JSON.parse(page.body)).toMatchObject({ type: 'redirect' });
	});
});
