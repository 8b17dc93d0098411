import { finalFrom } from '#lib/domain/due.ts';
import { formatEraDate } from '#lib/domain/fiscal-year.ts';
import type { EntryItem } from '../entry-items.ts';
import type { CycleRow } from '../locks.ts';

/** When a row's own figure is wanted. */
export interface RowDue {
	/** Empty where the deadline of the call says it all. */
	readonly words: string;
	/** The deadline of the call passed without it. */
	readonly late: boolean;
	/** It became final after the call had opened: the call's deadline was never its own. */
	readonly own: boolean;
}

const AT_DEADLINE: RowDue = { words: '', late: false, own: false };

/**
 * The date of one row: a figure that becomes final in a later month (確定時期) is asked for from that month on,
 * whatever the deadline of the call; every other that is still open is late once the deadline is past.
 * `call`: the open call of the year; null where there is none.
 */
export function dueOf(
	item: Pick<EntryItem, 'demand' | 'head' | 'material' | 'year'>,
	call: CycleRow | null,
	today: string
): RowDue {
	const { demand, head, material, year } = item;
	if (call === null || demand.kind !== 'due') return AT_DEADLINE;
	const from = demand.expects === 'final' ? finalFrom(material.indicator, year) : null;
	const own = from !== null && from > call.opensOn;
	const isOpen = head === null || !['submitted', 'head-confirmed'].includes(head.state);
	if (!isOpen) return { ...AT_DEADLINE, own };
	if (own) {
		const words = `${Number(from.slice(5, 7))}月に確定した分（${formatEraDate(from)}から求めています）`;
		return { words, late: false, own };
	}
	return today > call.deadline
		? { words: `期限の${shortDay(call.deadline)}を過ぎています`, late: true, own }
		: AT_DEADLINE;
}

/** 「7月31日」. */
function shortDay(day: string): string {
	return formatEraDate(day).replace(/^.*年/, '');
}
