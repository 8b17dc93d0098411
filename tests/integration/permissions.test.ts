/**
 * Who reaches what: route × role, for the page, its data and each of its actions. The list of routes comes from
 * the sources, so that a new one without an entry here fails.
 */
import { cpSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { listRoutes } from '#tests/support/routes.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { visit, type Answer, type Visitor } from '#tests/support/visitor.ts';

/** `editor` and `head` are 健康推進課's; `newcomer` is a planner whose initial password is not yet changed. */
const PEOPLE = ['anonymous', 'editor', 'head', 'planner', 'viewer', 'admin', 'newcomer'] as const;
type Person = (typeof PEOPLE)[number];
type Outcomes = Readonly<Record<Person, string>>;

interface ExpectedAction {
	/** What is sent: enough to be understood, and refused before it changes anything. */
	readonly fields: (person: Person, time: number) => Record<string, string>;
	readonly outcomes: Outcomes;
	/** Where a page without JavaScript ends elsewhere. */
	readonly plain?: Outcomes;
}

interface Expected {
	readonly path: string;
	/** GET of the page or endpoint, and of the page's data. */
	readonly open: Outcomes;
	readonly actions?: Readonly<Record<string, ExpectedAction>>;
	/** An endpoint has no data address, and its stream does not end. */
	readonly endpoint?: readonly string[];
}

/** Somebody who is signed in, by role; who is not, and who must change the password, are led away. */
function pages(outcomes: Partial<Outcomes> & { readonly others: string }): Outcomes {
	const { others, ...named } = outcomes;
	const all = { editor: others, head: others, planner: others, viewer: others, admin: others };
	return { anonymous: 'to /sign-in', ...all, newcomer: 'to /account/password', ...named };
}

const SEEING = pages({ others: 'ok', admin: '403' });
const ENTERING = pages({ others: 'ok', viewer: '403', admin: '403' });
const REVIEWING = pages({ others: '403', planner: 'ok' });
const MANAGING = pages({ others: '403', admin: 'ok' });
const EVERYBODY: Outcomes = { ...pages({ others: 'ok' }), anonymous: 'ok', newcomer: 'ok' };
const LED_HOME: Outcomes = { ...pages({ others: 'to /' }), newcomer: 'to /' };
const PROGRAMS = pages({ others: 'ok', anonymous: '401', admin: '403', newcomer: '403' });

/** A version that nobody can have seen: whoever may act gets 409. */
const STALE = { version: '999', entered: '60.0', state: 'final', reason: '確かめてください' };
/** A row of the entry grid, changed, on a version that nobody can have seen. */
const GRID_ROW = { code: 'I042', 'version.I042': '999', 'entered.I042': '60.0', 'was.I042': 'other' };
/** 特定保健指導の実施率 of 健康推進課, open for entry. */
const ITEM = { item: 'I042/2025/999' };
const BACK = { return: ITEM.item, [`reason.${ITEM.item}`]: '確かめてください' };
const ENTER = pages({ others: '409', head: '403', viewer: '403', admin: '403' });
const HEAD_ONLY = pages({ others: '403', head: '409' });
const NOBODY = { username: 'nobody-here' };

const act = (fields: Record<string, string>, outcomes: Outcomes): ExpectedAction => ({
	fields: () => fields,
	outcomes
});

const EXPECTED: Readonly<Record<string, Expected>> = {
	'/(app)': { path: '/', open: { ...SEEING, admin: 'to /admin/accounts' } },
	'/(app)/admin/accounts': {
		path: '/admin/accounts',
		open: MANAGING,
		actions: {
			add: act({ username: 'x', displayName: '', role: 'viewer' }, pages({ others: '403', admin: '400' })),
			disable: act(NOBODY, pages({ others: '403', admin: '404' })),
			enable: act(NOBODY, pages({ others: '403', admin: '404' })),
			reset: act(NOBODY, pages({ others: '403', admin: '404' })),
			unlock: act(NOBODY, pages({ others: '403', admin: '404' }))
		}
	},
	'/(app)/corrections': { path: '/corrections', open: SEEING },
	'/(app)/charts': { path: '/charts', open: SEEING },
	'/(app)/editions': { path: '/editions', open: SEEING },
	'/(app)/entry': {
		path: '/entry',
		open: ENTERING,
		actions: {
			review: act(GRID_ROW, ENTER),
			save: act(GRID_ROW, ENTER),
			withdraw: act({ withdraw: 'I042/999' }, ENTER)
		}
	},
	'/(app)/entry/cells': {
		path: '/entry/cells?year=2025&indicator=I042',
		open: { ...ENTERING, anonymous: '401', newcomer: '403' },
		endpoint: ['GET', 'POST']
	},
	'/(app)/entry/[indicator]': {
		path: '/entry/I042?year=2025',
		open: ENTERING,
		actions: {
			attach: act({}, pages({ others: '400', head: '403', viewer: '403', admin: '403' })),
			cancel: act(STALE, ENTER),
			confirm: act(STALE, HEAD_ONLY),
			detach: act({ file: '999999' }, pages({ others: '404', viewer: '403', admin: '403' })),
			fill: act(STALE, pages({ others: '400', viewer: '403', admin: '403' })),
			return: act(STALE, HEAD_ONLY),
			'return-as-planner': act(STALE, pages({ others: '403', planner: '409' })),
			save: act(STALE, ENTER),
			submit: act(STALE, ENTER),
			withdraw: act(STALE, ENTER)
		}
	},
	'/(app)/entry/[indicator]/handover': {
		path: '/entry/I042/handover',
		open: ENTERING,
		// The head of the department may write the card as well.
		actions: { save: act({ version: '999' }, pages({ others: '409', viewer: '403', admin: '403' })) }
	},
	'/(app)/entry/confirm': {
		path: '/entry/confirm',
		open: pages({ others: '403', head: 'ok' }),
		actions: {
			confirm: act(ITEM, HEAD_ONLY),
			return: act(BACK, HEAD_ONLY)
		}
	},
	'/(app)/entry/handover': { path: '/entry/handover', open: ENTERING },
	'/(app)/entry/sheet.csv': { path: '/entry/sheet.csv', open: ENTERING, endpoint: ['GET'] },
	'/(app)/entry/sheet.xlsx': { path: '/entry/sheet.xlsx', open: ENTERING, endpoint: ['GET'] },
	'/(app)/entry/upload': {
		path: '/entry/upload',
		open: ENTERING,
		actions: {
			apply: act({}, pages({ others: '400', viewer: '403', admin: '403' })),
			preview: act({}, pages({ others: '400', viewer: '403', admin: '403' }))
		}
	},
	'/(app)/evidence/[id]': {
		path: '/evidence/999999',
		open: pages({ others: '404', viewer: '403', admin: '403' }),
		endpoint: ['GET']
	},
	'/(app)/entry/paste': {
		path: '/entry/paste?year=2025',
		open: ENTERING,
		actions: {
			apply: act({ batch: '' }, pages({ others: '400', viewer: '403', admin: '403' })),
			preview: act({ text: '' }, pages({ others: '400', viewer: '403', admin: '403' })),
			undo: act({ batch: '999999' }, pages({ others: '404', viewer: '403', admin: '403' }))
		}
	},
	'/(app)/entry/[indicator]/correction': {
		path: '/entry/I033/correction?year=2024',
		open: ENTERING,
		actions: {
			request: act({ version: '999', entered: '60.0', reason: '確かめてください', confirmed: 'on' }, ENTER),
			withdraw: act({ id: '999999' }, pages({ others: '404', viewer: '403', admin: '403' }))
		}
	},
	'/(app)/entry/submit': {
		path: '/entry/submit?year=2025',
		open: ENTERING,
		actions: { default: act({ choose: 'I042', 'version.I042': '999' }, ENTER) }
	},
	'/(app)/kpi': { path: '/kpi', open: SEEING },
	'/(app)/kpi/[code]': { path: '/kpi/Z022', open: SEEING },
	'/(app)/kpi/export.csv': { path: '/kpi/export.csv', open: SEEING, endpoint: ['GET'] },
	'/(app)/kpi/export.xlsx': { path: '/kpi/export.xlsx', open: SEEING, endpoint: ['GET'] },
	'/(app)/plan': { path: '/plan', open: SEEING },
	'/(app)/plan/[term]/final': { path: '/plan/zenki/final', open: SEEING },
	'/(app)/plan/[term]/final.csv': { path: '/plan/zenki/final.csv', open: SEEING, endpoint: ['GET'] },
	'/(app)/plan/[term]/[node]': { path: '/plan/zenki/', open: SEEING },
	'/(app)/review': {
		path: '/review',
		open: REVIEWING,
		actions: {
			confirm: act(ITEM, pages({ others: '403', planner: '409' })),
			return: act(BACK, pages({ others: '403', planner: '409' }))
		}
	},
	'/(app)/review/confirmed': { path: '/review/confirmed', open: REVIEWING },
	'/(app)/review/corrections': {
		path: '/review/corrections',
		open: REVIEWING,
		actions: {
			approve: act({ only: 'I032/2023/1.999999' }, pages({ others: '403', planner: '404' })),
			reject: act(
				{ return: 'I032/2023/1.999999', 'reason.I032/2023/1.999999': 'x' },
				pages({ others: '403', planner: '404' })
			)
		}
	},
	'/(app)/review/cycles': {
		path: '/review/cycles',
		open: REVIEWING,
		actions: {
			open: act(
				{ year: '2025', kind: 'final', opensOn: '2026-06-15', deadline: '2026-07-31' },
				pages({ others: '403', planner: '400' })
			)
		}
	},
	'/(app)/review/cycles/[cycle]': {
		path: '/review/cycles/2025-final',
		open: REVIEWING,
		actions: {
			close: act({ seen: 'x' }, pages({ others: '403', planner: '400' })),
			deadline: act({ deadline: '2026-08-07', reason: '' }, pages({ others: '403', planner: '400' }))
		}
	},
	'/(app)/rules': { path: '/rules', open: SEEING },
	'/(app)/rules/[code]': { path: '/rules/standard', open: SEEING },
	'/(app)/rules/[code]/file': { path: '/rules/standard/file', open: SEEING, endpoint: ['GET'] },
	'/(app)/rules/adopt': {
		path: '/rules/adopt?rule=miyagi@1&year=2025',
		open: REVIEWING,
		// 令和6年度 is closed.
		actions: { default: act({ rule: 'miyagi@1', year: '2024' }, pages({ others: '403', planner: '423' })) }
	},
	'/(app)/rules/bench': {
		path: '/rules/bench?right=miyagi@1',
		open: REVIEWING,
		actions: { file: act({ file: 'no rule' }, pages({ others: '403', planner: '400' })) }
	},
	'/(app)/rules/bench/export': {
		path: '/rules/bench/export?right=miyagi@1',
		open: REVIEWING,
		endpoint: ['GET', 'POST']
	},
	'/(app)/rules/edit': {
		path: '/rules/edit?rule=miyagi@1',
		open: REVIEWING,
		actions: {
			fields: act({}, pages({ others: '403', planner: '400' })),
			import: act({}, pages({ others: '403', planner: '400' })),
			json: act({}, pages({ others: '403', planner: '400' })),
			preview: act({}, pages({ others: '403', planner: '400' })),
			save: act({}, pages({ others: '403', planner: '400' }))
		}
	},
	'/account/password': {
		path: '/account/password',
		open: { ...pages({ others: 'ok' }), newcomer: 'ok' },
		actions: {
			default: act(
				{ current: 'wrong', next: 'wrong too', again: 'wrong too' },
				{ ...pages({ others: '400' }), newcomer: '400' }
			)
		}
	},
	'/api/v1/corrections.csv': { path: '/api/v1/corrections.csv', open: PROGRAMS, endpoint: ['GET'] },
	'/api/v1/counts': { path: '/api/v1/counts', open: PROGRAMS, endpoint: ['GET'] },
	'/api/v1/final': { path: '/api/v1/final', open: PROGRAMS, endpoint: ['GET'] },
	'/api/v1/kpis': { path: '/api/v1/kpis', open: PROGRAMS, endpoint: ['GET'] },
	'/api/v1/plan': { path: '/api/v1/plan', open: PROGRAMS, endpoint: ['GET'] },
	'/api/v1/results.csv': { path: '/api/v1/results.csv', open: PROGRAMS, endpoint: ['GET'] },
	'/health/live': { path: '/health/live', open: EVERYBODY, endpoint: ['GET'] },
	'/health/ready': { path: '/health/ready', open: EVERYBODY, endpoint: ['GET'] },
	'/screen': { path: '/screen', open: SEEING },
	'/screen/attention': { path: '/screen/attention', open: SEEING },
	'/screen/goal/[node]': { path: '/screen/goal/', open: SEEING },
	'/screen/kpi/[code]': { path: '/screen/kpi/Z022', open: SEEING },
	'/screen/live': { path: '/screen/live', open: PROGRAMS, endpoint: ['GET', 'HEAD'] },
	'/sign-in': {
		path: '/sign-in',
		open: { ...LED_HOME, anonymous: 'ok' },
		actions: {
			// A name of its own for every try, or the throttle would answer.
			default: {
				fields: (person, time) => ({ username: `nobody-${person}-${time}`, password: 'x' }),
				outcomes: { ...pages({ others: '400' }), anonymous: '400', newcomer: '400' },
				plain: { ...LED_HOME, anonymous: '400' }
			}
		}
	},
	'/sign-out': { path: '/sign-out', open: { ...LED_HOME, anonymous: 'to /' } }
};

const routes = await listRoutes();
const folder = temporaryFolder();
const visitors = new Map<Person, Visitor>();
let server: RunningServer;
/** Names that stand only where data of the plan, or accounts, are shown. */
let secrets: readonly string[] = [];
/** Codes of a goal of the plan, for the addresses that need one. */
let goal = '';

beforeAll(async () => {
	cpSync(await demoFolder(), folder.path, { recursive: true });
	readCity();
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
	const added = await server.cli(
		'user',
		'add',
		'--role',
		'planner',
		'--username',
		'newcomer',
		'--name',
		'新任'
	);
	const initial = /初期パスワード：(\S+)/.exec(added.stdout)?.[1] ?? '';
	for (const person of PEOPLE) visitors.set(person, await arrive(person, initial));
}, 240_000);

afterAll(async () => {
	await server.stop();
	folder.remove();
});

function readCity(): void {
	const city = new Sqlite(`${folder.path}/michishirube.db`, { readonly: true });
	const column = (sql: string) => city.prepare(sql).pluck().all() as string[];
	secrets = [
		...column('select name from indicator'),
		...column('select distinct name from project_in_edition'),
		...column("select username from account where username like 'editor\\_%' escape '\\'")
	];
	[goal = ''] = column(
		"select n.code from plan_node n join basic_plan b on b.id = n.basic_plan_id where b.code = 'zenki' and exists (select 1 from plan_node c where c.parent_id = n.id) and n.parent_id is not null order by n.id limit 1"
	);
	city.close();
}

async function arrive(person: Person, initial: string): Promise<Visitor> {
	const visitor = visit(server.origin);
	if (person === 'anonymous') return visitor;
	const { outcome } = await visitor.signIn(person, person === 'newcomer' ? initial : DEMO_PASSWORD);
	expect(outcome).toMatch(/^to /);
	return visitor;
}

const pathOf = ({ path }: Expected) => (path.endsWith('/') && path !== '/' ? path + goal : path);

const as = (person: Person): Visitor => {
	const visitor = visitors.get(person);
	if (visitor === undefined) throw new RangeError(person);
	return visitor;
};

/**
 * What each person got, asserting on the way that no refusal gives anything away. A refused form comes back with
 * its page around it, for those who may open that page.
 */
async function collect(
	ask: (person: Person) => Promise<Answer>,
	around?: Outcomes
): Promise<Record<string, string>> {
	const outcomes: Record<string, string> = {};
	for (const person of PEOPLE) {
		const answer = await ask(person);
		outcomes[person] = answer.outcome;
		if (answer.outcome !== 'ok' && around?.[person] !== 'ok') expectNothingShown(person, answer);
	}
	return outcomes;
}

function expectNothingShown(person: Person, { body, outcome }: Answer): void {
	// The sign-in page of the demo offers its accounts to everybody.
	const shown = body.includes('name="password"') ? [] : secrets.filter((secret) => body.includes(secret));
	expect(shown, `${person} was answered ${outcome}`).toEqual([]);
}

/** Only the head of the answer: a stream does not end. */
async function openEndpoint(visitor: Visitor, path: string): Promise<Answer> {
	const stop = new AbortController();
	const head = await visitor.open(path, {
		method: path === '/screen/live' ? 'HEAD' : 'GET',
		signal: stop.signal
	});
	stop.abort();
	return head;
}

it('has an entry for every route, action and method, and for no others', () => {
	const described = Object.entries(EXPECTED).map(([id, { actions = {}, endpoint = [] }]) => ({
		id,
		actions: id === '/sign-out' ? ['default'] : Object.keys(actions).sort(),
		methods: endpoint
	}));
	expect(routes.map(({ id, actions, methods }) => ({ id, actions, methods }))).toEqual(
		described.sort((a, b) => a.id.localeCompare(b.id))
	);
});

describe.each(Object.entries(EXPECTED))('%s', (_id, expected) => {
	if (expected.endpoint !== undefined) {
		it('answers', async () => {
			expect(await collect((person) => openEndpoint(as(person), pathOf(expected)))).toEqual(expected.open);
		});

		it('takes no other method', async () => {
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'].filter(
				(each) => !expected.endpoint?.includes(each)
			)) {
				const { status } = await as('planner').open(pathOf(expected), {
					method,
					headers: { origin: server.origin }
				});
				expect(status, method).toBe(405);
			}
		});
		return;
	}

	it('opens', async () => {
		expect(await collect((person) => as(person).open(pathOf(expected)))).toEqual(expected.open);
	});

	it('gives its data', async () => {
		let nodes = 0;
		const outcomes = await collect(async (person) => {
			const answer = await as(person).data(pathOf(expected));
			nodes = Math.max(nodes, answer.nodes);
			return answer;
		});
		expect(outcomes).toEqual(expected.open);
		if (nodes === 0) return;
		// The page's own node alone: the guard must stand in the page, not only in the layout above it.
		const own = `${'0'.repeat(nodes - 1)}1`;
		expect(await collect((person) => as(person).data(pathOf(expected), own))).toEqual(expected.open);
	});

	const actions = Object.entries(expected.actions ?? {});
	if (actions.length === 0) return;

	it.each(actions)('%s', async (name, { fields, outcomes, plain = outcomes }) => {
		const [path = '', query] = pathOf(expected).split('?');
		const parameters = [name === 'default' ? '' : `/${name}`, query]
			.filter((part) => part !== undefined && part !== '')
			.join('&');
		const address = parameters === '' ? path : `${path}?${parameters}`;
		const open = expected.open;
		expect(await collect((person) => as(person).send(address, fields(person, 1), true), open)).toEqual(
			outcomes
		);
		expect(await collect((person) => as(person).send(address, fields(person, 2)), open)).toEqual(plain);
	});
});

