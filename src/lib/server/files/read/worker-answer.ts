/** What the reader is asked to do with a file, away from the server. */
export type ReaderTask = 'table' | 'evidence';

/**
 * What it says at the end. `json` is the result as text: the server unpacks that three times as fast as a copy
 * of so many small objects. A null message: it failed in a way that nobody foresaw.
 */
export type ReaderAnswer =
	{ readonly ok: true; readonly json: string } | { readonly ok: false; readonly message: string | null };
