/** Tables as clerks have them: with sums, mixed keys, years downwards, or no head at all. */
import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import { readClipboardTable } from './clipboard.ts';
import type { GridRow, PasteGrid } from './grid.ts';
import { matchBlock, type MatchedBlock } from './match.ts';
import { isSumWord } from './sum-row.ts';

const row = (code: string, name: string, unit: string, known: Record<number, string> = {}): GridRow => ({
	code,
	names: [name],
	unit,
	stages: [],
	known: new Map(Object.entries(known).map(([year, value]) => [Number(year), decimal(value)]))
});

const GRID: PasteGrid = {
	rows: [
		row('I01', '特定健康診査の受診率', '%', { 2022: '33.1', 2023: '34.0', 2024: '34.9' }),
		row('I02', '健康相談の利用者数', '人', { 2022: '2300', 2023: '2310', 2024: '2340' }),
		row('I03', '特定保健指導の実施率', '%', { 2022: '33.1', 2023: '20.5', 2024: '21.0' })
	],
	others: [row('I099', '港のコンテナ取扱量', 'TEU')],
	years: [2022, 2023, 2024, 2025],
	year: 2025,
	start: { code: null, column: 'entered' },
	blank: 'keep'
};

function match(text: string, more: Partial<PasteGrid> = {}): MatchedBlock {
	const reading = readClipboardTable(text);
	if (!reading.ok) throw new Error(reading.message);
	return matchBlock(reading.table, { ...GRID, ...more });
}

const said = ({ proposals }: MatchedBlock) =>
	proposals.map(
		({ indicatorCode, fiscalYear, entered, place }) => `${indicatorCode} ${fiscalYear} ${entered} ${place}`
	);
const reasons = ({ cells }: MatchedBlock, kind: 'ignored' | 'refused') =>
	cells.flatMap(({ fate }) => (fate.kind === kind ? [fate.why] : []));

describe('rows of sums', () => {
	it.each(['合計', '計', '小 計', '総計', '平均', '【合計】', '（計）', '課平均', '合計値', '計：'])(
		'「%s」 is one',
		(word) => expect(isSumWord(word)).toBe(true)
	);

	it.each(['', '計画', '業務継続計画', '健康相談の合計', '時計', '平均寿命', '38.8', '累計患者数'])(
		'「%s」 is none',
		(word) => expect(isSumWord(word)).toBe(false)
	);

	it.each([
		['under names', '指標\tR7\n特定健康診査の受診率\t36.9\n合計\t36.9'],
		['without a head', '特定健康診査の受診率\t36.9\n小計\t36.9'],
		['under codes', 'コード\t指標\tR7\nI01\t特定健康診査の受診率\t36.9\n\t平均\t36.9'],
		['in the column of codes', 'コード\tR7\nI01\t36.9\n計\t36.9'],
		['in a column that is not read', 'コード\t担当課\tR7\nI01\t健康推進課\t36.9\n\t合計\t36.9']
	])('are listed and never refused %s', (_, text) => {
		const block = match(text);
		expect(said(block)).toEqual([expect.stringMatching(/^I01 2025 36\.9/)]);
		expect(reasons(block, 'refused')).toEqual([]);
		expect(reasons(block, 'ignored')).toContainEqual(expect.stringContaining('集計の行です'));
	});

	it('are an indicator where one is called so', () => {
		const block = match('指標\tR7\n特定健康診査の受診率\t36.9\n平均\t5', {
			rows: [...GRID.rows, row('I07', '平均', '点')]
		});
		expect(said(block)).toEqual(['I01 2025 36.9 2行目', 'I07 2025 5 3行目']);
	});
});

describe('a key column with codes and names', () => {
	it.each([
		['without a head', 'I02\t2350\n特定保健指導の実施率\t38.8', 1],
		['under コード', 'コード\tR7\nI02\t2350\n特定保健指導の実施率\t38.8', 2],
		['under 指標', '指標\tR7\nI02\t2350\n特定保健指導の実施率\t38.8', 2]
	])('is matched row by row %s', (_, text, first) => {
		const block = match(text);
		expect(said(block)).toEqual([`I02 2025 2350 ${first}行目`, `I03 2025 38.8 ${first + 1}行目`]);
		expect(reasons(block, 'refused')).toEqual([]);
	});

	it('calls an unknown name no code', () => {
		const [why] = reasons(match('コード\tR7\nI02\t2350\n特定保健指導の実施\t38.8'), 'refused');
		expect(why).toBe(
			'「特定保健指導の実施」という指標はありません。「特定保健指導の実施率」ではありませんか。元の表を直して貼り直してください。'
		);
	});

	it('refuses a code beside another indicator’s name', () => {
		const [why] = reasons(match('コード\t指標\tR7\nI02\t特定保健指導の実施率\t38.8'), 'refused');
		expect(why).toContain('コード「I02」は「健康相談の利用者数」ですが');
	});
});

