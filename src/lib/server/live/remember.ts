import type { Database } from '../db/client.ts';
import { readChangeCounter } from './changes.ts';

interface Kept {
	/** The state of the database that the values were read from. */
	readonly mark: string;
	readonly values: Map<string, unknown>;
}

/** Whole-city readings of a few years and pages; the oldest gives way. */
const MOST_VALUES = 12;

const kept = new WeakMap<Database, Kept>();

/**
 * What `read` says of the database, read once for as long as nothing changes: neither by a command of this
 * process (the change counter) nor by another one (SQLite's data_version). Inside a transaction it is read
 * anew. The value is shared by all who ask, so it must never be changed.
 */
export function remember<T>(database: Database, key: string, read: () => T): T {
	if (database.$client.inTransaction) return read();
	const mark = `${readChangeCounter(database)}/${String(database.$client.pragma('data_version', { simple: true }))}`;
	let known = kept.get(database);
	if (known?.mark !== mark) kept.set(database, (known = { mark, values: new Map() }));
	if (!known.values.has(key)) {
		const [oldest] = known.values.keys();
		if (oldest !== undefined && known.values.size >= MOST_VALUES) known.values.delete(oldest);
		known.values.set(key, read());
	}
	return known.values.get(key) as T;
}
