import { todayOf } from '#lib/server/clock.ts';
import { readBenchPage } from '#lib/server/judgements/rules/bench-page.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'manage-rules' });
	const asked = event.url.searchParams;
	return answering(() => ({
		page: readBenchPage(
			database,
			{
				year: asked.get('year'),
				left: asked.get('left'),
				right: asked.get('right'),
				change: asked.get('change')
			},
			todayOf(clock)
		)
	}));
};

export const actions: Actions = {
	/** Compares with a rule file. Nothing is stored, so the answer is the page itself. */
	file: async (event) => {
		const { database, clock } = guard(event, { kind: 'manage-rules' });
		const posted = await event.request.formData();
		const fields = textFields(posted);
		const upload = posted.get('upload');
		const text = upload instanceof File && upload.size > 0 ? await upload.text() : (fields['file'] ?? '');
		return acting(fields, async () => ({
			page: readBenchPage(
				database,
				{ year: fields['year'], left: fields['left'], right: null, change: fields['change'], file: text },
				todayOf(clock)
			),
			file: text
		}));
	}
};
