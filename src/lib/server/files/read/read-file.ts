import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '#lib/domain/errors.ts';
import { fileKind } from './file-kind.ts';
import { wantedEntries } from './package-parts.ts';
import { refuse } from './refusal.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';
import type { WorkerAnswer } from './worker-answer.ts';

/** The largest file that is read, and what it may cost. */
export const LARGEST_FILE = 5 * 1024 * 1024;
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
/** From the moment the worker is ready; loading its code takes its own time on a busy machine. */
const READ_WITHIN_MS = 1200;
const START_WITHIN_MS = 15_000;
/** Readers at work at once; the others wait. */
const AT_ONCE = 2;

const TOO_COSTLY =
	'ファイルを読み取れませんでした（中身が大きすぎるか、複雑すぎます）。ダウンロードした入力用のファイルに書き写してから、もう一度選んでください。';

/**
 * Reads a file that somebody sent into rows and cells, in a worker with a limit of time and memory.
 * @throws DomainError `too-large` above 5 MB; `invalid`, in words, for everything that is no readable table.
 */
export async function readFile(bytes: Uint8Array): Promise<FileTable> {
	if (bytes.byteLength > LARGEST_FILE) {
		const message = `ファイルが大きすぎます（${(bytes.byteLength / 1024 / 1024).toFixed(1)}MB。5MBまで）。ダウンロードした入力用のファイルだけを選んでください。`;
		throw new DomainError('too-large', message, { fields: { file: message } });
	}
	// What the first bytes and the zip's directory tell needs no worker.
	if (fileKind(bytes) === 'zip') wantedEntries(bytes);
	await turn();
	try {
		const answer = await askWorker(bytes);
		if (answer.ok) return answer.table;
		refuse(answer.message ?? TOO_COSTLY);
	} finally {
		done();
	}
}

function askWorker(bytes: Uint8Array): Promise<WorkerAnswer> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(workerFile(), { resourceLimits: LIMITS, stdout: true, stderr: true });
		const tooCostly = () => end({ ok: false, message: null });
		let limit = setTimeout(() => fail(new Error('the reader did not start')), START_WITHIN_MS);
		const end = (answer: WorkerAnswer) => {
			clearTimeout(limit);
			void worker.terminate();
			resolve(answer);
		};
		const fail = (error: Error) => {
			clearTimeout(limit);
			void worker.terminate();
			reject(error);
		};
		let isReady = false;
		worker.on('message', (message: 'ready' | WorkerAnswer) => {
			if (message !== 'ready') return end(message);
			isReady = true;
			clearTimeout(limit);
			limit = setTimeout(tooCostly, READ_WITHIN_MS);
			worker.postMessage(bytes);
		});
		// Out of memory ends the worker with an error; one that never began is a fault of ours.
		worker.on('error', (error) =>
			isReady ? tooCostly() : fail(error instanceof Error ? error : new Error(String(error)))
		);
		worker.on('exit', tooCostly);
	});
}

/** Started by path from the project's root, wherever this code itself was built to. */
function workerFile(): string {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const file = join(folder, 'src', 'workers', 'read-sheet.ts');
		if (existsSync(file)) return file;
		if (dirname(folder) === folder) throw new Error('src/workers/read-sheet.ts is not there');
	}
}

let atWork = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
	if (atWork >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
	else atWork += 1;
}

/** Hands the place on to the next who waits. */
function done(): void {
	const next = waiting.shift();
	if (next === undefined) atWork -= 1;
	else next();
}
