import { decimal } from '#lib/domain/decimal.ts';
import { japanDate } from '#lib/domain/fiscal-year.ts';
import type { CityFile } from '#lib/schemas/city.ts';
import type { Database } from '../../db/client.ts';

/** Row ids by the codes of the file, filled as the writing goes. */
export interface Ids {
	readonly basicPlan: Map<string, number>;
	/** `basicPlan/code` */
	readonly node: Map<string, number>;
	/** `basicPlan/number` */
	readonly policy: Map<string, number>;
	readonly district: Map<string, number>;
	readonly department: Map<string, number>;
	readonly indicator: Map<string, number>;
	readonly kpi: Map<string, number>;
	/** `firstYear/revision` */
	readonly edition: Map<string, number>;
	/** `year/kind` */
	readonly cycle: Map<string, number>;
}

/** What the writing steps share. The file has passed the checks: what it names is there. */
export interface Writing {
	readonly database: Database;
	readonly city: CityFile;
	readonly ids: Ids;
	/** The moment of writing, ISO: nothing is written as later than it. */
	readonly now: string;
}

/** Takes words such as 「実績を登録しています：2,000／10,000件」. */
export type Progress = (words: string) => void;

/** Nothing written yet: the ids of each section are filled in as it is. */
export function emptyIds(): Ids {
	return {
		basicPlan: new Map(),
		node: new Map(),
		policy: new Map(),
		district: new Map(),
		department: new Map(),
		indicator: new Map(),
		kpi: new Map(),
		edition: new Map(),
		cycle: new Map()
	};
}

/** The id behind a code. @throws RangeError when the data name something that is not there */
export function idOf(ids: ReadonlyMap<string, number>, key: string): number {
	const id = ids.get(key);
	if (id === undefined) throw new RangeError(`the city's data refer to an unknown ${key}`);
	return id;
}

/** Digits and scale as stored; both null for null. */
export function scaledParts(text: string | null): { digits: number | null; scale: number | null } {
	if (text === null) return { digits: null, scale: null };
	const { digits, scale } = decimal(text);
	return { digits: Number(digits), scale };
}

/** A stage is stored as its index in the KPI's own list. */
export function stageIndex(
	owner: string,
	stages: readonly string[] | null,
	text: string | null
): string | null {
	if (stages === null || text === null) return text;
	const index = stages.indexOf(text);
	if (index < 0) throw new RangeError(`${owner} has no stage ${text}`);
	return String(index);
}

/** Two in the afternoon in Japan on the day (null: today), but never later than now. */
export function momentOn({ now }: Pick<Writing, 'now'>, day: string | null): string {
	const afternoon = `${day ?? japanDate(now)}T05:00:00.000Z`;
	return afternoon < now ? afternoon : now;
}
