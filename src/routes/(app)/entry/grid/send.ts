/** Asks the server, and says what came of it in the words of `row-state.ts`. */
import type { GridHelp } from '#lib/server/results/entry/grid-help.ts';
import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';
import type { SavedCells } from '#lib/server/results/entry/cells.ts';
import type { ConflictDetails } from '#lib/server/results/writing/stale.ts';
import type { JsonRefusal } from '#lib/server/web/json.ts';
import { FIELDS, type Field, type Sending, type Theirs } from './row-state.ts';

export type Answer =
	| { readonly kind: 'saved'; readonly saved: SavedCells & { readonly help: GridHelp } }
	| { readonly kind: 'conflict'; readonly message: string; readonly theirs: Theirs }
	| { readonly kind: 'invalid'; readonly fields: Partial<Record<Field, string>> }
	| { readonly kind: 'refused'; readonly message: string }
	| { readonly kind: 'session' }
	/** Nobody knows whether it arrived. */
	| { readonly kind: 'lost' };

/** An answer that takes longer counts as lost; sent again, it is carried out once. */
const PATIENCE_MS = 20_000;

export interface CellRequest {
	readonly account: number;
	readonly year: number;
	readonly indicator: string;
	readonly sending: Sending;
}

/** Saves what is on its way. */
export async function sendCells(address: string, request: CellRequest): Promise<Answer> {
	const { sending, ...rest } = request;
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ ...rest, ...sending }),
			keepalive: true,
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
		return await answerOf(response);
	} catch {
		return { kind: 'lost' };
	}
}

/** A row's handover card and sum; a sentence where it cannot be read. */
export async function askHelp(address: string, year: number, indicator: string): Promise<GridHelp | string> {
	try {
		const response = await fetch(`${address}?year=${year}&indicator=${encodeURIComponent(indicator)}`, {
			headers: { accept: 'application/json' }
		});
		if (response.ok) return (await response.json()) as GridHelp;
		const { error } = (await response.json()) as { error: JsonRefusal };
		return error.message;
	} catch {
		return '説明を読み込めませんでした。接続が戻ってから、もう一度この行を選んでください。';
	}
}

/** What the server's refusal means for a row. */
export function refusalOf(refusal: JsonRefusal): Exclude<Answer, { kind: 'saved' }> {
	if (refusal.code === 'unauthenticated') return { kind: 'session' };
	if (refusal.code === 'conflict' && refusal.details !== null) {
		return {
			kind: 'conflict',
			message: refusal.message,
			theirs: theirsOf(refusal.details as ConflictDetails)
		};
	}
	const fields = Object.fromEntries(
		Object.entries(refusal.fields).flatMap(([field, message]) =>
			(FIELDS as readonly string[]).includes(field) ? [[field, message]] : []
		)
	);
	if (Object.keys(fields).length > 0) return { kind: 'invalid', fields };
	return { kind: 'refused', message: refusal.message };
}

function theirsOf({ by, at, version, ...fields }: ConflictDetails): Theirs {
	const { entered, cause, issue, nextAction } = fields;
	const state = (fields.state === 'corrected' ? 'final' : fields.state) as EntryFields['state'];
	return { fields: { entered, state, cause, issue, nextAction }, by, at, version };
}

async function answerOf(response: Response): Promise<Answer> {
	if (response.ok)
		return { kind: 'saved', saved: (await response.json()) as SavedCells & { help: GridHelp } };
	// Too busy or broken: it may work later, and nothing is carried out twice.
	if (response.status === 429 || response.status >= 500) return { kind: 'lost' };
	const { error } = (await response.json()) as { error: JsonRefusal };
	return refusalOf(error);
}