/** 商工課's editor and the pages of 健康推進課: what is being entered is seen by its own department alone. */
describe('another department', () => {
	let shoko: Visitor;
	beforeAll(async () => {
		shoko = visit(server.origin);
		await shoko.signIn('editor_shoko', DEMO_PASSWORD);
	});

	it.each([
		'/entry/I042?year=2025',
		'/entry/I042/handover',
		'/entry/I042/correction?year=2024',
		'/entry?department=kenko',
		'/entry/submit?year=2025&department=kenko',
		'/entry/paste?year=2025&department=kenko',
		'/entry/upload?department=kenko',
		'/entry/handover?department=kenko',
		'/entry/sheet.csv?department=kenko',
		'/entry/sheet.xlsx?department=kenko',
		'/entry/cells?year=2025&indicator=I042'
	])('may not open %s', async (path) => {
		const answer = await shoko.open(path);
		expect(answer.outcome).toBe('403');
		expectNothingShown('editor', answer);
	});

	it('may not write there either', async () => {
		expect((await shoko.send('/entry/I042?/save&year=2025', STALE, true)).outcome).toBe('403');
		expect((await shoko.send('/entry/I042/handover?/save', { version: '999' }, true)).outcome).toBe('403');
		expect((await shoko.send('/entry?/save&year=2025', GRID_ROW, true)).outcome).toBe('403');
	});

	it('sees what is confirmed, like everybody', async () => {
		expect((await shoko.open('/kpi/Z022')).outcome).toBe('ok');
	});

	it('is told of a department that does not exist in another way', async () => {
		expect((await shoko.open('/entry?department=nowhere')).outcome).toBe('404');
	});
});

