import { createHash } from 'node:crypto';
import type * as Argon2 from '@node-rs/argon2';
import { verify } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import {
	addAccount,
	resetPassword,
	setAccountEnabled,
	unlockAccount
} from '#lib/server/accounts/commands.ts';
import { changePassword, signIn, signOut } from '#lib/server/accounts/sign-in.ts';
import { addApiToken, revokeApiToken } from '#lib/server/accounts/tokens.ts';
import { findApiToken, findSession } from '#lib/server/accounts/sessions.ts';
import { demoCity, DEMO_PASSWORD, emptyCity, type City } from '#tests/support/city.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

/** The real thing, watched. */
vi.mock('@node-rs/argon2', async (original) => {
	const argon2 = await original<typeof Argon2>();
	return { ...argon2, verify: vi.fn(argon2.verify) };
});

const OFFICE = '10.0.0.1';
const ELSEWHERE = '203.0.113.7';

let city: City;
beforeEach(async () => void (city = await demoCity()));
afterEach(() => city.close());

function tryIn(username: string, password: string, address = OFFICE) {
	return signIn(city, { username, password, address, userAgent: 'Test/1.0' });
}

/** Signs in and returns the cookie's token. */
async function tokenOf(username: string, password = DEMO_PASSWORD, address = OFFICE): Promise<string> {
	return (await tryIn(username, password, address)).token;
}

async function fail(times: number, username: string, address = OFFICE): Promise<void> {
	for (let time = 0; time < times; time += 1) {
		expect((await refusalOf(() => tryIn(username, 'wrong password', address))).code).toBe('invalid');
	}
}

/** Failures that lie in the table as if an attacker had tried from many addresses. */
function attackedFromEverywhere(username: string, times: number): void {
	const insert = city.database.$client.prepare(
		'insert into sign_in_failure (username, address, at) values (?, ?, ?)'
	);
	for (let time = 0; time < times; time += 1)
		insert.run(username, `198.51.100.${time}`, city.clock.now().toISOString());
}

const who = (token: string) => findSession(city.database, token, city.clock.now());

describe('passwords', () => {
	it('are kept as argon2id with at least 19 MiB, two passes and one lane, each with a salt of its own', async () => {
		await addAccount(city.operator(), {
			username: 'first',
			displayName: '一',
			role: 'viewer',
			departmentCodes: [],
			password: 'a good long one'
		});
		await addAccount(city.operator(), {
			username: 'second',
			displayName: '二',
			role: 'viewer',
			departmentCodes: [],
			password: 'a good long one'
		});
		const hashes = city.column(
			"select password_hash from account where username in ('first', 'second')"
		) as string[];
		for (const hash of hashes) {
			const [, memory, time, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash) ?? [];
			expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
			expect(Number(time)).toBeGreaterThanOrEqual(2);
			expect(Number(lanes)).toBeGreaterThanOrEqual(1);
		}
		expect(new Set(hashes).size).toBe(2);
		expect(JSON.stringify(city.column('select after from audit_entry'))).not.toContain('a good long one');
	});

	it.each([
		['seven77', '8文字以上'],
		['password', 'よく使われる'],
		['Password123', 'よく使われる'],
		['aaaaaaaabbbb', '繰返し'],
		['newcomer2026', '利用者名を含む'],
		['Kamaishi2026', '市や本システムの名前'],
		['x'.repeat(60) + 'yz'.repeat(40), '128文字まで']
	])('refuse %s', async (password, words) => {
		const request = {
			username: 'newcomer',
			displayName: '新人',
			role: 'viewer',
			departmentCodes: [],
			password
		} as const;
		const refusal = await expectRefusal(() => addAccount(city.operator(), request), 'invalid', words);
		expect(Object.keys(refusal.fields)).toEqual(['password']);
		expect(city.column("select 1 from account where username = 'newcomer'")).toEqual([]);
	});

	it.each([
		'紫陽花と電車と味噌汁',
		'correct horse battery staple',
		'8文字で足りる言葉',
		`${'長い言葉'.repeat(16)}`
	])('accept %s', async (password) => {
		await addAccount(city.operator(), {
			username: 'newcomer',
			displayName: '新人',
			role: 'viewer',
			departmentCodes: [],
			password
		});
		expect(who(await tokenOf('newcomer', password))?.username).toBe('newcomer');
	});

	it('fit whether typed with wide or narrow letters', async () => {
		await addAccount(city.operator(), {
			username: 'newcomer',
			displayName: '新人',
			role: 'viewer',
			departmentCodes: [],
			password: 'ひみつ no 12345'
		});
		expect(
			who(await tokenOf('ｎｅｗｃｏｍｅｒ ', 'ひみつ　ｎｏ　１２３４５'.replaceAll('　', ' ')))?.username
		).toBe('newcomer');
	});
});

