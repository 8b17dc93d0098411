import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { pasteSchema } from '#lib/schemas/batch.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { undoBatch } from '#lib/server/results/batch/undo.ts';
import { previewPaste, readPastePage } from '#lib/server/results/batch/paste.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import { entryAddress } from '../address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => readPastePage(visitor, askedIn(event.url.searchParams)));
};

export const actions: Actions = {
	preview: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			const form = parse(pasteSchema, fields);
			const preview = previewPaste(visitor, askedIn(event.url.searchParams, fields), form);
			// Sent twice, the preview is applied once.
			return Promise.resolve({ preview, key: randomUUID(), values: fields });
		});
	},
	apply: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting({}, async () => {
			const outcome = await applyBatch(visitor, readBatchForm(form));
			if (!outcome.applied) {
				const { preview, message } = outcome;
				return fail(409, { preview, message, key: randomUUID(), values: {} });
			}
			redirect(303, entryAddress(event.url, { batch: outcome.batchId }, '#done'));
		});
	},
	undo: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting({}, async () => {
			const { count } = await undoBatch(visitor, batchIdOf(fields['batch']));
			redirect(303, entryAddress(event.url, { undone: count }, '#done'));
		});
	}
};

/** The year and the department: the grid sends them as fields, the page's own forms in their address. */
function askedIn(searchParams: URLSearchParams, fields: Record<string, string> = {}) {
	const year = fields['year'] || searchParams.get('year');
	const reading = year ? parseFiscalYear(year) : null;
	if (reading !== null && !reading.ok) throw new DomainError('not-found', reading.message);
	return {
		year: reading?.year ?? null,
		departmentCode: fields['department'] || searchParams.get('department')
	};
}

/** @throws DomainError `invalid` for anything that the page did not write itself. */
function batchIdOf(text: string | undefined): number {
	if (text === undefined || !/^\d{1,9}$/.test(text))
		throw new DomainError('invalid', '画面を読み取れませんでした。実績入力を開き直してください。');
	return Number(text);
}
