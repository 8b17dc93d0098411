import { eq } from 'drizzle-orm';
import { department, division } from '../../db/schema/index.ts';
import { idOf, type Writing } from './context.ts';

/** Divisions, and departments with their successors. */
export function writeDepartments({ database, city, ids }: Writing): void {
	const divisions = new Map(
		city.divisions.map(({ code, name, isSample }, index) => {
			const values = { code, name, isSample, position: index + 1 };
			return [code, database.insert(division).values(values).returning({ id: division.id }).get().id];
		})
	);
	city.departments.forEach((each, index) => {
		const { code, name, validFrom, validTo, headStep, isSample } = each;
		const divisionId = idOf(divisions, each.division);
		const values = { divisionId, code, name, position: index + 1, validFrom, validTo, headStep, isSample };
		const { id } = database.insert(department).values(values).returning({ id: department.id }).get();
		ids.department.set(code, id);
	});
	for (const { code, successor } of city.departments) {
		if (successor === null) continue;
		const successorId = idOf(ids.department, successor);
		database.update(department).set({ successorId }).where(eq(department.code, code)).run();
	}
}
