import { eq } from 'drizzle-orm';
import { account, accountDepartment, department, division } from '#lib/server/db/schema/index.ts';
import { idOf, momentOn, type Loading } from './context.ts';

/** Divisions, departments with their successors, and the demo accounts, all with one password. */
export function loadPeople(loading: Loading, passwordHash: string): void {
	const { database, city, ids, today } = loading;
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
		ids.department.set(
			code,
			database.insert(department).values(values).returning({ id: department.id }).get().id
		);
	});
	for (const { code, successor } of city.departments) {
		if (successor === null) continue;
		const successorId = idOf(ids.department, successor);
		database.update(department).set({ successorId }).where(eq(department.code, code)).run();
	}
	for (const { username, displayName, role, departments } of city.accounts) {
		const values = {
			username,
			displayName,
			role,
			passwordHash,
			mustChangePassword: false,
			createdAt: momentOn(loading, today),
			isSample: true
		};
		const accountId = database.insert(account).values(values).returning({ id: account.id }).get().id;
		ids.account.set(username, accountId);
		for (const code of departments) {
			database
				.insert(accountDepartment)
				.values({ accountId, departmentId: idOf(ids.department, code) })
				.run();
		}
	}
}
