/** The steps of a rule by bands: what is measured, and the bands of values with their grades. */
import { conditionWords } from '#lib/domain/judging/band-rule-words.ts';
import { MEASURES, type Measure } from '#lib/domain/judging/band-rule.ts';
import { exact } from '#lib/domain/judging/intervals.ts';
import { rowsUnder, tick, type Get, type RuleFields } from './form.ts';
import { isJson, objectsOf, textOf, type Json } from './json.ts';
import { percentOf, plainFigure, shareOf } from './percent.ts';

/** Measures whose bounds are shares, shown in percent. */
function isShare(measure: string): boolean {
	return measure === 'rate' || measure === 'pace' || measure.endsWith('-percent');
}

/** The condition of a step in words, only to be read: it is mended in the JSON. Empty without one, or for a draft of one. */
function conditionOf(when: unknown): string {
	if (!isJson(when) || !Object.hasOwn(MEASURES, textOf(when['measure']))) return '';
	const { measure, tolerance, ...bounds } = when;
	const isPlain = Object.values(bounds).every((each) => typeof each === 'string' && exact(each));
	if (!isPlain) return '';
	return conditionWords({ measure: measure as Measure, tolerance: tolerance === true, ...bounds });
}

/** `steps.0.measure`, `steps.0.bands.1.from` and so on, under a prefix. */
export function stepFields(prefix: string, steps: unknown): RuleFields {
	const fields: RuleFields = {};
	objectsOf(steps).forEach((step, index) => {
		const at = `${prefix}.${index}`;
		const measure = textOf(step['measure']);
		fields[`${at}.measure`] = measure;
		fields[`${at}.when`] = conditionOf(step['when']);
		fields[`${at}.otherwise`] = tick(step['otherwise'] === 'next');
		fields[`${at}.unavailable`] = tick(step['unavailable'] === 'next');
		fields[`${at}.tolerance`] = tick(step['tolerance'] === true);
		const bound = isShare(measure) ? percentOf : textOf;
		objectsOf(step['bands']).forEach((band, position) => {
			const row = `${at}.bands.${position}`;
			fields[`${row}.grade`] = textOf(band['grade']);
			fields[`${row}.fromKind`] = band['above'] !== undefined ? 'above' : 'atLeast';
			fields[`${row}.from`] = bound(band['above'] ?? band['atLeast']);
			fields[`${row}.toKind`] = band['atMost'] !== undefined ? 'atMost' : 'below';
			fields[`${row}.to`] = bound(band['atMost'] ?? band['below']);
		});
	});
	return fields;
}

/**
 * The steps that measure something, with the bands of their filled rows. The form has no fields for the condition
 * of a step: it stays with the step of `before` that measures the same at the same place.
 */
export function stepsOf(prefix: string, fields: RuleFields, get: Get, before: unknown): Json[] {
	return rowsUnder(prefix, fields).flatMap((index) => {
		const at = `${prefix}.${index}`;
		const measure = get(`${at}.measure`);
		if (measure === '') return [];
		const own = objectsOf(before)[index];
		return [
			{
				measure,
				when: own?.['measure'] === measure ? own['when'] : undefined,
				bands: bandsOf(`${at}.bands`, fields, get, isShare(measure) ? shareOf : plainFigure),
				otherwise: get(`${at}.otherwise`) === 'on' ? 'next' : undefined,
				unavailable: get(`${at}.unavailable`) === 'on' ? 'next' : undefined,
				tolerance: get(`${at}.tolerance`) === 'on' ? true : undefined
			}
		];
	});
}

function bandsOf(prefix: string, fields: RuleFields, get: Get, bound: (text: string) => string): Json[] {
	return rowsUnder(prefix, fields).flatMap((position) => {
		const at = (key: string) => get(`${prefix}.${position}.${key}`);
		const [grade, from, to] = [at('grade'), at('from'), at('to')];
		if (grade === '' && from === '' && to === '') return [];
		return [
			{
				grade,
				...(from === '' ? {} : { [at('fromKind') === 'above' ? 'above' : 'atLeast']: bound(from) }),
				...(to === '' ? {} : { [at('toKind') === 'atMost' ? 'atMost' : 'below']: bound(to) })
			}
		];
	});
}
