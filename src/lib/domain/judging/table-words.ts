/** Reads the cells of a plain table that hold one of a few words, as code, as screen word, or as cities print it. */
import { DIRECTIONS, type Direction } from '#lib/domain/model.ts';

/** The code found; null for an empty cell; else what is wrong, in Japanese. */
export type WordReading<T extends string> =
	{ readonly ok: true; readonly code: T | null } | { readonly ok: false; readonly message: string };

/** A word of a list by its code or its screen word. */
export function readWord<T extends string>(text: string, words: Readonly<Record<T, string>>): WordReading<T> {
	const plain = plainWord(text);
	if (plain === '') return { ok: true, code: null };
	const list = Object.entries(words) as [T, string][];
	const found = list.find(([code, name]) => code === plain.toLowerCase() || name === plain);
	if (found) return { ok: true, code: found[0] };
	const known = list.map(([code, name]) => `${code}（${name}）`).join('・');
	return { ok: false, message: `「${plain}」は使えません。${known} のどれかを入力してください。` };
}

/** How published tables write a direction that needs no guess. */
const MARKS: ReadonlyMap<string, Direction> = new Map([
	...marks('increase', '増 増加 上昇 向上 ↑ ↗ ⇑ ⇗ ⇧ ⬆ 高いほど良い 多いほど良い'),
	...marks('decrease', '減 減少 低下 ↓ ↘ ⇓ ⇘ ⇩ ⬇ 低いほど良い 少ないほど良い')
]);
/** Marks of a level to keep, which do not say whether it is a least or a most. */
const KEEP_MARKS: readonly string[] = ['維持', '現状維持', '横ばい', '→', '⇒', '⇨', '➡', 'keep'];

/** The direction of a KPI: also the marks and short words of published tables (増, 減少, ⇗). */
export function readDirection(text: string): WordReading<Direction> {
	const plain = plainWord(text);
	const marked = MARKS.get(plain);
	if (marked) return { ok: true, code: marked };
	if (!KEEP_MARKS.includes(plain)) return readWord(text, DIRECTIONS);
	return {
		ok: false,
		message: `「${plain}」は向きではありません。維持する指標は goal を keep にし、direction に increase（その値以上に保つ）か decrease（その値以下に保つ）を入力してください。`
	};
}

function marks(direction: Direction, list: string): [string, Direction][] {
	return list.split(' ').map((each) => [each, direction]);
}

/** Without the mark that makes an arrow a picture. */
function plainWord(text: string): string {
	return text.normalize('NFKC').replaceAll('\ufe0f', '').trim();
}
