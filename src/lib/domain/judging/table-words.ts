/** Reads the cells of a plain table that hold one of a few words, as code, as screen word, or as cities print it. */
import { DIRECTIONS, type Accumulation, type Direction, type Goal } from '#lib/domain/model.ts';

/** The code found; null for an empty cell; else what is wrong, in Japanese. */
export type WordReading<T extends string> =
	{ readonly ok: true; readonly code: T | null } | { readonly ok: false; readonly message: string };

/** How published tables write goals that need no guess. */
export const GOAL_WORDS: Readonly<Record<Goal, readonly string[]>> = {
	reach: ['達成', '目標到達'],
	keep: ['現状維持', '維持継続', '維持・継続', '水準維持', 'maintain']
};

/** The same for what the figures of several years make together. */
export const ACCUMULATION_ALIASES: Readonly<Record<Accumulation | 'period', readonly string[]>> = {
	level: ['年度水準', '現在値', '時点', '年度末時点', '時点値'],
	annual: ['単年', '単年値', '単年度値', '毎年', '毎年度', '各年度', '年間', '年度ごと', 'yearly'],
	cumulative: ['累積', '累計値', '累積値', 'total'],
	period: ['期間合計', '期間計', '期間累計', '計画期間累計', '計画期間の合計', '計画期間合計']
};

/** A word of a list by its code, its screen word, or as cities write it. */
export function readWord<T extends string>(
	text: string,
	words: Readonly<Record<T, string>>,
	also: Readonly<Record<T, readonly string[]>>
): WordReading<T> {
	const plain = plainWord(text);
	if (plain === '') return { ok: true, code: null };
	const list = Object.entries(words) as [T, string][];
	const lower = plain.toLowerCase();
	const found = list.find(([code, name]) => code === lower || name === plain || also[code].includes(lower));
	if (found) return { ok: true, code: found[0] };
	const known = list.map(([code, name]) => `${code}（${name}）`).join('・');
	return { ok: false, message: `「${plain}」は使えません。${known} のどれかを入力してください。` };
}

/** How published tables write a direction that needs no guess. */
const DIRECTION_WORDS: Readonly<Record<Direction, readonly string[]>> = {
	increase: split(
		'増 増加 上昇 向上 拡大 増加型 増加傾向 上昇傾向 ↑ ↗ ⇑ ⇗ ⇧ ⬆ プラス up upward higher more ' +
			'高いほど良い 高いほどよい 高い方が良い 高いほうがよい 多いほど良い 多いほどよい 多い方が良い 多いほうがよい'
	),
	decrease: split(
		'減 減少 低下 縮小 削減 抑制 減少型 減少傾向 低下傾向 ↓ ↘ ⇓ ⇘ ⇩ ⬇ マイナス down downward lower less ' +
			'低いほど良い 低いほどよい 低い方が良い 低いほうがよい 少ないほど良い 少ないほどよい 少ない方が良い 少ないほうがよい'
	),
	range: split('範囲 適正範囲 一定の範囲'),
	stage: split('段階型 段階的 定性')
};
/** Marks of a level to keep, which do not say whether it is a least or a most. */
const KEEP_MARKS = split('維持 現状維持 維持型 現状維持型 横ばい → ⇒ ⇨ ➡ keep maintain');

/** The direction of a KPI: also the marks and short words of published tables (増, 減少, ⇗). */
export function readDirection(text: string): WordReading<Direction> {
	const plain = plainWord(text);
	if (!KEEP_MARKS.includes(plain.toLowerCase())) return readWord(text, DIRECTIONS, DIRECTION_WORDS);
	return {
		ok: false,
		message: `「${plain}」は向きではありません。維持する指標は goal を keep にし、direction に increase（その値以上に保つ）か decrease（その値以下に保つ）を入力してください。`
	};
}

function split(list: string): string[] {
	return list.split(' ');
}

/** Without the mark that makes an arrow a picture. */
function plainWord(text: string): string {
	return text.normalize('NFKC').replaceAll('\ufe0f', '').trim();
}
