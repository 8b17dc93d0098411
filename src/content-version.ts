import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that can change what the build contains. */
const SOURCES = ['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'src', 'static'];

/**
 * The version that open pages compare themselves with, and by which `npm start` knows whether to build. It
 * comes from the content, not the clock: rebuilding the same sources keeps every cached page and file valid.
 */
export function contentVersion(root: string): string {
	return hashOf(root, SOURCES);
}

/** Everything that can change what a stored judgement says. */
const JUDGING_SOURCES = ['src/lib/domain', 'src/lib/server/judgements', 'src/lib/server/indicators'];

/** The version of the calculation behind the stored judgements: another one may judge the same figures otherwise. */
export function judgingVersion(root: string): string {
	return hashOf(root, JUDGING_SOURCES);
}

function hashOf(root: string, sources: readonly string[]): string {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((source) => filesUnder(root, source)).sort()) {
		if (!file.endsWith('.test.ts'))
			hash
				.update(file)
				.update('\0')
				.update(readFileSync(join(root, file)))
				.update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

function filesUnder(root: string, source: string): string[] {
	const found = statSync(join(root, source), { throwIfNoEntry: false });
	if (found === undefined) return [];
	if (found.isFile()) return [source];
	return readdirSync(join(root, source), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(root.length + 1)
				.replaceAll('\\', '/')
		);
}
