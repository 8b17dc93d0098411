import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { calledYear } from '#lib/server/results/entry/called-year.ts';
import { submissionRows, tickedVersions, unmarkedRows } from '#lib/schemas/submission.ts';
import { keepRemarks, readSubmission, submitRows } from '#lib/server/results/entry/submission.ts';
import { askedYear } from '#lib/server/web/asked-year.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	return answering(() => ({
		submission: readSubmission(
			visitor,
			{ year: askedYear(event.url.searchParams.get('year')), departmentCode: searchParams.get('department') },
			tickedVersions(searchParams.get('ok'))
		),
		/** One per rendered form: sent twice, it is carried out once. */
		key: randomUUID()
	}));
};

export const actions: Actions = {
	default: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		const fields = textFields(form);
		const values = { ...fields, chosen: form.getAll('choose').map(String).join(',') };
		return acting(values, async () => {
			const year = calledYear(visitor, askedYear(event.url.searchParams.get('year')));
			const key = fields['key']?.slice(0, 60);
			const unmarked = unmarkedRows(form);
			const { count, toHead } = await submitRows(visitor, year, submissionRows(form), key);
			const refused = await keepRemarks(visitor, year, unmarked, key ?? '');
			if (refused.size > 0) {
				const message = `${count}指標を提出しました。ただし、印のない${refused.size}指標に書いた文は、まだ保存していません。文はこの画面に残っています。`;
				throw new DomainError('conflict', message, { details: { rows: Object.fromEntries(refused) } });
			}
			const query = new URLSearchParams({
				year: String(year),
				department: event.url.searchParams.get('department') ?? '',
				submitted: String(count),
				...(toHead ? { to: 'head' } : {})
			});
			redirect(303, `/entry?${query.toString()}#done`);
		});
	}
};
