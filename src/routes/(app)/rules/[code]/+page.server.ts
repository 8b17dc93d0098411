import { may } from '#lib/domain/permissions.ts';
import { readRulePage } from '#lib/server/judgements/rules/rules-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, actor } = guard(event, { kind: 'see-data' });
	const { searchParams } = event.url;
	return answering(() => ({
		rule: readRulePage(database, event.params.code, searchParams.get('version')),
		mayManage: may(actor, { kind: 'manage-rules' }),
		saved: searchParams.get('done') === 'saved'
	}));
};
