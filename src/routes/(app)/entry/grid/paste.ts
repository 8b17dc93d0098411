/** A block pasted from a spreadsheet goes to the page that previews it cell by cell; one cell is left to its input. */
import { isSingleCell } from '#lib/domain/paste/clipboard.ts';
import { writeOrder } from '#lib/domain/paste/seen-order.ts';
import type { Field } from './row-state.ts';

export interface PasteTarget {
	readonly year: number;
	readonly department: string;
	/** All rows as they stand on the screen, with those that are locked or folded away. */
	readonly rows: readonly { readonly code: string }[];
	/** Address of the preview. */
	readonly action: string;
}

/** Sends the pasted text on as a form, with the cell into which it was pasted. */
export function pasteInto(event: ClipboardEvent, { year, department, rows, action }: PasteTarget): void {
	const { target, clipboardData } = event;
	const cell = target instanceof HTMLElement ? target.dataset['cell'] : undefined;
	// A text with several lines belongs into a remark as it is.
	if (cell === undefined || cell === 'text') return;
	const text = clipboardData?.getData('text/plain') ?? '';
	if (text === '' || isSingleCell(text)) return;
	event.preventDefault();
	const [field = 'entered', code = ''] = (target as HTMLInputElement).name.split('.') as [Field, string];
	submit(action, {
		text,
		start: code,
		column: field,
		year: String(year),
		department,
		order: writeOrder(rows)
	});
}

function submit(action: string, fields: Record<string, string>): void {
	const form = document.createElement('form');
	form.method = 'POST';
	form.action = action;
	form.enctype = 'multipart/form-data';
	form.hidden = true;
	for (const [name, value] of Object.entries(fields)) {
		// A text area keeps the line breaks that an input would drop.
		const field = document.createElement('textarea');
		field.name = name;
		field.value = value;
		form.append(field);
	}
	document.body.append(form);
	form.submit();
}
