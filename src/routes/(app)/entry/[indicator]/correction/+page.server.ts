import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { correctionSchema } from '#lib/schemas/correction.ts';
import { readCorrectionPage } from '#lib/server/results/corrections/pages.ts';
import { requestCorrection, withdrawCorrection } from '#lib/server/results/corrections/corrections.ts';
import { districtFields, parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE: Readonly<Record<string, string>> = {
	requested: '訂正を申し出ました。総合政策課の承認を待っています。承認されるまでは、今の値が使われます。',
	withdrawn: '訂正の申出を取り下げました。'
};

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => ({
		page: readCorrectionPage(visitor, yearOf(event.url), event.params.indicator),
		/** One per rendered form: sent twice, it is carried out once. */
		key: randomUUID(),
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null
	}));
};

export const actions: Actions = {
	request: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			const fiscalYear = yearOf(event.url);
			const { indicator } = event.params;
			await requestCorrection(visitor, {
				indicatorCode: indicator,
				fiscalYear,
				form: parse(correctionSchema, {
					...fields,
					districts: districtFields(fields),
					leave: leftYears(fields)
				})
			});
			redirect(303, `/entry/${indicator}/correction?year=${fiscalYear}&done=requested`);
		});
	},
	withdraw: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting(fields, async () => {
			await withdrawCorrection(visitor, idOf(fields['id']));
			redirect(303, `/entry/${event.params.indicator}/correction?year=${yearOf(event.url)}&done=withdrawn`);
		});
	}
};

/** Later years whose tick was taken away, with the reason as typed; undefined where none was shown. */
function leftYears(fields: Record<string, string>): Record<string, string> | undefined {
	const shown = Object.keys(fields).flatMap((name) => /^later-(\d{4})$/.exec(name)?.[1] ?? []);
	return shown.length === 0
		? undefined
		: Object.fromEntries(
				shown
					.filter((year) => !(`carry-${year}` in fields))
					.map((year) => [year, fields[`leave-${year}`] ?? ''])
			);
}

/** @throws DomainError `not-found` without a year: a figure is corrected for one. */
function yearOf(url: URL): number {
	const reading = parseFiscalYear(url.searchParams.get('year') ?? '');
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}

/** @throws DomainError `invalid` for anything that the page did not write itself. */
function idOf(text: string | undefined): number {
	if (text === undefined || !/^\d{1,9}$/.test(text))
		throw new DomainError('invalid', '画面を読み取れませんでした。開き直して、もう一度操作してください。');
	return Number(text);
}
