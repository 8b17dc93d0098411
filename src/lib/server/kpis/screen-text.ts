/**
 * Text for the committee screen's canvas of 1920 × 1080: how wide it runs, in which size it fits, and where
 * a remark may be cut. Widths are in em of the text's own size.
 */

/** East Asian wide characters take a full em; figures and Latin letters about 0.58 of one in the fonts we name. */
const NARROW = /[\u0020-\u007e\u00a0-\u024f\uff61-\uff9f−]/;
const NARROW_EM = 0.58;

/** The width of a text in em. */
export function emWidth(text: string): number {
	let width = 0;
	for (const character of text) width += NARROW.test(character) ? NARROW_EM : 1;
	return width;
}

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
	/** Preferred size in canvas units. */
	readonly size: number;
	/** Smallest size in canvas units. */
	readonly least: number;
	readonly lines: number;
}

/** The largest size from `size` down to `least` in which the text takes at most `lines` lines; `least` where none does. */
export function fitSize(text: string, { width, size, least, lines }: FitBox): number {
	for (let candidate = size; candidate > least; candidate -= 4) {
		// One em a line is lost to Japanese line breaking: no 。 at a line's head, no 「 at its end.
		const perLine = width / candidate - (lines > 1 ? 1 : 0);
		if (lineCount(text, perLine) <= lines) return candidate;
	}
	return least;
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
