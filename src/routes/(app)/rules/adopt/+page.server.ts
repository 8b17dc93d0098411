import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { todayOf } from '#lib/server/clock.ts';
import { adoptRule } from '#lib/server/judgements/rules/adopt-rule.ts';
import { readBench } from '#lib/server/judgements/rules/bench.ts';
import { findRule, ruleChoices, ruleTitle } from '#lib/server/judgements/rules/rules.ts';
import { readAdoption } from '#lib/server/judgements/rules/rules-page.ts';
import { askedYear } from '#lib/server/web/asked-year.ts';
import { textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, clock } = guard(event, { kind: 'manage-rules' });
	const { searchParams } = event.url;
	return answering(() => {
		const asked = searchParams.get('rule');
		const found = asked === null || asked === '' ? null : findRule(database, asked);
		const adoption = readAdoption(database, askedYear(searchParams.get('year')));
		const today = todayOf(clock);
		const isOther = found !== null && found.ref !== adoption.current?.ref;
		return {
			adoption,
			rules: ruleChoices(database),
			chosen: found === null ? null : { ref: found.ref, title: ruleTitle(found.rule) },
			benches:
				found !== null && isOther && adoption.lock === null
					? adoption.rejudged.map((year) =>
							readBench(database, { year, left: null, right: found.rule, today })
						)
					: [],
			isOther,
			today,
			/** One per rendered form: sent twice, it is carried out once. */
			key: randomUUID()
		};
	});
};

export const actions: Actions = {
	default: async (event) => {
		const visitor = guard(event, { kind: 'manage-rules' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			const fromYear = askedYear(fields['year']);
			if (fromYear === null)
				throw new DomainError('invalid', 'どの年度から採用するかを選んでください（例：令和8年度）。');
			const seen = fields['seen'] ?? '';
			await adoptRule(visitor, {
				ref: fields['rule'] ?? '',
				fromYear,
				decidedOn: (fields['decidedOn'] ?? '').normalize('NFKC').trim(),
				reason: fields['reason'] ?? '',
				seenAdoption: /^\d{1,9}$/.test(seen) ? Number(seen) : null,
				key: fields['key']
			});
			redirect(303, '/rules?done=adopted');
		});
	}
};
