import { entrySheet } from '../results/sheet/file.ts';
import { askedYear } from './asked-year.ts';
import { attachment } from './attachment.ts';
import { answeringLater, guard } from './guard.ts';

type Visit = Parameters<typeof guard>[0];

/** The department's sheet as a download, for whoever may see the entries; a refusal is a page. */
export async function entrySheetAnswer(event: Visit, kind: 'xlsx' | 'csv'): Promise<Response> {
	const visitor = guard(event, { kind: 'see-entries' });
	const { searchParams } = event.url;
	const { name, type, body } = await answeringLater(() =>
		entrySheet(
			visitor,
			{
				year: askedYear(searchParams.get('year')),
				departmentCode: searchParams.get('department')
			},
			kind
		)
	);
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': attachment(name),
			// Figures that nobody has confirmed: no cache keeps them.
			'cache-control': 'no-store'
		}
	});
}
