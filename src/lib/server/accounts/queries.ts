import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { Role } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { Context, Services } from '../command.ts';
import { account, accountDepartment, department } from '../db/schema/index.ts';

export interface AccountRow {
	readonly username: string;
	readonly displayName: string;
	readonly role: Role;
	readonly departments: readonly string[];
	readonly mustChangePassword: boolean;
	readonly disabledAt: string | null;
	readonly isSample: boolean;
}

/** Every account by role and name, with the departments it acts for. */
export function listAccounts(context: Context): AccountRow[] {
	demand(context.actor, { kind: 'manage-accounts' });
	const departments = Map.groupBy(
		context.database
			.select({ accountId: accountDepartment.accountId, name: department.name })
			.from(accountDepartment)
			.innerJoin(department, eq(department.id, accountDepartment.departmentId))
			.orderBy(asc(department.position))
			.all(),
		({ accountId }) => accountId
	);
	return context.database
		.select()
		.from(account)
		.orderBy(asc(account.role), asc(account.username))
		.all()
		.map((row) => ({
			username: row.username,
			displayName: row.displayName,
			role: row.role,
			departments: (departments.get(row.id) ?? []).map(({ name }) => name),
			mustChangePassword: row.mustChangePassword,
			disabledAt: row.disabledAt,
			isSample: row.isSample
		}));
}

/** Demo accounts for the sign-in page: those made by the demo city, never others. */
export function listDemoAccounts({
	database
}: Services): { username: string; displayName: string; role: Role }[] {
	return database
		.select({ username: account.username, displayName: account.displayName, role: account.role })
		.from(account)
		.where(and(eq(account.isSample, true), isNull(account.disabledAt)))
		.orderBy(asc(account.id))
		.all();
}

/** Whether anybody can sign in at all. */
export function hasAccounts({ database }: Services): boolean {
	return (database.select({ n: count() }).from(account).get()?.n ?? 0) > 0;
}

/** An account's name as it is shown; null where there is none. */
export function accountName({ database }: Pick<Services, 'database'>, id: number): string | null {
	const row = database.select({ name: account.displayName }).from(account).where(eq(account.id, id)).get();
	return row?.name ?? null;
}