describe('signing in', () => {
	it('answers a wrong password, an unknown name and a stopped account in the same words', async () => {
		await setAccountEnabled(city.operator(), 'viewer', false);
		const refusals = [
			await refusalOf(() => tryIn('planner', 'wrong')),
			await refusalOf(() => tryIn('nobody', 'wrong')),
			await refusalOf(() => tryIn('viewer', DEMO_PASSWORD))
		];
		const [first] = refusals;
		for (const { code, message, fields, details } of refusals) {
			expect({ code, message, fields, details }).toEqual({
				code: 'invalid',
				message: first?.message,
				fields: {},
				details: null
			});
		}
	});

	it('takes as long for an unknown name as for a known one: one check of a hash that costs the same', async () => {
		/** The costs of the hashes that one failed attempt checks. */
		const checks = async (username: string) => {
			vi.mocked(verify).mockClear();
			await refusalOf(() => tryIn(username, 'wrong'));
			return vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4));
		};
		const known = await checks('editor_kenko');
		expect(known).toHaveLength(1);
		expect(await checks('nobody')).toEqual(known);
		expect(await checks('nobody-else')).toEqual(known);
	});

	it('keeps only the SHA-256 of the token, which is long and never the same', async () => {
		const tokens = [await tokenOf('planner'), await tokenOf('planner')];
		expect(new Set(tokens).size).toBe(2);
		for (const token of tokens) {
			expect(Buffer.from(token, 'base64url')).toHaveLength(32);
			expect(
				city.column(
					'select count(*) from session where token_hash = ?',
					createHash('sha256').update(token).digest('hex')
				)
			).toEqual([1]);
		}
		for (const table of city.column("select name from sqlite_schema where type = 'table'") as string[]) {
			const rows = JSON.stringify(city.database.$client.prepare(`select * from "${table}"`).all());
			expect(
				tokens.filter((token) => rows.includes(token)),
				table
			).toEqual([]);
		}
	});

	it('ends after three idle hours and, however busy, after twelve', async () => {
		const idle = await tokenOf('planner');
		city.pass(179);
		expect(who(idle)?.username).toBe('planner');
		city.pass(181);
		expect(who(idle)).toBeNull();

		const busy = await tokenOf('planner');
		for (let minutes = 0; minutes < 719; minutes += 60) {
			expect(who(busy)?.username).toBe('planner');
			city.pass(60);
		}
		expect(who(busy)).toBeNull();
	});

	it('ends at sign-out, at once, with its row no longer opening anything', async () => {
		const token = await tokenOf('planner');
		const other = await tokenOf('planner');
		const found = who(token);
		await signOut(city.as('planner'), found?.tokenHash ?? '');
		expect(who(token)).toBeNull();
		expect(who(other)?.username).toBe('planner');
	});

	it('knows nobody by a token that was never given, nor by the stored hash', async () => {
		const token = await tokenOf('planner');
		expect(who('')).toBeNull();
		expect(who(`${token}x`)).toBeNull();
		expect(who(createHash('sha256').update(token).digest('hex'))).toBeNull();
	});
});

