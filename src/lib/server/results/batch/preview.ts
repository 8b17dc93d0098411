import { nearest } from '#lib/domain/paste/nearest.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { among } from '../../db/rows.ts';
import { indicator } from '../../db/schema/index.ts';
import { cellOf, refusedCell } from './cell.ts';
import { readEntryItems, type EntryItem } from '../entry-items.ts';
import { readHolders } from '../holders.ts';
import type { BatchCell, BatchInput, BatchPreview, Proposal } from './types.ts';

/** A preview with the items that it read, for the command that writes them. */
export interface ReadBatch {
	readonly preview: BatchPreview;
	readonly read: readonly {
		readonly cell: BatchCell;
		readonly proposal: Proposal;
		readonly item: EntryItem | null;
	}[];
}

/** Suggestions are costly, and nobody reads more than these. */
const MOST_SUGGESTIONS = 30;

/**
 * What a batch would do, cell by cell. Never throws for what stands in it: what cannot be written is refused at
 * its place, with cause and remedy.
 */
export function previewBatch(context: Context, input: BatchInput): BatchPreview {
	return readBatch(context, input).preview;
}

/** As `previewBatch`, with the items. */
export function readBatch(context: Context, input: BatchInput): ReadBatch {
	const items = readItems(context, input.proposals);
	const places = Map.groupBy(input.proposals, keyOf);
	const suggest = suggestions(context);
	const read = input.proposals.map((proposal) => {
		const item = items.get(keyOf(proposal)) ?? null;
		const same = places.get(keyOf(proposal)) ?? [];
		const refusal =
			same.length > 1
				? `${same.map(({ place }) => place).join('と')}が、同じ指標の同じ年度です。1つだけを残してください。`
				: item === null
					? suggest(proposal)
					: null;
		const cell =
			item === null || refusal !== null
				? refusedCell(proposal, item, refusal ?? '')
				: cellOf(context, input.source, proposal, item);
		return { cell, proposal, item };
	});
	return {
		preview: previewOf(
			input,
			read.map(({ cell }) => cell)
		),
		read
	};
}

/** The key of a proposal and of its cell. */
export function keyOf({ indicatorCode, fiscalYear }: Proposal): string {
	return `${indicatorCode}/${fiscalYear}`;
}

/** All items that the proposals speak of, read in bulk, by key. */
function readItems(context: Context, proposals: readonly Proposal[]): Map<string, EntryItem> {
	const codes = [...new Set(proposals.map(({ indicatorCode }) => indicatorCode))];
	const ids = new Map(
		context.database
			.select({ id: indicator.id, code: indicator.code })
			.from(indicator)
			.where(among(indicator.code, codes))
			.all()
			.map(({ code, id }) => [code, id])
	);
	const items = new Map<string, EntryItem>();
	for (const [year, own] of Map.groupBy(proposals, ({ fiscalYear }) => fiscalYear)) {
		const indicatorIds = [...new Set(own.flatMap(({ indicatorCode }) => ids.get(indicatorCode) ?? []))];
		if (indicatorIds.length === 0) continue;
		for (const item of readEntryItems(context, year, { indicatorIds })) {
			const key = `${item.material.indicator.code}/${year}`;
			// An indicator that two KPIs share has one figure.
			if (!items.has(key)) items.set(key, item);
		}
	}
	return items;
}

/** Why an indicator is not there in a year, with what this person may have meant: what they may enter. */
function suggestions(context: Context): (proposal: Proposal) => string {
	let known: { id: number; code: string; name: string }[] | null = null;
	let own: { code: string; name: string }[] | null = null;
	let asked = 0;
	return ({ indicatorCode, fiscalYear }) => {
		known ??= context.database
			.select({ id: indicator.id, code: indicator.code, name: indicator.name })
			.from(indicator)
			.all();
		if (known.some(({ code }) => code === indicatorCode))
			return `指標「${indicatorCode}」は、${eraFiscalYear(fiscalYear)}には実績を求められていません。年度を確かめてください（例：${shortFiscalYear(fiscalYear - 1)}）。`;
		asked += 1;
		own ??= enterable(context, known);
		const near =
			asked > MOST_SUGGESTIONS
				? []
				: nearest(
						indicatorCode,
						own.map(({ code }) => code),
						2
					);
		const names = near.map((code) => `${code}（${own?.find((each) => each.code === code)?.name ?? ''}）`);
		const hint =
			names.length > 0
				? `${names.join('か')}ではありませんか。`
				: '指標のコードを、実績入力の一覧で確かめてください。';
		return `指標「${indicatorCode.slice(0, 30)}」はありません。${hint}`;
	};
}

/** The indicators that this person may enter today. */
function enterable<T extends { readonly id: number }>(context: Context, all: readonly T[]): T[] {
	const holders = readHolders(
		context.database,
		all.map(({ id }) => id),
		todayOf(context.clock)
	);
	return all.filter(({ id }) => {
		const departmentIds = (holders.get(id) ?? []).map((holder) => holder.id);
		return may(context.actor, { kind: 'enter-result', departmentIds });
	});
}

function previewOf(input: BatchInput, cells: readonly BatchCell[]): BatchPreview {
	const count = (outcome: BatchCell['outcome']) => cells.filter((cell) => cell.outcome === outcome).length;
	const { source, fileName, proposals, refused = [], ignored = [] } = input;
	return {
		source,
		fileName,
		counts: {
			change: count('change'),
			same: count('same'),
			refused: refused.reduce((sum, { lines = 1 }) => sum + lines, count('refused')),
			closedSame: count('closed-same'),
			closedDiffers: count('closed-differs'),
			warned: cells.filter((cell) => cell.outcome === 'change' && cell.warnings.length > 0).length
		},
		cells,
		refused,
		ignored,
		handOver: JSON.stringify({
			source,
			fileName,
			items: proposals.map((proposal, at) => ({
				...proposal,
				shown: { outcome: cells[at]?.outcome, version: cells[at]?.version }
			})),
			refused,
			ignored
		})
	};
}
