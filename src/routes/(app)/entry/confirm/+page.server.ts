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
	/** All rows with a mark, or `only` the one whose own button was pressed. */
	confirm: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting(sentFields(form), async () => {
			const only = form.getAll('only');
			const items = only.length > 0 ? only : form.getAll('item');
			const count = await decideAllAsHead(
				visitor,
				items.map((item) => decisionOf(item, null))
			);
			redirect(303, `/entry/confirm?confirmed=${count}`);
		});
	},
	return: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		const fields = sentFields(form);
		return acting(fields, async () => {
			const item = fields['return'] ?? '';
			await decideAllAsHead(visitor, [decisionOf(item, fields[`reason.${item}`] ?? '')]);
			redirect(303, '/entry/confirm?returned=1');
		});
	}
};

/** What comes back after a refusal: every reason as typed, and the marks, which share one name. */
function sentFields(form: FormData): Record<string, string> {
	return { ...textFields(form), chosen: form.getAll('item').map(String).join(',') };
}

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
