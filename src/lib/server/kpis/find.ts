import { eq, inArray, sql } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import type { Database } from '../db/client.ts';
import { basicPlan, kpi } from '../db/schema/index.ts';

/** A KPI by its code, and its basic plan. Width and case of the letters do not matter: Ｚ００１ is Z001. */
export function findKpi(
	database: Database,
	asked: string
): { id: number; code: string; indicatorId: number; basicPlan: typeof basicPlan.$inferSelect } {
	const code = asked.normalize('NFKC').trim();
	const found = database
		.select({ id: kpi.id, code: kpi.code, indicatorId: kpi.indicatorId, basicPlan })
		.from(kpi)
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.where(sql`lower(${kpi.code}) = ${code.toLowerCase()}`)
		.get();
	if (found !== undefined) return found;
	throw new DomainError(
		'not-found',
		`「${clip(code)}」というコードのKPIはありません。指標一覧で、指標名かコード（例：${anyCode(database)}）から探してください。`
	);
}

/** Ids of the KPIs right at some nodes of a plan. */
export function listKpisAt(database: Database, nodeIds: readonly number[]): number[] {
	return database
		.select({ id: kpi.id })
		.from(kpi)
		.where(inArray(kpi.nodeId, [...nodeIds]))
		.all()
		.map(({ id }) => id);
}

function anyCode(database: Database): string {
	return database.select({ code: kpi.code }).from(kpi).orderBy(kpi.position).limit(1).get()?.code ?? 'Z001';
}

function clip(text: string): string {
	const characters = [...text];
	return characters.length > 30 ? `${characters.slice(0, 30).join('')}…` : text;
}
