/**
 * The text of one cell, put together from its runs: `<t>` and `<r><t>`, but not `<rPh><t>`, the reading of the
 * characters. Characters that XML cannot hold stand as `_x000D_`.
 */
export class TextRuns {
	text = '';
	#isText = false;
	#readings = 0;

	clear(): void {
		this.text = '';
		this.#isText = false;
		this.#readings = 0;
	}

	open(tag: string): void {
		if (tag === 'rPh') this.#readings += 1;
		if (tag === 't') this.#isText = this.#readings === 0;
	}

	close(tag: string): void {
		if (tag === 'rPh') this.#readings -= 1;
		if (tag === 't') this.#isText = false;
	}

	add(piece: string): void {
		if (this.#isText) this.text += unescaped(piece);
	}
}

/** `_x000D_` for a carriage return; `_x005F_` for the underline of a text that looks like one. */
export function unescaped(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) =>
		String.fromCharCode(Number.parseInt(String(hex), 16))
	);
}
