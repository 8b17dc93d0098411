import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { prepareReader } from '#lib/server/files/read/reader.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { readUploadPage } from '#lib/server/results/sheet/page.ts';
import { previewUpload } from '#lib/server/results/sheet/upload.ts';
import { askedYear } from '#lib/server/web/asked-year.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import { entryAddress } from '../address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	// Whoever opens this page is about to send a file.
	prepareReader();
	return answering(() => readUploadPage(visitor, askedIn(event.url)));
};

export const actions: Actions = {
	preview: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting({}, async () => {
			const file = fileOf(form.get('file'));
			const bytes = new Uint8Array(await file.arrayBuffer());
			const upload = await previewUpload(visitor, askedIn(event.url), { name: file.name, bytes });
			// Sent twice, the preview is applied once.
			return { ...upload, key: randomUUID(), message: null };
		});
	},
	apply: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting({}, async () => {
			const outcome = await applyBatch(visitor, readBatchForm(form));
			if (outcome.applied) redirect(303, entryAddress(event.url, { batch: outcome.batchId }, '#done'));
			const { preview, message } = outcome;
			return fail(409, { preview, rows: null, encoding: null, key: randomUUID(), message });
		});
	}
};

function askedIn({ searchParams }: URL) {
	return {
		year: askedYear(searchParams.get('year')),
		departmentCode: searchParams.get('department')
	};
}

/** @throws DomainError `invalid` (field `file`) where no file was chosen. */
function fileOf(value: FormDataEntryValue | null): File {
	if (value instanceof File && (value.name !== '' || value.size > 0)) return value;
	const message =
		'ファイルが選ばれていません。入力したファイル（.xlsx か .csv）を選んでから、内容を確かめてください。';
	throw new DomainError('invalid', message, { fields: { file: message } });
}
