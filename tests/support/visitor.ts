/** A browser without a screen: keeps its cookie, follows nothing, and reads what Kit's answers really say. */
import { SESSION_COOKIE } from '#lib/server/accounts/sessions.ts';

/**
 * What came of a request: `ok`, `to /path` (without the query), or the status of the refusal. An enhanced
 * action and a `__data.json` answer HTTP 200 whatever happened; the outcome is inside.
 */
export type Outcome = string;

export interface Answer {
	readonly outcome: Outcome;
	readonly status: number;
	readonly headers: Headers;
	readonly body: string;
}

export interface Visitor {
	/** Opens a page or an endpoint. */
	open(path: string, init?: RequestInit): Promise<Answer>;
	/** Asks for the page's data as a navigating page does; `nodes` limits it to those marked `1`. */
	data(path: string, nodes?: string): Promise<Answer & { readonly nodes: number }>;
	/** Sends a form, with files as `FormData`, as a page without JavaScript or as an enhanced one. */
	send(path: string, fields: Record<string, string> | FormData, enhanced?: boolean): Promise<Answer>;
	signIn(username: string, password: string): Promise<Answer>;
}

/** Somebody at the door: asks without following redirects and keeps the session cookie. */
export function visit(origin: string): Visitor {
	let cookie: string | null = null;
	async function ask(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (cookie !== null) headers.set('cookie', `${SESSION_COOKIE}=${cookie}`);
		const response = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
		for (const line of response.headers.getSetCookie()) {
			const [, value] = new RegExp(`^${SESSION_COOKIE}=([^;]*)`).exec(line) ?? [];
			if (value !== undefined) cookie = value === '' ? null : value;
		}
		return response;
	}
	async function send(
		path: string,
		fields: Record<string, string> | FormData,
		enhanced = false
	): Promise<Answer> {
		const headers: Record<string, string> = { origin, accept: enhanced ? 'application/json' : 'text/html' };
		if (enhanced) headers['x-sveltekit-action'] = 'true';
		const response = await ask(path, {
			method: 'POST',
			headers,
			body: fields instanceof FormData ? fields : new URLSearchParams(fields)
		});
		const body = await response.text();
		return {
			...plain(response, body),
			outcome: enhanced ? actionOutcome(response, body) : outcomeOf(response)
		};
	}
	return {
		send,
		signIn: (username, password) => send('/sign-in', { username, password }),
		async open(path, init) {
			const response = await ask(path, { ...init, headers: { accept: 'text/html', ...init?.headers } });
			return plain(response, await response.text());
		},
		async data(path, nodes) {
			const [page = '', query] = path.split('?');
			const parameters = new URLSearchParams(query);
			if (nodes !== undefined) parameters.set('x-sveltekit-invalidated', nodes);
			const response = await ask(`${page === '/' ? '' : page}/__data.json?${parameters.toString()}`);
			const body = await response.text();
			return { ...plain(response, body), ...dataOutcome(response, body) };
		}
	};
}

function plain(response: Response, body: string): Answer {
	return { outcome: outcomeOf(response), status: response.status, headers: response.headers, body };
}

function outcomeOf({ status, headers }: Response): Outcome {
	const location = headers.get('location');
	if (location !== null) return to(location);
	return status === 200 ? 'ok' : String(status);
}

function to(location: string): Outcome {
	return `to ${location.split('?')[0] ?? ''}`;
}

interface ActionResult {
	readonly type: 'success' | 'failure' | 'redirect' | 'error';
	readonly status?: number;
	readonly location?: string;
}

function actionOutcome(response: Response, body: string): Outcome {
	// What the hooks refuse never becomes an action's result.
	if (!body.includes('"type"')) return String(response.status);
	const result = JSON.parse(body) as ActionResult;
	if (result.type === 'redirect') return to(result.location ?? '');
	if (result.type === 'success') return 'ok';
	return String(result.type === 'failure' ? result.status : response.status);
}

interface DataNode {
	readonly type: 'data' | 'error' | 'skip';
	readonly status?: number;
}

function dataOutcome(response: Response, body: string): { outcome: Outcome; nodes: number } {
	if (response.status !== 200) return { outcome: String(response.status), nodes: 0 };
	const answer = JSON.parse(body.split('\n')[0] ?? '') as {
		type: string;
		location?: string;
		nodes?: (DataNode | null)[];
	};
	if (answer.type === 'redirect') return { outcome: to(answer.location ?? ''), nodes: 0 };
	const nodes = answer.nodes ?? [];
	const refused = nodes.find((node) => node?.type === 'error');
	return { outcome: refused === undefined ? 'ok' : String(refused?.status), nodes: nodes.length };
}
