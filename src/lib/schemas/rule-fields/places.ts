/** The places of a rule as its page calls them: the label of a key, what may stand there, and the field's name. */
import { KPI_KINDS } from '#lib/domain/judging/band-rule.ts';
import { STATUSES } from '#lib/domain/model.ts';

/** What the page says of a place. `allowed` is what a form's field asks for, where the file asks otherwise. */
export interface Place {
	readonly label: string;
	readonly example?: string;
	readonly allowed?: string;
}

const PERCENT = '数字だけで書いてください（例：80、12.5）';
const FIGURE = '数字だけで書いてください（例：3、−1、0.5）';
const YEAR = '年度を「令和3年度」「R3」「2021」のように書いてください';

const PLAIN: Readonly<Record<string, Place>> = {
	id: {
		label: '符号',
		example: 'our-city',
		allowed: '英小文字・数字・「-」で書いてください（例：our-city）'
	},
	name: { label: '名前', example: '本市の基準' },
	version: { label: '版' },
	method: { label: '方法' },
	source: { label: '出典' },
	grades: { label: '区分' },
	kinds: { label: '指標の種類ごとの式' },
	steps: { label: 'しきい値' },
	thresholds: { label: 'しきい値' },
	'thresholds.onTrack': { label: '順調の下限', example: '95', allowed: PERCENT },
	'thresholds.slightlyBehind': { label: 'やや遅れの下限', example: '60', allowed: PERCENT },
	allowancePercent: { label: '許容幅', example: '5', allowed: PERCENT },
	behindAllowances: { label: '遅れとする範囲', example: '2' },
	labels: { label: '言葉' },
	formulas: { label: '式の言葉' },
	pace: { label: '予定' },
	'pace.kind': { label: '予定の決め方', example: '年度目標' },
	'pace.otherwise': { label: '年度目標がないとき' },
	'pace.origin': { label: '直線の始まり' },
	'pace.yearTarget': { label: '年度目標の使い方' },
	'pace.shares': {
		label: '計画1年目からの割合',
		example: '20 40 60 80 100',
		allowed: '数字を間を空けて並べてください（例：20 40 60 80 100）'
	},
	'pace.plan.firstYear': { label: '計画の最初の年度', example: '令和3年度', allowed: YEAR },
	'pace.plan.lastYear': { label: '計画の最後の年度', example: '令和8年度', allowed: YEAR },
	shown: { label: '率の表示' },
	'shown.decimals': { label: '率の表示の「小数の桁」', example: '1' },
	'shown.trimZeros': { label: '末尾の0を省く' },
	'shown.rounding': { label: '率の表示の「端数」' },
	'shown.above.bound': { label: '率の表示の「上限を超えたら」', example: '100', allowed: PERCENT },
	'shown.above.text': { label: '率の表示の「上限の言葉」', example: '100%超' },
	'shown.below.bound': { label: '率の表示の「下限を下回ったら」', example: '0', allowed: PERCENT },
	'shown.below.text': { label: '率の表示の「下限の言葉」', example: '0%未満' },
	rateRounding: { label: '判定に使う率の端数' },
	'rateRounding.decimals': { label: '判定に使う率の小数の桁' },
	'rateRounding.rounding': { label: '判定に使う率の端数' },
	tolerance: { label: '誤差の幅' },
	'tolerance.value': { label: '誤差の幅（±）', example: '0.5', allowed: FIGURE },
	'tolerance.units': { label: '誤差の幅を使う単位', example: '人、件' },
	firstYear: { label: '計画の初年度' },
	'carried.judgedAs': { label: '前の年度の値の据え置き' },
	'carried.neverWorse': { label: '据え置きの値では、前年度の判定より悪くしない' },
	aggregation: { label: '点数の集計' },
	'aggregation.of': { label: '集計するもの' },
	'aggregation.method': { label: '集計の方法' },
	'aggregation.decimals': { label: '点数の集計の「小数の桁」', example: '1' },
	'aggregation.clip.least': { label: '点数の集計の「率の下限」', example: '0', allowed: PERCENT },
	'aggregation.clip.most': { label: '点数の集計の「率の上限」', example: '100', allowed: PERCENT },
	exceptions: { label: '例外の指標' },
	variants: { label: '別の決め方' }
};

const STEP: Readonly<Record<string, Place>> = {
	measure: { label: '測るもの', example: '達成率' },
	bands: { label: '区分の表' },
	when: { label: '条件' },
	otherwise: { label: 'どれにも入らなければ次の段へ' },
	unavailable: { label: '測れなければ次の段へ' },
	tolerance: { label: '誤差の幅の中は0とみなす' }
};

