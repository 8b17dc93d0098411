/** What needs no mending: at most 15 digits, nothing to spare at either end. */
const PLAIN = /^-?(?:0|[1-9]\d{0,7})(?:\.\d{0,6}[1-9])?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/**
 * A stored number as a plain decimal without an exponent, `-0` as 0. A spreadsheet keeps 15 digits: 0.1 + 0.2
 * is stored as 0.30000000000000004 and means 0.3. `beyond` for one larger than any; null for what is no number.
 */
export function plainNumber(text: string): string | 'beyond' | null {
	if (PLAIN.test(text) && text !== '-0') return text;
	if (!NUMBER.test(text)) return null;
	const value = Number(text);
	if (!Number.isFinite(value)) return 'beyond';
	if (value === 0) return '0';
	return withoutExponent(value.toPrecision(15));
}

/** 1.50e-7 → 0.00000015, 1.50e+20 → 150000000000000000000; zeros at the end of a fraction go. */
function withoutExponent(text: string): string {
	const [mantissa = '', exponent = '0'] = text.split('e');
	const sign = mantissa.startsWith('-') ? '-' : '';
	const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
	const digits = whole + fraction;
	const point = whole.length + Number(exponent);
	const [before, after] =
		point > 0
			? [digits.slice(0, point).padEnd(point, '0'), digits.slice(point)]
			: ['0', '0'.repeat(-point) + digits];
	const rest = after.replace(/0+$/, '');
	return sign + before.replace(/^0+(?=\d)/, '') + (rest === '' ? '' : `.${rest}`);
}
