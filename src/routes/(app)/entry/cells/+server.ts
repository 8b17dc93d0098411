import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { cellSchema } from '#lib/schemas/entry-cell.ts';
import { cellRequestOf, saveCells } from '#lib/server/results/entry/cells.ts';
import { readGridHelp } from '#lib/server/results/entry/grid-help.ts';
import { parse } from '#lib/server/web/form.ts';
import { answerJson } from '#lib/server/web/json.ts';
import type { RequestHandler } from './$types';

/** One row's handover card and sum, for the row that has the focus. */
export const GET: RequestHandler = (event) =>
	answerJson(event, { kind: 'see-entries' }, (visitor) => {
		const { searchParams } = event.url;
		const reading = parseFiscalYear(searchParams.get('year') ?? '');
		if (!reading.ok) throw new DomainError('invalid', reading.message);
		return readGridHelp(visitor, reading.year, searchParams.get('indicator') ?? '');
	});

/** Saves cells of one row as a draft. */
export const POST: RequestHandler = (event) =>
	answerJson(event, { kind: 'see-entries' }, async (visitor) => {
		const form = parse(cellSchema, await bodyOf(event.request));
		const saved = await saveCells(visitor, cellRequestOf(visitor, form));
		return { ...saved, help: readGridHelp(visitor, form.year, form.indicator) };
	});

async function bodyOf(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch {
		throw new DomainError(
			'invalid',
			'送られた内容を読み取れませんでした。画面を開き直して、もう一度入力してください。'
		);
	}
}
