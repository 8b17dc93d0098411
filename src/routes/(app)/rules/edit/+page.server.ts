import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ruleDoubts } from '#lib/domain/judging/rule-doubts.ts';
import { todayOf } from '#lib/server/clock.ts';
import { readPreview, type RulePreview } from '#lib/server/judgements/rules/preview.ts';
import {
	draftFrom,
	draftFromForm,
	draftFromText,
	type RuleDraft
} from '#lib/server/judgements/rules/rule-draft.ts';
import { findRule, ruleChoices, listStoredRules, ruleTitle } from '#lib/server/judgements/rules/rules.ts';
import { benchYears } from '#lib/server/judgements/rules/rules-page.ts';
import { saveRule } from '#lib/server/judgements/rules/save-rule.ts';
import { askedYear } from '#lib/server/web/asked-year.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard, type Visitor } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) => {
	const { database } = guard(event, { kind: 'manage-rules' });
	const asked = event.url.searchParams.get('rule');
	return answering(() => {
		const found = asked === null || asked === '' ? null : findRule(database, asked);
		const stored = listStoredRules(database);
		const latest = stored.findLast(({ rule }) => rule.id === found?.rule.id)?.rule.version ?? null;
		return {
			rules: ruleChoices(database),
			base:
				found === null
					? null
					: {
							ref: found.ref,
							code: found.rule.id,
							name: found.rule.name,
							title: ruleTitle(found.rule),
							latest
						},
			draft: found === null ? null : draftFrom(found.rule, latest === null ? 'new' : 'version'),
			years: benchYears(database),
			key: randomUUID()
		};
	});
};

export const actions: Actions = {
	/** Judges without storing: by the button 「試算する」, and by the script while typing. */
	preview: (event) => drafted(event, (draft) => draft),
	/** The same draft, to be edited as a whole, or by its fields. */
	json: (event) => drafted(event, (draft) => ({ ...draft, mode: 'json' })),
	fields: (event) => drafted(event, (draft) => (draft.rule === null ? draft : { ...draft, mode: 'fields' })),
	import: async (event) => {
		const visitor = guard(event, { kind: 'manage-rules' });
		const upload = (await event.request.formData()).get('upload');
		const text = upload instanceof File ? await upload.text() : '';
		return answer(visitor, draftFromText(visitor.database, text), {});
	},
	save: async (event) => {
		const visitor = guard(event, { kind: 'manage-rules' });
		const form = textFields(await event.request.formData());
		const draft = draftFromForm(visitor.database, form);
		if (draft.rule === null) return answer(visitor, draft, form);
		const refused = await acting(form, async () => {
			const seen = form['seen'] ?? '';
			const ref = await saveRule(visitor, {
				draft: draft.rule,
				as: draft.as,
				seenVersion: draft.mode === 'fields' && /^\d{1,9}$/.test(seen) ? Number(seen) : null,
				key: form['key']
			});
			const [code = '', version = ''] = ref.split('@');
			redirect(303, `/rules/${code}?version=${version}&done=saved`);
		});
		const { message, fields, code } = refused.data;
		const faults = Object.entries(fields).map(([path, text]) => ({ path, text }));
		return fail(refused.status, {
			...outcomeOf(visitor, draft, form),
			faults,
			message,
			isConflict: code === 'conflict'
		});
	}
};

interface Outcome {
	readonly draft: RuleDraft;
	readonly preview: RulePreview | null;
	readonly previewYear: number | null;
	readonly message: string | null;
	readonly isConflict: boolean;
	readonly faults: RuleDraft['faults'];
	/** What may be saved but is rarely meant. */
	readonly doubts: RuleDraft['faults'];
	readonly seen: string;
}

async function drafted(event: RequestEvent, change: (draft: RuleDraft) => RuleDraft) {
	const visitor = guard(event, { kind: 'manage-rules' });
	const form = textFields(await event.request.formData());
	return answer(visitor, change(draftFromForm(visitor.database, form)), form);
}

/** The page again with the draft: its preview, or what has to be mended first. */
function answer(visitor: Visitor, draft: RuleDraft, form: Record<string, string>) {
	const outcome = answering(() => outcomeOf(visitor, draft, form));
	return draft.faults.length > 0 ? fail(400, outcome) : outcome;
}

function outcomeOf({ database, clock }: Visitor, draft: RuleDraft, form: Record<string, string>): Outcome {
	const year = askedYear(form['previewYear']) ?? benchYears(database)[0]?.year ?? null;
	return {
		draft,
		preview:
			draft.rule === null || year === null
				? null
				: readPreview(database, { year, rule: draft.rule, today: todayOf(clock) }),
		previewYear: year,
		message: draft.faults.length === 0 ? null : messageOf(draft),
		isConflict: false,
		faults: draft.faults,
		doubts: draft.rule === null ? [] : ruleDoubts(draft.rule),
		seen: form['seen'] ?? ''
	};
}

function messageOf({ faults }: RuleDraft): string {
	return faults.length === 1 ? (faults[0]?.text ?? '') : `直すところが${faults.length}つあります。`;
}