it('ends a session by the sign-out button, and only then', async () => {
	const visitor = await arrive('viewer', '');
	expect((await visitor.open('/')).outcome).toBe('ok');
	// A link cannot sign anybody out.
	expect((await visitor.open('/sign-out')).outcome).toBe('to /');
	expect((await visitor.open('/')).outcome).toBe('ok');
	expect((await visitor.send('/sign-out', {})).outcome).toBe('to /sign-in');
	expect((await visitor.open('/')).outcome).toBe('to /sign-in');
	expect((await visit(server.origin).send('/sign-out', {})).outcome).toBe('to /sign-in');
});

it('shuts out a stopped account at its next request', async () => {
	const visitor = visit(server.origin);
	await visitor.signIn('editor_shoko', DEMO_PASSWORD);
	expect((await visitor.open('/entry')).outcome).toBe('ok');
	expect(await server.cli('user', 'disable', 'editor_shoko')).toMatchObject({ status: 0 });
	expect((await visitor.open('/entry')).outcome).toBe('to /sign-in');
	expect((await visitor.data('/entry')).outcome).toBe('to /sign-in');
});

describe('a bearer token', () => {
	it('opens the read API and nothing else', async () => {
		const { stdout, status } = await server.cli('token', 'add', '--user', 'viewer', '--name', '集計');
		expect(status).toBe(0);
		const headers = { authorization: `Bearer ${stdout.trim()}` };
		const stranger = visit(server.origin);
		expect((await stranger.open('/api/v1/plan', { headers })).outcome).toBe('ok');
		expect((await stranger.open('/kpi', { headers })).outcome).toBe('to /sign-in');
		expect(
			(await stranger.open('/api/v1/plan', { headers: { authorization: 'Bearer mch_wrong' } })).outcome
		).toBe('401');
		await server.cli('token', 'revoke', '--name', '集計');
		expect((await stranger.open('/api/v1/plan', { headers })).outcome).toBe('401');
	});
});
