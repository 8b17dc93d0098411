import { decimal } from '#lib/domain/decimal.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { DemoCity } from '../city/index.ts';

/** Row ids by the codes of the data, filled as the loader goes. */
export interface Ids {
	readonly basicPlan: Map<string, number>;
	/** `basicPlan/code` */
	readonly node: Map<string, number>;
	/** `basicPlan/number` */
	readonly policy: Map<string, number>;
	readonly district: Map<string, number>;
	readonly department: Map<string, number>;
	/** By username. */
	readonly account: Map<string, number>;
	readonly indicator: Map<string, number>;
	readonly kpi: Map<string, number>;
	/** `firstYear/revision` */
	readonly edition: Map<string, number>;
	/** `year/kind` */
	readonly cycle: Map<string, number>;
}

export interface Loading {
	readonly database: Database;
	readonly city: DemoCity;
	readonly ids: Ids;
	/** Today in Japan, ISO date. */
	readonly today: string;
}

export function emptyIds(): Ids {
	return {
		basicPlan: new Map(),
		node: new Map(),
		policy: new Map(),
		district: new Map(),
		department: new Map(),
		account: new Map(),
		indicator: new Map(),
		kpi: new Map(),
		edition: new Map(),
		cycle: new Map()
	};
}

/** The id behind a code. @throws RangeError when the data name something that is not there */
export function idOf(ids: ReadonlyMap<string, number>, key: string): number {
	const id = ids.get(key);
	if (id === undefined) throw new RangeError(`demo data refer to an unknown ${key}`);
	return id;
}

/** Digits and scale as stored; both null for null. */
export function scaledParts(text: string | null): { digits: number | null; scale: number | null } {
	if (text === null) return { digits: null, scale: null };
	const { digits, scale } = decimal(text);
	return { digits: Number(digits), scale };
}

/** Two in the afternoon in Japan on the day, but never later than today: the demo has no future. */
export function momentOn(loading: Loading, day: string): string {
	const known = day < loading.today ? day : loading.today;
	return `${known}T05:00:00.000Z`;
}
