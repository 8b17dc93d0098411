import { redirect } from '@sveltejs/kit';
import { readDecisions, seenItem, stillTyped } from '#lib/schemas/decisions.ts';
import { decideAllAsHead, readHeadStep } from '#lib/server/results/head-step.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => ({ ...readHeadStep(visitor), done: doneText(event.url.searchParams) }));
};

export const actions: Actions = {
	/** All rows with a mark, or `only` the one whose own button was pressed. */
	confirm: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			const decisions = form.items.map((item) => ({ ...seenItem(item), returnReason: null }));
			const count = await decideAllAsHead(visitor, decisions);
			return goOn({ confirmed: String(count) }, stillTyped(form));
		});
	},
	return: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = readDecisions(await event.request.formData());
		return acting(form.values, async () => {
			await decideAllAsHead(visitor, [{ ...seenItem(form.returned), returnReason: form.reason }]);
			return goOn({ returned: '1' }, stillTyped(form));
		});
	}
};

/** The page anew; where other rows have reasons that are not sent yet, with them, and not by a redirect. */
function goOn(done: Record<string, string>, typed: Readonly<Record<string, string>> | null) {
	const params = new URLSearchParams(done);
	if (typed === null) redirect(303, `/entry/confirm?${params.toString()}`);
	return { done: doneText(params), values: typed };
}

function doneText(params: URLSearchParams): string | null {
	const confirmed = params.get('confirmed');
	if (confirmed !== null && /^\d{1,4}$/.test(confirmed))
		return `${confirmed}指標を確認して、総合政策課に渡しました。`;
	return params.has('returned') ? '理由を添えて、担当者に差し戻しました。' : null;
}
