import { randomUUID } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { entrySchema } from '#lib/schemas/entry.ts';
import { todayOf } from '#lib/server/clock.ts';
import type { Context } from '#lib/server/command.ts';
import {
	decideAsHead,
	returnResult,
	saveResult,
	submitResult,
	withdrawResult
} from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { cancelFollowUp } from '#lib/server/results/follow-up.ts';
import { addEvidence, removeEvidence } from '#lib/server/results/evidence/evidence.ts';
import { fillRemarks } from '#lib/server/results/same-as-last.ts';
import { listOpenCycles } from '#lib/server/results/locks.ts';
import { districtFields, parse, textFields } from '#lib/server/web/form.ts';
import { acting, answering, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'see-entries' });
	return answering(() => {
		const entry = readEntryPage(visitor, yearOf(visitor, event.url), event.params.indicator);
		return {
			entry,
			/** One per rendered form: sent twice, it is carried out once. */
			key: randomUUID(),
			done: doneView(event.url.searchParams.get('done'), entry.headStep)
		};
	});
};

export const actions: Actions = {
	save: (event) => enter(event, saveResult, 'saved'),
	submit: (event) => enter(event, submitResult, 'submitted'),
	fill: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting(fields, () =>
			Promise.resolve(fillRemarks(visitor, event.params.indicator, yearOf(visitor, event.url), fields))
		);
	},
	attach: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const form = await event.request.formData();
		return acting({}, async () => {
			const fiscalYear = yearOf(visitor, event.url);
			const files = await Promise.all(
				form
					.getAll('files')
					// A field that was left empty sends a file without a name.
					.filter((file): file is File => file instanceof File && file.name !== '')
					.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
			);
			await addEvidence(visitor, { indicatorCode: event.params.indicator, fiscalYear }, files);
			redirect(303, `/entry/${event.params.indicator}?year=${fiscalYear}&done=attached#evidence-done`);
		});
	},
	detach: async (event) => {
		const visitor = guard(event, { kind: 'see-entries' });
		const fields = textFields(await event.request.formData());
		return acting({}, async () => {
			const fiscalYear = yearOf(visitor, event.url);
			await removeEvidence(visitor, numberOf(fields['file']));
			redirect(303, `/entry/${event.params.indicator}?year=${fiscalYear}&done=detached#evidence-done`);
		});
	},
	withdraw: (event) =>
		decide(
			event,
			(visitor, year, { version }) => withdrawResult(visitor, event.params.indicator, year, version),
			'withdrawn'
		),
	cancel: (event) =>
		decide(
			event,
			(visitor, year, { version }) => cancelFollowUp(visitor, event.params.indicator, year, version),
			'cancelled'
		),
	confirm: (event) =>
		decide(
			event,
			(visitor, fiscalYear, { version }) =>
				decideAsHead(visitor, {
					indicatorCode: event.params.indicator,
					fiscalYear,
					version,
					returnReason: null
				}),
			'head-confirmed'
		),
	return: (event) =>
		decide(
			event,
			(visitor, fiscalYear, { version, reason }) =>
				decideAsHead(visitor, {
					indicatorCode: event.params.indicator,
					fiscalYear,
					version,
					returnReason: reason
				}),
			'returned'
		),
	'return-as-planner': (event) =>
		decide(
			event,
			(visitor, fiscalYear, { version, reason }) =>
				returnResult(visitor, { indicatorCode: event.params.indicator, fiscalYear, version }, reason),
			'returned'
		)
};

/** What was done, in words. */
interface Done {
	readonly text: string;
	/** The next indicator is offered. */
	readonly offersNext: boolean;
	/** Where the page says it. */
	readonly at: 'top' | 'evidence';
}

function doneView(key: string | null, headStep: boolean): Done | null {
	const at = (place: Done['at']) => (text: string, offersNext: boolean) => ({ text, offersNext, at: place });
	const [top, evidence] = [at('top'), at('evidence')];
	switch (key) {
		case 'saved':
			return top('下書きを保存しました。提出はまだです。', true);
		case 'submitted':
			return top(`提出しました。${headStep ? '所属長' : '総合政策課'}の確認を待っています。`, true);
		case 'withdrawn':
			return top('提出を取り下げました。直してから、もう一度提出してください。', false);
		case 'cancelled':
			return top('続報を取りやめました。確認済の値に戻りました。', false);
		case 'attached':
			return evidence('根拠資料を付けました。', false);
		case 'detached':
			return evidence('根拠資料を外しました。記録には残ります。', false);
		case 'head-confirmed':
			return top('確認しました。総合政策課に渡りました。', false);
		case 'returned':
			return top('担当課に差し戻しました。', false);
		default:
			return null;
	}
}

type Event = RequestEvent<RouteParams>;

async function enter(event: Event, act: typeof saveResult, done: string) {
	const visitor = guard(event, { kind: 'see-entries' });
	const fields = textFields(await event.request.formData());
	return acting(fields, async () => {
		const fiscalYear = yearOf(visitor, event.url);
		await act(visitor, {
			indicatorCode: event.params.indicator,
			fiscalYear,
			form: parse(entrySchema, { ...fields, districts: districtFields(fields) })
		});
		redirect(303, `/entry/${event.params.indicator}?year=${fiscalYear}&done=${done}#done`);
	});
}

type Decision = (visitor: Context, year: number, form: { version: number; reason: string }) => Promise<void>;

async function decide(event: Event, act: Decision, done: string) {
	const visitor = guard(event, { kind: 'see-entries' });
	const fields = textFields(await event.request.formData());
	return acting(fields, async () => {
		const fiscalYear = yearOf(visitor, event.url);
		await act(visitor, fiscalYear, {
			version: numberOf(fields['version']),
			reason: fields['reason'] ?? ''
		});
		redirect(303, `/entry/${event.params.indicator}?year=${fiscalYear}&done=${done}#done`);
	});
}

/** @throws DomainError `invalid` for anything that the page did not write itself. */
function numberOf(text: string | undefined): number {
	if (text === undefined || !/^\d{1,9}$/.test(text)) {
		throw new DomainError('invalid', '画面を読み取れませんでした。開き直して、もう一度操作してください。');
	}
	return Number(text);
}

/** The year in the address; without one, the year whose results are being called for. */
function yearOf(context: Context, url: URL): number {
	const asked = url.searchParams.get('year');
	if (asked === null) {
		const open = listOpenCycles(context.database, todayOf(context.clock))[0];
		if (open === undefined) throw new DomainError('not-found', '今、入力できる実績照会はありません。');
		return open.fiscalYear;
	}
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}
