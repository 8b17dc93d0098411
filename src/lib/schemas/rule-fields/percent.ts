/** Shares stand in the form's fields as percents (0.95 is 95): moved as text, so that nothing is rounded. */
import { textOf } from './json.ts';

/** 「95」 of 0.95; anything that is no plain decimal comes back as it is, so that no input is lost. */
export function percentOf(share: unknown): string {
	return shifted(textOf(share), 2);
}

/** 0.95 of 「95」, 「９５ ％」; anything else comes back as it is, for the schema to refuse. */
export function shareOf(percent: string): string {
	return shifted(withoutPercent(percent), -2);
}

/** 「5」 of 「５％」: a percent that the rule itself keeps as one. */
export function withoutPercent(percent: string): string {
	return plainFigure(percent).replace(/\s*%$/, '');
}

/** A figure as typed, in ASCII: 「▲１．５」 is -1.5. */
export function plainFigure(text: string): string {
	return text
		.normalize('NFKC')
		.trim()
		.replace(/^[−–—▲△]/, '-');
}

/** Moves the decimal point exactly, without trailing zeros. */
function shifted(text: string, places: number): string {
	const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
	if (!match) return text;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits =
		places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction;
	const scale = places > 0 ? Math.max(fraction.length - places, 0) : fraction.length - places;
	const at = digits.length - scale;
	const [before, after] = [digits.slice(0, at).replace(/^0+(?=\d)/, ''), digits.slice(at).replace(/0+$/, '')];
	const moved = after === '' ? before : `${before}.${after}`;
	return /^[0.]*$/.test(moved) ? moved : sign + moved;
}
