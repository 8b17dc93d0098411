import { findRule } from '#lib/server/judgements/rules/rules.ts';
import { ruleFile } from '#lib/server/judgements/rules/rules-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** One version of a rule as a rule file. */
export const GET: RequestHandler = (event) => {
	const { database } = guard(event, { kind: 'see-data' });
	const version = event.url.searchParams.get('version');
	const { code } = event.params;
	return answering(() => {
		const { name, body } = ruleFile(findRule(database, version === null ? code : `${code}@${version}`).rule);
		return new Response(body, {
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'content-disposition': `attachment; filename="${name}"`
			}
		});
	});
};
