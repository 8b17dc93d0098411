/**
 * Whether all words of a search occur in some of the texts. Width, case and spaces do not matter (ＫＰＩ, kpi);
 * kana and kanji are found as typed. An empty search finds everything.
 */
export function matchesSearch(search: string, texts: readonly string[]): boolean {
	const words = search.normalize('NFKC').trim().split(/\s+/).map(plain);
	const searched = texts.map(plain);
	return words.every((word) => searched.some((text) => text.includes(word)));
}

function plain(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
