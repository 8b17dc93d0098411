/** What was typed and is not yet saved, kept in this browser: a reload or a crash loses nothing. */
import type { Unsent } from './row-saving.ts';

export interface UnsentStore {
	read(code: string): Unsent | null;
	/** Null: everything of the row is saved. */
	write(code: string, unsent: Unsent | null): void;
	/** Codes with something unsent. */
	codes(): string[];
}

/** What one account left unsent in this browser, of every year. */
export function keptInBrowser(
	account: number,
	storage: Storage | null
): { year: number; code: string; unsent: Unsent }[] {
	const prefix = `michishirube:entry:${account}:`;
	return Object.keys(storage ?? {}).flatMap((key) => {
		const [, year, code] = key.startsWith(prefix)
			? (/^(\d+):(.+)$/.exec(key.slice(prefix.length)) ?? [])
			: [];
		const unsent = code === undefined ? null : readUnsent(storage, key);
		return code === undefined || unsent === null ? [] : [{ year: Number(year), code, unsent }];
	});
}

/** One item per row, so that two tabs do not write over each other. */
export function unsentStore(account: number, year: number, storage: Storage | null): UnsentStore {
	const prefix = `michishirube:entry:${account}:${year}:`;
	return {
		read: (code) => readUnsent(storage, prefix + code),
		write: (code, unsent) => {
			try {
				if (unsent === null) storage?.removeItem(prefix + code);
				else storage?.setItem(prefix + code, JSON.stringify(unsent));
			} catch {
				// A full or forbidden store: the page itself still holds what was typed, and leaving warns.
			}
		},
		codes: () =>
			storage === null
				? []
				: Object.keys(storage)
						.filter((key) => key.startsWith(prefix))
						.map((key) => key.slice(prefix.length))
	};
}

/** The browser's store; null where it is switched off. */
export function browserStorage(): Storage | null {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}

function readUnsent(storage: Storage | null, key: string): Unsent | null {
	try {
		const text = storage?.getItem(key) ?? null;
		const kept = text === null ? null : (JSON.parse(text) as Partial<Unsent>);
		return kept?.stored !== undefined && kept.typed !== undefined && typeof kept.version === 'number'
			? { stored: kept.stored, typed: kept.typed, version: kept.version, sending: kept.sending ?? null }
			: null;
	} catch {
		return null;
	}
}
