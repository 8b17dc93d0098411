import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '#lib/domain/errors.ts';
import { refuse } from './refusal.ts';
import type { ReaderAnswer, ReaderTask } from './worker-answer.ts';

/**
 * The reader: one worker with a limit of time and memory, which looks at one file at a time. Started when
 * somebody opens the page where files are sent, kept while files come, ended when none does.
 */

const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 };
/** For one file while others wait, from the moment the reader has it; alone it may take what is left to it. */
const READ_WITHIN_MS = 800;
/** From the file's arrival to the answer, whatever else the machine is doing: the wait for others included. */
const ANSWER_WITHIN_MS = 1600;
/** Files that wait; more are told to come back. */
const MOST_WAITING = 8;
const START_WITHIN_MS = 15_000;
const IDLE_MS = 120_000;

const TOO_COSTLY =
	'ファイルを時間内に読み取れませんでした（中身が大きすぎるか、複雑すぎます）。必要な部分だけを別のファイルに書き写してから、もう一度選んでください。';
const BUSY =
	'ほかのファイルを読み取っているため、このファイルはまだ読んでいません。何も変わっていません。少し待ってから、もう一度選んでください。';

interface Job {
	readonly task: ReaderTask;
	readonly bytes: Uint8Array;
	readonly settle: (answer: ReaderAnswer | 'busy') => void;
}

const waiting: Job[] = [];
let reader: { readonly worker: Worker; isReady: boolean; job: Job | null; limit: NodeJS.Timeout } | null =
	null;

/** Starts the reader before it is needed, so that the first file need not wait for it. */
export function prepareReader(): void {
	reader ??= start();
}

/**
 * Has a file looked at. The answer comes within 1.6 seconds: what takes longer is refused, and what had to wait
 * that long for others was not looked at.
 * @param deadline on `performance.now()`; for several files of one request, the same
 * @throws DomainError `invalid` in the reader's words, or where it took too much; `unavailable` when busy.
 */
export async function askReader<T>(
	task: ReaderTask,
	bytes: Uint8Array,
	deadline = answerDeadline()
): Promise<T> {
	const answer = await new Promise<ReaderAnswer | 'busy'>((resolve) =>
		enqueue(task, bytes, deadline, resolve)
	);
	if (answer === 'busy') throw new DomainError('unavailable', BUSY, { fields: { file: BUSY } });
	if (!answer.ok) refuse(answer.message ?? TOO_COSTLY);
	return JSON.parse(answer.json) as T;
}

/** When a request that arrived now must have its answer. */
export function answerDeadline(): number {
	return performance.now() + ANSWER_WITHIN_MS;
}

function enqueue(
	task: ReaderTask,
	bytes: Uint8Array,
	deadline: number,
	resolve: (answer: ReaderAnswer | 'busy') => void
): void {
	if (waiting.length >= MOST_WAITING) return resolve('busy');
	const timer = setTimeout(() => expire(job), Math.max(deadline - performance.now(), 1));
	const job: Job = {
		task,
		bytes,
		settle(answer) {
			clearTimeout(timer);
			resolve(answer);
		}
	};
	waiting.push(job);
	next();
}

/** The time is up: a job at work takes its reader with it, one that waits is told so. */
function expire(job: Job): void {
	if (reader?.job === job) return giveUp();
	const at = waiting.indexOf(job);
	if (at >= 0) waiting.splice(at, 1);
	job.settle('busy');
}

/** Gives the reader the next file, when it is free. */
function next(): void {
	if (waiting.length === 0) return;
	reader ??= start();
	if (!reader.isReady || reader.job !== null) return;
	const job = waiting.shift();
	if (job === undefined) return;
	clearTimeout(reader.limit);
	reader.job = job;
	reader.worker.ref();
	reader.limit = setTimeout(yieldToOthers, READ_WITHIN_MS);
	reader.worker.postMessage({ task: job.task, bytes: job.bytes });
}

/** The file at work has had its share: when others wait, it is given up. */
function yieldToOthers(): void {
	if (waiting.length > 0) giveUp();
	else if (reader) reader.limit = setTimeout(yieldToOthers, READ_WITHIN_MS / 8);
}

/** The file at work costs too much: its reader ends, and another takes the next one. */
function giveUp(): void {
	finish({ ok: false, message: null });
	end();
	next();
}

function finish(answer: ReaderAnswer): void {
	const job = reader?.job;
	if (!reader || !job) return;
	reader.job = null;
	job.settle(answer);
}

function end(): void {
	if (reader === null) return;
	clearTimeout(reader.limit);
	void reader.worker.terminate();
	reader = null;
}

function start(): NonNullable<typeof reader> {
	const worker = new Worker(workerFile(), { resourceLimits: LIMITS, stdout: true, stderr: true });
	const own = { worker, isReady: false, job: null as Job | null, limit: setTimeout(failed, START_WITHIN_MS) };
	// Nobody waits for it to end: it must not keep the process alive.
	own.limit.unref();
	worker.unref();
	worker.on('message', (message: 'ready' | ReaderAnswer) => {
		if (reader !== own) return;
		clearTimeout(own.limit);
		own.isReady = true;
		if (message !== 'ready') finish(message);
		own.limit = setTimeout(end, IDLE_MS).unref();
		worker.unref();
		next();
	});
	// Out of memory ends the worker with an error.
	worker.on('error', failed);
	worker.on('exit', failed);
	return own;

	/** What was at work cost too much. Without a file, those who wait are told at their own time. */
	function failed(): void {
		if (reader !== own) return;
		const hadStarted = own.isReady;
		finish({ ok: false, message: null });
		end();
		if (hadStarted) next();
	}
}

/** Started by path from the project's root, wherever this code itself was built to. */
function workerFile(): string {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const file = join(folder, 'src', 'workers', 'read-file.ts');
		if (existsSync(file)) return file;
		if (dirname(folder) === folder) throw new Error('src/workers/read-file.ts is not there');
	}
}
