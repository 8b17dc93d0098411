import type { Judgement } from '#lib/domain/judging/judgement.ts';

const BIG = /^-?\d+n$/;

/** A judgement as stored: JSON, with exact integers as `"123n"`. */
export function encodeJudgement(judgement: Judgement): string {
	return JSON.stringify(judgement, (_key, value: unknown) =>
		typeof value === 'bigint' ? `${value}n` : value
	);
}

export function decodeJudgement(body: string): Judgement {
	return JSON.parse(body, (_key, value: unknown) =>
		typeof value === 'string' && BIG.test(value) ? BigInt(value.slice(0, -1)) : value
	) as Judgement;
}
