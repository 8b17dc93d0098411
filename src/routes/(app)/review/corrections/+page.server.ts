import { redirect } from '@sveltejs/kit';
import { readDecisions, seenCorrection, stillTyped } from '#lib/schemas/decisions.ts';
import { readCorrectionReview } from '#lib/server/results/corrections/pages.ts';
import { approveCorrection, rejectCorrection } from '#lib/server/results/corrections/corrections.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE: Readonly<Record<string, string>> = {
	approved: '訂正を承認しました。新しい値で判定し直し、正誤表に載せました。',
	rejected: '理由を添えて、不承認にしました。値は変わっていません。'
};

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'decide-corrections' });
	return answering(() => ({
		...readCorrectionReview(visitor),
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null
	}));
};

export const actions: Actions = {
	approve: async (event) => {
		const visitor = guard(event, { kind: 'decide-corrections' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			await approveCorrection(visitor, seenCorrection(form.items[0] ?? ''));
			return goOn('approved', stillTyped(form));
		});
	},
	reject: async (event) => {
		const visitor = guard(event, { kind: 'decide-corrections' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			await rejectCorrection(visitor, { ...seenCorrection(form.returned), reason: form.reason });
			return goOn('rejected', stillTyped(form));
		});
	}
};

/** The page anew; where other rows have reasons that are not sent yet, with them, and not by a redirect. */
function goOn(done: string, typed: Readonly<Record<string, string>> | null) {
	if (typed === null) redirect(303, `/review/corrections?done=${done}`);
	return { done: DONE[done] ?? null, values: typed };
}