describe('wrong passwords', () => {
	it('stop the account from that address after five, even with the right one, and from there only', async () => {
		await fail(5, 'planner');
		await expectRefusal(() => tryIn('planner', DEMO_PASSWORD), 'throttled', '15分');
		expect(who(await tokenOf('planner', DEMO_PASSWORD, ELSEWHERE))?.username).toBe('planner');
		expect(who(await tokenOf('viewer'))?.username).toBe('viewer');
	});

	it('are forgotten after a quarter of an hour, and after a success', async () => {
		await fail(5, 'planner');
		city.pass(14);
		expect((await refusalOf(() => tryIn('planner', DEMO_PASSWORD))).code).toBe('throttled');
		city.pass(2);
		await tokenOf('planner');
		await fail(4, 'planner');
		await tokenOf('planner');
		await fail(4, 'planner');
		await tokenOf('planner');
	});

	it('cannot slip past the limit by coming all at once', async () => {
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, () =>
				refusalOf(() => tryIn('planner', 'wrong password')).then(({ code }) => code)
			)
		);
		expect(outcomes.filter((code) => code === 'invalid')).toHaveLength(5);
		expect(outcomes.filter((code) => code === 'throttled')).toHaveLength(15);
	});

	it('count for a name however it is written, and for unknown names too', async () => {
		await fail(3, 'planner');
		await fail(2, ' ＰＬＡＮＮＥＲ ');
		expect((await refusalOf(() => tryIn('planner', DEMO_PASSWORD))).code).toBe('throttled');
		await fail(5, 'nobody');
		expect((await refusalOf(() => tryIn('nobody', 'x'))).code).toBe('throttled');
	});

	it('from everywhere stop strange addresses, never one from which the account signed in before', async () => {
		const tokens = [await tokenOf('planner')];
		attackedFromEverywhere('planner', 30);
		expect((await refusalOf(() => tryIn('planner', DEMO_PASSWORD, ELSEWHERE))).code).toBe('throttled');
		tokens.push(await tokenOf('planner'));
		// Nor after signing out in the evening, nor after a new password.
		for (const token of tokens) await signOut(city.as('planner'), who(token)?.tokenHash ?? '');
		city.pass(16 * 60);
		attackedFromEverywhere('planner', 30);
		expect((await refusalOf(() => tryIn('planner', DEMO_PASSWORD, ELSEWHERE))).code).toBe('throttled');
		await tokenOf('planner');
		const password = await resetPassword(city.operator(), 'planner');
		attackedFromEverywhere('planner', 30);
		await tokenOf('planner', password);
	});

	it('of one address stop it for every account only after very many', async () => {
		const insert = city.database.$client.prepare(
			'insert into sign_in_failure (username, address, at) values (?, ?, ?)'
		);
		for (let time = 0; time < 299; time += 1)
			insert.run(`somebody${time}`, OFFICE, city.clock.now().toISOString());
		await tokenOf('planner');
		await fail(1, 'viewer');
		expect((await refusalOf(() => tryIn('planner', DEMO_PASSWORD))).code).toBe('throttled');
	});

	it('are forgiven by an unlock, which the audit record keeps', async () => {
		await fail(5, 'planner');
		await unlockAccount(city.operator(), 'planner');
		await tokenOf('planner');
		expect(city.column("select before from audit_entry where action = 'account-unlocked'")).toEqual([
			'{"failures":5}'
		]);
		await expectRefusal(() => unlockAccount(city.operator(), 'nobody'), 'not-found', 'nobody');
	});
});

