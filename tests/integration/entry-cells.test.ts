/** `POST /entry/cells` as a page's script meets it: over HTTP, with its session. */
import { cpSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { visit, type Visitor } from '#tests/support/visitor.ts';

const RATE = 'I042';
const folder = temporaryFolder();
let server: RunningServer;
let keys = 0;

beforeAll(async () => {
	cpSync(await demoFolder(), folder.path, { recursive: true });
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
}, 240_000);

afterAll(async () => {
	await server.stop();
	folder.remove();
});

async function arrive(username: string): Promise<Visitor> {
	const visitor = visit(server.origin);
	expect((await visitor.signIn(username, DEMO_PASSWORD)).outcome).toMatch(/^to /);
	return visitor;
}

function read<T>(sql: string, ...values: unknown[]): T[] {
	const city = new Sqlite(`${folder.path}/michishirube.db`, { readonly: true });
	const rows = city
		.prepare(sql)
		.pluck()
		.all(...values) as T[];
	city.close();
	return rows;
}

const accountOf = (username: string) =>
	read<number>('select id from account where username = ?', username)[0];

interface Told {
	readonly version?: number;
	readonly status?: string;
	readonly help?: { readonly sum: { readonly conclusion: string } | null };
	readonly error?: {
		readonly code: string;
		readonly message: string;
		readonly fields: Record<string, string>;
		readonly details: { readonly entered: string; readonly version: number } | null;
	};
}

async function send(
	visitor: Visitor,
	body: Record<string, unknown> | string,
	headers: Record<string, string> = {}
): Promise<{ status: number; told: Told }> {
	const answer = await visitor.open('/entry/cells', {
		method: 'POST',
		headers: {
			origin: server.origin,
			accept: 'application/json',
			'content-type': 'application/json',
			...headers
		},
		body: typeof body === 'string' ? body : JSON.stringify(body)
	});
	return { status: answer.status, told: JSON.parse(answer.body) as Told };
}

const save = (username: string, more: Record<string, unknown>) => ({
	account: accountOf(username),
	year: 2025,
	indicator: RATE,
	version: 0,
	key: `test-key-${(keys += 1)}`,
	patch: {},
	...more
});

describe('POST /entry/cells', () => {
	it('refuses strangers, other roles and other departments, and nothing is written', async () => {
		const before = read<number>('select count(*) from result_revision');
		const stranger = await send(visit(server.origin), save('editor_kenko', { patch: { entered: '60' } }));
		expect([stranger.status, stranger.told.error?.code]).toEqual([401, 'unauthenticated']);
		for (const username of ['viewer', 'admin', 'editor_shoko', 'head']) {
			const visitor = await arrive(username);
			const { status, told } = await send(visitor, save(username, { patch: { entered: '60' } }));
			expect([username, status, told.error?.code]).toEqual([username, 403, 'forbidden']);
		}
		expect(read<number>('select count(*) from result_revision')).toEqual(before);
	});

	it('saves once, answers a repetition alike, and shows a newer value instead of overwriting it', async () => {
		const editor = await arrive('editor_kenko');
		const request = save('editor_kenko', { patch: { entered: '６０．０' } });
		const audits = read<number>('select count(*) from audit_entry');
		const first = await send(editor, request);
		expect(first).toMatchObject({ status: 200, told: { version: 1, status: 'achieved' } });
		expect(first.told.help?.sum?.conclusion).toContain('達成');
		expect(await send(editor, request)).toEqual(first);
		expect(read<number>('select count(*) from audit_entry')[0]).toBe((audits[0] ?? 0) + 1);

		const late = await send(editor, save('editor_kenko', { patch: { entered: '61' } }));
		expect([late.status, late.told.error?.details]).toEqual([
			409,
			expect.objectContaining({ entered: '６０．０', version: 1 })
		]);
	});

	it('says what cannot be read at its field', async () => {
		const editor = await arrive('editor_kenko');
		const { status, told } = await send(
			editor,
			save('editor_kenko', { indicator: 'I033', version: 1, patch: { entered: '約18' } })
		);
		expect([status, Object.keys(told.error?.fields ?? {})]).toEqual([400, ['entered']]);
	});

	it('is locked in a closed year', async () => {
		const editor = await arrive('editor_kenko');
		const { status, told } = await send(
			editor,
			save('editor_kenko', { year: 2024, patch: { entered: '1' } })
		);
		expect(status).toBe(423);
		expect(told.error?.message).toContain('締め切られました');
	});

	it('refuses other sites, other people’s input and what it cannot understand', async () => {
		const editor = await arrive('editor_kenko');
		const whole = save('editor_kenko', { version: 1, patch: { entered: '62' } });
		expect((await send(editor, whole, { origin: 'http://elsewhere.example' })).status).toBe(403);
		expect((await send(editor, whole, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
		expect((await send(editor, { ...whole, account: 1 })).told.error?.message).toContain('別の利用者');
		for (const broken of [
			'{',
			'[]',
			'null',
			{},
			{ ...whole, year: '2025' },
			{ ...whole, version: -1 },
			{ ...whole, key: '' },
			{ ...whole, patch: { entered: 5 } },
			{ ...whole, patch: { state: 'corrected' } },
			{ ...whole, patch: { cause: 'あ'.repeat(2001) } }
		]) {
			const { status, told } = await send(editor, broken);
			expect([JSON.stringify(broken).slice(0, 80), status, told.error?.code]).toEqual([
				JSON.stringify(broken).slice(0, 80),
				400,
				'invalid'
			]);
		}
		expect((await send(editor, { ...whole, indicator: 'I999' })).status).toBe(404);
		expect(read<string>("select entered_text from result_revision where entered_text = '62'")).toEqual([]);
	});
});
