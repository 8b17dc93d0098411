import { UNCONFIRMED, type Status } from '#lib/domain/model.ts';

/** What is drawn of a status: 未確定 is 判定なし to every rule, but a figure is there, so that it has a shape of its own. */
export type Shape = Status | 'unconfirmed';

/** The shape of a status that stands beside this word. */
export function shapeOf(status: Status, word: string | null | undefined): Shape {
	return status === 'none' && word === UNCONFIRMED ? 'unconfirmed' : status;
}

/** The status marks of a 16×16 canvas. Shape and word always stand with the colour. 未確定 is half filled. */
export const STATUS_MARKS: Record<Shape, string> = {
	achieved:
		'<circle cx="8" cy="8" r="8" fill="#00118F"/><path d="M4.2 8.3l2.6 2.6 5-5.4" fill="none" stroke="#fff" stroke-width="2"/>',
	'on-track':
		'<circle cx="8" cy="8" r="8" fill="#0877D7"/><path d="M3.8 8h7.6M8.4 4.9L11.5 8l-3.1 3.1" fill="none" stroke="#fff" stroke-width="2"/>',
	'slightly-behind':
		'<path d="M8 .8L15.2 8 8 15.2.8 8z" fill="#FFC700" stroke="#604B00" stroke-width="1.4"/><path d="M8 4.2v4.6M8 10.4v1.7" stroke="#000" stroke-width="1.9"/>',
	behind:
		'<rect x=".5" y=".5" width="15" height="15" rx="2" fill="#E25100"/><path d="M5.6 3.8v5M5.6 10.6v1.8M10.4 3.8v5M10.4 10.6v1.8" stroke="#fff" stroke-width="1.9"/>',
	regressed:
		'<path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" fill="#850000"/><path d="M11.8 10.8V7.6a2 2 0 0 0-2-2H4.6M7 3.1L4.3 5.6 7 8.1" fill="none" stroke="#fff" stroke-width="1.8"/>',
	none: '<circle cx="8" cy="8" r="7" fill="none" stroke="#4D4D4D" stroke-width="1.6" stroke-dasharray="3 2.2"/><path d="M4.8 8h6.4" stroke="#4D4D4D" stroke-width="1.8"/>',
	unconfirmed:
		'<rect x="1.4" y="1.4" width="13.2" height="13.2" rx="2" fill="#fff" stroke="#4D4D4D" stroke-width="1.6"/><path d="M1.4 8h13.2v4.6a2 2 0 0 1-2 2H3.4a2 2 0 0 1-2-2z" fill="#4D4D4D"/>',
	missing:
		'<rect x="1.4" y="1.4" width="13.2" height="13.2" rx="2" fill="none" stroke="#4D4D4D" stroke-width="1.6" stroke-dasharray="1.6 2.2"/>',
	outside: '<path d="M3.5 8h9" stroke="#949494" stroke-width="1.8"/>'
};

/** One unit in a row of units (one unit = one KPI): fill, edge, and what stands in it (a half fill, a bar). */
export const STATUS_UNITS: Record<
	Shape,
	{ fill: string; stroke: string; dash: string | null; inside?: 'half' | 'bar' }
> = {
	achieved: { fill: '#00118F', stroke: '#00118F', dash: null },
	'on-track': { fill: '#0877D7', stroke: '#0877D7', dash: null },
	'slightly-behind': { fill: '#FFC700', stroke: '#604B00', dash: null },
	behind: { fill: '#E25100', stroke: '#E25100', dash: null },
	regressed: { fill: '#850000', stroke: '#850000', dash: null },
	none: { fill: '#fff', stroke: '#4D4D4D', dash: '3 2', inside: 'bar' },
	unconfirmed: { fill: '#fff', stroke: '#4D4D4D', dash: null, inside: 'half' },
	missing: { fill: '#fff', stroke: '#4D4D4D', dash: '1.5 2' },
	outside: { fill: '#F2F2F2', stroke: '#D8D8DB', dash: null }
};

/** The order in which shapes are listed and drawn. */
export const STATUS_ORDER = [
	'achieved',
	'on-track',
	'slightly-behind',
	'behind',
	'regressed',
	'none',
	'unconfirmed',
	'missing',
	'outside'
] as const satisfies readonly Shape[];
