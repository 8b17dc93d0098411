import type { Judgement } from '#lib/domain/judging/judgement.ts';

const BIG = /^-?\d+n$/;

/** A judgement as stored: JSON, with exact integers as `"123n"`. */
export function encodeJudgement(judgement: Judgement): string {
	// The words of a judgement fresh from judging are found when they are asked for by name.
	const { reason, sum } = judgement;
	return JSON.stringify(
		mapped({ ...judgement, reason, sum }, (value) => (typeof value === 'bigint' ? `${value}n` : value))
	);
}

/** The judgement back from its stored text, with exact figures as they were. */
export function decodeJudgement(body: string): Judgement {
	return mapped(JSON.parse(body), (value) =>
		typeof value === 'string' && BIG.test(value) ? BigInt(value.slice(0, -1)) : value
	) as Judgement;
}

/** The same tree with every leaf mapped; far cheaper than handing JSON a function for every key. */
function mapped(value: unknown, leaf: (value: unknown) => unknown): unknown {
	if (typeof value !== 'object' || value === null) return leaf(value);
	if (Array.isArray(value)) return value.map((each) => mapped(each, leaf));
	const copy: Record<string, unknown> = {};
	for (const key in value) copy[key] = mapped((value as Record<string, unknown>)[key], leaf);
	return copy;
}
