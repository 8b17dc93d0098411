/**
 * A rule as the flat fields of a form, and back. The schema (`rule.ts`) stays the one source of truth: what comes
 * back here is plain JSON, to be read by `readRule`. Shares stand in the fields as percents (0.95 is 95).
 */
import { KPI_KINDS, type KpiKind } from '#lib/domain/judging/band-rule.ts';
import type { RuleFault } from '#lib/domain/judging/rule-problems.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';

export type RuleFields = Record<string, string>;

/** Empty rows offered below the filled ones, for who works without a script. */
export const SPARE_GRADES = 2;
export const SPARE_BANDS = 2;

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** 「95」 of 0.95; anything that is no plain decimal comes back as it is, so that no input is lost. */
export function percentOf(share: unknown): string {
	return shifted(textOf(share), 2);
}

/** 0.95 of 「95」, 「９５ ％」; anything else comes back as it is, for the schema to refuse. */
export function shareOf(percent: string): string {
	return shifted(plain(percent).replace(/\s*%$/, ''), -2);
}

/** A figure as typed, in ASCII. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.trim()
		.replace(/^[−–—▲△]/, '-');
}

/** Moves the decimal point exactly, without trailing zeros. */
function shifted(text: string, places: number): string {
	const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
	if (!match) return text;
	const [, sign = '', whole = '', fraction = ''] = match;
	const digits =
		places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction;
	const scale = places > 0 ? Math.max(fraction.length - places, 0) : fraction.length - places;
	const at = digits.length - scale;
	const [before, after] = [digits.slice(0, at).replace(/^0+(?=\d)/, ''), digits.slice(at).replace(/0+$/, '')];
	const moved = after === '' ? before : `${before}.${after}`;
	return /^[0.]*$/.test(moved) ? moved : sign + moved;
}

const isShare = (measure: string) => measure === 'rate' || measure === 'pace' || measure.endsWith('-percent');

/** The fields of a rule, or of a draft that is not yet one: total for any JSON. */
export function fieldsOf(draft: unknown): RuleFields {
	const rule = isJson(draft) ? draft : {};
	const fields: RuleFields = { name: textOf(rule['name']) };
	if (rule['method'] === 'standard') standardFields(rule, fields);
	else bandFields(rule, fields);
	return fields;
}

function standardFields(rule: Json, fields: RuleFields): void {
	const thresholds = isJson(rule['thresholds']) ? rule['thresholds'] : {};
	fields['thresholds.onTrack'] = percentOf(thresholds['onTrack']);
	fields['thresholds.slightlyBehind'] = percentOf(thresholds['slightlyBehind']);
	fields['allowancePercent'] = textOf(rule['allowancePercent']);
	fields['behindAllowances'] = textOf(rule['behindAllowances']);
	labelFields(rule, fields);
}

function labelFields(rule: Json, fields: RuleFields): void {
	for (const [status, label] of Object.entries(isJson(rule['labels']) ? rule['labels'] : {}))
		fields[`labels.${status}`] = textOf(label);
}

function bandFields(rule: Json, fields: RuleFields): void {
	fields['source'] = textOf(rule['source']);
	objects(rule['grades']).forEach((grade, index) => {
		for (const key of ['id', 'label', 'meaning', 'status', 'points'])
			fields[`grades.${index}.${key}`] = textOf(grade[key]);
	});
	labelFields(rule, fields);
	const kinds = isJson(rule['kinds']) ? rule['kinds'] : {};
	for (const kind of Object.keys(KPI_KINDS)) {
		const each = kinds[kind];
		if (!isJson(each)) continue;
		fields[`kinds.${kind}.formula`] = textOf(each['formula']);
		fields[`kinds.${kind}.paced`] = each['paced'] === true ? 'on' : '';
		const undefinedAs = each['whenUndefined'];
		for (const side of ['met', 'unmet'])
			fields[`kinds.${kind}.${side}`] = isJson(undefinedAs) ? textOf(undefinedAs[side]) || NOT_JUDGED : '';
		if (Array.isArray(each['steps'])) stepFields(each['steps'], `kinds.${kind}.steps`, fields);
	}
	paceFields(isJson(rule['pace']) ? rule['pace'] : {}, fields);
	stepFields(rule['steps'], 'steps', fields);
	otherFields(rule, fields);
}

