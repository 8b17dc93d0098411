/** Names and ids of the grid's form fields: one form holds every row. */
import type { Field } from './row-state.ts';

/** The name under which a field of a row is sent: `entered.I032`. */
export function fieldName(field: Field | 'version' | 'was' | 'confirmed', code: string): string {
	return `${field}.${code}`;
}

/** The id of a field, for its label. */
export function fieldId(field: Field | 'confirmed', code: string): string {
	return `${field}-${code}`;
}

/** The element that asks whether a row's figure is right. */
export function doubtsId(code: string): string {
	return `doubts-${code}`;
}

/** The element that says what is wrong with a field. */
export function errorId(field: Field, code: string): string {
	return `${fieldId(field, code)}-error`;
}
