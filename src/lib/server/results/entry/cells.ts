import { DomainError, type ErrorCode } from '#lib/domain/errors.ts';
import type { CellForm } from '#lib/schemas/entry-cell.ts';
import { command, type Context } from '../../command.ts';
import { kpisOfIndicator, rejudge } from '../../judgements/rejudge.ts';
import { entryItem } from '../entry-items.ts';
import { fieldsOf, outcomeOf, type CellOutcome, type EntryFields } from './grid-row.ts';
import { patched, type EntryPatch } from '../patch.ts';
import { openItem, storeItem } from '../writing/store.ts';
import type { ConflictDetails } from '../writing/stale.ts';

/** What some cells of one row change, on the version that the person saw. */
export interface CellRequest {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly version: number;
	readonly patch: EntryPatch;
	/** The same key sent again is carried out once. */
	readonly key: string;
}

/** What the cells are told after a save. */
export interface SavedCells extends CellOutcome {
	readonly version: number;
	readonly fields: EntryFields;
}

/**
 * Stores cells of one row as a draft; fields not named stay as stored.
 * @throws DomainError as `saveResult`; `conflict` also where this save was carried out before (its answer was
 *   lost) and somebody changed the row since.
 */
export async function saveCells(context: Context, request: CellRequest): Promise<SavedCells> {
	const { version } = await command(
		context,
		(transaction) => {
			const item = openItem(context, request.indicatorCode, request.fiscalYear);
			storeItem(transaction, item, patched(item, request.version, request.patch), 'save');
			rejudge(transaction.database, kpisOfIndicator(transaction.database, item.material.indicator.id));
			return { version: (item.head?.version ?? 0) + 1 };
		},
		{ once: { act: 'save-cells', key: request.key, request } }
	);
	const item = entryItem(context, request.fiscalYear, request.indicatorCode);
	if ((item.head?.version ?? 0) !== version && item.current !== null) {
		const { current } = item;
		const details: ConflictDetails = {
			...fieldsOf(item),
			by: current.enteredByName,
			at: current.createdAt,
			version: item.head?.version ?? 0
		};
		throw new DomainError(
			'conflict',
			`「${item.material.indicator.name}」は、あなたが保存したあとに${current.enteredByName}が変更しました。`,
			{ details }
		);
	}
	return { version, fields: fieldsOf(item), ...outcomeOf(context, item) };
}

/** Why one row was refused, for the page that shows it at its cells. */
export interface RowRefusal {
	readonly code: ErrorCode;
	readonly message: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly details: unknown;
}

/** Stores many rows, each by itself: what is wrong with one does not hold up the others. */
export async function saveRows(
	context: Context,
	requests: readonly CellRequest[]
): Promise<{ saved: readonly { code: string; version: number }[]; refused: Map<string, RowRefusal> }> {
	const saved: { code: string; version: number }[] = [];
	const refused = new Map<string, RowRefusal>();
	for (const request of requests) {
		try {
			const { version } = await saveCells(context, request);
			saved.push({ code: request.indicatorCode, version });
		} catch (refusal) {
			if (!(refusal instanceof DomainError)) throw refusal;
			const { code, message, fields, details } = refusal;
			refused.set(request.indicatorCode, { code, message, fields, details });
		}
	}
	return { saved, refused };
}

/** The body of `POST /entry/cells` as a request. @throws DomainError `forbidden` for another person's input. */
export function cellRequestOf(context: Context, form: CellForm): CellRequest {
	if (form.account !== context.actor.accountId) {
		throw new DomainError(
			'forbidden',
			'この入力は、別の利用者のものです。入力した本人でサインインし直してから、もう一度送ってください。'
		);
	}
	const patch = Object.fromEntries(
		Object.entries(form.patch).filter(([, value]) => value !== undefined)
	) as EntryPatch;
	return {
		indicatorCode: form.indicator,
		fiscalYear: form.year,
		version: form.version,
		patch,
		key: form.key
	};
}
