import { DomainError } from '#lib/domain/errors.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { todayOf } from '../../clock.ts';
import { command, type Context } from '../../command.ts';
import { kpisOfIndicator, rejudge } from '../../judgements/rejudge.ts';
import { refuseIncomplete } from '../completeness.ts';
import { openDoubts, standingOf } from '../doubts.ts';
import { saveRows, type RowRefusal } from './cells.ts';
import { gridRowOf, type GridRow } from './grid-row.ts';
import { activeItems } from './grid.ts';
import { entryItem, leadOf, readEntryItems, type EntryItem } from '../entry-items.ts';
import { entryScope, type EntryScope } from './scope.ts';
import { refuseTooManyRows } from '../limits.ts';
import { findCall } from '../locks.ts';
import { patched, type EntryPatch } from '../patch.ts';
import { refuseStale } from '../writing/stale.ts';
import { openItem, storeItem } from '../writing/store.ts';

/** A row of 「確認して提出」, with what it still lacks. */
export interface SubmissionRow extends GridRow {
	/** By field (`cause`, `confirmed` …); empty: it can be submitted as it is. */
	readonly lacks: Readonly<Record<string, string>>;
	/** The doubts were confirmed in the grid, of this very version. */
	readonly confirmed: boolean;
}

export interface Submission extends Omit<EntryScope, 'departmentIds'> {
	/** Can be submitted now. */
	readonly ready: readonly SubmissionRow[];
	/** Filled in, but something is missing that can be added here. */
	readonly lacking: readonly SubmissionRow[];
	/** Confirmed as 見込, 速報 or 未把握 and asked for anew: the same can be reported again, where nothing else is known. */
	readonly again: readonly SubmissionRow[];
	/** Nothing entered yet. */
	readonly untouched: readonly SubmissionRow[];
	readonly submitted: readonly GridRow[];
	readonly headStep: boolean;
	readonly onBehalf: boolean;
	readonly hasSamples: boolean;
}

/** What would be submitted now. `ticked`: code → version of which the doubts were confirmed. */
export function readSubmission(
	context: Context,
	asked: { year: number | null; departmentCode: string | null },
	ticked: ReadonlyMap<string, number>
): Submission {
	const { departmentIds, ...scope } = entryScope(context, asked);
	const items =
		scope.cycle === null || scope.year === null
			? []
			: activeItems(context, scope.year, departmentIds).filter((item) =>
					departmentIds.includes(leadOf(item)?.id ?? 0)
				);
	const call = scope.year === null ? null : findCall(context.database, scope.year, todayOf(context.clock));
	const rows = items.map((item) => ({ item, row: gridRowOf(context, item, call) }));
	const open = rows
		// What was confirmed is submitted again only where it is asked for, or after somebody changed it.
		.filter(({ item, row }) => row.maySubmit && (row.again || item.head?.state !== 'confirmed'))
		.map(({ item, row }) => {
			const confirmed = ticked.get(row.code) === row.version;
			return { ...row, confirmed, lacks: standingOf(context.database, item, confirmed).lacks };
		});
	// A figure whose month has not come is asked for by nobody.
	const isUntouched = ({ lacks }: SubmissionRow) => lacks['entered'] !== undefined;
	const entered = open.filter((row) => !row.again && !isUntouched(row));
	return {
		...scope,
		ready: entered.filter(({ lacks }) => Object.keys(lacks).length === 0),
		lacking: entered.filter(({ lacks }) => Object.keys(lacks).length > 0),
		again: open.filter(({ again }) => again),
		untouched: open.filter((row) => !row.again && isUntouched(row) && row.asked),
		submitted: rows.map(({ row }) => row).filter(({ mayWithdraw }) => mayWithdraw),
		headStep: items.some((item) => leadOf(item)?.headStep),
		onBehalf: context.actor.role === 'planner',
		hasSamples: rows.some(({ row }) => row.isSample)
	};
}

/** One row that was chosen, with what was added on the page. */
export interface Chosen {
	readonly indicatorCode: string;
	readonly version: number;
	readonly patch: EntryPatch;
	readonly confirmed: boolean;
}

/**
 * Submits all chosen rows or none.
 * @throws DomainError `invalid` with a `RowRefusal` for each row that cannot be submitted, in `details.rows`.
 */
export function submitRows(
	context: Context,
	fiscalYear: number,
	chosen: readonly Chosen[],
	key?: string
): Promise<{ count: number; toHead: boolean; versions: readonly (readonly [string, number])[] }> {
	return command(
		context,
		(transaction) => {
			if (chosen.length === 0)
				throw new DomainError('invalid', '提出する指標を1つ以上選んでください（指標名の左に印を付けます）。');
			refuseTooManyRows(chosen.length);
			const refused: Record<string, RowRefusal> = {};
			const done: EntryItem[] = [];
			for (const row of chosen) {
				try {
					const item = openItem(context, row.indicatorCode, fiscalYear);
					const form: EntryForm = patched(item, row.version, row.patch, row.confirmed);
					const { entry, warnings } = storeItem(transaction, item, form, 'submit');
					refuseIncomplete(item, entry, openDoubts(item, form, warnings), form);
					done.push(item);
				} catch (refusal) {
					if (!(refusal instanceof DomainError)) throw refusal;
					const { code, message, fields, details } = refusal;
					refused[row.indicatorCode] = { code, message, fields, details };
				}
			}
			// Thrown after the loop: every row says what it lacks, and nothing that was written stays.
			refuseTogether(refused, chosen.length);
			rejudge(
				transaction.database,
				done.flatMap(({ material }) => kpisOfIndicator(transaction.database, material.indicator.id))
			);
			return {
				count: done.length,
				toHead: done.some((item) => leadOf(item)?.headStep),
				versions: done.map(
					({ material, head }) => [material.indicator.code, (head?.version ?? 0) + 1] as const
				)
			};
		},
		{
			once: { act: 'submit-rows', key, request: { fiscalYear, chosen } },
			stillStands({ versions }) {
				for (const [code, version] of versions)
					refuseStale(entryItem(context, fiscalYear, code), version, 'あなたが提出した');
			}
		}
	);
}

/**
 * Remarks that were filled in beside rows without a mark are kept as drafts.
 * @returns the rows that could not be stored, with the reason.
 */
export async function keepRemarks(
	context: Context,
	fiscalYear: number,
	rows: readonly Chosen[],
	key: string
): Promise<ReadonlyMap<string, RowRefusal>> {
	const changed = rows.filter(({ indicatorCode, patch }) => {
		const [item] = readEntryItems(context, fiscalYear, { indicatorCode });
		const stored = item && patched(item, 0, {});
		return Object.entries(patch).some(([field, text]) => text !== stored?.[field as keyof EntryPatch]);
	});
	const { refused } = await saveRows(
		context,
		changed.map(({ indicatorCode, version, patch }) => ({
			indicatorCode,
			fiscalYear,
			version,
			patch,
			key: `submit-${key}`
		}))
	);
	return refused;
}

function refuseTogether(refused: Readonly<Record<string, RowRefusal>>, chosen: number): void {
	const rows = Object.values(refused);
	const [only] = rows;
	if (only === undefined) return;
	const sameCode = rows.every(({ code }) => code === only.code) && rows.length === chosen;
	throw new DomainError(
		sameCode ? only.code : 'invalid',
		`${rows.length}指標に、直すところがあります。まだ1件も提出していません。直してから、もう一度提出してください。`,
		{ details: { rows: refused } }
	);
}
