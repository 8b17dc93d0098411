import { redirect } from '@sveltejs/kit';
import { closingSchema, deadlineSchema } from '#lib/schemas/cycle.ts';
import { readClosingPage } from '#lib/server/cycles/closing.ts';
import { changeDeadline, closeCycle } from '#lib/server/cycles/commands.ts';
import { cycleByCode } from '#lib/server/cycles/queries.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'manage-cycles' });
	return answering(() => ({
		page: readClosingPage(visitor, cycleByCode(visitor.database, event.params.cycle)),
		done: doneText(event.url.searchParams)
	}));
};

export const actions: Actions = {
	deadline: async (event) => {
		const visitor = guard(event, { kind: 'manage-cycles' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await changeDeadline(visitor, event.params.cycle, parse(deadlineSchema, fields));
			redirect(303, `/review/cycles/${event.params.cycle}?done=deadline#done`);
		});
	},
	close: async (event) => {
		const visitor = guard(event, { kind: 'manage-cycles' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			const sealed = await closeCycle(visitor, event.params.cycle, parse(closingSchema, fields));
			redirect(303, `/review/cycles/${event.params.cycle}?done=closed&sealed=${sealed}#done`);
		});
	}
};

function doneText(params: URLSearchParams): string | null {
	const sealed = params.get('sealed') ?? '';
	switch (params.get('done')) {
		case 'deadline':
			return '提出期限を変えました。';
		case 'closed':
			return /^[1-9]\d*$/.test(sealed)
				? `締め切りました。${sealed}件の判定を封じました。`
				: '締め切りました。';
		default:
			return null;
	}
}