/** In a select of grades: 判定なし. */
export const NOT_JUDGED = '-';

function paceFields(pace: Json, fields: RuleFields): void {
	fields['pace.kind'] = textOf(pace['kind']);
	fields['pace.otherwise'] = textOf(pace['otherwise']);
	fields['pace.origin'] = textOf(pace['origin']);
	fields['pace.yearTarget'] = textOf(pace['yearTarget']);
	const plan = isJson(pace['plan']) ? pace['plan'] : {};
	fields['pace.firstYear'] = textOf(plan['firstYear']);
	fields['pace.lastYear'] = textOf(plan['lastYear']);
	fields['pace.shares'] = Array.isArray(pace['shares']) ? pace['shares'].map(percentOf).join(' ') : '';
}

function stepFields(steps: unknown, prefix: string, fields: RuleFields): void {
	objects(steps).forEach((step, index) => {
		const at = `${prefix}.${index}`;
		const measure = textOf(step['measure']);
		const bound = isShare(measure) ? percentOf : textOf;
		fields[`${at}.measure`] = measure;
		fields[`${at}.otherwise`] = step['otherwise'] === 'next' ? 'on' : '';
		fields[`${at}.unavailable`] = step['unavailable'] === 'next' ? 'on' : '';
		fields[`${at}.tolerance`] = step['tolerance'] === true ? 'on' : '';
		objects(step['bands']).forEach((band, position) => {
			const row = `${at}.bands.${position}`;
			fields[`${row}.grade`] = textOf(band['grade']);
			fields[`${row}.fromKind`] = band['above'] !== undefined ? 'above' : 'atLeast';
			fields[`${row}.from`] = bound(band['above'] ?? band['atLeast']);
			fields[`${row}.toKind`] = band['atMost'] !== undefined ? 'atMost' : 'below';
			fields[`${row}.to`] = bound(band['atMost'] ?? band['below']);
		});
	});
}

function otherFields(rule: Json, fields: RuleFields): void {
	const part = (key: string): Json => (isJson(rule[key]) ? rule[key] : {});
	const shown = part('shown');
	fields['shown.decimals'] = textOf(shown['decimals']);
	fields['shown.trimZeros'] = shown['trimZeros'] === true ? 'on' : '';
	fields['shown.rounding'] = textOf(shown['rounding']);
	for (const side of ['above', 'below']) {
		const limit = isJson(shown[side]) ? shown[side] : {};
		fields[`shown.${side}.bound`] = percentOf(limit['bound']);
		fields[`shown.${side}.text`] = textOf(limit['text']);
	}
	const tolerance = part('tolerance');
	fields['tolerance.value'] = textOf(tolerance['value']);
	fields['tolerance.units'] = Array.isArray(tolerance['units'])
		? tolerance['units'].map(textOf).join('、')
		: '';
	fields['firstYear'] = textOf(rule['firstYear']);
	fields['carried.judgedAs'] = textOf(part('carried')['judgedAs']);
	fields['carried.neverWorse'] = part('carried')['neverWorse'] === true ? 'on' : '';
	const aggregation = part('aggregation');
	const clip = isJson(aggregation['clip']) ? aggregation['clip'] : {};
	for (const key of ['of', 'method', 'decimals']) fields[`aggregation.${key}`] = textOf(aggregation[key]);
	fields['aggregation.least'] = percentOf(clip['least']);
	fields['aggregation.most'] = percentOf(clip['most']);
}

/**
 * The JSON of a form's fields, laid over `base`: what the form has no fields for (formulas in words, exceptions)
 * stays as it was. Empty rows are left out. Total; what cannot be right is left for `readRule` to name.
 */
export function draftOf(base: unknown, fields: RuleFields): Json {
	const from = isJson(base) ? base : {};
	const get = (name: string) => (fields[name] ?? '').trim();
	const own = from['method'] === 'standard' ? standardDraft(from, get) : bandDraft(from, fields, get);
	return { ...from, ...own, name: get('name') };
}

