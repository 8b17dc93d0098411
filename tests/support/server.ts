import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './city.ts';
import { locked } from './once.ts';

/** The first start of changed sources builds the pages. */
const START_WITHIN_MS = 150_000;

export type Environment = Record<string, string>;

/** A process that has ended. */
export interface Ended {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A served city in a process of its own, as `npm start` makes it. */
export interface RunningServer {
	readonly origin: string;
	readonly env: Environment;
	readonly pid: number;
	/** Everything that it printed so far. */
	output(): string;
	/** Runs `cli …` beside it, on the same data. */
	cli(...words: string[]): Promise<Ended>;
	/** Sends SIGTERM; resolves when the process has ended, with its exit status and how long that took. */
	stop(): Promise<{ status: number | null; ms: number }>;
}

/** Starts a server on a free loopback port and waits until it answers. */
export async function startServer(env: Environment): Promise<RunningServer> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const whole = { ORIGIN: origin, ...env, PORT: String(port) };
	let server: { child: ChildProcess; output: () => string } | undefined;
	// Two servers that start at the same moment must not both build.
	const sources = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
	await locked(join(tmpdir(), `michishirube-start-${sources}`), async () => {
		server = launch(whole);
		await untilListening(server);
	});
	if (server === undefined) throw new Error('the server was not started');
	const { child, output } = server;
	return {
		origin,
		env: whole,
		pid: child.pid ?? 0,
		output,
		cli: (...words) => runNode(['src/cli/main.ts', ...words], whole),
		stop: () => stop(child)
	};
}

/** Starts a server that is expected to end by itself. */
export function startAndEnd(env: Environment): Promise<Ended> {
	return runNode(['src/cli/start.ts'], env);
}

/** A loopback port that was free a moment ago. */
function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

/** Only what the test names: the shell that runs the tests may have settings of its own. */
function options(env: Environment) {
	return { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } } as const;
}

function runNode(words: readonly string[], env: Environment): Promise<Ended> {
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			words,
			{ ...options(env), timeout: START_WITHIN_MS },
			(_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr })
		);
	});
}

function launch(env: Environment): { child: ChildProcess; output: () => string } {
	const { cwd, env: environment } = options(env);
	const child = spawn(process.execPath, ['src/cli/start.ts'], {
		cwd,
		env: environment,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let printed = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
	return { child, output: () => printed };
}

function untilListening({ child, output }: { child: ChildProcess; output: () => string }): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (why: string) => {
			forget();
			child.kill('SIGKILL');
			reject(new Error(`${why}\n${output()}`));
		};
		const ended = (status: number | null) => fail(`the server ended with ${status}`);
		const look = () => {
			if (!output().includes('で開けます')) return;
			forget();
			resolve();
		};
		const limit = setTimeout(() => fail('the server did not start in time'), START_WITHIN_MS);
		// What it prints later must find nothing here that touches the listeners of others.
		const forget = () => {
			clearTimeout(limit);
			child.off('exit', ended);
			child.stdout?.off('data', look);
		};
		child.once('exit', ended);
		child.stdout?.on('data', look);
	});
}

function stop(child: ChildProcess): Promise<{ status: number | null; ms: number }> {
	const started = performance.now();
	if (child.exitCode !== null) return Promise.resolve({ status: child.exitCode, ms: 0 });
	return new Promise((resolve) => {
		child.once('exit', (status) => resolve({ status, ms: performance.now() - started }));
		child.kill('SIGTERM');
	});
}
