import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { submissionRows, tickedVersions } from '#lib/schemas/submission.ts';
import { readSubmission, submitRows } from '#lib/server/results/entry/submission.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	return answering(() => ({
		submission: readSubmission(
			visitor,
			{ year: askedYear(event.url), departmentCode: searchParams.get('department') },
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
		const values = { ...textFields(form), chosen: form.getAll('choose').map(String).join(',') };
		return acting(values, async () => {
			const year = askedYear(event.url);
			if (year === null) throw new DomainError('invalid', '年度が分かりません。一覧から開き直してください。');
			const key = form.get('key');
			const { count, toHead } = await submitRows(
				visitor,
				year,
				submissionRows(form),
				typeof key === 'string' ? key.slice(0, 60) : undefined
			);
			const query = new URLSearchParams({
				year: String(year),
				department: event.url.searchParams.get('department') ?? '',
				submitted: String(count),
				...(toHead ? { to: 'head' } : {})
			});
			redirect(303, `/entry?${query.toString()}`);
		});
	}
};

function askedYear(url: URL): number | null {
	const year = url.searchParams.get('year');
	if (!year) return null;
	const reading = parseFiscalYear(year);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
