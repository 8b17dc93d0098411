/**
 * Text for the committee screen's canvas of 1920 × 1080: how wide it runs, in which size it fits, and where
 * a remark may be cut. Widths are in em of the text's own size.
 */
import { emWidth } from '#lib/charts/screen-labels.ts';

/** Lines a text takes where a line holds `perLine` em; an empty text takes none. */
export function lineCount(text: string, perLine: number): number {
	return text
		.split('\n')
		.filter((part) => part !== '')
		.reduce((sum, part) => sum + Math.ceil(emWidth(part) / perLine), 0);
}

export interface FitBox {
	/** Width in canvas units. */
	readonly width: number;
	/** What stands before the text on its first line, in canvas units. */
	readonly before?: number;
	/** Preferred size in canvas units. */
	readonly size: number;
	/** Smallest size in canvas units. */
	readonly least: number;
	readonly lines: number;
}

/**
 * The largest size from `size` down to `least` in which the text takes at most `lines` lines, and the lines it
 * takes. Where none does, `least`; the page cuts it after `lines` lines.
 */
export function fitText(
	text: string,
	{ width, before = 0, size, least, lines }: FitBox
): { size: number; lines: number } {
	for (let candidate = size; ; candidate = Math.max(least, candidate - 4)) {
		const length = before + emWidth(text) * candidate;
		// One em a line is lost to Japanese line breaking: no 。 at a line's head, no 「 at its end.
		const taken = length <= width ? 1 : Math.ceil(length / (width - candidate));
		if (taken <= lines) return { size: candidate, lines: taken };
		if (candidate === least) return { size: least, lines };
	}
}

/**
 * A remark in at most `lines` lines of `perLine` em, cut at a sentence's end. A first sentence that is too long
 * by itself is cut at a comma or, failing that, anywhere, and says so with 「…」.
 */
export function clipSentences(text: string, lines: number, perLine: number): string {
	const whole = text.replace(/\s*\n\s*/g, ' ').trim();
	const fits = (part: string) => lineCount(part, perLine) <= lines;
	if (fits(whole)) return whole;
	let kept = '';
	for (const sentence of sentencesOf(whole)) {
		if (!fits(kept + sentence)) break;
		kept += sentence;
	}
	return kept.trim() || cutInside(whole, (part) => fits(`${part}…`)) + '…';
}

function sentencesOf(text: string): string[] {
	return text.match(/[^。．！？!?]*[。．！？!?]+[」』）)]*|[^。．！？!?]+$/g) ?? [];
}

function cutInside(text: string, fits: (part: string) => boolean): string {
	const characters = [...text];
	let length = characters.length;
	while (length > 1 && !fits(characters.slice(0, length).join(''))) length--;
	const part = characters.slice(0, length).join('');
	const comma = Math.max(part.lastIndexOf('、'), part.lastIndexOf('，'));
	return comma > part.length / 2 ? part.slice(0, comma) : part;
}

/** What a chapter's label takes before the name on the first line, in canvas units. */
export function labelWidth(label: string): number {
	return (emWidth(label) + 0.6) * 44;
}
