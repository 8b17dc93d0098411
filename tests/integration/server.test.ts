import { createServer, get } from 'node:http';
import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/support/city.ts';
import { startAndEnd, startServer, type RunningServer } from '#tests/support/server.ts';
import { visit } from '#tests/support/visitor.ts';

const folder = temporaryFolder();
const environment = { MODE: 'production', DATA_DIR: folder.path };
let server: RunningServer;
beforeAll(async () => void (server = await startServer(environment)), 180_000);
afterAll(async () => {
	await server.stop();
	folder.remove();
});

const database = () => join(folder.path, 'michishirube.db');

describe('a new installation', () => {
	it('is alive and ready, without any backup or account yet', async () => {
		expect(await (await fetch(`${server.origin}/health/live`)).text()).toBe('ok\n');
		const ready = await fetch(`${server.origin}/health/ready`);
		expect(ready.status).toBe(200);
		expect(await ready.json()).toEqual({
			ready: true,
			checks: { database: 'ok', disk: 'ok', backup: 'none' }
		});
	});

	it('says at start where it is, and that plain http is not encrypted', () => {
		expect(server.output()).toContain(`みちしるべを ${server.origin} で開けます`);
		expect(server.output()).toContain('暗号化されません');
	});

	it('tells on the sign-in page how to make the first account, and offers no demo account', async () => {
		const page = await visit(server.origin).open('/sign-in');
		expect(page.outcome).toBe('ok');
		expect(page.body).toContain('user add --role admin');
		expect(page.body).not.toContain('michishirube-demo');
		expect(page.body).not.toContain('editor_kenko');
	});

	it('leads everybody to the sign-in page and back to where they wanted to go', async () => {
		const { headers, outcome } = await visit(server.origin).open('/kpi?year=2025');
		expect(outcome).toBe('to /sign-in');
		expect(headers.get('location')).toBe('/sign-in?next=%2Fkpi%3Fyear%3D2025');
	});

	it('takes its first administrator from the command line while it runs', async () => {
		const added = await server.cli(
			'user',
			'add',
			'--role',
			'admin',
			'--username',
			'kanri',
			'--name',
			'情報係 佐藤'
		);
		expect([added.status, added.stderr]).toEqual([0, '']);
		const initial = /初期パスワード：(\S+)/.exec(added.stdout)?.[1] ?? '';
		const visitor = visit(server.origin);
		expect((await visitor.signIn('kanri', 'something else')).outcome).toBe('400');
		const signedIn = await visitor.signIn('kanri', initial);
		expect(signedIn.outcome).toBe('to /admin/accounts');
		expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly/i);
		expect(signedIn.headers.get('set-cookie')).toMatch(/SameSite=Lax/i);
		// Nothing else before the password is one's own.
		expect((await visitor.open('/admin/accounts')).outcome).toBe('to /account/password');
		expect((await visitor.send('/admin/accounts?/add', { username: 'x' })).outcome).toBe(
			'to /account/password'
		);
		const change = (next: string, again = next) =>
			visitor.send('/account/password', { current: initial, next, again });
		expect((await change('紫陽花と電車', '紫陽花と自転車')).outcome).toBe('400');
		expect((await change('short')).outcome).toBe('400');
		expect((await change('紫陽花と電車と橋')).outcome).toBe('to /');
		const accounts = await visitor.open('/admin/accounts');
		expect(accounts.outcome).toBe('ok');
		expect(accounts.body).toContain('kanri');
		expect(accounts.headers.get('cache-control')).toBe('no-store');
	});

	it('answers every command of the operator in words, and keeps its chain of audit entries whole', async () => {
		const add = (...words: string[]) =>
			server.cli('user', 'add', '--username', 'second', '--name', '二人目', ...words);
		const says = (words: string) => expect.stringContaining(words) as string;
		expect(await add('--role', 'viewer')).toMatchObject({ status: 0 });
		const [wrongRole, again, list, last, chain, judgements] = await Promise.all([
			add('--role', 'boss'),
			add('--role', 'viewer'),
			server.cli('user', 'list'),
			server.cli('user', 'disable', 'kanri'),
			server.cli('verify-audit'),
			server.cli('judgements', 'check')
		]);
		expect(wrongRole).toMatchObject({ status: 2, stderr: says('役割「boss」はありません') });
		expect(again).toMatchObject({ status: 1, stderr: says('すでにあります') });
		expect(list).toMatchObject({ status: 0, stdout: says('second\t二人目\t閲覧\t－\t有効') });
		expect(last).toMatchObject({ status: 1, stderr: says('最後の管理者') });
		expect(chain).toMatchObject({ status: 0, stdout: says('欠けや書換えはありません') });
		expect(judgements).toMatchObject({ status: 0, stdout: says('最新です') });
	});
});