type Get = (name: string) => string;

function standardDraft(from: Json, get: Get): Json {
	const times = plain(get('behindAllowances'));
	return {
		thresholds: {
			onTrack: shareOf(get('thresholds.onTrack')),
			slightlyBehind: shareOf(get('thresholds.slightlyBehind'))
		},
		allowancePercent: plain(get('allowancePercent')).replace(/\s*%$/, ''),
		behindAllowances: asNumber(times),
		labels: labelsOf(from, get)
	};
}

function labelsOf(from: Json, get: Get): Json {
	const before = isJson(from['labels']) ? from['labels'] : {};
	return Object.fromEntries(Object.keys(before).map((status) => [status, get(`labels.${status}`)]));
}

/** A JSON number where the text is one; else the text, which the schema refuses. */
function asNumber(text: string): number | string {
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function bandDraft(from: Json, fields: RuleFields, get: Get): Json {
	const tolerance = plain(get('tolerance.value'));
	const units = listOf(get('tolerance.units'));
	return {
		...optional('source', get('source')),
		grades: gradesOf(fields, get),
		labels: labelsOf(from, get),
		kinds: kindsOf(from, fields, get),
		pace: paceOf(get),
		steps: stepsOf('steps', fields, get),
		shown: shownOf(get),
		tolerance: tolerance === '' ? undefined : { value: tolerance, ...(units.length > 0 ? { units } : {}) },
		firstYear: get('firstYear'),
		carried: { judgedAs: get('carried.judgedAs'), neverWorse: get('carried.neverWorse') === 'on' },
		aggregation: aggregationOf(get)
	};
}

function optional(key: string, text: string): Json {
	return { [key]: text === '' ? undefined : text };
}

function listOf(text: string): string[] {
	return text
		.split(/[、,，\s]+/)
		.map((each) => each.trim())
		.filter((each) => each !== '');
}

/** Indices of the rows that a form has under a prefix, in order. */
export function rowsUnder(prefix: string, fields: RuleFields): number[] {
	const found = new Set<number>();
	for (const name of Object.keys(fields)) {
		if (!name.startsWith(`${prefix}.`)) continue;
		const index = /^\d{1,3}(?=\.)/.exec(name.slice(prefix.length + 1))?.[0];
		if (index !== undefined) found.add(Number(index));
	}
	return [...found].sort((a, b) => a - b);
}

/** A new grade's id is its label; people never see ids. */
function gradesOf(fields: RuleFields, get: Get): Json[] {
	return rowsUnder('grades', fields).flatMap((index) => {
		const at = (key: string) => get(`grades.${index}.${key}`);
		if (at('label') === '' && at('meaning') === '' && at('points') === '') return [];
		return [
			{
				id: at('id') || at('label'),
				label: at('label'),
				...optional('meaning', at('meaning')),
				status: at('status'),
				...optional('points', plain(at('points')))
			}
		];
	});
}

function kindsOf(from: Json, fields: RuleFields, get: Get): Json {
	const before = isJson(from['kinds']) ? from['kinds'] : {};
	const kinds = (Object.keys(KPI_KINDS) as KpiKind[]).flatMap((kind): [string, Json][] => {
		const formula = get(`kinds.${kind}.formula`);
		if (formula === '') return [];
		const [met, unmet] = [get(`kinds.${kind}.met`), get(`kinds.${kind}.unmet`)];
		const grade = (id: string) => (id === '' || id === NOT_JUDGED ? null : id);
		const hadSteps = isJson(before[kind]) && Array.isArray(before[kind]['steps']);
		return [
			[
				kind,
				{
					formula,
					paced: get(`kinds.${kind}.paced`) === 'on',
					whenUndefined: met === '' && unmet === '' ? undefined : { met: grade(met), unmet: grade(unmet) },
					steps: hadSteps ? stepsOf(`kinds.${kind}.steps`, fields, get) : undefined
				}
			]
		];
	});
	return Object.fromEntries(kinds);
}

function paceOf(get: Get): Json {
	const kind = get('pace.kind');
	if (kind === 'yearly-target') return { kind, otherwise: get('pace.otherwise') || 'none' };
	const yearTarget = get('pace.yearTarget') || 'unused';
	switch (kind) {
		case 'line':
			return { kind, origin: get('pace.origin') || 'baseline-year', yearTarget };
		case 'elapsed': {
			const [firstYear, lastYear] = [plain(get('pace.firstYear')), plain(get('pace.lastYear'))];
			const plan =
				firstYear === '' && lastYear === ''
					? undefined
					: { firstYear: asNumber(firstYear), lastYear: asNumber(lastYear) };
			return { kind, plan, yearTarget };
		}
		case 'fixed':
			return { kind, shares: listOf(get('pace.shares')).map(shareOf), yearTarget };
		default:
			return { kind, yearTarget };
	}
}

function stepsOf(prefix: string, fields: RuleFields, get: Get): Json[] {
	return rowsUnder(prefix, fields).flatMap((index) => {
		const at = `${prefix}.${index}`;
		const measure = get(`${at}.measure`);
		if (measure === '') return [];
		const bound = isShare(measure) ? shareOf : plain;
		const bands = rowsUnder(`${at}.bands`, fields).flatMap((position) => {
			const row = `${at}.bands.${position}`;
			const [from, to] = [get(`${row}.from`), get(`${row}.to`)];
			if (get(`${row}.grade`) === '' && from === '' && to === '') return [];
			return [
				{
					grade: get(`${row}.grade`),
					...(from === '' ? {} : { [get(`${row}.fromKind`) === 'above' ? 'above' : 'atLeast']: bound(from) }),
					...(to === '' ? {} : { [get(`${row}.toKind`) === 'atMost' ? 'atMost' : 'below']: bound(to) })
				}
			];
		});
		return [
			{
				measure,
				bands,
				otherwise: get(`${at}.otherwise`) === 'on' ? 'next' : undefined,
				unavailable: get(`${at}.unavailable`) === 'on' ? 'next' : undefined,
				tolerance: get(`${at}.tolerance`) === 'on' ? true : undefined
			}
		];
	});
}

function shownOf(get: Get): Json {
	const limit = (side: string): Json => {
		const [bound, text] = [get(`shown.${side}.bound`), get(`shown.${side}.text`)];
		return bound === '' && text === '' ? {} : { [side]: { bound: shareOf(bound), text } };
	};
	return {
		decimals: asNumber(plain(get('shown.decimals'))),
		trimZeros: get('shown.trimZeros') === 'on',
		rounding: get('shown.rounding'),
		...limit('above'),
		...limit('below')
	};
}

function aggregationOf(get: Get): Json | undefined {
	const of = get('aggregation.of');
	if (of === '') return undefined;
	const [least, most] = [get('aggregation.least'), get('aggregation.most')];
	const clip =
		least === '' && most === ''
			? undefined
			: { ...optional('least', least && shareOf(least)), ...optional('most', most && shareOf(most)) };
	return {
		of,
		method: get('aggregation.method') || 'mean',
		clip,
		decimals: asNumber(plain(get('aggregation.decimals')) || '1')
	};
}

/** Rules as plain JSON without what is left out, so that two can be compared and stored. */
export function plainRule(rule: unknown): Json {
	return JSON.parse(JSON.stringify(rule)) as Json;
}

/** Whether two rules judge and read the same, whatever their version and the way figures are written (0.60, 0.6). */
export function sameRule(a: JudgementRule, b: JudgementRule): boolean {
	return canonical(a) === canonical(b);
}

function canonical(rule: JudgementRule): string {
	const { version: _, ...rest } = plainRule(draftOf(plainRule(rule), fieldsOf(rule)));
	return JSON.stringify(sorted(rest));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isJson(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, each]) => [key, sorted(each)])
	);
}

/** What a percent field says instead of the schema's words about decimals. */
export function inFormWords({ path, text }: RuleFault): RuleFault {
	const head = text.split('：')[0] ?? '';
	if (!text.includes('10進数で書いてください（%')) return { path, text };
	return {
		path,
		text: `${head.startsWith(path) ? '' : `${head}：`}数字だけで書いてください（例：80、12.5）。`
	};
}