describe('accounts', () => {
	it('are stopped at once, with every session, and let in again', async () => {
		const token = await tokenOf('viewer');
		await setAccountEnabled(city.as('admin'), 'viewer', false);
		expect(who(token)).toBeNull();
		expect((await refusalOf(() => tryIn('viewer', DEMO_PASSWORD))).code).toBe('invalid');
		await setAccountEnabled(city.as('admin'), 'viewer', true);
		expect(who(token)).toBeNull();
		await tokenOf('viewer');
	});

	it('keep their last administrator', async () => {
		await expectRefusal(() => setAccountEnabled(city.operator(), 'admin', false), 'invalid', '最後の管理者');
		await addAccount(city.operator(), {
			username: 'admin2',
			displayName: '二人目',
			role: 'admin',
			departmentCodes: [],
			password: null
		});
		await setAccountEnabled(city.operator(), 'admin', false);
		await expectRefusal(() => setAccountEnabled(city.operator(), 'admin2', false), 'invalid', '最後の管理者');
		await setAccountEnabled(city.operator(), 'admin', false);
	});

	it('start with a password made for them, to be changed at the first sign-in', async () => {
		const { password: initial } = await addAccount(city.as('admin'), {
			username: 'Kikuchi',
			displayName: '菊池',
			role: 'editor',
			departmentCodes: ['kenko', 'korei'],
			password: null
		});
		expect(initial.length).toBeGreaterThanOrEqual(12);
		const token = await tokenOf('kikuchi', initial);
		expect(who(token)).toMatchObject({
			mustChangePassword: true,
			actor: { role: 'editor', departmentIds: [expect.any(Number), expect.any(Number)] }
		});
		const own = { ...city.as('kikuchi') };
		const other = await tokenOf('kikuchi', initial, ELSEWHERE);
		expect((await refusalOf(() => changePassword(own, 'wrong', '紫陽花と電車', ''))).fields).toHaveProperty(
			'current'
		);
		expect((await refusalOf(() => changePassword(own, initial, initial, ''))).fields).toHaveProperty('next');
		expect((await refusalOf(() => changePassword(own, initial, 'short', ''))).fields).toHaveProperty('next');
		const fresh = await changePassword(own, initial, '紫陽花と電車と橋', '');
		expect(who(fresh)).toMatchObject({ username: 'kikuchi', mustChangePassword: false });
		// A new token; the old ones, here and elsewhere, are over.
		expect([who(token), who(other)]).toEqual([null, null]);
		expect((await refusalOf(() => tryIn('kikuchi', initial))).code).toBe('invalid');
	});

	it('get a new initial password, which ends their sessions and is to be changed', async () => {
		const token = await tokenOf('viewer');
		const initial = await resetPassword(city.as('admin'), 'viewer');
		expect(who(token)).toBeNull();
		expect((await refusalOf(() => tryIn('viewer', DEMO_PASSWORD))).code).toBe('invalid');
		expect(who(await tokenOf('viewer', initial))?.mustChangePassword).toBe(true);
	});

	it.each([
		['planner', [], /すでに/],
		['ＰＬＡＮＮＥＲ', [], /すでに/],
		['日本語', [], /半角/],
		['a', [], /2〜50文字/],
		['-dash', [], /半角/],
		['new', ['nowhere'], /nowhere/],
		['new', [], /担当課を1つ以上/]
	])('are not made as %s with departments %j', async (username, departmentCodes, words) => {
		const before = city.count('account');
		const refusal = await refusalOf(() =>
			addAccount(city.as('admin'), {
				username,
				displayName: '新人',
				role: 'editor',
				departmentCodes,
				password: null
			})
		);
		expect(refusal.code).toBe('invalid');
		expect(Object.values(refusal.fields).join()).toMatch(words);
		expect(city.count('account')).toBe(before);
	});

	it.each(['planner', 'viewer', 'head', 'editor'])('are no business of a %s', async (username) => {
		const context = city.as(username);
		const request = {
			username: 'new',
			displayName: '新人',
			role: 'admin',
			departmentCodes: [],
			password: null
		} as const;
		for (const act of [
			() => addAccount(context, request),
			() => setAccountEnabled(context, 'viewer', false),
			() => resetPassword(context, 'admin'),
			() => unlockAccount(context, 'viewer'),
			() => addApiToken(context, 'viewer', 'x', 1),
			() => revokeApiToken(context, 'x')
		]) {
			expect((await refusalOf(act)).code).toBe('forbidden');
		}
		expect(city.count('audit_entry')).toBe(0);
	});

	it('do not exist in a new installation', async () => {
		const empty = await emptyCity();
		try {
			expect(empty.count('account')).toBe(0);
			const attempt = () =>
				signIn(empty, { username: 'admin', password: DEMO_PASSWORD, address: OFFICE, userAgent: '' });
			expect((await refusalOf(attempt)).code).toBe('invalid');
		} finally {
			empty.close();
		}
	});
});

describe('tokens of the read API', () => {
	it('are not given for an account that could not use them yet', async () => {
		const account = {
			role: 'viewer',
			username: 'board',
			displayName: '掲示板',
			departmentCodes: []
		} as const;
		await addAccount(city.operator(), { ...account, password: null });
		await expectRefusal(() => addApiToken(city.operator(), 'board', 'x', 30), 'locked', '初期パスワード');
	});

	it('work until they expire, are revoked, or their account is stopped', async () => {
		const give = (name: string) => addApiToken(city.operator(), 'viewer', name, 30);
		const tokens = [await give('集計'), await give('掲示')];
		const [first = '', second = ''] = tokens;
		const actor = (token: string): Actor | undefined =>
			findApiToken(city.database, token, city.clock.now())?.actor;
		expect(actor(first)?.role).toBe('viewer');
		expect(JSON.stringify(city.database.$client.prepare('select * from api_token').all())).not.toContain(
			first
		);
		await revokeApiToken(city.operator(), '集計');
		expect([actor(first), actor(second)?.role]).toEqual([undefined, 'viewer']);
		await setAccountEnabled(city.operator(), 'viewer', false);
		expect(actor(second)).toBeUndefined();
		await setAccountEnabled(city.operator(), 'viewer', true);
		expect(actor(second)?.role).toBe('viewer');
		city.pass(30 * 24 * 60 + 1);
		expect(actor(second)).toBeUndefined();
		expect(who(second)).toBeNull();
		await expectRefusal(() => revokeApiToken(city.operator(), 'ない'), 'not-found', 'ない');
	});
});
