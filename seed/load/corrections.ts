import { and, eq, isNull } from 'drizzle-orm';
import { momentOn } from '#lib/server/city/write/context.ts';
import type { Database } from '#lib/server/db/client.ts';
import { account, correction, indicator, result } from '#lib/server/db/schema/index.ts';
import type { CorrectionSeed } from '../city/index.ts';

/**
 * The demo's requests for 訂正, waiting for a decision.
 * @throws RangeError for one whose figure or account is not in the demo.
 */
export function loadCorrections(database: Database, seeds: readonly CorrectionSeed[], now: string): void {
	for (const seed of seeds) {
		const figure = database
			.select({ id: result.id, revision: result.confirmedRevision })
			.from(result)
			.innerJoin(indicator, eq(indicator.id, result.indicatorId))
			.where(
				and(eq(indicator.name, seed.indicator), eq(result.fiscalYear, seed.year), isNull(result.districtId))
			)
			.get();
		const author = database.select().from(account).where(eq(account.username, seed.by)).get();
		if (figure === undefined || figure.revision === null || author === undefined)
			throw new RangeError(`nothing to correct: ${seed.indicator} ${seed.year}, asked for by ${seed.by}`);
		database
			.insert(correction)
			.values({
				resultId: figure.id,
				fromRevision: figure.revision,
				enteredText: seed.entered,
				reason: seed.reason,
				state: 'requested',
				requestedBy: author.id,
				requestedByName: author.displayName,
				requestedAt: momentOn({ now }, seed.on)
			})
			.run();
	}
}
