import { redirect } from '@sveltejs/kit';
import { readDecisions, seenItem, stillTyped } from '#lib/schemas/decisions.ts';
import { confirmResults, returnResult } from '#lib/server/results/commands.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import { askedYear } from '#lib/server/web/asked-year.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'review-results' });
	const { searchParams } = event.url;
	return answering(() => ({
		...readReviewPage(visitor, askedYear(searchParams.get('year'))),
		done: doneText(searchParams)
	}));
};

export const actions: Actions = {
	/** All rows with a mark, or `only` the one whose own button was pressed. */
	confirm: async (event) => {
		const visitor = guard(event, { kind: 'review-results' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			const confirmed = await confirmResults(visitor, form.items.map(seenItem));
			return goOn(event.url, { confirmed: String(confirmed) }, stillTyped(form));
		});
	},
	return: async (event) => {
		const visitor = guard(event, { kind: 'review-results' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			await returnResult(visitor, seenItem(form.returned), form.reason);
			return goOn(event.url, { returned: '1' }, stillTyped(form));
		});
	}
};

/** The page anew, of the same year; where other rows have reasons that are not sent yet, with them. */
function goOn(url: URL, done: Record<string, string>, typed: Readonly<Record<string, string>> | null) {
	const year = askedYear(url.searchParams.get('year'));
	const params = new URLSearchParams({ ...(year === null ? {} : { year: String(year) }), ...done });
	if (typed === null) redirect(303, `/review?${params.toString()}`);
	return { done: doneText(params), values: typed };
}

function doneText(params: URLSearchParams): string | null {
	const confirmed = params.get('confirmed');
	if (confirmed !== null && /^\d+$/.test(confirmed)) return `${confirmed}指標を確認済にしました。`;
	return params.has('returned') ? '理由を添えて差し戻しました。' : null;
}
