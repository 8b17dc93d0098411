import { ENTRY_STATES, readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { MISSING_REASONS, RESPONSIBILITIES, WORKFLOW_STATES } from '#lib/domain/model.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import { may, WHOSE_TASK } from '#lib/domain/permissions.ts';
import { step } from '#lib/domain/workflow.ts';
import { entrySchema } from '#lib/schemas/entry.ts';
import type { Context } from '../../command.ts';
import { revisionInForce, standingIn } from '../../judgements/material.ts';
import { carriedYear } from '../carried.ts';
import { afterOf, beforeFigure, carriedChange, changesOf } from './changes.ts';
import { districtOutcome, districtPatch, NO_DISTRICTS } from './districts.ts';
import type { BatchCell, BatchSource, Proposal } from './types.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';
import { stateOf } from '../entry-state.ts';
import { patched, type EntryPatch } from '../patch.ts';
import { situationOf } from '../writing/situation.ts';

/** What a proposal would do to its item, for this person. */
export function cellOf(
	context: Context,
	source: BatchSource,
	proposal: Proposal,
	item: EntryItem
): BatchCell {
	const patch = patchOf(proposal, item, source);
	const common = commonOf(proposal, item);
	const refuse = (refusal: string, changes: BatchCell['changes'] = []): BatchCell => ({
		...common,
		outcome: 'refused',
		changes,
		refusal
	});
	if (!patch.ok) return refuse(patch.message);
	if (standingIn(item.material, item.year) !== 'active')
		return refuse(
			`この指標は、${shortFiscalYear(item.year)}には実績を求められていません。この行を除いてください。`
		);
	if (!may(context.actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) }))
		return refuse(notYours(context, item));
	const form = patched(item, item.head?.version ?? 0, patch.patch);
	const reading = readEntry(form, item.reading);
	const districts = reading.ok
		? districtOutcome(context.database, item, patch.patch, reading.entry)
		: NO_DISTRICTS;
	const carried: Carried = reading.ok
		? carriedIn(item, form.carriedFrom, reading.entry)
		: { ok: true, year: null };
	const changes = reading.ok
		? [
				...changesOf(item, form, reading.entry),
				...carriedChange(item, carried.year),
				...(districts.ok ? districts.changes : [])
			]
		: [];
	const after = reading.ok ? afterOf(item, reading.entry, carried.year) : null;
	if (item.lock !== null && item.closedAt !== null) {
		const same = reading.ok && changes.length === 0;
		return { ...common, after, changes, outcome: same ? 'closed-same' : 'closed-differs' };
	}
	if (!reading.ok) return refuse(reading.message);
	if (!carried.ok) return refuse(carried.message);
	if (!districts.ok) return refuse(districts.message);
	if (changes.length === 0) return { ...common, after, outcome: 'same' };
	if (item.lock !== null) return refuse(item.lock, changes);
	const next = step(situationOf(item), 'save');
	if (!next.ok) return refuse(next.why, changes);
	return {
		...common,
		outcome: 'change',
		after,
		changes,
		warnings: [
			...(proposal.doubt === undefined ? [] : [proposal.doubt]),
			...reading.warnings.map(({ message }) => message),
			...districts.warnings,
			...changedMeanwhile(proposal, item)
		]
	};
}

type Carried =
	| { readonly ok: true; readonly year: number | null }
	| { readonly ok: false; readonly year: null; readonly message: string };

/** 測った年度, or why it is refused. */
function carriedIn(item: EntryItem, named: string | undefined, entry: ReadEntry): Carried {
	try {
		return { ok: true, year: carriedYear(item, named, entry) };
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		return { ok: false, year: null, message: refusal.message };
	}
}

/** A proposal that is refused before its content matters. */
export function refusedCell(proposal: Proposal, item: EntryItem | null, refusal: string): BatchCell {
	if (item !== null) return { ...commonOf(proposal, item), outcome: 'refused', refusal };
	const { indicatorCode: code, fiscalYear } = proposal;
	return {
		...EMPTY,
		key: `${code}/${fiscalYear}`,
		place: proposal.place,
		code,
		name: code,
		unit: '',
		isSample: false,
		year: shortFiscalYear(fiscalYear),
		typed: typedOf(proposal),
		before: null,
		version: 0,
		outcome: 'refused',
		refusal
	};
}

