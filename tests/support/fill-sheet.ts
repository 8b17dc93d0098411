import { readTable } from '#lib/server/files/read/read-table.ts';
import { SPREADSHEET_LIMITS } from '#lib/server/files/read/package-parts.ts';
import { openZip } from '#lib/server/files/zip/zip.ts';
import { storedZip } from './stored-zip.ts';

/** What somebody types into a cell; null empties it; `raw` is the tag from its attributes on. */
export type Typed =
	number | string | null | { readonly formula: string; readonly result: number } | { readonly raw: string };

/** A sheet of the workbook (the first) with cells typed into, everything else as it was: what Excel would save. */
export function fillCells(
	workbook: Uint8Array,
	cells: Readonly<Record<string, Typed>>,
	sheet = 1
): Uint8Array {
	const entries = openZip(workbook, SPREADSHEET_LIMITS);
	const parts = new Map([...entries].map(([name, entry]) => [name, entry.read()]));
	const name = `xl/worksheets/sheet${sheet}.xml`;
	let xml = new TextDecoder().decode(parts.get(name));
	for (const [place, typed] of Object.entries(cells)) {
		const found = new RegExp(`<c r="${place}"([^>]*?)(?:/>|>.*?</c>)`, 's').exec(xml);
		if (found === null) throw new RangeError(`the sheet has no cell ${place}`);
		const style = / s="\d+"/.exec(found[1] ?? '')?.[0] ?? '';
		xml = xml.replace(found[0], () => `<c r="${place}"${style}${contentOf(typed)}</c>`);
	}
	parts.set(name, new TextEncoder().encode(xml));
	return storedZip(parts);
}

/** The department's sheet with cells typed into, named by indicator code and column letter. */
export function fillRows(
	workbook: Uint8Array,
	typed: Readonly<Record<string, Readonly<Record<string, Typed>>>>
): Uint8Array {
	const { sheets } = readTable(workbook);
	const cells: Record<string, Typed> = {};
	for (const [code, columns] of Object.entries(typed)) {
		const row = sheets[0]?.rows.find(({ cells }) => cells[2]?.kind === 'text' && cells[2].text === code);
		for (const [column, value] of Object.entries(columns)) cells[`${column}${row?.number ?? 0}`] = value;
	}
	return fillCells(workbook, cells);
}

function contentOf(typed: Typed): string {
	if (typed === null) return '>';
	if (typeof typed === 'number') return `><v>${typed}</v>`;
	if (typeof typed === 'object' && 'raw' in typed) return typed.raw;
	if (typeof typed === 'object') return `><f>${typed.formula}</f><v>${typed.result}</v>`;
	const text = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return ` t="inlineStr"><is><t xml:space="preserve">${text}</t></is>`;
}
