/** The steps of a rule by bands: what is measured, and the bands of values with their grades. */
import { rowsUnder, tick, type Get, type RuleFields } from './form.ts';
import { objectsOf, textOf, type Json } from './json.ts';
import { percentOf, plainFigure, shareOf } from './percent.ts';

/** Measures whose bounds are shares, shown in percent. */
function isShare(measure: string): boolean {
	return measure === 'rate' || measure === 'pace' || measure.endsWith('-percent');
}

/** `steps.0.measure`, `steps.0.bands.1.from` and so on, under a prefix. */
export function stepFields(prefix: string, steps: unknown): RuleFields {
	const fields: RuleFields = {};
	objectsOf(steps).forEach((step, index) => {
		const at = `${prefix}.${index}`;
		const measure = textOf(step['measure']);
		fields[`${at}.measure`] = measure;
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

/** The steps that measure something, with the bands of their filled rows. */
export function stepsOf(prefix: string, fields: RuleFields, get: Get): Json[] {
	return rowsUnder(prefix, fields).flatMap((index) => {
		const at = `${prefix}.${index}`;
		const measure = get(`${at}.measure`);
		if (measure === '') return [];
		return [
			{
				measure,
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
