import { refuse } from './refusal.ts';
import { TOO_COMPLEX, walkXml } from './xml.ts';

/** What a cell's number format makes of its number. */
export type Format = 'number' | 'percent' | 'date';

/** As many as Excel itself allows. */
const MOST_STYLES = 65_000;
const MOST_TAGS = 400_000;

/** Formats that every program knows by number: percentages, and dates of all countries. */
const PERCENT = new Set([9, 10]);
const isKnownDate = (id: number) =>
	(id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** The format of each cell style, by its number. @throws DomainError `invalid`. */
export function readFormats(xml: string): Format[] {
	const own = new Map<number, Format>();
	const styles: Format[] = [];
	let parent = '';
	walkXml(xml, MOST_TAGS, {
		open(tag, attributes, depth) {
			if (depth === 1) parent = tag;
			const id = Number(attributes.get('numFmtId') ?? 0);
			if (tag === 'numFmt' && parent === 'numFmts') own.set(id, formatOf(attributes.get('formatCode') ?? ''));
			if (tag === 'xf' && parent === 'cellXfs')
				styles.push(own.get(id) ?? (PERCENT.has(id) ? 'percent' : isKnownDate(id) ? 'date' : 'number'));
			if (styles.length > MOST_STYLES || own.size > MOST_STYLES) refuse(TOO_COMPLEX);
		},
		close: () => undefined
	});
	return styles;
}

/** What a format's code shows. Text in quotes, after a backslash, and space as wide as a character is only shown. */
export function formatOf(code: string): Format {
	const bare = code
		.slice(0, 1000)
		.replace(/"[^"]*"?|[\\_*]./gu, '')
		.replace(/G\/標準|General/gi, '')
		// [h] counts hours; [Red], [$-411] and [DBNum1] are colours, languages and digits.
		.replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi, '')
		.replace(/E[+-]/gi, '');
	if (/[ymdhsge]/i.test(bare)) return 'date';
	return bare.includes('%') ? 'percent' : 'number';
}
