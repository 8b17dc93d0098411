import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { entryFormRows, type FormRow } from '#lib/schemas/entry-rows.ts';
import type { Context } from '#lib/server/command.ts';
import { readBatchNotice } from '#lib/server/results/batch/notice.ts';
import { withdrawResult } from '#lib/server/results/commands.ts';
import { calledYear } from '#lib/server/results/entry/called-year.ts';
import { saveRows, type RowRefusal } from '#lib/server/results/entry/cells.ts';
import { digestOf } from '#lib/server/results/entry/grid-row.ts';
import { readEntryGrid } from '#lib/server/results/entry/grid.ts';
import { HTTP_STATUS } from '#lib/server/web/error-page.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';
import { entryAddress } from './address.ts';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	return answering(() => ({
		grid: readEntryGrid(visitor, { year: yearOf(event.url), departmentCode: searchParams.get('department') }),
		batch: readBatchNotice(visitor, searchParams),
		/** One per rendered form: sent twice, it is carried out once. */
		key: randomUUID(),
		done: doneView(searchParams),
		/** The row whose submission was taken back: it says so itself. */
		withdrawn: searchParams.get('withdrawn')
	}));
};

export const actions: Actions = {
	/** The whole table as drafts: good rows are saved, the others come back with their reasons. */
	save: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const sent = await saveForm(visitor, event.url, await event.request.formData());
			if (sent.refused.size > 0) return refusedForm(sent);
			redirect(303, entryAddress(event.url, { saved: String(sent.saved.length) }, '#done'));
		});
	},
	/** The same, and on to 「確認して提出」. */
	review: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const sent = await saveForm(visitor, event.url, await event.request.formData());
			if (sent.refused.size > 0) return refusedForm(sent);
			const { saved, rows } = sent;
			const versions = new Map(saved.map(({ code, version }) => [code, version]));
			const ok = rows
				.filter(({ confirmed }) => confirmed)
				.map(({ code, version }) => `${code}:${versions.get(code) ?? version}`);
			redirect(
				303,
				entryAddress(event.url, ok.length === 0 ? {} : { ok: ok.join(',') }, '', '/entry/submit')
			);
		});
	},
	/** Takes one submission back; what was typed in other rows is saved on the way, or comes back with the page. */
	withdraw: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		return acting({}, async () => {
			const form = await event.request.formData();
			const sent = await saveForm(visitor, event.url, form);
			const [code = '', version = ''] = String(form.get('withdraw') ?? '').split('/');
			const refusal = await refusalOf(() => {
				if (!/^\d{1,9}$/.test(version))
					throw new DomainError('invalid', '取り下げる指標を、一覧から選んでください。');
				return withdrawResult(visitor, code, calledYear(visitor, yearOf(event.url)), Number(version));
			});
			if (refusal !== null || sent.refused.size > 0)
				return refusedForm(sent, refusal === null ? null : { code, refusal });
			redirect(303, entryAddress(event.url, { withdrawn: code }, `#row-${code}`));
		});
	}
};

/** What came of a form's rows. */
interface SentForm {
	readonly rows: readonly FormRow[];
	readonly saved: readonly { readonly code: string; readonly version: number }[];
	readonly refused: ReadonlyMap<string, RowRefusal>;
}

/** Rows that came back as they were sent were not touched, and are left alone. */
async function saveForm(visitor: Context, url: URL, form: FormData): Promise<SentForm> {
	const rows = entryFormRows(form);
	const fiscalYear = calledYear(visitor, yearOf(url));
	const touched = rows.filter(({ fields, was }) => digestOf(fields) !== was);
	const isStorable = ({ problems }: FormRow) => Object.keys(problems).length === 0;
	const requests = touched.filter(isStorable).map(({ code, version, fields, key }) => ({
		indicatorCode: code,
		fiscalYear,
		version,
		patch: fields,
		key
	}));
	const { saved, refused } = await saveRows(visitor, requests);
	const unstorable = touched
		.filter((row) => !isStorable(row))
		.map(({ code, problems: fields }): [string, RowRefusal] => [
			code,
			{ code: 'invalid', message: Object.values(fields)[0] ?? '', fields, details: null }
		]);
	return { rows, saved, refused: new Map([...refused, ...unstorable]) };
}

/** A submission that was not taken back. */
interface NotTaken {
	readonly code: string;
	readonly refusal: DomainError;
}

/** What the page shows at the cells of the refused rows: the input kept, the reason beside it. */
function refusedForm({ rows, saved, refused }: SentForm, notTaken: NotTaken | null = null) {
	const codes = new Set([...refused.values()].map(({ code }) => code));
	if (notTaken !== null) codes.add(notTaken.refusal.code);
	const [only = 'invalid'] = codes;
	const status = codes.size === 1 && saved.length === 0 ? HTTP_STATUS[only] : HTTP_STATUS.invalid;
	const why = notTaken === null ? '' : `取り下げていません。${notTaken.refusal.message}`;
	return fail(status, {
		code: only as string,
		message: [
			why,
			saved.length > 0 ? `${saved.length}指標を保存しました。` : '',
			refused.size > 0 ? `${refused.size}指標は、まだ保存していません。欄の説明を見て直してください。` : ''
		].join(''),
		/** The row whose submission stays, and why. */
		notTaken: notTaken === null ? null : { code: notTaken.code, message: why },
		rows: Object.fromEntries(
			rows.flatMap(({ code, version, fields, confirmed }) => {
				const refusal = refused.get(code);
				return refusal === undefined ? [] : [[code, { refusal, version, fields, confirmed }]];
			})
		)
	});
}

/** Why something is not done; null where it was. */
async function refusalOf(work: () => Promise<void>): Promise<DomainError | null> {
	try {
		await work();
		return null;
	} catch (refusal) {
		if (refusal instanceof DomainError) return refusal;
		throw refusal;
	}
}

function yearOf(url: URL): number | null {
	const year = url.searchParams.get('year');
	if (!year) return null;
	const reading = parseFiscalYear(year);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
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
		return `${submitted}指標を提出しました。次は${who}が確認します。確認されるまでは、下の一覧の「提出済」を開き、「取り下げる」で取り下げて直せます。差し戻されたときは、この画面のいちばん上に理由と一緒に戻ります。`;
	}
	return null;
}
