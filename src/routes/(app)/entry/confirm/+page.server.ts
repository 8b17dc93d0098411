import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { decideAllAsHead, readHeadStep, type HeadDecision } from '#lib/server/results/head-step.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => ({ ...readHeadStep(visitor), done: doneText(event.url.searchParams) }));
};

export const actions: Actions = {
	confirm: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting(textFields(form), async () => {
			const count = await decideAllAsHead(
				visitor,
				form.getAll('item').map((item) => decisionOf(item, null))
			);
			redirect(303, `/entry/confirm?confirmed=${count}`);
		});
	},
	return: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		const fields = textFields(form);
		return acting(fields, async () => {
			await decideAllAsHead(visitor, [decisionOf(form.get('item'), fields['reason'] ?? '')]);
			redirect(303, '/entry/confirm?returned=1');
		});
	}
};

/** `I001/2025/3`: indicator, fiscal year, and the version that was seen. */
function decisionOf(value: FormDataEntryValue | null, returnReason: string | null): HeadDecision {
	const [, indicatorCode, year, version] = /^([\w-]+)\/(20\d{2})\/(\d{1,9})$/.exec(String(value)) ?? [];
	if (indicatorCode === undefined) throw new DomainError('invalid', '指標を選び直してください。');
	return { indicatorCode, fiscalYear: Number(year), version: Number(version), returnReason };
}

function doneText(params: URLSearchParams): string | null {
	const confirmed = params.get('confirmed');
	if (confirmed !== null && /^\d{1,4}$/.test(confirmed))
		return `${confirmed}指標を確認して、総合政策課に渡しました。`;
	return params.has('returned') ? '理由を添えて、担当者に差し戻しました。' : null;
}
