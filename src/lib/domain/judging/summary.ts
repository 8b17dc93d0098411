/** Sentences about a group of KPIs counted by category. Rates are never averaged. */
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import type { OwnGrade, ReasonCode } from './judgement.ts';
import type { Category, CategoryCount, ScaleCounts } from './scale.ts';

/** What counting needs of one judgement. */
export interface StatusOf {
	readonly status: Status;
	readonly reasonCode: ReasonCode;
	readonly own?: Pick<OwnGrade, 'label'> | undefined;
}

/** Whether a status counts in N. */
export function isJudged(status: Status): boolean {
	return (JUDGED_STATUSES as readonly Status[]).includes(status);
}

/** Whether a status counts as 達成 or 順調. */
export function isGood(status: Status): boolean {
	return status === 'achieved' || status === 'on-track';
}

/** 「A（順調）」, 「着実」: a category in one word. */
export function categoryWord({ label, gloss }: Pick<Category, 'label' | 'gloss'>): string {
	return gloss === '' ? label : `${label}（${gloss}）`;
}

/** The categories that count as 達成 or 順調, as one label with the common words that it needs beside it. */
export interface GoodWords {
	/** 「達成・順調」, 「A・B」; empty where no category of the rule counts as such. */
	readonly label: string;
	/** 「達成・順調」 beside 「A・B」; else empty. */
	readonly gloss: string;
}

/** What a rule calls 達成・順調. */
export function goodWords(graded: readonly Pick<Category, 'status' | 'label' | 'gloss'>[]): GoodWords {
	const good = graded.filter(({ status }) => isGood(status));
	return {
		label: good.map(({ label }) => label).join('・'),
		gloss: [...new Set(good.map(({ gloss }) => gloss).filter((gloss) => gloss !== ''))].join('・')
	};
}

/** What stands before 「／全指標」: the same, or 判定できた under a rule without such a category. */
export function leadWords(graded: Parameters<typeof goodWords>[0]): GoodWords {
	const words = goodWords(graded);
	return words.label === '' ? { label: '判定できた', gloss: '' } : words;
}

/** 「判定できた84指標のうち61指標が達成・順調です」; 「…61指標がA・B（達成・順調）です」 by a city's own rule. */
export function headline({ judged, good, graded }: ScaleCounts): string {
	if (judged === 0) return '判定できた指標はまだありません';
	const words = goodWords(graded);
	if (words.label === '') return `判定できた${count(judged)}指標の内訳は、${countsText(graded)}です`;
	return `判定できた${count(judged)}指標のうち${count(good)}指標が${categoryWord(words)}です`;
}

/** 「達成 38、順調 23」: the categories that have any, in their order. */
export function countsText(counts: readonly Pick<CategoryCount, 'label' | 'gloss' | 'count'>[]): string {
	return counts
		.filter((each) => each.count > 0)
		.map((each) => `${categoryWord(each)} ${count(each.count)}`)
		.join('、');
}

function count(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
