import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { CITY_ITEMS, type CityFile, type CitySection } from '#lib/schemas/city.ts';
import { todayOf } from '../clock.ts';
import { command, type Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { meta, plan } from '../db/schema/index.ts';
import { freezeEdition } from '../editions/snapshot.ts';
import { problemsInWords } from './problems.ts';
import { readCity } from './read.ts';
import { writeCity } from './write/city.ts';
import type { Progress } from './write/context.ts';
import type { Author, ResultRecord } from './write/results.ts';

/** What a city file holds, in numbers. */
export interface CitySummary {
	readonly name: string;
	readonly counts: Readonly<Record<CitySection, number>>;
}

/**
 * Checks a city file and writes nothing.
 * @throws DomainError `invalid` with all problems in words
 */
export function checkCity(bytes: Uint8Array, today: string): CitySummary {
	return summaryOf(read(bytes, today));
}

/**
 * Puts a city's plan and history into an empty installation: all of it or nothing.
 * @throws DomainError `forbidden` unless the operator asks, `conflict` where a plan is there already or the
 * database is the demo's, `invalid` with all problems of the file. `progress` hears in words how far it is.
 */
export async function loadCity(
	context: Context,
	bytes: Uint8Array,
	progress: Progress = () => undefined
): Promise<CitySummary> {
	demand(context.actor, { kind: 'load-city' });
	const today = todayOf(context.clock);
	refuseUsedDatabase(context.database);
	progress('ファイルを検査しています');
	const city = read(bytes, today);
	const summary = summaryOf(city);
	const author: Author = { accountId: context.actor.accountId, name: context.actor.name };
	await command(context, ({ database, now, record }) => {
		refuseUsedDatabase(database);
		writeCity(database, city, {
			now,
			progress,
			records: () => city.results.map((result) => historyOf(result, author)),
			closedBy: () => author.accountId,
			freezeEdition: (each, editionId) => freezeEdition(each, editionId, now)
		});
		record({
			action: 'city-loaded',
			entity: 'plan',
			entityId: city.plan.code,
			after: { ...summary, sha256: createHash('sha256').update(bytes).digest('hex') }
		});
	});
	return summary;
}

/** A past figure as the file states it: confirmed, under the name of the department that reported it. */
function historyOf(result: CityFile['results'][number], author: Author): ResultRecord {
	const [first, ...later] = result.revisions;
	const approvedBy = later.find((each) => each.approvedBy !== null)?.approvedBy ?? null;
	return {
		result,
		state: 'confirmed',
		enteredBy: author,
		onBehalf: false,
		events: [{ kind: 'confirmed', reason: null, author, on: first?.enteredOn ?? null }],
		planner: approvedBy === null ? author : { accountId: null, name: approvedBy }
	};
}

function read(bytes: Uint8Array, today: string): CityFile {
	const reading = readCity(bytes, today);
	if (!reading.ok)
		throw new DomainError('invalid', problemsInWords(reading.problems), { details: reading.problems });
	return reading.city;
}

function refuseUsedDatabase(database: Database): void {
	const mode = database.select({ value: meta.value }).from(meta).where(eq(meta.key, 'mode')).get()?.value;
	if (mode === 'demo')
		throw new DomainError(
			'conflict',
			'デモのデータベースには登録できません。MODE=production と、別の DATA_DIR を指定してください。'
		);
	const existing = database.select({ name: plan.name }).from(plan).get();
	if (existing !== undefined)
		throw new DomainError(
			'conflict',
			`すでに「${existing.name}」が登録されています。計画ファイルを登録できるのは、計画がまだないデータベースだけです。別の計画を試すときは、新しい DATA_DIR を指定してください。`
		);
}

function summaryOf(city: CityFile): CitySummary {
	const sections = Object.keys(CITY_ITEMS) as CitySection[];
	return {
		name: city.plan.name,
		counts: Object.fromEntries(sections.map((section) => [section, city[section].length])) as Record<
			CitySection,
			number
		>
	};
}
