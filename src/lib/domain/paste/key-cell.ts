import type { GridIndex, GridRow } from './grid.ts';
import { plainText } from './words.ts';

/**
 * The indicators that one cell names, by its code or by its name: columns hold both side by side. Several share
 * a name; none where nobody knows the text. Matched exactly, but for width and spaces.
 */
export function rowsNamed(text: string, index: GridIndex): readonly GridRow[] {
	const plain = plainText(text);
	if (plain === '') return [];
	const byCode = index.byCode.get(plain);
	return byCode === undefined ? (index.byName.get(plain) ?? []) : [byCode];
}
