/**
 * `npm test`: everything CI runs, one step after the other. A failed step does not stop the next ones, except
 * that without a build there is nothing to open in a browser. Counts come from the runners' own reports; a
 * step without a report counts as one. What failed is named again at the end; the last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countPlaywright, countVitest, type Count } from './reports.ts';

interface Step {
	readonly name: string;
	readonly command: string;
	/** Reads the runner's JSON report; absent when the step as a whole is one check. */
	readonly report?: { readonly file: string; readonly count: (report: unknown) => Count };
	/** Stopped and counted as failed after this long. */
	readonly minutes: number;
	/** Nothing after this step makes sense when it fails. */
	readonly needed?: true;
}

const REPORTS = 'reports';

const STEPS: readonly Step[] = [
	{ name: 'format', command: 'npm run --silent format:check', minutes: 5 },
	{ name: 'lint', command: 'npm run --silent lint', minutes: 10 },
	{ name: 'types', command: 'npm run --silent check', minutes: 10 },
	vitest('unit', 10),
	{ name: 'build', command: 'npm run --silent build', minutes: 10, needed: true },
	vitest('integration', 20),
	{
		name: 'browser',
		command: 'npm run --silent test:e2e',
		report: { file: join(REPORTS, 'e2e.json'), count: countPlaywright },
		minutes: 40
	}
];

process.chdir(join(import.meta.dirname, '..'));
// The pinned Node comes first, also when this file is started without npm.
process.env['PATH'] = [
	join(process.cwd(), 'node_modules', '.bin'),
	dirname(process.execPath),
	process.env['PATH'] ?? ''
].join(process.platform === 'win32' ? ';' : ':');

let running: ChildProcess | undefined;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		interrupted = true;
		stop(running);
	});
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS);

const lines: string[] = [];
const failures: string[] = [];
let passed = 0;
let failed = 0;
for (const step of STEPS) {
	const started = performance.now();
	console.log(`\n── ${step.name} ──`);
	const ok = await run(step);
	const count = tally(step, ok);
	passed += count.passed;
	failed += count.failed;
	failures.push(...count.failures.map((name) => `✗ ${step.name}: ${name}`));
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	lines.push(`${step.name.padEnd(12)} ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
	if (interrupted || (step.needed && !ok)) {
		for (const rest of STEPS.slice(STEPS.indexOf(step) + 1)) lines.push(`${rest.name.padEnd(12)} not run`);
		break;
	}
}

const left = releaseSteps();
console.log(`\n${lines.join('\n')}`);
if (failures.length > 0) console.log(`\n${failures.join('\n')}\n`);
if (left.length > 0) console.log(`Left to npm run test:release: ${left.join(', ')}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);

function vitest(project: string, minutes: number): Step {
	const file = join(REPORTS, `${project}.json`);
	const reporters = `--reporter=default --reporter=json --outputFile.json=${file}`;
	return {
		name: project,
		command: `npm run --silent test:${project} -- ${reporters}`,
		report: { file, count: countVitest },
		minutes
	};
}

/** Runs one step with its output passed through; true when it ended with exit code 0 in time. */
function run(step: Step): Promise<boolean> {
	return new Promise((resolve) => {
		// A process group of its own, so that a stopped step takes its servers and browsers with it.
		const child = spawn(step.command, {
			shell: true,
			detached: process.platform !== 'win32',
			stdio: ['ignore', 'inherit', 'inherit']
		});
		running = child;
		const limit = setTimeout(() => {
			console.log(`${step.name}: stopped after ${step.minutes} minutes`);
			stop(child);
		}, step.minutes * 60_000);
		const end = (ok: boolean) => {
			clearTimeout(limit);
			running = undefined;
			resolve(ok);
		};
		child.once('error', (error) => {
			console.log(`${step.name}: ${error.message}`);
			end(false);
		});
		child.once('exit', (code) => end(code === 0));
	});
}

/** Asks the step's whole group to end, so that servers and browsers close; insists after ten seconds. */
function stop(child: ChildProcess | undefined): void {
	if (!child) return;
	signalGroup(child, 'SIGINT');
	setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000).unref();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// It ended by itself in between.
	}
}

/** What a step adds to the sum. A step that failed without naming a failed test is one failure. */
function tally(step: Step, ok: boolean): Count {
	if (!step.report)
		return ok ? { passed: 1, failed: 0, failures: [] } : failedWhole('it ended with an error, see above');
	try {
		const count = step.report.count(JSON.parse(readFileSync(step.report.file, 'utf8')));
		if (ok || count.failed > 0) return count;
		return { ...failedWhole('no test failed, but the run did, see above'), passed: count.passed };
	} catch (error) {
		return failedWhole(`no readable report (${error instanceof Error ? error.message : String(error)})`);
	}
}

function failedWhole(why: string): Count {
	return { passed: 0, failed: 1, failures: [why] };
}

/** The parts of `test:release` that this run left out: scripts named `test:release:<part>`. */
function releaseSteps(): string[] {
	const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
	return Object.keys(scripts).flatMap((name) => name.match(/^test:release:(.+)$/)?.slice(1) ?? []);
}
