import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { confirmResults, returnResult, type ReviewItem } from '#lib/server/results/commands.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'review-results' });
	const { searchParams } = event.url;
	return answering(() => ({
		...readReviewPage(visitor, yearOf(searchParams.get('year'))),
		done: doneText(searchParams)
	}));
};

export const actions: Actions = {
	confirm: async (event) => {
		const visitor = guard(event, { kind: 'review-results' });
		const form = await event.request.formData();
		return acting(textFields(form), async () => {
			const items = form.getAll('item').map(itemOf);
			const confirmed = await confirmResults(visitor, items);
			redirect(303, `/review?${yearPart(event.url)}confirmed=${confirmed}`);
		});
	},
	return: async (event) => {
		const visitor = guard(event, { kind: 'review-results' });
		const form = await event.request.formData();
		const fields = textFields(form);
		return acting(fields, async () => {
			const item = itemOf(form.get('item'));
			await returnResult(visitor, item, fields['reason'] ?? '');
			redirect(303, `/review?${yearPart(event.url)}returned=1`);
		});
	}
};

function yearOf(asked: string | null): number | null {
	if (asked === null || asked === '') return null;
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}

/** The year that the page showed, for the way back to it; a late report's own year is not one. */
function yearPart(url: URL): string {
	const year = yearOf(url.searchParams.get('year'));
	return year === null ? '' : `year=${year}&`;
}

/** `I001/2025/3`: indicator, fiscal year, and the version that was seen. */
function itemOf(value: FormDataEntryValue | null): ReviewItem {
	const [, indicatorCode, year, version] = /^([\w-]+)\/(20\d{2})\/(\d{1,9})$/.exec(String(value)) ?? [];
	if (indicatorCode === undefined) throw new DomainError('invalid', '指標を選び直してください。');
	return { indicatorCode, fiscalYear: Number(year), version: Number(version) };
}

function doneText(params: URLSearchParams): string | null {
	const confirmed = params.get('confirmed');
	if (confirmed !== null && /^\d+$/.test(confirmed)) return `${confirmed}指標を確認済にしました。`;
	return params.has('returned') ? '理由を添えて差し戻しました。' : null;
}
