import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Longer than anything made here takes; a lock older than this was left by a run that was killed. */
const STALE_MS = 180_000;
/** What was made for sources of another day is not wanted again. */
const KEEP_MS = 24 * 3_600_000;

/**
 * Makes something costly once, whichever test worker comes first, and keeps it for later runs under its key.
 * Returns the folder that `make` filled.
 */
export async function once(key: string, make: (folder: string) => Promise<void>): Promise<string> {
	const kept = join(tmpdir(), 'michishirube-tests');
	const folder = join(kept, key);
	mkdirSync(kept, { recursive: true });
	await locked(folder, async () => {
		if (existsSync(folder)) return;
		const making = `${folder}.making`;
		rmSync(making, { recursive: true, force: true });
		mkdirSync(making);
		await make(making);
		renameSync(making, folder);
		forgetOld(kept);
	});
	return folder;
}

function forgetOld(kept: string): void {
	for (const name of readdirSync(kept)) {
		const since = statSync(join(kept, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
		if (Date.now() - since > KEEP_MS) rmSync(join(kept, name), { recursive: true, force: true });
	}
}

/** Runs `work` while no other test worker of this machine runs under the same name. */
export async function locked(name: string, work: () => Promise<void>): Promise<void> {
	const lock = `${name}.lock`;
	while (!take(lock)) await delay(50);
	try {
		await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

function take(lock: string): boolean {
	try {
		mkdirSync(lock);
		return true;
	} catch {
		const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
		if (Date.now() - since > STALE_MS) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}
