import { formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { WORKFLOW_STATES, type Status, type WorkflowState } from '#lib/domain/model.ts';
import type { Context } from '../command.ts';
import { figureOf } from '../indicators/figures.ts';
import { targetFor } from '../judgements/judge-kpi.ts';
import { revisionInForce } from '../judgements/material.ts';
import { actualText, targetText } from '../kpis/present.ts';
import { leadOf, previewJudgement, returnedBecause, type EntryItem } from './entry-items.ts';

/** Where an indicator's entry stands, for the list: what comes first is what needs work. */
export const ENTRY_GROUPS = {
	returned: '差戻し',
	due: '入力が必要な指標',
	draft: '下書き',
	'waits-for-head': '所属長の確認待ち',
	submitted: '提出済',
	confirmed: '確認済',
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
	/** Counts in the progress: false in a year without a survey, even if somebody wrote so. */
	readonly asked: boolean;
	readonly stateWord: string;
	readonly past: readonly { readonly year: string; readonly text: string }[];
	readonly target: string;
	/** What is stored now, as typed. */
	readonly entered: string;
	/** The figure that it makes (the running total), or why there is none. */
	readonly figure: string;
	readonly status: Status;
	readonly returned: { readonly reason: string; readonly by: string; readonly at: string } | null;
	readonly onBehalf: boolean;
	readonly version: number;
}

/** An item as the lists show it. */
export function rowOf(context: Context, item: EntryItem): EntryRow {
	const { material, all, head, current, year } = item;
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const target = targetFor(all, material, year);
	const returned = head === null ? null : returnedBecause(context.database, head.id, head.state);
	const judged = current && previewJudgement(item, figureOf(current));
	return {
		code: material.indicator.code,
		name: revision.name,
		unit: material.indicator.unit,
		isSample: material.indicator.isSample,
		department: leadOf(item)?.name ?? '',
		group: groupOf(item),
		asked: item.asked,
		stateWord: head === null ? '未入力' : WORKFLOW_STATES[head.state],
		past: [year - 3, year - 2, year - 1].map((each) => {
			const confirmed = material.results.get(each)?.confirmed;
			const text = confirmed ? actualText(figureOf(confirmed), confirmed.missingReason, style) : '';
			return { year: shortFiscalYear(each), text: text === '' ? '－' : text };
		}),
		target: targetText(target.kind === 'none' ? null : target.figure, style),
		entered: current?.enteredText ?? '',
		figure: current === null ? '' : actualText(figureOf(current), current.missingReason, style),
		status: judged?.status ?? (current?.missingReason ? 'none' : 'missing'),
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
	const { head, asked } = item;
	if (head === null) return asked ? 'due' : 'not-asked';
	const groups: Record<WorkflowState, EntryGroup> = {
		draft: 'draft',
		returned: 'returned',
		submitted: leadOf(item)?.headStep ? 'waits-for-head' : 'submitted',
		'head-confirmed': 'submitted',
		confirmed: 'confirmed'
	};
	return groups[head.state];
}
