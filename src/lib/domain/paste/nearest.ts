import { plainText } from './words.ts';

/** Share of the characters that may differ: beyond that a suggestion would mislead. */
const FARTHEST = 0.4;

/**
 * The candidates that look most like a text, nearest first, for 「…ではありませんか」. Nothing is ever taken for
 * them without a person's word. Compared without spaces, width and case.
 */
export function nearest(text: string, candidates: readonly string[], most = 3): string[] {
	const wanted = folded(text);
	if (wanted === '') return [];
	return candidates
		.map((candidate) => ({ candidate, far: distance(wanted, folded(candidate)) }))
		.filter(({ far }) => far <= FARTHEST)
		.sort((a, b) => a.far - b.far)
		.slice(0, most)
		.map(({ candidate }) => candidate);
}

function folded(text: string): string {
	return plainText(text).toLowerCase().slice(0, 60);
}

/** Share of characters to change (Levenshtein); a text inside the other counts as half as far. */
function distance(a: string, b: string): number {
	const longer = Math.max(a.length, b.length);
	if (longer === 0) return 0;
	const shorter = Math.min(a.length, b.length);
	if (shorter >= 4 && (a.includes(b) || b.includes(a))) return (longer - shorter) / longer / 2;
	// At least the difference in length must change.
	if ((longer - shorter) / longer > FARTHEST) return 1;
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return (row[b.length] ?? longer) / longer;
}
