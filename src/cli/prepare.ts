import { loadDemoCity } from '#seed/load.ts';
import { auditKey } from '#lib/server/secrets.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { createClock, instantOf, todayOf } from '#lib/server/clock.ts';
import type { Services } from '#lib/server/command.ts';
import type { Config } from '#lib/server/config.ts';
import { DatabaseError } from '#lib/server/db/client.ts';
import { prepareDatabase } from '#lib/server/db/prepare.ts';
import { freezeEdition } from '#lib/server/editions/snapshot.ts';

/** The password of every demo account; the sign-in page shows it in demo mode. */
const DEMO_PASSWORD = 'michishirube-demo';

/** Makes the database ready to be served or worked on; in demo mode the demo city is in it. Ends the process in words if that cannot be. */
export async function prepareOrExit(config: Config, root: string): Promise<void> {
	const services = openServicesOrExit(config, root);
	if (config.mode === 'demo') {
		const { database, clock } = services;
		await loadDemoCity(database, {
			today: todayOf(clock),
			password: DEMO_PASSWORD,
			hashPassword,
			freezeEdition: (each, editionId) => freezeEdition(each, editionId, instantOf(clock))
		});
	}
	services.database.$client.close();
}

/** The services for a command line, with the schema up to date. The caller closes the database. */
export function openServicesOrExit(config: Config, root: string): Services {
	const clock = createClock(config.clockStart);
	try {
		const database = prepareDatabase(config, root, clock.now());
		return { database, clock, auditKey: auditKey(config.dataDir, process.env), committed: () => undefined };
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
