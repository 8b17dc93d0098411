import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Context } from '#lib/server/command.ts';

/** What a command does once its words are read: with the database, or (`local`) without opening or making one. */
export type Work = { readonly local: () => Promise<number> | number } | DatabaseWork;

export interface DatabaseWork {
	readonly work: (context: Context) => Promise<number> | number;
	/** A new installation may begin with it: the database is made or brought up to date where need be. */
	readonly begins?: true;
}

/** One command of the command line: how it is called and what it does. */
export interface CliCommand {
	/** One sentence for the help. */
	readonly about: string;
	readonly usage: readonly string[];
	/**
	 * Reads the words before any database is opened: a wrong call changes nothing. What it returns gives the
	 * exit status.
	 * @throws UsageError
	 */
	read(words: string[]): Work;
}

/** A command that works on files alone, without a database or settings. */
export interface PlainCommand {
	readonly needsDatabase: false;
	readonly about: string;
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

/** @throws UsageError for words that nobody asked for: a typing error must not be passed over. */
export function noMore(words: readonly string[]): void {
	if (words.length > 0)
		throw new UsageError(`余分な指定があります：${words.map((word) => `「${word}」`).join('')}`);
}

/** @throws UsageError where a command is called with a verb that it does not have, or with none. */
export function noSuchVerb(command: string, verb: string | undefined): never {
	throw new UsageError(
		verb === undefined ? '何をするかを指定してください。' : `「${command} ${verb}」はありません。`
	);
}

/**
 * The options of a command; nothing else may stand beside them, and none twice that has one value.
 * @throws UsageError, and what `parseArgs` throws (see `badOption`)
 */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
	words: string[],
	options: O
) {
	const { values, tokens } = parseArgs({ args: words, options, tokens: true });
	const seen = new Set<string>();
	for (const token of tokens) {
		if (token.kind !== 'option') continue;
		if (seen.has(token.name) && options[token.name]?.multiple !== true)
			throw new UsageError(`--${token.name} が2回あります。1つだけ指定してください。`);
		seen.add(token.name);
	}
	return values;
}
