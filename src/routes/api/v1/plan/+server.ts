import { readApiPlan } from '#lib/server/plan/api.ts';
import { apiJson } from '#lib/server/web/api-answer.ts';
import { guardApi } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guardApi(event, { kind: 'see-data' }, (visitor) =>
		apiJson(event, visitor, () => readApiPlan(visitor.database))
	);
