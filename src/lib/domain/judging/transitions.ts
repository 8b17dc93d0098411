/** 進捗の動き: from which category to which, and who moved. */
import type { Status } from '#lib/domain/model.ts';
import { categoryOf, type Scale } from './scale.ts';
import { categoryWord, isJudged, type StatusOf } from './summary.ts';

/** A judgement as people tell it: the category of its own year's rule; 計画になし where there was none in that year. */
export interface Told {
	readonly code: string;
	/** Its shape and colour. */
	readonly status: Status;
	readonly word: string;
	readonly isJudged: boolean;
}

export interface Transition<T> {
	readonly from: Told;
	readonly to: Told;
	readonly list: readonly T[];
}

const ABSENT: Told = { code: 'absent', status: 'outside', word: '計画になし', isJudged: false };

/** How a judgement is told by the rule of its year. */
export function toldOf(judged: StatusOf | null, scale: Scale): Told {
	if (judged === null) return ABSENT;
	const category = categoryOf(scale, judged);
	const { code, status } = category;
	return { code, status, word: categoryWord(category), isJudged: isJudged(judged.status) };
}

/**
 * Every pair of categories that KPIs moved between, those that stayed left out: most KPIs first, then by the scale's
 * own order. Both years are told by one rule: two of them would make moves where nothing moved. The lists keep the
 * order of the KPIs, and their lengths and the unmoved add up to all of them.
 */
export function transitionsOf<
	T extends { readonly before: StatusOf | null; readonly after: StatusOf | null }
>(list: readonly T[], scale: Scale): Transition<T>[] {
	const order = [...scale.graded, ...scale.apart].map(({ code }) => code);
	const place = ({ code }: Told) => (order.includes(code) ? order.indexOf(code) : order.length);
	const told = list.map((each) => ({
		each,
		from: toldOf(each.before, scale),
		to: toldOf(each.after, scale)
	}));
	return [...Map.groupBy(told, ({ from, to }) => `${from.code}/${to.code}`).values()]
		.flatMap((group): Transition<T>[] => {
			const [first] = group;
			if (first === undefined || first.from.code === first.to.code) return [];
			return [{ from: first.from, to: first.to, list: group.map(({ each }) => each) }];
		})
		.sort(
			(a, b) => b.list.length - a.list.length || place(a.from) - place(b.from) || place(a.to) - place(b.to)
		);
}
