import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { entryFormRows, type FormRow } from '#lib/schemas/entry-rows.ts';
import type { Context } from '#lib/server/command.ts';
import { readBatchNotice } from '#lib/server/results/batch/notice.ts';
import { withdrawResult } from '#lib/server/results/commands.ts';
import { saveRows, type RowRefusal } from '#lib/server/results/entry/cells.ts';
import { digestOf } from '#lib/server/results/entry/grid-row.ts';
import { readEntryGrid } from '#lib/server/results/entry/grid.ts';
import { listOpenCycles } from '#lib/server/results/locks.ts';
import { todayOf } from '#lib/server/clock.ts';
import { HTTP_STATUS } from '#lib/server/web/error-page.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	return answering(() => ({
		grid: readEntryGrid(visitor, { year: yearOf(event.url), departmentCode: searchParams.get('department') }),
		batch: readBatchNotice(visitor, searchParams),
		/** One per rendered form: sent twice, it is carried out once. */
		key: randomUUID(),
		done: doneView(searchParams)
	}));
};

export const actions: Actions = {
	/** The whole table as drafts: good rows are saved, the others come back with their reasons. */
	save: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const { saved, refused, rows } = await saveForm(visitor, event.url, await event.request.formData());
			if (refused.size > 0) return refusedForm(refused, rows, saved.length);
			redirect(303, pageAddress(event.url, { saved: String(saved.length) }));
		});
	},
	/** The same, and on to 「確認して提出」. */
	review: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const { saved, refused, rows } = await saveForm(visitor, event.url, await event.request.formData());
			if (refused.size > 0) return refusedForm(refused, rows, saved.length);
			const versions = new Map(saved.map(({ code, version }) => [code, version]));
			const ok = rows
				.filter(({ confirmed }) => confirmed)
				.map(({ code, version }) => `${code}:${versions.get(code) ?? version}`);
			redirect(303, pageAddress(event.url, ok.length === 0 ? {} : { ok: ok.join(',') }, '/entry/submit'));
		});
	},
	/** Takes one submission back; what was typed in other rows is saved on the way. */
	withdraw: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const form = await event.request.formData();
			const [code = '', version = ''] = String(form.get('withdraw') ?? '').split('/');
			if (!/^\d{1,9}$/.test(version))
				throw new DomainError('invalid', '取り下げる指標を、一覧から選んでください。');
			const { saved, refused, rows } = await saveForm(visitor, event.url, form);
			await withdrawResult(visitor, code, calledYear(visitor, event.url), Number(version));
			if (refused.size > 0) return refusedForm(refused, rows, saved.length);
			redirect(303, pageAddress(event.url, { withdrawn: code }));
		});
	}
};

/** Rows that came back as they were sent were not touched, and are left alone. */
async function saveForm(visitor: Context, url: URL, form: FormData) {
	const rows = entryFormRows(form);
	const fiscalYear = calledYear(visitor, url);
	const touched = rows.filter(({ fields, was }) => digestOf(fields) !== was);
	const requests = touched.map(({ code, version, fields, key }) => ({
		indicatorCode: code,
		fiscalYear,
		version,
		patch: fields,
		key
	}));
	return { ...(await saveRows(visitor, requests)), rows };
}

/** What the page shows at the cells of the refused rows: the input kept, the reason beside it. */
function refusedForm(refused: ReadonlyMap<string, RowRefusal>, rows: readonly FormRow[], savedCount: number) {
	const codes = new Set([...refused.values()].map(({ code }) => code));
	const [only = 'invalid'] = codes;
	const status = codes.size === 1 && savedCount === 0 ? HTTP_STATUS[only] : HTTP_STATUS.invalid;
	const names = `${refused.size}指標は、まだ保存していません。欄の説明を見て直してください。`;
	return fail(status, {
		code: only as string,
		message: savedCount > 0 ? `${savedCount}指標を保存しました。${names}` : names,
		rows: Object.fromEntries(
			rows.flatMap(({ code, version, fields, confirmed }) => {
				const refusal = refused.get(code);
				return refusal === undefined ? [] : [[code, { refusal, version, fields, confirmed }]];
			})
		)
	});
}

function yearOf(url: URL): number | null {
	const year = url.searchParams.get('year');
	if (!year) return null;
	const reading = parseFiscalYear(year);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}

/** The year in the address; without one, the year whose results are being called for. */
function calledYear(context: Context, url: URL): number {
	const year = yearOf(url) ?? listOpenCycles(context.database, todayOf(context.clock))[0]?.fiscalYear;
	if (year === undefined) throw new DomainError('locked', '今、入力できる実績照会はありません。');
	return year;
}

/** The page with its year and department, and what was done. */
function pageAddress({ searchParams }: URL, done: Record<string, string>, path = '/entry'): string {
	const query = new URLSearchParams();
	for (const name of ['year', 'department']) {
		const value = searchParams.get(name);
		if (value) query.set(name, value);
	}
	for (const [name, value] of Object.entries(done)) query.set(name, value);
	const text = query.toString();
	return text === '' ? path : `${path}?${text}`;
}

/** What was done, in words. */
function doneView(searchParams: URLSearchParams): string | null {
	const count = (name: string) => /^\d{1,4}$/.exec(searchParams.get(name) ?? '')?.[0];
	const saved = count('saved');
	if (saved !== undefined) {
		return saved === '0'
			? '変わった欄はありませんでした。'
			: `${saved}指標を下書きとして保存しました。提出はまだです。`;
	}
	const submitted = count('submitted');
	if (submitted !== undefined) {
		const who = searchParams.get('to') === 'head' ? '所属長' : '総合政策課';
		return `${submitted}指標を提出しました。次は${who}が確認します。確認されるまでは、下の一覧の「取り下げる」で取り下げて直せます。差し戻されたときは、この画面のいちばん上に理由と一緒に戻ります。`;
	}
	if (searchParams.has('withdrawn')) return '提出を取り下げました。直してから、もう一度提出してください。';
	return null;
}
