import { refuse } from './refusal.ts';
import { DAMAGED_PART, walkXml, xmlText } from './xml.ts';

/** Which part of a package another one needs. */
export interface Relation {
	readonly id: string;
	/** The last word of the relation's type: worksheet, styles, sharedStrings. */
	readonly kind: string;
	/** The part's path from the top of the package. */
	readonly target: string;
}

const MOST_TAGS = 10_000;
/** Of parts that are only looked through: a report may have a great many addresses. */
const MOST_LINKS = 100_000;

/** The relations of a part inside the package; those that lead outside are left out. @throws DomainError `invalid`. */
export function readRelations(xml: string, folder: string): Relation[] {
	const found: Relation[] = [];
	walkXml(xml, MOST_TAGS, {
		open(tag, attributes) {
			if (tag !== 'Relationship' || attributes.get('TargetMode')?.toLowerCase() === 'external') return;
			const [id, type, target] = [attributes.get('Id'), attributes.get('Type'), attributes.get('Target')];
			if (id === undefined || type === undefined || target === undefined) refuse(DAMAGED_PART);
			if (found.some((each) => each.id === id)) refuse(DAMAGED_PART);
			found.push({ id, kind: type.split('/').at(-1) ?? '', target: resolved(folder, target) });
		},
		close: () => undefined
	});
	return found;
}

/** `../a/b.xml` from a folder, or from the top with a leading `/`. A way out of the package leads nowhere. */
function resolved(folder: string, target: string): string {
	const path: string[] = [];
	for (const word of (target.startsWith('/') ? target : folder + target).split('/')) {
		if (word === '..') path.pop();
		else if (word !== '' && word !== '.') path.push(word);
	}
	return path.join('/');
}

/**
 * Whether a part of relations points outside the package: a picture from the network, a template elsewhere.
 * Addresses in a cell or a text are harmless, because nobody follows them by opening the file. Read as the office
 * program reads it: a mode may be written by number, or stand beside one of another name.
 * @throws DomainError `invalid` for what is no part of relations, or in another encoding.
 */
export function pointsOutside(content: Uint8Array): boolean {
	let found = false;
	walkXml(xmlText(content), MOST_LINKS, {
		open(_tag, attributes) {
			const isOutside = attributes.all('TargetMode').some((mode) => /^\s*external\s*$/i.test(mode));
			const types = attributes.all('Type');
			const isAddress = types.length > 0 && types.every((type) => type.endsWith('/relationships/hyperlink'));
			found ||= isOutside && !isAddress;
		},
		close: () => undefined
	});
	return found;
}

/**
 * Whether the list of the package's kinds names macros.
 * @throws DomainError `invalid` as `pointsOutside`.
 */
export function namesMacros(content: Uint8Array): boolean {
	let found = false;
	walkXml(xmlText(content), MOST_LINKS, {
		open(_tag, attributes) {
			found ||= attributes.all('ContentType').some((kind) => /macroEnabled|vbaProject/i.test(kind));
		},
		close: () => undefined
	});
	return found;
}
