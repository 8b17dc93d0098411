/** 進捗の動き: from which status to which, and who moved. */
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { StatusOf } from './summary.ts';

/** A status as people tell it apart: 未確定 is not 判定なし; `absent` had no judgement in that year. */
export type Told = Status | 'unconfirmed' | 'absent';

export const TOLD: Readonly<Record<Told, string>> = {
	...STATUSES,
	unconfirmed: '未確定',
	absent: '計画になし'
};

export interface Transition<T> {
	readonly from: Told;
	readonly to: Told;
	readonly list: readonly T[];
}

/** How a judgement is told; `absent` for none. */
export function toldOf(judged: StatusOf | null): Told {
	if (judged === null) return 'absent';
	return judged.status === 'none' && judged.reasonCode === 'unconfirmed' ? 'unconfirmed' : judged.status;
}

/**
 * Every pair of statuses that KPIs moved between, those that stayed left out: most KPIs first, then by the statuses'
 * own order. The lists keep the order of the KPIs, and their lengths and the unmoved add up to all of them.
 */
export function transitionsOf<
	T extends { readonly before: StatusOf | null; readonly after: StatusOf | null }
>(list: readonly T[]): Transition<T>[] {
	const order = Object.keys(TOLD) as Told[];
	const groups = Map.groupBy(list, ({ before, after }) => `${toldOf(before)}/${toldOf(after)}`);
	return [...groups.values()]
		.flatMap((moved): Transition<T>[] => {
			const [first] = moved;
			const [from, to] = [toldOf(first?.before ?? null), toldOf(first?.after ?? null)];
			return from === to ? [] : [{ from, to, list: moved }];
		})
		.sort(
			(a, b) =>
				b.list.length - a.list.length ||
				order.indexOf(a.from) - order.indexOf(b.from) ||
				order.indexOf(a.to) - order.indexOf(b.to)
		);
}
