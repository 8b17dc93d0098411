/** The committee screens as one sequence: which there are, in what order, and where one of them stands. */

/** One screen. A page of the attention table counts from 1. */
export type ScreenPlace =
	| { readonly kind: 'overall' }
	| { readonly kind: 'goal'; readonly node: string }
	| { readonly kind: 'attention'; readonly page: number }
	| { readonly kind: 'kpi'; readonly code: string };

export interface SequenceMaterial {
	/** Codes of the chapters of part 1 and the goals of part 2, in the plan's order. */
	readonly nodes: readonly string[];
	/** Pages of the attention table; at least one, even without a KPI. */
	readonly attentionPages: number;
	/** Codes of the KPIs that need attention, worst first. */
	readonly attention: readonly string[];
}

/** Where a screen stands. */
export interface Position {
	/** From 1; null for a screen outside the sequence. */
	readonly number: number | null;
	readonly total: number;
	/** Null on the first screen. */
	readonly previous: ScreenPlace | null;
	/** Null on the last screen. */
	readonly next: ScreenPlace | null;
}

/** Overall → goals → KPIs that need attention, as a table → each of them. */
export function screenSequence({ nodes, attentionPages, attention }: SequenceMaterial): ScreenPlace[] {
	return [
		{ kind: 'overall' },
		...nodes.map((node) => ({ kind: 'goal' as const, node })),
		...Array.from({ length: Math.max(1, attentionPages) }, (_, index) => ({
			kind: 'attention' as const,
			page: index + 1
		})),
		...attention.map((code) => ({ kind: 'kpi' as const, code }))
	];
}

/**
 * Where `place` stands. A screen outside the sequence (a KPI that needs no attention) has no number; it leads
 * back to `beside`, the screen it belongs to, and on to the one after that.
 */
export function locate(
	sequence: readonly ScreenPlace[],
	place: ScreenPlace,
	beside: ScreenPlace = { kind: 'overall' }
): Position {
	const total = sequence.length;
	const index = sequence.findIndex((each) => isSamePlace(each, place));
	if (index >= 0) {
		return {
			number: index + 1,
			total,
			previous: sequence[index - 1] ?? null,
			next: sequence[index + 1] ?? null
		};
	}
	const nearest = Math.max(
		0,
		sequence.findIndex((each) => isSamePlace(each, beside))
	);
	return {
		number: null,
		total,
		previous: sequence[nearest] ?? null,
		next: sequence[nearest + 1] ?? sequence[nearest] ?? null
	};
}

/** What stays in the address from screen to screen, as it was asked for. */
export interface Kept {
	readonly year: string | null;
	readonly auto: string | null;
}

/** The address of a screen. The first page of the table has no number of its own. */
export function addressOf(place: ScreenPlace, { year, auto }: Kept): string {
	const query = new URLSearchParams();
	if (place.kind === 'attention' && place.page > 1) query.set('page', String(place.page));
	if (year !== null) query.set('year', year);
	if (auto !== null) query.set('auto', auto);
	const search = query.toString();
	return pathOf(place) + (search === '' ? '' : `?${search}`);
}

function pathOf(place: ScreenPlace): string {
	switch (place.kind) {
		case 'overall':
			return '/screen';
		case 'goal':
			return `/screen/goal/${encodeURIComponent(place.node)}`;
		case 'attention':
			return '/screen/attention';
		case 'kpi':
			return `/screen/kpi/${encodeURIComponent(place.code)}`;
	}
}

/** A page of the table from `?page=`: what is no such page is the nearest one, so that a shorter table never ends in an error. */
export function tablePage(asked: string | null, pages: number): number {
	const page = asked !== null && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
	return Math.min(Math.max(page, 1), Math.max(1, pages));
}

/** Most rows of a table that can be read from the last row of seats. */
export const MOST_ROWS = 8;

/**
 * Splits rows into pages: at most `MOST_ROWS` rows and no more than `capacity` in height. A row higher than
 * a page stands alone.
 */
export function packRows<T>(rows: readonly T[], heightOf: (row: T) => number, capacity: number): T[][] {
	const pages: T[][] = [];
	let free = 0;
	for (const row of rows) {
		const height = heightOf(row);
		const page = pages.at(-1);
		if (page === undefined || page.length === MOST_ROWS || height > free) {
			pages.push([row]);
			free = capacity - height;
		} else {
			page.push(row);
			free -= height;
		}
	}
	return pages;
}

function isSamePlace(a: ScreenPlace, b: ScreenPlace): boolean {
	return pathOf(a) === pathOf(b) && (a.kind !== 'attention' || b.kind !== 'attention' || a.page === b.page);
}
