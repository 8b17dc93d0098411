import type { FileTable } from '#lib/domain/sheet/table.ts';

/** What the worker says at the end; a null message: it failed in a way that nobody foresaw. */
export type WorkerAnswer =
	{ readonly ok: true; readonly table: FileTable } | { readonly ok: false; readonly message: string | null };