it('never suggests what another department enters', () => {
	const whys = reasons(match('コード\tR7\nI01\t36.9\nI098\t1\n港のコンテナ取扱\t1'), 'refused');
	expect(whys.join('')).not.toMatch(/I099|コンテナ取扱量/);
});

describe('years downwards', () => {
	it('are turned, with the places of the table as it was pasted', () => {
		const block = match('年度\t特定健康診査の受診率\tI02\nR6\t34.9\t2340\nR7\t36.9\t2350');
		expect(said(block)).toEqual([
			'I01 2024 34.9 2行目・2列目',
			'I01 2025 36.9 3行目・2列目',
			'I02 2024 2340 2行目・3列目',
			'I02 2025 2350 3行目・3列目'
		]);
		expect(block.reading.join('')).toContain('行と列を入れ替えて読みました');
		expect(block.cells.map(({ line, column, text }) => `${line}/${column} ${text}`)).toEqual([
			'0/0 年度',
			'0/1 特定健康診査の受診率',
			'0/2 I02',
			'1/0 R6',
			'1/1 34.9',
			'1/2 2340',
			'2/0 R7',
			'2/1 36.9',
			'2/2 2350'
		]);
	});

	it('are turned with a blank corner, a title and a ragged row', () => {
		const block = match('健康の指標\n\tI01\tI02\n令和6年度\t34.9\n令和7年度\t36.9\t2350');
		expect(said(block)).toEqual([
			'I01 2024 34.9 3行目・2列目',
			'I01 2025 36.9 4行目・2列目',
			'I02 2025 2350 4行目・3列目'
		]);
		expect(block.cells).toHaveLength(9);
	});

	it('refuse an unknown indicator by its name, not by its figure', () => {
		const whys = reasons(match('年度\t受診者の数\tI02\nR7\t36.9\t2350'), 'refused');
		expect(whys.join('')).toContain('「受診者の数」という指標はありません');
		expect(whys.join('')).not.toContain('「36.9」という');
	});

	it.each([
		['a long table', '年度\t指標\t実績\nR7\tI01\t36.9\nR7\tI02\t2350'],
		['years across', '指標\tR6\tR7\nI01\t34.9\t36.9\nI02\t2340\t2350'],
		['one indicator’s years', '年度\t実績\nR6\t34.9\nR7\t36.9']
	])('leave %s as it stands', (_, text) => {
		expect(match(text).reading.join('')).not.toContain('入れ替えて');
	});
});

describe('years without a head', () => {
	it('are asked about where the figures tell them', () => {
		const block = match('34.9\t36.9\n2,340\t2,350');
		expect(block.proposals).toEqual([]);
		expect(block.question).toEqual({
			years: [2024, 2025],
			sentence: '1列目は令和6年度の値と同じです。2列目を令和7年度として読みますか。'
		});
	});

	it('are read as the person said', () => {
		const block = match('34.9\t36.9\n2340\t2350', { columnYears: [2024, 2025] });
		expect(said(block)).toContain('I01 2025 36.9 1行目・2列目');
		expect(block.question).toBeNull();
	});

	it('are asked about in any order, and beside names', () => {
		expect(match('I01\t36.9\t34.9\t34.0\nI02\t2350\t2340\t2310').question).toEqual({
			years: [2025, 2024, 2023],
			sentence: '3列目は令和6年度、4列目は令和5年度の値と同じです。2列目を令和7年度として読みますか。'
		});
	});

	it.each([
		['one figure differs', '34.9\t36.9\n2341\t2350'],
		['nothing is left to enter', '34.0\t34.9\n2310\t2340'],
		['two columns are the same year', '34.9\t34.9\t36.9']
	])('are not asked about where %s', (_, text) => {
		const block = match(text);
		expect(block.question).toBeNull();
		expect(block.proposals).toEqual([]);
		expect(reasons(block, 'refused')[0]).toContain('見出しの行も一緒にコピーしてください');
	});

	it('name the equality that was found', () => {
		const [why] = reasons(match('34.9\t36.9\t37.0'), 'refused');
		expect(why).toContain('1列目は令和6年度の値と同じです');
	});
});
