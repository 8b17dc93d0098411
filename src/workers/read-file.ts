import { parentPort } from 'node:worker_threads';
import { DomainError } from '#lib/domain/errors.ts';
import { readTable } from '#lib/server/files/read/read-table.ts';
import type { ReaderAnswer, ReaderTask } from '#lib/server/files/read/worker-answer.ts';
import { officeProblem } from '#lib/server/results/evidence/office.ts';

/** Looks at files that somebody sent, away from the server: one may cost time and memory, and is then given up. */
interface Asked {
	readonly task: ReaderTask;
	readonly bytes: Uint8Array;
}

parentPort?.on('message', (asked: Asked) => {
	void answer(asked).then((said) => parentPort?.postMessage(said));
});
parentPort?.postMessage('ready');

async function answer({ task, bytes }: Asked): Promise<ReaderAnswer> {
	try {
		const result = task === 'table' ? readTable(bytes) : await officeProblem(bytes);
		return { ok: true, json: JSON.stringify(result) };
	} catch (error) {
		if (error instanceof DomainError) return { ok: false, message: error.message };
		return { ok: false, message: null };
	}
}
