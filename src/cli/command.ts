import type { Context } from '#lib/server/command.ts';

/** One command of the command line: how it is called and what it does. */
export interface CliCommand {
	readonly usage: readonly string[];
	/** Verbs that neither open nor make a database; each returns the exit status. */
	readonly local?: ReadonlyMap<string, (words: string[]) => number>;
	/** Returns the exit status. */
	run(context: Context, words: string[]): Promise<number> | number;
}

/** A command that works on files alone, without a database or settings. */
export interface PlainCommand {
	readonly needsDatabase: false;
	readonly usage: readonly string[];
	/** Returns the exit status. */
	run(words: string[]): Promise<number> | number;
}

/** A command called wrongly; the message says how. */
export class UsageError extends Error {}

/** @throws UsageError when a needed word or option is absent. */
export function needed(value: string | undefined, name: string): string {
	if (value === undefined || value.trim() === '') throw new UsageError(`${name} を指定してください。`);
	return value;
}
