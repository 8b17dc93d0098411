import { demandInWords, mayFollow, reportedWord } from '#lib/domain/due.ts';
import type { EntryState } from '#lib/domain/entry.ts';
import { formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import { measuredText } from '#lib/domain/measured-period.ts';
import { WORKFLOW_STATES, type Status, type WorkflowState } from '#lib/domain/model.ts';
import { isEditable } from '#lib/domain/workflow.ts';
import type { Context } from '../../command.ts';
import { figureOf } from '../../indicators/figures.ts';
import { heldFor } from '../../judgements/judge-kpi.ts';
import { revisionInForce } from '../../judgements/material.ts';
import { actualText, heldText } from '../../kpis/present.ts';
import { leadOf, previewJudgement, type EntryItem } from '../entry-items.ts';
import { returnedBecause } from '../course.ts';

/** Where an indicator's entry stands, for the list: what comes first is what needs work. */
export const ENTRY_GROUPS = {
	returned: '差戻し',
	due: '入力が必要な指標',
	draft: '下書き',
	'waits-for-head': '所属長の確認待ち',
	submitted: '提出済',
	confirmed: '確認済',
	late: '後日報告',
	later: 'まだ時期でない指標',
	'not-asked': 'この年度は求められていない指標',
	contributing: '関係課として関わる指標'
} as const;
export type EntryGroup = keyof typeof ENTRY_GROUPS;

export interface EntryRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly department: string;
	readonly group: EntryGroup;
	/** Counts in the progress: false in a year without a survey (even if somebody wrote so), and before its month. */
	readonly asked: boolean;
	readonly stateWord: string;
	/** When or why a figure is wanted: 「11月に確定（令和8年11月1日から…）」; empty where the group's title says enough. */
	readonly asking: string;
	/** A figure may be typed now, by somebody with the right to. */
	readonly editable: boolean;
	/** What an empty form starts with. */
	readonly defaultState: EntryState;
	/** What the figure was measured over, where that is not the fiscal year: 「対象期間：暦年（1〜12月）」. */
	readonly measured: string;
	readonly past: readonly { readonly year: string; readonly text: string }[];
	/** What the status beside it is judged against, and its name where that is not the year's own: 「最終目標 R12」. */
	readonly target: string;
	readonly targetName: string;
	/** What is stored now, as typed. */
	readonly entered: string;
	/** The figure that it makes (the running total), or why there is none. */
	readonly figure: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	readonly returned: { readonly reason: string; readonly by: string; readonly at: string } | null;
	readonly onBehalf: boolean;
	readonly version: number;
}

/** An item as the lists show it. */
export function rowOf(context: Context, item: EntryItem): EntryRow {
	const { material, all, head, current, year } = item;
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const held = heldFor(all, material, year);
	const returned = head === null ? null : returnedBecause(context.database, head.id, head.state);
	const judged = current && previewJudgement(item, figureOf(current), current.carriedFromYear);
	return {
		code: material.indicator.code,
		name: revision.name,
		unit: material.indicator.unit,
		isSample: material.indicator.isSample,
		department: leadOf(item)?.name ?? '',
		group: groupOf(item),
		asked: item.asked,
		stateWord: stateWordOf(item),
		asking: demandInWords(item.demand, item.confirmed),
		editable:
			item.lock === null &&
			isEditable({ state: head?.state ?? null, headStep: false, mayFollow: mayFollow(item.confirmed) }),
		defaultState: item.defaultState,
		measured: measuredText(
			current?.measuredPeriod ?? material.indicator.measuredPeriod,
			year,
			material.indicator.lagYears
		),
		past: [year - 3, year - 2, year - 1].map((each) => {
			const confirmed = material.results.get(each)?.confirmed;
			const text = confirmed ? actualText(figureOf(confirmed), confirmed.missingReason, style) : '';
			return { year: shortFiscalYear(each), text: text === '' ? '－' : text };
		}),
		target: heldText(held, style),
		targetName: heldShortName(held),
		entered: current?.enteredText ?? '',
		figure: current === null ? '' : actualText(figureOf(current), current.missingReason, style),
		status: judged?.status ?? (current?.missingReason ? 'none' : 'missing'),
		own: judged?.own?.label ?? null,
		returned: returned && {
			reason: returned.reason ?? '',
			by: returned.accountName,
			at: formatEraDateTime(returned.at)
		},
		onBehalf: current?.onBehalf ?? false,
		version: head?.version ?? 0
	};
}

/** In which part of the list an item stands. */
export function groupOf(item: EntryItem): EntryGroup {
	const { head, demand } = item;
	const isUntouched = head === null || isEmptied(item);
	if (isUntouched || head.state === 'confirmed') {
		switch (demand.kind) {
			case 'due':
				return 'due';
			case 'late-report':
				return 'late';
			case 'later':
				return isUntouched ? 'later' : 'confirmed';
			case 'not-asked':
			case 'done':
			case 'not-called':
				return isUntouched ? 'not-asked' : 'confirmed';
		}
	}
	const groups: Record<Exclude<WorkflowState, 'confirmed'>, EntryGroup> = {
		draft: 'draft',
		returned: 'returned',
		submitted: leadOf(item)?.headStep ? 'waits-for-head' : 'submitted',
		'head-confirmed': 'submitted'
	};
	return groups[head.state];
}

/** A draft out of which everything was taken again: no value, no reason for its absence, no remark. */
function isEmptied({ head, current }: EntryItem): boolean {
	if (head?.state !== 'draft' || current === null) return false;
	const { enteredText, missingReason, cause, issue, nextAction } = current;
	const texts = [enteredText, cause, issue, nextAction];
	return (
		missingReason === null && figureOf(current) === null && texts.every((text) => (text ?? '').trim() === '')
	);
}

/** 「確認済（速報）」, and 「下書き」 with what still counts: 「下書き（速報が確認済）」. */
function stateWordOf(item: EntryItem): string {
	const { head, confirmed } = item;
	if (head === null || (isEmptied(item) && confirmed === null)) return '未入力';
	const word = WORKFLOW_STATES[head.state];
	if (confirmed === null || !mayFollow(confirmed)) return word;
	return head.state === 'confirmed'
		? `${word}（${reportedWord(confirmed)}）`
		: `${word}（${reportedWord(confirmed)}が確認済）`;
}
