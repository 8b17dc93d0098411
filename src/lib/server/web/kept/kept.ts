import { keptInputSchema, type KeptInput } from '#lib/schemas/kept-input.ts';
import { MEGABYTE } from '../body-limit.ts';

/**
 * What was typed outlives the session: a form that is posted after the session has ended travels on in hidden
 * fields, through the sign-in page to 「入力の続き」. Nothing of it is stored here. docs/decisions/0015.
 */

/** Names of the sign-in page's address: what is posted to it is to be kept, for this action. */
export const CARRY = 'carry';
/** What was posted to this action was too much to be read at all. */
export const LOST = 'lost';

/** What a form of text may weigh, less the sign-in fields that go with it. */
const MOST_BYTES = MEGABYTE - 16 * 1024;
/** A part of a multipart form besides its name and value. */
const PART_BYTES = 160;

/**
 * The fields of a form. Files are named and left out; a password is never taken along.
 * @returns null where it is too much to come back through a form of text.
 */
export function keepForm(form: FormData, to: string, by: number | null): KeptInput | null {
	const fields: [string, string][] = [];
	const files: string[] = [];
	for (const [name, value] of form) {
		if (/password/i.test(name)) continue;
		if (typeof value === 'string') fields.push([name, value]);
		// A field that was left empty sends a file without a name.
		else if (value.name !== '' || value.size > 0)
			files.push(value.name.slice(0, 200) || '名前のないファイル');
	}
	const kept = keptInputSchema.safeParse({ to, by, fields, files: files.slice(0, 100) });
	return kept.success && weight(kept.data) <= MOST_BYTES ? kept.data : null;
}

/** The text of the one hidden field that the sign-in page carries. */
export const writeKept = (kept: KeptInput): string => JSON.stringify(kept);

/** Reads it back; null for anything else. */
export function readKept(text: string | undefined): KeptInput | null {
	if (text === undefined || text === '') return null;
	try {
		return keptInputSchema.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}

/** The larger of the two forms that it has to pass through: one field of JSON, and each field for itself. */
function weight(kept: KeptInput): number {
	const parts = kept.fields.reduce(
		(sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + PART_BYTES,
		0
	);
	return Math.max(parts, Buffer.byteLength(writeKept(kept)));
}

/** Where a kept form goes on to. */
export interface Target {
	readonly address: string;
	readonly path: string;
	/** `default` for the action without a name. */
	readonly action: string;
	/** The page of the action, to be opened without sending anything. */
	readonly page: string;
}

const BASE = 'http://own.invalid';

/**
 * The action that an address of this site names; null for an address of anywhere else. Whether there is such an
 * action, the routes know.
 */
export function readTarget(text: string): Target | null {
	if (!/^\/(?![/\\])/.test(text) || !URL.canParse(text, BASE)) return null;
	const { origin, pathname, search, searchParams } = new URL(text, BASE);
	if (origin !== BASE || pathname.startsWith('//')) return null;
	const [named = '/default', ...more] = [...searchParams.keys()].filter((name) => name.startsWith('/'));
	if (more.length > 0) return null;
	const rest = new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('/')));
	const query = rest.size === 0 ? '' : `?${rest.toString()}`;
	return { address: pathname + search, path: pathname, action: named.slice(1), page: pathname + query };
}
