import { parentPort } from 'node:worker_threads';
import { DomainError } from '#lib/domain/errors.ts';
import { readTable } from '#lib/server/files/read/read-table.ts';
import type { WorkerAnswer } from '#lib/server/files/read/worker-answer.ts';

/** Reads one file that somebody sent, away from the server: it may cost time and memory, and then ends. */
parentPort?.postMessage('ready');
parentPort?.once('message', (bytes: Uint8Array) => {
	void answer(bytes).then((said) => parentPort?.postMessage(said));
});

async function answer(bytes: Uint8Array): Promise<WorkerAnswer> {
	try {
		return { ok: true, table: await readTable(bytes) };
	} catch (error) {
		if (error instanceof DomainError) return { ok: false, message: error.message };
		return { ok: false, message: null };
	}
}
