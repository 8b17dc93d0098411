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
/** 特定保健指導の実施率 of 健康推進課, open for entry. */
const ITEM = { item: 'I042/2025/999', reason: '確かめてください' };
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
	'/(app)/editions': { path: '/editions', open: SEEING },
	'/(app)/entry': { path: '/entry', open: ENTERING },
	'/(app)/entry/[indicator]': {
		path: '/entry/I042?year=2025',
		// The head of another department reads it as well; only writing is bound to departments.
		open: ENTERING,
		actions: {
			confirm: act(STALE, HEAD_ONLY),
			return: act(STALE, HEAD_ONLY),
			'return-as-planner': act(STALE, pages({ others: '403', planner: '409' })),
			save: act(STALE, ENTER),
			submit: act(STALE, ENTER),
			withdraw: act(STALE, ENTER)
		}
	},
	'/(app)/kpi': { path: '/kpi', open: SEEING },
	'/(app)/kpi/[code]': { path: '/kpi/Z022', open: SEEING },
	'/(app)/plan': { path: '/plan', open: SEEING },
	'/(app)/plan/[term]/[node]': { path: '/plan/zenki/', open: SEEING },
	'/(app)/review': {
		path: '/review',
		open: REVIEWING,
		actions: {
			confirm: act(ITEM, pages({ others: '403', planner: '409' })),
			return: act(ITEM, pages({ others: '403', planner: '409' }))
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
