import { refuse } from './refusal.ts';
import { TextRuns } from './text-runs.ts';
import { TOO_COMPLEX, walkXml } from './xml.ts';

const MOST_STRINGS = 250_000;
const MOST_TAGS = 1_200_000;

/**
 * The texts that cells refer to, in order. The runs of a rich text are joined; the readings that Japanese Excel
 * keeps beside them (ふりがな) are not part of the text.
 * @throws DomainError `invalid`.
 */
export function readSharedStrings(xml: string): string[] {
	const strings: string[] = [];
	const runs = new TextRuns();
	walkXml(xml, MOST_TAGS, {
		open(tag, _attributes, depth) {
			if (tag === 'si' && depth === 1) runs.clear();
			runs.open(tag);
		},
		close(tag, depth) {
			runs.close(tag);
			if (tag !== 'si' || depth !== 1) return;
			strings.push(runs.text);
			if (strings.length > MOST_STRINGS) refuse(TOO_COMPLEX);
		},
		text: (text) => runs.add(text)
	});
	return strings;
}
