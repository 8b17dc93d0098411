import { DomainError } from '#lib/domain/errors.ts';
import { todayOf } from '#lib/server/clock.ts';
import { benchFile } from '#lib/server/judgements/rules/bench-file.ts';
import { readBenchAsked, type BenchAsked } from '#lib/server/judgements/rules/bench-page.ts';
import { textFields } from '#lib/server/web/form.ts';
import { answering, guard, type Visitor } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** What the bench shows, as CSV. */
export const GET: RequestHandler = (event) => {
	const visitor = guard(event, { kind: 'manage-rules' });
	const asked = event.url.searchParams;
	return fileOf(visitor, {
		year: asked.get('year'),
		left: asked.get('left'),
		right: asked.get('right'),
		change: asked.get('change')
	});
};

/** The same for a comparison with a rule file, which no address can hold. */
export const POST: RequestHandler = async (event) => {
	const visitor = guard(event, { kind: 'manage-rules' });
	const { year, left, change, file = '' } = textFields(await event.request.formData());
	return fileOf(visitor, { year, left, right: null, change, file });
};

function fileOf({ database, clock }: Visitor, asked: BenchAsked): Response {
	return answering(() => {
		const { bench, change } = readBenchAsked(database, asked, todayOf(clock));
		if (bench === null)
			throw new DomainError(
				'not-found',
				'比べる判定基準を選んでから書き出してください（例：right=miyagi@1）。'
			);
		const { name, body } = benchFile(bench, change);
		return new Response(body, {
			headers: {
				'content-type': 'text/csv; charset=utf-8; header=present',
				'content-disposition': `attachment; filename="${name}"`
			}
		});
	});
}
