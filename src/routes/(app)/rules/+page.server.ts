import { may } from '#lib/domain/permissions.ts';
import { readRulesPage } from '#lib/server/judgements/rules/rules-page.ts';
import { answering, guard } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { database, actor } = guard(event, { kind: 'see-data' });
	return answering(() => ({
		...readRulesPage(database),
		mayManage: may(actor, { kind: 'manage-rules' }),
		adopted: event.url.searchParams.get('done') === 'adopted'
	}));
};