describe('answers', () => {
	it.each(['/sign-in', '/health/live', '/no-such-page', '/kpi'])(
		'of %s carry the security headers',
		async (path) => {
			const { headers } = await visit(server.origin).open(path);
			expect(Object.fromEntries(headers)).toMatchObject({
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'same-origin',
				'x-frame-options': 'DENY',
				'cross-origin-opener-policy': 'same-origin'
			});
			// Plain http was configured: a browser told to insist on https could not come back.
			expect(headers.has('strict-transport-security')).toBe(false);
		}
	);

	it('carry a policy by hash that allows nothing from elsewhere, and keep to it themselves', async () => {
		const { headers, body } = await visit(server.origin).open('/sign-in');
		const policy = headers.get('content-security-policy') ?? '';
		for (const directive of [
			"default-src 'self'",
			"style-src 'self'",
			"style-src-attr 'unsafe-inline'",
			"object-src 'none'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
			"form-action 'self'"
		]) {
			expect(policy).toContain(directive);
		}
		expect(policy).not.toMatch(/nonce|unsafe-eval|script-src[^;]*unsafe-inline/);
		expect(body).not.toMatch(/(src|href|action)="(https?:)?\/\//);
		expect(body).not.toMatch(/<style|\son\w+=/);
	});

	it('are never kept by a cache where they are private', async () => {
		expect((await visit(server.origin).open('/sign-in')).headers.get('cache-control')).toBe('no-store');
		expect((await visit(server.origin).open('/admin/accounts')).headers.get('cache-control')).toBe(
			'no-store'
		);
		expect((await visit(server.origin).open('/health/ready')).headers.get('cache-control')).toBe('no-store');
	});

	it('are compressed when asked for', async () => {
		const { headers } = await fetch(`${server.origin}/sign-in`, { headers: { 'accept-encoding': 'gzip' } });
		expect(headers.get('content-encoding')).toBe('gzip');
	});

	it('say in Japanese that a page does not exist', async () => {
		const { status, body } = await visit(server.origin).open('/no-such-page');
		expect(status).toBe(404);
		expect(body).toContain('このアドレスのページはありません');
	});
});

describe('a post from somewhere else', () => {
	const form = new URLSearchParams({ username: 'kanri', password: 'x' });
	const post = (path: string, headers: Record<string, string>, body: BodyInit = form) =>
		fetch(server.origin + path, { method: 'POST', headers, body, redirect: 'manual' });

	it.each([
		['a form of another site', { origin: 'http://evil.example' }],
		['a form without an origin', {}],
		['an opaque origin', { origin: 'null' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
		['a request that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
		['a request of a sister site', { 'sec-fetch-site': 'same-site' }]
	])('is refused: %s', async (_what, headers) => {
		const own = 'sec-fetch-site' in headers ? { origin: server.origin } : {};
		expect((await post('/sign-in', { ...own, ...headers } as Record<string, string>)).status).toBe(403);
	});

	it.each(['/sign-in', '/screen/live', '/health/live', '/api/v1/kpis'])(
		'is refused as JSON too: %s',
		async (path) => {
			const headers = { origin: 'http://evil.example', 'content-type': 'application/json' };
			const response = await post(path, headers, '{}');
			expect(response.status).toBe(403);
			expect(await response.text()).toContain('ほかのサイト');
		}
	);

	it.each(['PUT', 'PATCH', 'DELETE'])('is refused as %s', async (method) => {
		const response = await fetch(`${server.origin}/sign-in`, {
			method,
			headers: { origin: 'http://evil.example' }
		});
		expect(response.status).toBe(403);
	});

	it('is taken from our own page', async () => {
		const own = { origin: server.origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
		expect((await post('/sign-in', own)).status).toBe(400);
	});
});

describe('readiness', () => {
	const backups = () => join(folder.path, 'backups');

	it('follows the age of the last backup once there is one', async () => {
		mkdirSync(backups(), { recursive: true });
		const backup = join(backups(), 'daily-2026-07-28.db');
		writeFileSync(backup, 'x');
		const asked = async () => (await fetch(`${server.origin}/health/ready`)).status;
		expect(await asked()).toBe(200);
		const old = Date.now() / 1000 - 51 * 3600;
		utimesSync(backup, old, old);
		expect(await asked()).toBe(503);
		utimesSync(backup, Date.now() / 1000, Date.now() / 1000);
		expect(await asked()).toBe(200);
	});
});

describe('the end', () => {
	it('of a demo city, opened under no foreign name, comes within five seconds of SIGTERM although a stream is open', async () => {
		const own = temporaryFolder();
		try {
			// An empty setting means the same as none.
			const ending = await startServer({ MODE: 'demo', DATA_DIR: own.path, ORIGIN: '' });
			expect(await statusUnder(ending.origin, 'rebound.example')).toBe(421);
			expect(await statusUnder(ending.origin, 'localhost:3000')).toBe(200);
			const cookie = await sessionCookie(ending.origin);
			const stream = await fetch(`${ending.origin}/screen/live`, { headers: { cookie } });
			expect(stream.headers.get('content-type')).toBe('text/event-stream');
			const reader = stream.body?.getReader();
			await reader?.read();
			const { status, ms } = await ending.stop();
			expect(status).toBe(0);
			expect(ms).toBeLessThan(4000);
			const rest = async () => {
				for (;;) if ((await reader?.read())?.done !== false) return 'closed';
			};
			expect(await rest().catch(() => 'closed')).toBe('closed');
			const file = join(own.path, 'michishirube.db');
			expect(existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0).toBe(false);
			const reopened = new Sqlite(file, { readonly: true });
			expect(reopened.pragma('integrity_check', { simple: true })).toBe('ok');
			expect(
				reopened.prepare("select count(*) from audit_entry where action = 'signed-in'").pluck().get()
			).toBe(1);
			reopened.close();
		} finally {
			own.remove();
		}
	}, 120_000);
});

/** What is answered when this machine is called by another name, as a page that rebinds its own name would. */
function statusUnder(origin: string, host: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		get(`${origin}/sign-in`, { headers: { host } }, (response) => {
			response.resume();
			resolve(response.statusCode);
		}).on('error', reject);
	});
}

async function sessionCookie(origin: string): Promise<string> {
	const response = await fetch(`${origin}/sign-in`, {
		method: 'POST',
		headers: { origin },
		body: new URLSearchParams({ username: 'planner', password: 'michishirube-demo' }),
		redirect: 'manual'
	});
	return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

describe('a start that cannot be', () => {
	it.each([
		['a port that is no number', { PORT: 'abc' }, 'PORT は 0〜65535 の整数'],
		['an unknown mode', { MODE: 'test' }, 'MODE は demo か production'],
		['production without an address', { MODE: 'production' }, 'ORIGIN（利用者が開くアドレス）が必要']
	])('is refused in words: %s', async (_what, env, words) => {
		const { status, stderr } = await startAndEnd({
			DATA_DIR: folder.path,
			...(env as Record<string, string>)
		});
		expect(status).toBe(1);
		expect(stderr).toContain('設定に誤りがあります');
		expect(stderr).toContain(words);
		expect(stderr).not.toMatch(/\n\s+at /);
	});

	it('is refused in words when the data belong to the other mode', async () => {
		expect(existsSync(database())).toBe(true);
		const { status, stderr } = await startAndEnd({ DATA_DIR: folder.path, MODE: 'demo', PORT: '0' });
		expect(status).toBe(1);
		expect(stderr).toContain('実運用（MODE=production）で作られています');
		expect(stderr).not.toMatch(/\n\s+at /);
	});

	it('names another port when its own is taken', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const { port } = taken.address() as AddressInfo;
		const own = temporaryFolder();
		const { status, stderr } = await startAndEnd({
			...environment,
			DATA_DIR: own.path,
			ORIGIN: 'http://a.example',
			PORT: String(port)
		});
		taken.close();
		own.remove();
		expect(status).toBe(1);
		expect(stderr).toContain(`ポート ${port} は使われています`);
		expect(stderr).not.toMatch(/\n\s+at /);
	});
});
