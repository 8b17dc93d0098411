/** How long the texts that people write may be, and what is said of those that are longer. */

/** In UTF-16 units, as the `maxlength` of a field counts them; a line break is one. */
export const LONGEST = {
	/** A figure with its unit, a stage, a sign. */
	figure: 200,
	/** One of the two figures of a rate. */
	ratePart: 100,
	/** 要因分析, 課題, 今後の取組. */
	remark: 2000,
	/** Why a figure is corrected, sent back or left as it is. */
	reason: 1000,
	/** Each text of a 引継ぎカード. */
	card: 2000
} as const;

/** The most rows that one form or command takes: a whole city's year, with room. */
export const MOST_ROWS = 20_000;

/** A text as it is stored: a browser counts a line break as one character and sends two. */
export function tidyText(text: string): string {
	return text.replaceAll('\r\n', '\n').trim();
}

/**
 * What is wrong with a text that is too long: how long it may be, how long it is, by how much it is too long, and
 * what to do instead. Null for one that is not.
 */
export function lengthProblem(name: string, text: string, most: number, remedy: string): string | null {
	const over = text.length - most;
	if (over <= 0) return null;
	return `${name}は${counted(most)}文字までです。今は${counted(text.length)}文字で、${counted(over)}文字多くなっています。${remedy}`;
}

/** As `lengthProblem`, of a list. */
export function countProblem(name: string, count: number, most: number, remedy: string): string | null {
	const over = count - most;
	if (over <= 0) return null;
	return `${name}は一度に${counted(most)}件までです。今は${counted(count)}件で、${counted(over)}件多くなっています。${remedy}`;
}

function counted(count: number): string {
	return count.toLocaleString('ja-JP');
}
