import { may } from '#lib/domain/permissions.ts';
import { findPlan } from '#lib/server/plan/queries.ts';
import { signedInVisitor } from '#lib/server/web/guard.ts';
import { printedAt } from '#lib/server/web/printed.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	const visitor = signedInVisitor(event);
	// Read, so that each address is asked anew: the foot of a print says when that page was fetched.
	void event.url.href;
	return {
		printed: printedAt(visitor.clock),
		city: findPlan(visitor.database)?.cityName ?? null,
		user: {
			name: visitor.actor.name,
			role: visitor.signedIn.actor.role,
			seesData: may(visitor.actor, { kind: 'see-data' })
		}
	};
};
