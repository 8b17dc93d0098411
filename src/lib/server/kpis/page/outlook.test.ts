/** 見通し and なぜ動いたか of the demo city's KPIs, as it stands on July 28, 令和8年. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity, type City } from '#tests/support/city.ts';
import { readApiKpis } from '../api/kpis.ts';
import { readKpiPage } from './page.ts';

const TODAY = '2026-07-28';
let city: City;

beforeAll(async () => {
	city = await demoCity();
}, 60_000);

afterAll(() => city.close());

const page = (code: string, year: string | null = null) =>
	readKpiPage(city.database, { code, year, today: TODAY, seesHandover: false });
const api = (from: string | null = null) =>
	readApiKpis(city.database, { year: '2025', edition: null, from, to: from, today: TODAY });
const sentence = (code: string, year: string | null = null) => {
	const { before, verdict, after } = page(code, year).panel.outlook.words;
	return before + verdict + after;
};

describe('outlook', () => {
	it('says what the panel of the mockup says, whatever year is shown', () => {
		const said = 'このままの傾向が続いた場合、最終目標 50.0% には届かない見込み';
		expect(sentence('Z022')).toBe(said);
		expect(sentence('Z022', '2022')).toBe(said);
	});

	it('is drawn after the last actual, with the years that lead to a final year beyond the plan', () => {
		const { chart, panel } = page('Z022');
		expect(
			chart?.years.slice(-4).map(({ label, actual, projection }) => [label, actual?.text, projection?.text])
		).toEqual([
			['R7', '37.9', undefined],
			['R8', undefined, '41.0'],
			['R9', undefined, '41.4'],
			['R10', undefined, '41.8']
		]);
		expect(chart?.final?.column).toBe((chart?.years.length ?? 0) - 1);
		expect(panel.outlook.basis).toContain('実績ではありません');
	});

	it('is silent where the rules say so', () => {
		expect(sentence('Z038')).toBe('最終年度の実績があるため、見通しは示しません');
		expect(page('Z038').chart?.years.some(({ projection }) => projection)).toBe(false);
		const later = readApiKpis(city.database, {
			year: '2026',
			edition: null,
			from: null,
			to: null,
			today: TODAY
		});
		expect(
			new Set(later.filter(({ direction }) => direction !== 'stage').map(({ outlook }) => outlook.text))
		).toEqual(new Set(['最終年度まで3年を超えるため表示しません']));
		expect(api().find(({ direction }) => direction === 'stage')?.outlook).toMatchObject({
			points: [],
			finalEstimate: null
		});
	});

	it('never rounds an estimate onto the target, and names sums', () => {
		expect(page('Z071').panel.outlook.years).toEqual([{ year: 2025, text: '累計 9.5', band: '8〜12' }]);
		expect(page('Z071').chart?.years.at(-1)?.projection?.text).toBe('9.5');
	});

	it('is the same in the API, whatever years are asked for', () => {
		const of = (list: ReturnType<typeof api>) => list.find(({ code }) => code === 'Z022')?.outlook;
		expect(of(api())).toMatchObject({
			verdict: '届かない見込み',
			verdictCode: 'will-miss',
			text: sentence('Z022'),
			finalEstimate: 41.8,
			measuredYears: [2019, 2021, 2022, 2023, 2024, 2025]
		});
		expect(of(api('2022'))).toEqual(of(api()));
	});
});

describe('why it moved', () => {
	it('adds up as in the mockup', () => {
		expect(page('Z022').panel.why).toMatchObject({
			heading: '目標との差は −1.9 から −8.1 へ',
			unit: 'ポイント',
			rows: [
				{ label: '実績', figures: '42.1 → 37.9', value: '−4.2' },
				{ label: '予定された目標の伸び', figures: '44.0 → 46.0', value: '−2.0' },
				{ label: '目標の改定', figures: '', value: 'なし' },
				{ label: '定義の変更', figures: '', value: 'なし' }
			]
		});
	});

	it('tells a revision from the planned step', () => {
		expect(page('Z038').panel.why).toMatchObject({
			rows: [
				{ figures: '188 → 196', value: '＋8' },
				{ figures: '210 → 260', value: '−50' },
				{ figures: '260 → 235', value: '＋25' },
				{ figures: '', value: 'なし' }
			],
			notes: ['差＝実績−目標。0以上なら目標に届いています', '改定後の目標：最終目標']
		});
	});

	it('puts the movement over a change of definition under its own name', () => {
		const why = page('Z021', '2024').panel.why;
		expect(why?.rows[0]).toEqual({ label: '実績', figures: '', value: '分けられません' });
		expect(why?.rows[3]).toEqual({ label: '定義の変更', figures: '45.5 → 66.7', value: '＋21.2' });
		expect(why?.notes).toContain('定義が変わったため、実績の動きは定義の変更と分けられません');
	});

	it('names carried values', () => {
		expect(page('Z007', '2024').panel.why).toMatchObject({
			heading: 'R5の値の据え置きのため、目標との差は動いていません',
			rows: []
		});
		expect(page('Z007', '2025').panel.why?.notes).toContain(
			'R6はR5の値の据え置きのため、測定したR5とR7を比べています'
		);
	});

	it('adds up for every KPI and year, and never prints what is no number', () => {
		let split = 0;
		for (const { code } of api().slice(0, 30))
			for (const year of ['2022', '2024', '2025']) {
				const { panel } = page(code, year);
				expect(JSON.stringify(panel.why)).not.toMatch(/NaN|Infinity|undefined|−0(?![.\d])/);
				if (panel.why?.rows.length === 4) split += 1;
			}
		expect(split).toBeGreaterThan(20);
	});
});
