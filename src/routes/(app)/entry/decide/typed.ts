/** What comes back with a page of submissions after a decision on one of them: the form's fields by name. */
export type Typed = Readonly<Record<string, string>>;

interface Row {
	readonly indicatorCode: string;
	readonly year: number;
	readonly version: number;
}

/** `I001/2025/3` */
export function itemOf({ indicatorCode, year, version }: Row): string {
	return `${indicatorCode}/${year}/${version}`;
}

/** The reason typed for a row; it stays with the row when a newer submission has taken the place of the one seen. */
export function reasonFor(typed: Typed, row: Row): string {
	return Object.entries(typed).find(([name]) => isAbout(name, row))?.[1] ?? '';
}

/**
 * Whether a row has its mark: as it came back, else as the page would start. A submission that changed meanwhile
 * loses its mark, because nobody has looked at it yet.
 */
export function isMarked(typed: Typed, row: Row, atFirst: boolean): boolean {
	return typed['chosen'] === undefined ? atFirst : typed['chosen'].split(',').includes(itemOf(row));
}

/** Whether the row is the one that was to be sent back. */
export function wasReturned(typed: Typed, row: Row): boolean {
	return isAbout(`reason.${typed['return'] ?? ''}`, row);
}

/** Reasons whose rows are no longer on the page: somebody else has decided on them meanwhile. */
export function leftOver(typed: Typed, rows: readonly Row[]): string[] {
	return Object.entries(typed).flatMap(([name, text]) =>
		name.startsWith('reason.') && text.trim() !== '' && !rows.some((row) => isAbout(name, row)) ? [text] : []
	);
}

function isAbout(name: string, { indicatorCode, year }: Row): boolean {
	return name.startsWith(`reason.${indicatorCode}/${year}/`);
}
