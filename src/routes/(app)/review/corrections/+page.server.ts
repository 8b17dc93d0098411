import { redirect } from '@sveltejs/kit';
import { correctionDecisionSchema } from '#lib/schemas/correction.ts';
import { readCorrectionReview } from '#lib/server/results/corrections/pages.ts';
import { approveCorrection, rejectCorrection } from '#lib/server/results/corrections/corrections.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
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
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await approveCorrection(visitor, parse(correctionDecisionSchema, fields));
			redirect(303, '/review/corrections?done=approved');
		});
	},
	reject: async (event) => {
		const visitor = guard(event, { kind: 'decide-corrections' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await rejectCorrection(visitor, parse(correctionDecisionSchema, fields));
			redirect(303, '/review/corrections?done=rejected');
		});
	}
};
