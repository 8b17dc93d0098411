import { DomainError } from '#lib/domain/errors.ts';
import { todayOf } from '#lib/server/clock.ts';
import { benchFile, formatOf, type BenchFormat } from '#lib/server/judgements/rules/bench-file.ts';
import { readBenchAsked, type BenchAsked } from '#lib/server/judgements/rules/bench-page.ts';
import { textFields } from '#lib/server/web/form.ts';
import { answeringLater, guard, type Visitor } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** What the bench shows, as CSV, as a workbook (`format=xlsx`), or its counts alone (`format=counts`). */
export const GET: RequestHandler = (event) => {
	const visitor = guard(event, { kind: 'manage-rules' });
	const asked = event.url.searchParams;
	const bench = {
		year: asked.get('year'),
		left: asked.get('left'),
		right: asked.get('right'),
		change: asked.get('change')
	};
	return fileOf(visitor, bench, formatOf(asked.get('format')));
};

/** The same for a comparison with a rule file, which no address can hold. */
export const POST: RequestHandler = async (event) => {
	const visitor = guard(event, { kind: 'manage-rules' });
	const { year, left, change, format, file = '' } = textFields(await event.request.formData());
	return fileOf(visitor, { year, left, right: null, change, file }, formatOf(format));
};

function fileOf({ database, clock }: Visitor, asked: BenchAsked, format: BenchFormat): Promise<Response> {
	return answeringLater(async () => {
		const { bench, change } = readBenchAsked(database, asked, todayOf(clock));
		if (bench === null)
			throw new DomainError(
				'not-found',
				'比べる判定基準を選んでから書き出してください（例：right=miyagi@1）。'
			);
		const { name, type, body } = await benchFile(bench, change, format);
		return new Response(body, {
			headers: {
				'content-type': type,
				'content-disposition': `attachment; filename="${name}"`
			}
		});
	});
}