const BAND: Readonly<Record<string, Place>> = {
	grade: { label: '区分' },
	atLeast: { label: '下の限度', allowed: PERCENT },
	above: { label: '下の限度', allowed: PERCENT },
	atMost: { label: '上の限度', allowed: PERCENT },
	below: { label: '上の限度', allowed: PERCENT }
};

const GRADE: Readonly<Record<string, Place>> = {
	id: { label: 'id' },
	label: { label: '印字', example: 'A' },
	meaning: { label: '意味' },
	status: { label: '集計で数える状態', example: STATUSES.achieved },
	points: { label: '評価点', example: '3', allowed: FIGURE }
};

const KIND: Readonly<Record<string, string>> = {
	formula: '達成率の式',
	paced: '予定を当てる',
	whenUndefined: '割り算できないとき',
	'whenUndefined.met': '割り算できず、目標に達しているとき',
	'whenUndefined.unmet': '割り算できず、達していないとき'
};

/** The label of a key such as `steps.0.bands.1.grade`; null for one that the page has no words for. */
export function placeWords(key: string): Place | null {
	if (Object.hasOwn(PLAIN, key)) return PLAIN[key] ?? null;
	const [, prefix = '', rest = ''] =
		/^(grades|steps|kinds|labels|variants|pace|tolerance|exceptions)\.(.+)$/.exec(key) ?? [];
	switch (prefix) {
		case 'grades':
			return rowPlace(rest, GRADE, (row) => `${row}つ目の区分`);
		case 'steps':
			return stepPlace(rest);
		case 'kinds':
			return kindPlace(rest);
		case 'labels': {
			const word = STATUSES[rest as keyof typeof STATUSES] ?? rest;
			return { label: `「${word}」の言葉`, example: word };
		}
		case 'variants':
			return variantPlace(rest);
		case 'exceptions':
			return rowPlace(rest, {}, (row) => `${row}つ目の例外`);
		default:
			return prefix === '' ? null : (PLAIN[`${prefix}.${rest.split('.')[0]}`] ?? null);
	}
}

/** The name of the field in which a key is mended; the key itself where it is a field of its own. */
export function fieldName(key: string): string {
	return key
		.replace(/\.(atLeast|above)$/, '.from')
		.replace(/\.(atMost|below)$/, '.to')
		.replace(/\.whenUndefined\.(met|unmet)$/, '.$1')
		.replace(/^pace\.plan\./, 'pace.')
		.replace(/^(pace\.shares|tolerance\.units)\.\d+$/, '$1')
		.replace(/^aggregation\.clip\./, 'aggregation.');
}

function rowPlace(
	rest: string,
	places: Readonly<Record<string, Place>>,
	rowText: (row: number) => string
): Place | null {
	const [, index, own] = /^(\d+)(?:\.(.+))?$/.exec(rest) ?? [];
	if (index === undefined) return null;
	const row = rowText(Number(index) + 1);
	if (own === undefined) return { label: row };
	const place = places[own];
	return place === undefined ? { label: row } : { ...place, label: `${row}の${place.label}` };
}

function stepPlace(rest: string): Place | null {
	const [, index, band] = /^(\d+)\.bands\.(.+)$/.exec(rest) ?? [];
	if (index !== undefined && band !== undefined)
		return rowPlace(band, BAND, (row) => `${Number(index) + 1}段目の${row}つ目`);
	return rowPlace(rest.replace(/(when)\..+$/, '$1'), STEP, (row) => `${row}段目`);
}

function kindPlace(rest: string): Place | null {
	const [, kind = '', own = ''] = /^([^.]+)(?:\.(.+))?$/.exec(rest) ?? [];
	if (!Object.hasOwn(KPI_KINDS, kind)) return null;
	const name = KPI_KINDS[kind as keyof typeof KPI_KINDS];
	if (own === '') return { label: name };
	const step = own.startsWith('steps.') ? stepPlace(own.slice('steps.'.length)) : null;
	if (step !== null) return { ...step, label: `${name}の${step.label}` };
	return { label: KIND[own] === undefined ? name : `${name}の「${KIND[own]}」` };
}

function variantPlace(rest: string): Place | null {
	const [, index, own = ''] = /^(\d+)(?:\.(.+))?$/.exec(rest) ?? [];
	if (index === undefined) return null;
	const label = `${Number(index) + 1}つ目の別の決め方`;
	const place = own === '' ? null : placeWords(own);
	return place === null ? { label } : { ...place, label: `${label}の${place.label}` };
}
