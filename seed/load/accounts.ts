import { account, accountDepartment } from '#lib/server/db/schema/index.ts';
import type { Database } from '#lib/server/db/client.ts';
import { idOf } from '#lib/server/city/write/context.ts';
import type { AccountSeed } from '../city/index.ts';

/** The demo accounts, all with one password. Returns their ids by username. */
export function loadAccounts(
	database: Database,
	accounts: readonly AccountSeed[],
	departmentIds: ReadonlyMap<string, number>,
	{ passwordHash, createdAt }: { readonly passwordHash: string; readonly createdAt: string }
): Map<string, number> {
	const ids = new Map<string, number>();
	for (const { username, displayName, role, departments } of accounts) {
		const values = {
			username,
			displayName,
			role,
			passwordHash,
			mustChangePassword: false,
			createdAt,
			isSample: true
		};
		const accountId = database.insert(account).values(values).returning({ id: account.id }).get().id;
		ids.set(username, accountId);
		for (const code of departments) {
			database
				.insert(accountDepartment)
				.values({ accountId, departmentId: idOf(departmentIds, code) })
				.run();
		}
	}
	return ids;
}
