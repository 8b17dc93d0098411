import { redirect } from '@sveltejs/kit';
import { handoverSchema } from '#lib/schemas/handover.ts';
import { readHandoverPage, saveHandover } from '#lib/server/results/handover/handover.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => ({
		handover: readHandoverPage(visitor, event.params.indicator),
		isSaved: event.url.searchParams.has('saved')
	}));
};

export const actions: Actions = {
	save: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await saveHandover(visitor, event.params.indicator, parse(handoverSchema, fields));
			redirect(303, `/entry/${event.params.indicator}/handover?saved#done`);
		});
	}
};
