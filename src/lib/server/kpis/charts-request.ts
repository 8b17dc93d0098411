/** What the address of the small charts asks for. */
import { DomainError } from '#lib/domain/errors.ts';
import { demandKnown } from './list/request.ts';

/** 縦軸 of the charts, by the code in the address. */
export const CHART_SCALES = {
	common: '共通（基準値0・最終目標100）',
	unit: '指標ごとの単位'
} as const;
export type ChartScale = keyof typeof CHART_SCALES;

export interface ChartsRequest {
	/** As asked in the address; null where not. */
	readonly plan: string | null;
	readonly node: string | null;
	readonly department: string | null;
	readonly year: string | null;
	readonly scale: ChartScale;
	readonly today: string;
}

/** `chapter` is what the list of KPIs calls a node. */
const WORDS = {
	plan: '基本計画',
	node: '基本目標・章',
	chapter: '章',
	department: '担当課',
	year: '年度',
	scale: '縦軸'
} as const;

/**
 * Reads the address. Nothing asked for is the common scale of the first chapter.
 * @throws DomainError `not-found` for a parameter or a scale that there is not, naming what there is; `invalid` where
 * one is given twice, or the node under both its names.
 */
export function chartsRequestOf(parameters: URLSearchParams, today: string): ChartsRequest {
	for (const name of parameters.keys())
		demandKnown(
			'指定',
			name,
			Object.entries(WORDS).map(([code, word]) => ({ code, name: word }))
		);
	const one = (name: keyof typeof WORDS): string | null => {
		const all = parameters.getAll(name).map((text) => text.trim());
		if (all.length > 1) throw new DomainError('invalid', `「${WORDS[name]}」は1つだけ指定してください。`);
		return all[0] || null;
	};
	const [node, chapter] = [one('node'), one('chapter')];
	if (node !== null && chapter !== null && node !== chapter)
		throw new DomainError(
			'invalid',
			'「基本目標・章」（node）と「章」（chapter）は、どちらか1つだけ指定してください。'
		);
	return {
		plan: one('plan'),
		node: node ?? chapter,
		department: one('department'),
		year: one('year'),
		scale: scaleOf(one('scale')),
		today
	};
}

function scaleOf(code: string | null): ChartScale {
	if (code === null) return 'common';
	demandKnown(
		'縦軸',
		code,
		Object.entries(CHART_SCALES).map(([each, name]) => ({ code: each, name }))
	);
	return code as ChartScale;
}
