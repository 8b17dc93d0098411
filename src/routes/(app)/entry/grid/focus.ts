/** Where the hands go on in the grid. */
import { fieldId } from './names.ts';

/** The row of an indicator. */
export function rowId(code: string): string {
	return `row-${code}`;
}

/** The indicator that an address points at: `#entered-I033`, `#row-I033`; null where it points at none. */
export function codeInHash(hash: string): string | null {
	return /^#(?:row|entered|state|confirmed|cause|issue|nextAction|remarks)-(.+)$/.exec(hash)?.[1] ?? null;
}

/** To the figure of a row, or to the row itself where nothing can be typed. */
export function focusRow(code: string): void {
	const place = document.getElementById(fieldId('entered', code)) ?? document.getElementById(rowId(code));
	place?.focus();
}

/** To a row whose button went away under the hands; nothing where the focus is elsewhere. */
export function focusRowIfLost(code: string): void {
	if (document.activeElement === null || document.activeElement === document.body) focusRow(code);
}
