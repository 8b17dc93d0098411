/** The demo city of one test, the people who act on its figures, and the figures as they are stored. */
import { afterEach, beforeEach } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import type { EntryRequest } from '#lib/server/results/commands.ts';
import { demoCity, type City } from './city.ts';

/** Made anew for every test of a file that calls `useCity`. */
export let city: City;
/** Of 健康推進課. */
export let editor: Context;
/** Of 高齢介護福祉課, and its head. */
export let korei: Context;
export let head: Context;
export let planner: Context;

/** Gives every test of the calling file a city of its own. */
export function useCity(): void {
	beforeEach(async () => {
		city = await demoCity();
		editor = city.as('editor_kenko');
		korei = city.as('editor_korei');
		head = city.as('head');
		planner = city.as('planner');
	});
	afterEach(() => city.close());
}

/** The year whose figures are called for on `NOW`. */
export const YEAR = 2025;

/** A result's present revision, of the city or one district. */
export interface StoredResult {
	readonly id: number;
	/** Null: the city's. */
	readonly district: string | null;
	readonly state: string;
	readonly version: number;
	readonly revision: number;
	/** The revision that counts. */
	readonly confirmed: number | null;
	readonly entered: string;
	readonly digits: number | null;
	readonly scale: number | null;
	readonly total: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly missing: string | null;
	readonly cause: string;
	readonly by: string;
	readonly onBehalf: number;
	readonly department: string;
}

/** The city's result and those of the districts, in the plan's order. */
export function storedRows(code: string, year = YEAR): StoredResult[] {
	return city.database.$client
		.prepare(
			`select r.id, d.code district, r.state, r.version, r.current_revision revision, r.confirmed_revision confirmed,
				v.entered_text entered, v.value_digits digits, v.value_scale scale, v.running_total_digits total,
				v.numerator_digits numerator, v.denominator_digits denominator, v.missing_reason missing, v.cause,
				v.entered_by_name "by", v.on_behalf onBehalf, v.department_name department
			from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.current_revision
			left join district d on d.id = r.district_id
			where i.code = ? and r.fiscal_year = ? order by d.position`
		)
		.all(code, year) as StoredResult[];
}

/** The city's result; undefined while nothing was entered. */
export function stored(code: string, year = YEAR): StoredResult | undefined {
	return storedRows(code, year).find(({ district }) => district === null);
}

/** The version that a page opened now would send; 0 before the first entry. */
export function versionOf(code: string, year = YEAR): number {
	return stored(code, year)?.version ?? 0;
}

/** What a person decides on who has the page open now. */
export function review(code: string, year = YEAR) {
	return { indicatorCode: code, fiscalYear: year, version: versionOf(code, year) };
}

/** A form with all remarks, every doubt confirmed, on the present version. */
export function entry(code: string, form: Partial<EntryRequest['form']>, year = YEAR): EntryRequest {
	return {
		indicatorCode: code,
		fiscalYear: year,
		form: {
			entered: '',
			state: 'final',
			cause: '会場が減ったため。',
			issue: '平日に受けられない人への機会。',
			nextAction: '休日の健診を追加する。',
			version: versionOf(code, year),
			confirmed: true,
			...form
		}
	};
}

/** The figure that counts, as it was entered; null where none does. */
export function counting(code: string, year = YEAR): string | null {
	const [entered] = city.column(
		`select v.entered_text from result r join indicator i on i.id = r.indicator_id
		join result_revision v on v.result_id = r.id and v.revision = r.confirmed_revision
		where i.code = ? and r.fiscal_year = ? and r.district_id is null`,
		code,
		year
	);
	return (entered as string | undefined) ?? null;
}

/** The year's judgement as it stands, and whether a figure is behind it (1) or not (0). */
export function judgement(code: string, year = YEAR): { status: string; reason: string; hasFigure: number } {
	return city.database.$client
		.prepare(
			`select j.status, j.reason_code reason, j.result_revision_id is not null hasFigure
			from judgement j join kpi k on k.id = j.kpi_id join indicator i on i.id = k.indicator_id
			where i.code = ? and j.fiscal_year = ?`
		)
		.get(code, year) as { status: string; reason: string; hasFigure: number };
}

/** The status that the year's judgement has. */
export function judged(code: string, year = YEAR): string {
	return judgement(code, year).status;
}

/** The statuses sealed for a closed year, the oldest first. */
export function sealed(code: string, year: number): string[] {
	return city.column(
		`select s.status from sealed_judgement s join kpi k on k.id = s.kpi_id join indicator i on i.id = k.indicator_id
		where i.code = ? and s.fiscal_year = ? order by s.sealed_at, s.id`,
		code,
		year
	) as string[];
}

/** What a result command writes. */
export const RESULT_TABLES = ['result', 'result_revision', 'result_event', 'audit_entry', 'idempotency_key'];

/** Rows of each table, to see that nothing was written, or how much. */
export function countRows(tables: readonly string[] = RESULT_TABLES): Record<string, number> {
	return Object.fromEntries(tables.map((table) => [table, city.count(table)]));
}

/** All that stands behind a figure besides. */
export const DETAIL_TABLES = [...RESULT_TABLES, 'evidence_file', 'evidence_content', 'handover_card'];

export const DISTRICTS = [
	'kamaishi',
	'heita',
	'nakazuma',
	'kasshi',
	'kosano',
	'unosumai',
	'kurihashi',
	'toni'
];

/** Eight figures for the eight districts, in their order. */
export function breakdown(...figures: string[]): Record<string, string> {
	return Object.fromEntries(DISTRICTS.map((code, index) => [code, figures[index] ?? '']));
}
