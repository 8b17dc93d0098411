import { workbookParts } from './package-parts.ts';
import { readRelations, type Relation } from './relations.ts';
import { readSheet } from './sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readFormats } from './formats.ts';
import { refuse } from './refusal.ts';
import { DAMAGED_PART, TOO_COMPLEX, walkXml, xmlText } from './xml.ts';
import type { FileSheet, FileTable } from '#lib/domain/sheet/table.ts';

const MOST_SHEETS = 60;
const MOST_NAMES = 5000;
/** Tags of the small parts. */
const TAGS = 60_000;

interface Listed {
	readonly name: string;
	readonly hidden: boolean;
	readonly relation: string;
}

/**
 * Reads a workbook's sheets: every cell with something in it stands in exactly one row of the table, or the
 * file is refused, naming the cell.
 * @throws DomainError `invalid`, in words, for everything that cannot be read as a whole.
 */
export function readWorkbook(bytes: Uint8Array): FileTable {
	const parts = workbookParts(bytes);
	const part = (path: string): string => {
		const content = parts.get(path.toLowerCase());
		if (content === undefined) refuse(DAMAGED_PART);
		return xmlText(content);
	};
	const [main] = relationsOf(parts, '').filter(({ kind }) => kind === 'officeDocument');
	if (main === undefined) refuse(DAMAGED_PART);
	const relations = relationsOf(parts, main.target);
	const { listed, is1904 } = readMain(part(main.target));
	const strings = relations.find(({ kind }) => kind === 'sharedStrings');
	const styles = relations.find(({ kind }) => kind === 'styles');
	const book = {
		strings:
			strings && parts.has(strings.target.toLowerCase()) ? readSharedStrings(part(strings.target)) : [],
		formats: styles && parts.has(styles.target.toLowerCase()) ? readFormats(part(styles.target)) : [],
		is1904
	};
	const budget = { cells: 0 };
	const sheets = listed.map(({ name, hidden, relation }): FileSheet => {
		const found = relations.find(({ id }) => id === relation);
		if (found === undefined) refuse(DAMAGED_PART);
		// A chart on a sheet of its own has no cells.
		if (found.kind !== 'worksheet') return { name, hidden, rows: [], merged: [], hiddenColumns: [] };
		return { name, hidden, ...readSheet(part(found.target), name, book, budget) };
	});
	return { kind: 'xlsx', encoding: null, sheets };
}

function relationsOf(parts: ReadonlyMap<string, Uint8Array>, of: string): Relation[] {
	const at = of.lastIndexOf('/') + 1;
	const content = parts.get(`${of.slice(0, at)}_rels/${of.slice(at)}.rels`.toLowerCase());
	return content === undefined ? [] : readRelations(xmlText(content), of.slice(0, at));
}

function readMain(xml: string): { listed: Listed[]; is1904: boolean } {
	const listed: Listed[] = [];
	let [is1904, names] = [false, 0];
	walkXml(xml, TAGS, {
		open(tag, attributes) {
			if (tag === 'sheet') {
				const [name, id] = [attributes.get('name'), attributes.get('id')];
				const state = attributes.get('state');
				if (name === undefined || id === undefined) refuse(DAMAGED_PART);
				listed.push({ name, hidden: state === 'hidden' || state === 'veryHidden', relation: id });
			}
			if (tag === 'workbookPr') is1904 = isOn(attributes.get('date1904'));
			if (tag === 'definedName') names += 1;
			if (listed.length > MOST_SHEETS || names > MOST_NAMES) refuse(TOO_COMPLEX);
		},
		close: () => undefined
	});
	return { listed, is1904 };
}

/** A yes of the format: 1, true or on. */
function isOn(value: string | undefined): boolean {
	return value === '1' || value === 'true' || value === 'on';
}