/**
 * The patch that a proposal stands for, refused where it does not fit an entry at all. A figure or a sign
 * brings its state along where the stored one says the opposite: 45.2 over 未把握 is 確定.
 */
export function patchOf(
	proposal: Proposal,
	item: Pick<EntryItem, 'current' | 'defaultState' | 'material'>,
	source: BatchSource
): { readonly ok: true; readonly patch: EntryPatch } | { readonly ok: false; readonly message: string } {
	const { entered, state, cause, issue, nextAction, carriedFrom } = proposal;
	const given = { entered, state, cause, issue, nextAction, carriedFrom };
	const parsed = entrySchema.safeParse(given);
	if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? '' };
	const patch: EntryPatch = Object.fromEntries(
		Object.entries(given).flatMap(([field, value]) =>
			value === undefined ? [] : [[field, parsed.data[field as keyof EntryPatch]]]
		)
	);
	const { unit } = item.material.indicator;
	return {
		ok: true,
		patch: { ...patch, ...impliedState(patch, item, source), ...districtPatch(proposal, unit, source) }
	};
}

function impliedState(
	patch: EntryPatch,
	item: Pick<EntryItem, 'current' | 'defaultState' | 'material'>,
	source: BatchSource
): EntryPatch {
	if (patch.entered === undefined) return {};
	const reading = readNumber(patch.entered, item.material.indicator.unit);
	// A lone dash in a file is 該当なし; on screen it is asked about.
	if (reading.kind === 'dash' && source === 'upload')
		return { entered: '', state: patch.state ?? 'not-applicable' };
	if (patch.state !== undefined) return {};
	const stored = stateOf(item);
	const isMissing = stored in MISSING_REASONS;
	if (reading.kind === 'missing') return { state: reading.reason };
	return isMissing && patch.entered.trim() !== '' ? { state: item.defaultState } : {};
}

const EMPTY = {
	after: null,
	changes: [],
	warnings: [],
	refusal: null
} as const;

function commonOf(proposal: Proposal, item: EntryItem) {
	const { current, head, material } = item;
	return {
		...EMPTY,
		key: `${proposal.indicatorCode}/${proposal.fiscalYear}`,
		place: proposal.place,
		code: material.indicator.code,
		name: revisionInForce(material, item.all.editions, item.year).name,
		unit: material.indicator.unit,
		isSample: material.indicator.isSample,
		year: shortFiscalYear(item.year),
		typed: typedOf(proposal),
		before: current && {
			figure: beforeFigure(item) ?? '',
			by: current.enteredByName,
			at: formatEraDateTime(current.createdAt),
			workflow: head === null ? '' : WORKFLOW_STATES[head.state]
		},
		version: head?.version ?? 0
	};
}

function changedMeanwhile({ seenVersion }: Proposal, { head, current }: EntryItem): string[] {
	if (seenVersion === undefined || head === null || head.version <= seenVersion || current === null)
		return [];
	return [
		`ファイルを作ったあと、${current.enteredByName}が${formatEraDateTime(current.createdAt)}に保存した値があります（上の「今の値」）。ファイルの値に置き換えてよいか確かめてください。`
	];
}

function notYours({ actor }: Context, item: EntryItem): string {
	if (actor.role !== 'editor') return WHOSE_TASK['enter-result'];
	const lead = leadOf(item);
	const whose =
		lead === null ? '担当課が決まっていない指標です' : `${lead.name}が${RESPONSIBILITIES.lead}の指標です`;
	return `${whose}。あなたの課では入力できません。この行を除くか、担当課に渡してください。`;
}

/** What stood in the cells, for whoever looks for them in the sheet. */
function typedOf({
	entered,
	state,
	cause,
	issue,
	nextAction,
	carriedFrom,
	districts = {}
}: Proposal): string {
	const word = state === undefined ? undefined : ENTRY_STATES[state];
	const parts = [entered, word, cause, issue, nextAction, carriedFrom, ...Object.values(districts)];
	const texts = parts.map((part) => (part ?? '').trim().replace(/\s+/g, ' ')).filter((part) => part !== '');
	const typed = texts.join('、');
	return typed.length > 60 ? `${typed.slice(0, 60)}…` : typed;
}
