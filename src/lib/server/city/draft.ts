import {
	CITY_ITEMS,
	citySchema,
	type CityFile,
	type CityItem,
	type CityPlan,
	type CitySection
} from '#lib/schemas/city.ts';
import { IDENTITY, labelOf, problemOf, quoted, type Problem } from './problems.ts';

/** An entry with its place in the file: 「kpis[12]」. */
export interface Placed<T> {
	readonly at: string;
	readonly label: string | null;
	readonly item: T;
}

/**
 * What could be read of a file, so that entries in good shape are checked against each other even while others
 * are broken. What only a broken entry could answer is left until it is mended.
 */
export interface Draft {
	readonly plan: CityPlan | null;
	rows<S extends CitySection>(section: S): readonly Placed<CityItem<S>>[];
	/** The first entry of these identity parts. */
	find<S extends CitySection>(section: S, ...identity: readonly unknown[]): CityItem<S> | undefined;
	/** Whether the entry stands in the file, be it broken. */
	knows(section: CitySection, ...identity: readonly unknown[]): boolean;
	/** Notes a problem at `path` inside an entry, e.g. `.revisions[0].direction`. */
	report(placed: Placed<unknown>, path: string, message: string): void;
}

export interface DraftReading {
	readonly draft: Draft;
	readonly problems: Problem[];
	/** The whole file; null while its shape is wrong anywhere. */
	readonly city: CityFile | null;
}

const SECTIONS = Object.keys(CITY_ITEMS) as CitySection[];

/** Reads a parsed JSON document as far as its shape allows. */
export function readDraft(document: unknown): DraftReading {
	const whole = citySchema.safeParse(document);
	const problems = whole.success ? [] : whole.error.issues.map((issue) => problemOf(issue, document));
	const plan = citySchema.shape.plan.safeParse(member(document, 'plan'));
	const rows = new Map<CitySection, readonly Placed<unknown>[]>();
	const index = new Map<string, unknown>();
	const broken = new Set<string>();
	for (const section of SECTIONS) {
		// A file in good shape has been read as a whole already.
		const entries = whole.success ? whole.data[section] : member(document, section);
		const placed = (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, position) => {
			const parsed = whole.success
				? { success: true as const, data: entry }
				: CITY_ITEMS[section].safeParse(entry);
			if (!parsed.success) {
				broken.add(keyOf(section, entry));
				return [];
			}
			return [
				{ at: `${section}[${position}]`, label: labelOf(section, parsed.data), item: parsed.data as unknown }
			];
		});
		rows.set(section, placed);
		for (const each of placed) {
			const key = keyOf(section, each.item);
			if (index.has(key)) problems.push(duplicate(each));
			else index.set(key, each.item);
		}
	}
	const draft: Draft = {
		plan: plan.success ? plan.data : null,
		rows: <S extends CitySection>(section: S) => (rows.get(section) ?? []) as readonly Placed<CityItem<S>>[],
		find: <S extends CitySection>(section: S, ...identity: readonly unknown[]) =>
			index.get(keyFrom(section, identity)) as CityItem<S> | undefined,
		knows: (section, ...identity) => {
			const key = keyFrom(section, identity);
			return index.has(key) || broken.has(key);
		},
		report: ({ at, label }, path, message) => void problems.push({ at: `${at}${path}`, item: label, message })
	};
	return { draft, problems, city: whole.success ? whole.data : null };
}

/** Reports a reference to something that is not in the file; answers the entry where it is whole. */
export function refer<S extends CitySection>(
	draft: Draft,
	from: Placed<unknown>,
	path: string,
	section: S,
	...identity: readonly unknown[]
): CityItem<S> | undefined {
	if (!draft.knows(section, ...identity)) {
		const named = identity.map((part) => String(part)).join(' ');
		draft.report(
			from,
			path,
			`${quoted(named)}は ${section} にありません。綴りを直すか、${section} に加えてください。`
		);
	}
	return draft.find(section, ...identity);
}

function duplicate({ at, label }: Placed<unknown>): Problem {
	return {
		at,
		item: label,
		message: `${quoted(label ?? '')}が2回出てきます。どちらかを取り除くか、別のコードにしてください。`
	};
}

function member(document: unknown, name: string): unknown {
	return typeof document === 'object' && document !== null
		? (document as Record<string, unknown>)[name]
		: undefined;
}

function keyOf(section: CitySection, entry: unknown): string {
	return keyFrom(
		section,
		IDENTITY[section].map((name) => member(entry, name))
	);
}

function keyFrom(section: CitySection, identity: readonly unknown[]): string {
	return JSON.stringify([section, ...identity]);
}
