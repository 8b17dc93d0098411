import { judgingVersion } from '../content-version.ts';
import { loadDemoCity } from '#seed/load.ts';
import { auditKey } from '#lib/server/secrets.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { createClock, instantOf } from '#lib/server/clock.ts';
import type { Services } from '#lib/server/command.ts';
import type { Config } from '#lib/server/config.ts';
import { DatabaseError } from '#lib/server/db/client.ts';
import { openExisting, prepareDatabase } from '#lib/server/db/prepare.ts';
import { renewAfterUpgrade } from '#lib/server/judgements/renewal.ts';
import { freezeEdition } from '#lib/server/editions/snapshot.ts';

/** The password of every demo account; the sign-in page shows it in demo mode. */
const DEMO_PASSWORD = 'michishirube-demo';

/** Makes the database ready to be served or worked on; in demo mode the demo city is in it. Ends the process in words if that cannot be. */
export async function prepareOrExit(config: Config, root: string): Promise<void> {
	const services = openServicesOrExit(config, root);
	if (config.mode === 'demo') {
		const { database, clock } = services;
		await loadDemoCity(database, {
			now: instantOf(clock),
			password: DEMO_PASSWORD,
			hashPassword,
			freezeEdition: (each, editionId) => freezeEdition(each, editionId, instantOf(clock))
		});
	}
	await renewJudgements(services, judgingVersion(root));
	services.database.$client.close();
}

/** After an upgrade the open years are judged by the new calculation before anybody sees them. */
async function renewJudgements(services: Services, engine: string): Promise<void> {
	const actor = { accountId: null, name: '起動時の処理', role: 'operator', departmentIds: [] } as const;
	const done = await renewAfterUpgrade({ ...services, actor, address: 'local' }, engine);
	if (done !== null && done.renewed > 0)
		console.log(
			`判定の計算が新しくなったため、締め切っていない年度の判定を${done.renewed}件、作り直しました。`
		);
}

/**
 * The services for a command line. The caller closes the database. With `existing`, nothing is made or migrated: a
 * mistyped DATA_DIR is refused, and so is a database that this program would have to bring up to date first.
 */
export function openServicesOrExit(
	config: Config,
	root: string,
	{ existing = false }: { existing?: boolean } = {}
): Services {
	const clock = createClock(config.clockStart);
	try {
		const database = existing ? openExisting(config, root) : prepareDatabase(config, root, clock.now());
		return {
			database,
			clock,
			auditKey: auditKey(config.dataDir, process.env, database),
			committed: () => undefined
		};
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
