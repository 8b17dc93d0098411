import { redirect } from '@sveltejs/kit';
import { newCycleSchema } from '#lib/schemas/cycle.ts';
import { openCycle } from '#lib/server/cycles/commands.ts';
import { readCyclesPage } from '#lib/server/cycles/queries.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'manage-cycles' });
	return answering(() => ({
		...readCyclesPage(visitor),
		done: event.url.searchParams.has('opened') ? '実績照会を登録しました。' : null
	}));
};

export const actions: Actions = {
	open: async (event) => {
		const visitor = guard(event, { kind: 'manage-cycles' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await openCycle(visitor, parse(newCycleSchema, fields));
			redirect(303, '/review/cycles?opened=1#done');
		});
	}
};
