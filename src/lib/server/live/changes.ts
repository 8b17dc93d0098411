import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { meta } from '../db/schema/index.ts';

const COUNTER = 'change-counter';
const POLL_MS = 500;

/** Bumps the counter inside a writing transaction; SQLite's own `data_version` ignores the writer's connection. */
export function bumpChangeCounter(database: Database): void {
	database
		.insert(meta)
		.values({ key: COUNTER, value: '', number: 1 })
		.onConflictDoUpdate({ target: meta.key, set: { number: sql`${meta.number} + 1` } })
		.run();
}

/** How many writing transactions there have been. */
export function readChangeCounter(database: Database): number {
	return database.select({ number: meta.number }).from(meta).where(eq(meta.key, COUNTER)).get()?.number ?? 0;
}

export interface ChangeFeed {
	/** Calls back with the new counter after every change until unsubscribed. */
	subscribe(listener: (counter: number) => void): () => void;
	/** Looks now; called after every commit of this process. */
	check(): void;
	/** Tells subscribers' closers and stops looking. */
	close(): void;
	/** Calls back once when the feed closes (shutdown), so that open streams end. */
	onClose(listener: () => void): () => void;
}

/** Watches the database for changes by this process (told) and by others such as the command line (polled). */
export function createChangeFeed(database: Database): ChangeFeed {
	const listeners = new Set<(counter: number) => void>();
	const closers = new Set<() => void>();
	let last = readChangeCounter(database);
	let dataVersion = database.$client.pragma('data_version', { simple: true });
	const check = () => {
		const counter = readChangeCounter(database);
		if (counter === last) return;
		last = counter;
		for (const listener of listeners) listener(counter);
	};
	const timer = setInterval(() => {
		const current = database.$client.pragma('data_version', { simple: true });
		if (current === dataVersion) return;
		dataVersion = current;
		check();
	}, POLL_MS);
	timer.unref();
	return {
		check,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onClose(listener) {
			closers.add(listener);
			return () => closers.delete(listener);
		},
		close() {
			clearInterval(timer);
			for (const closer of closers) closer();
			closers.clear();
			listeners.clear();
		}
	};
}
