/** Spells out the series: revisions, workflow and remarks of every figure. */
import type { MissingReason, ValueState, WorkflowState } from '#lib/domain/model.ts';
import { departmentOf, indicatorCode } from './build-indicators.ts';
import { OPEN_YEAR } from './editions.ts';
import { addDays, eraYear, yearAndValue } from './read.ts';
import type { IndicatorSource } from './sources.ts';
import type {
	IndicatorSeed,
	RemarksSeed,
	ResultRevisionSeed,
	ResultSeed,
	WorkflowEventSeed
} from './types.ts';

const FIRST_YEAR = 2021;
const MISSING: Readonly<Record<string, MissingReason>> = {
	'…': 'unknown',
	n: 'no-survey',
	x: 'suppressed',
	na: 'not-applicable'
};
const ENTERED: Readonly<Record<MissingReason, string>> = {
	unknown: '…',
	'no-survey': '',
	suppressed: 'x',
	'not-applicable': '－'
};
const WORKFLOW: Readonly<Record<string, WorkflowState>> = {
	c: 'confirmed',
	s: 'submitted',
	h: 'head-confirmed',
	r: 'returned',
	d: 'draft'
};
const PLANNER = '総合政策課 菊池';

/** Five years of results of every indicator. @throws RangeError naming a source that has not five. */
export function buildResults(
	sources: readonly IndicatorSource[],
	indicators: readonly IndicatorSeed[]
): ResultSeed[] {
	return sources.flatMap((source, index) => {
		const indicator = indicators[index];
		if (indicator === undefined) throw new RangeError(`no indicator for ${source.name}`);
		const tokens = source.results.split(' ');
		if (tokens.length !== 5) throw new RangeError(`${source.name} needs five results: ${source.results}`);
		const years = tokens.flatMap((token, step) =>
			token === '_' ? [] : [resultOf(source, indicator, index, FIRST_YEAR + step, token)]
		);
		return [...baselineResult(source, indicator, index), ...years];
	});
}

/** The figure that the baseline was printed from, where it is a figure of the same measure. */
function baselineResult(source: IndicatorSource, indicator: IndicatorSeed, index: number): ResultSeed[] {
	const kpi = source.zenki;
	if (kpi?.base === undefined || kpi.baselineUse === 'reference') return [];
	const [year, value] = yearAndValue(kpi.base);
	return year < FIRST_YEAR && value !== null ? [resultOf(source, indicator, index, year, value)] : [];
}

function resultOf(
	source: IndicatorSource,
	indicator: IndicatorSeed,
	index: number,
	year: number,
	token: string
): ResultSeed {
	// Spread the days, so that not everything happened on the same one.
	const entered = addDays(`${year + 1}-06-18`, (index * 7) % 27);
	const workflow = year === OPEN_YEAR ? (WORKFLOW[source.r7 ?? 'c'] ?? 'confirmed') : 'confirmed';
	const department = reportingDepartment(indicator, `${year + 1}-07-15`, source.department);
	const era = `R${year - 2018}`;
	const onBehalf = source.proxy === true && year === OPEN_YEAR;
	return {
		indicator: indicatorCode(index),
		year,
		department,
		revisions: revisionsOf(source, era, token, entered),
		remarks: remarksOf(source, era),
		workflow,
		events: eventsOf(workflow, entered, departmentOf(department).name, source.returned ?? null, onBehalf),
		byDistrict: year === 2024 ? (source.byDistrict ?? {}) : {}
	};
}

/** The department that held the indicator when the figure was reported. */
function reportingDepartment(indicator: IndicatorSeed, on: string, otherwise: string): string {
	const holder = indicator.responsibilities.find(
		({ kind, validFrom, validTo }) =>
			kind === 'lead' && validFrom <= on && (validTo === null || on <= validTo)
	);
	return holder?.department ?? indicator.responsibilities[0]?.department ?? otherwise;
}

function revisionsOf(
	source: IndicatorSource,
	era: string,
	token: string,
	enteredOn: string
): ResultRevisionSeed[] {
	const figures = source.figures?.[era];
	const now = {
		...revisionOf(token, enteredOn),
		...(figures && { entered: figures.join('/'), numerator: figures[0], denominator: figures[1] })
	};
	const late = source.late?.[era];
	if (late !== undefined)
		return [revisionOf(late, enteredOn), { ...now, enteredOn: addDays(enteredOn, 170) }];
	const correction = source.corrected?.[era];
	if (correction === undefined) return [now];
	const [before, reason] = correction;
	return [
		{ ...now, entered: before, value: before, numerator: null, denominator: null },
		{ ...now, state: 'corrected', enteredOn: addDays(enteredOn, 200), reason, approvedBy: PLANNER }
	];
}

/** One token of `IndicatorSource.results`. */
function revisionOf(token: string, enteredOn: string): ResultRevisionSeed {
	const base = {
		carriedFrom: null,
		enteredOn,
		reason: null,
		approvedBy: null,
		byDistrict: {},
		numerator: null,
		denominator: null
	};
	const missing = MISSING[token];
	if (missing !== undefined) return { ...base, entered: ENTERED[missing], value: null, state: null, missing };
	const [figure = '', carried] = token.split('<');
	const state: ValueState = figure.endsWith('p')
		? 'preliminary'
		: figure.endsWith('f')
			? 'forecast'
			: 'final';
	const value = state === 'final' ? figure : figure.slice(0, -1);
	const carriedFrom = carried === undefined ? null : eraYear(carried);
	return { ...base, entered: value, value, state, missing: null, carriedFrom };
}

function remarksOf(source: IndicatorSource, era: string): RemarksSeed | null {
	const remarks = source.remarks?.[era];
	return remarks ? { cause: remarks[0], issue: remarks[1], plan: remarks[2] } : null;
}

/** What happened to the figure, in order, up to where it stands now. */
function eventsOf(
	workflow: WorkflowState,
	entered: string,
	by: string,
	returned: string | null,
	onBehalf: boolean
): WorkflowEventSeed[] {
	const author = onBehalf ? PLANNER : by;
	const event = (state: WorkflowState, after: number, who: string, reason: string | null = null) => ({
		state,
		on: addDays(entered, after),
		by: who,
		reason,
		onBehalf
	});
	const draft = event('draft', 0, author);
	const submitted = event('submitted', 2, author);
	switch (workflow) {
		case 'draft':
			return [draft];
		case 'submitted':
			return [draft, submitted];
		case 'head-confirmed':
			return [draft, submitted, event('head-confirmed', 3, `${by}長`)];
		case 'returned':
			return [draft, submitted, event('returned', 6, PLANNER, returned ?? '根拠の資料を確かめてください。')];
		case 'confirmed':
			return [draft, submitted, event('confirmed', 8, PLANNER)];
	}
}
