import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClipboardTable } from './clipboard.ts';
import type { PasteGrid } from './grid.ts';
import { matchBlock, type MatchedBlock } from './match.ts';

const GRID: PasteGrid = {
	rows: [
		{ code: 'I01', names: ['特定健康診査の受診率'], unit: '%', stages: [] },
		{ code: 'I02', names: ['健康相談の延べ利用者数', '健康相談の利用者数'], unit: '人', stages: [] },
		{ code: 'I03', names: ['業務継続計画'], unit: '段階', stages: ['未着手', '策定中', '策定'] },
		{ code: 'I04', names: ['65歳健康寿命（男性）'], unit: '年', stages: [] }
	],
	others: [
		{ code: 'I09', names: ['市営住宅の戸数'], unit: '戸', stages: [] },
		{ code: 'I10', names: ['市民満足度'], unit: '%', stages: [] },
		{ code: 'I11', names: ['市民満足度'], unit: '点', stages: [] }
	],
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

/** 「I01 2025 45.2 (1行目)」, with the other fields after it. */
const said = ({ proposals }: MatchedBlock) =>
	proposals.map(({ indicatorCode, fiscalYear, place, ...fields }) =>
		[indicatorCode, fiscalYear, JSON.stringify(fields).replaceAll('"', ''), place].join(' ')
	);

const reasons = ({ cells }: MatchedBlock, kind: 'ignored' | 'refused') =>
	cells.flatMap(({ line, column, fate }) =>
		fate.kind === kind ? [`${line + 1}-${column + 1} ${fate.why}`] : []
	);

describe('by position', () => {
	it('one column goes down from the cell it was pasted into', () => {
		expect(said(match('120\r\n策定\r\n', { start: { code: 'I02', column: 'entered' } }))).toEqual([
			'I02 2025 {entered:120} 1行目',
			'I03 2025 {entered:策定} 2行目'
		]);
	});

	it('begins at the first row where no cell is named, or one that is not there', () => {
		const first = ['I01 2025 {entered:45.2} 1行目'];
		expect(said(match('45.2'))).toEqual(first);
		expect(said(match('45.2', { start: { code: 'I99', column: 'entered' } }))).toEqual(first);
	});

	it('keeps the place of empty cells', () => {
		const block = match('45.2\r\n\r\n策定中\r\n');
		expect(said(block)).toEqual(['I01 2025 {entered:45.2} 1行目', 'I03 2025 {entered:策定中} 3行目']);
		expect(reasons(block, 'ignored')).toEqual(['2-1 空の行です']);
	});

	it('empties what is stored only where it was asked to', () => {
		expect(said(match('45.2\r\n\r\n', { blank: 'clear' }))).toEqual([
			'I01 2025 {entered:45.2} 1行目',
			'I02 2025 {entered:} 2行目'
		]);
	});

	it('refuses what sticks out below', () => {
		const block = match('1\n2\n3\n4\n5\n6');
		expect(block.proposals).toHaveLength(4);
		expect(reasons(block, 'refused')).toEqual([
			expect.stringContaining('5-1 一覧の最後の指標より下に'),
			expect.stringContaining('6-1 ')
		]);
	});

	it('as many columns as years are the years', () => {
		expect(said(match('41.0\t42.0\t43.0\t45.2\n1\t2\t3\t4'))).toEqual([
			'I01 2022 {entered:41.0} 1行目・1列目',
			'I01 2023 {entered:42.0} 1行目・2列目',
			'I01 2024 {entered:43.0} 1行目・3列目',
			'I01 2025 {entered:45.2} 1行目・4列目',
			'I02 2022 {entered:1} 2行目・1列目',
			'I02 2023 {entered:2} 2行目・2列目',
			'I02 2024 {entered:3} 2行目・3列目',
			'I02 2025 {entered:4} 2行目・4列目'
		]);
	});

	it('a value with its state and remarks goes across', () => {
		expect(said(match('45.2\t速報\t会場が減った\n…\t\t"1行\n2行"'))).toEqual([
			'I01 2025 {entered:45.2,state:preliminary,cause:会場が減った} 1行目',
			'I02 2025 {entered:…,cause:1行\\n2行} 2行目'
		]);
		expect(said(match('速報\n見 込', { start: { code: null, column: 'state' } }))).toEqual([
			'I01 2025 {state:preliminary} 1行目',
			'I02 2025 {state:forecast} 2行目'
		]);
	});

	it('refuses columns that nobody named, rather than guess', () => {
		const block = match('45.2\t43.0\n1\t2');
		expect(block.proposals).toEqual([]);
		expect(reasons(block, 'refused')).toHaveLength(4);
		expect(reasons(block, 'refused')[0]).toContain('見出しの行も一緒にコピーしてください');
	});

	it('a year on top of one column names it', () => {
		expect(said(match('令和6年度実績\n45.2'))).toEqual(['I01 2024 {entered:45.2} 2行目']);
		expect(said(match('2025\n2024'))).toEqual([
			'I01 2025 {entered:2025} 1行目',
			'I02 2025 {entered:2024} 2行目'
		]);
		expect(said(match('2024\t2025\n45.2\t46.0'))).toEqual([
			'I01 2024 {entered:45.2} 2行目・1列目',
			'I01 2025 {entered:46.0} 2行目・2列目'
		]);
	});
});

describe('by name or code', () => {
	it.each<[string, string, string[]]>([
		[
			'names in any order, width and spaces aside',
			'健康相談の延べ 利用者数\t120\n特定健康診査の受診率　\t45.2',
			['I02 2025 {entered:120} 1行目', 'I01 2025 {entered:45.2} 2行目']
		],
		[
			'codes, in full width too',
			'Ｉ０２\t120\nI01\t45.2',
			['I02 2025 {entered:120} 1行目', 'I01 2025 {entered:45.2} 2行目']
		],
		['another name of the indicator', '健康相談の利用者数\t120', ['I02 2025 {entered:120} 1行目']],
		['half-width brackets', '65歳健康寿命(男性)\t80.1', ['I04 2025 {entered:80.1} 1行目']],
		['an indicator of another department', '市営住宅の戸数\t12', ['I09 2025 {entered:12} 1行目']],
		[
			'a head with title, units, targets and states',
			'健康推進課　実績\t\t\t\t\n指標\t単位\tR7目標\tR7実績\t値の状態\n特定健康診査の受診率\t％\t46.0\t45.2\t速報',
			['I01 2025 {entered:45.2,state:preliminary} 3行目']
		],
		[
			'years over 目標 and 実績, under merged cells',
			'指標\tR6\t\tR7\t\n\t目標\t実績\t目標\t実績\n特定健康診査の受診率\t44\t43\t46\t45.2',
			['I01 2024 {entered:43} 3行目・3列目', 'I01 2025 {entered:45.2} 3行目・5列目']
		],
		[
			'実績 over the years',
			'指標\t実績\t\n\t令和６年度\t令和7年度（2025）\n特定健康診査の受診率\t43\t45.2',
			['I01 2024 {entered:43} 3行目・2列目', 'I01 2025 {entered:45.2} 3行目・3列目']
		],
		[
			'one line for each year',
			'指標コード\t年度\t実績\nI01\tR6\t43\nI01\t2025年度\t45.2',
			['I01 2024 {entered:43} 2行目', 'I01 2025 {entered:45.2} 3行目']
		],
		[
			'western and era years side by side',
			'コード\t西暦\t和暦\t実績\nI01\t2024\t令和6年度\t43',
			['I01 2024 {entered:43} 2行目']
		],
		[
			'remarks',
			'指標\t実績\t要因分析\t課題\t今後の取組\nI01\t45.2\ta\tb\tc',
			['I01 2025 {entered:45.2,cause:a,issue:b,nextAction:c} 2行目']
		],
		[
			'names under a heading of the sheet’s own',
			'受け持ち\tR7\n特定健康診査の受診率\t45.2',
			['I01 2025 {entered:45.2} 2行目']
		],
		[
			'states beside the only year',
			'指標\tR6\t値の状態\n特定健康診査の受診率\t43\t確定',
			['I01 2024 {entered:43,state:final} 2行目']
		],
		[
			'the year of a title, where the columns name none',
			'令和６年度　健康推進課の実績一覧\t\n指標\t実績\n特定健康診査の受診率\t43',
			['I01 2024 {entered:43} 3行目']
		],
		['a year as a title', 'R6\t\n指標\t実績\n特定健康診査の受診率\t43', ['I01 2024 {entered:43} 3行目']],
		['a unit column without a head', '特定健康診査の受診率\t％\t45.2', ['I01 2025 {entered:45.2} 1行目']]
	])('reads %s', (_what, text, expected) => {
		const block = match(text);
		expect(said(block)).toEqual(expected);
		expect(block.cells.filter(({ fate }) => fate.kind === 'refused')).toEqual([]);
	});

	it.each<[string, string, string]>([
		['a near name', '特定健診の受診率\t45.2\n業務継続計画\t策定', '「特定健康診査の受診率」ではありませんか'],
		[
			'no such name',
			'まったく別のもの\t45.2\n業務継続計画\t策定',
			'「まったく別のもの」という指標はありません'
		],
		['a near code', 'コード\tR7\nI0l\t45.2', '「I01」'],
		['a name of two indicators', '市民満足度\t45.2', 'コード（I10、I11）の列を加えてください'],
		['a code with another’s name', 'コード\t指標\tR7\nI01\t業務継続計画\t1', '名前は「業務継続計画」です'],
		[
			'another unit',
			'指標\t単位\tR7\n特定健康診査の受診率\t人\t45',
			'単位が「人」ですが、この指標の単位は「%」です'
		],
		['no name', '指標\tR7\n\t45.2', '指標の名前もコードもない行です'],
		['doubled lines', '指標\tR7\nI01\t45.2\nI01\t45.3', '2行目と3行目が、同じ指標の同じ年度です'],
		['an unknown state', '指標\tR7\t値の状態\nI01\t45.2\t確定値', '値の状態「確定値」は読み取れません'],
		['訂正', '指標\tR7\t値の状態\nI01\t45.2\t訂正', '「訂正」は、締め切られた値を直すときの手続き'],
		['a calendar year', '指標\t令和7年\nI01\t45.2', '「年」ではなく「年度」で'],
		['two columns of a year', '指標\tR7\t令和7年度\nI01\t45.2\t45.3', '同じ内容の列が2つ以上あります'],
		['no year in its line', '指標\t年度\t実績\nI01\t\t45.2', '年度のない行です'],
		['years that disagree', '指標\t西暦\t和暦\t実績\nI01\t2024\tR7\t45.2', '年度の列が合っていません']
	])('refuses %s', (_what, text, words) => {
		const block = match(text);
		expect(reasons(block, 'refused').join('\n')).toContain(words);
		expect(block.proposals.filter(({ indicatorCode }) => indicatorCode !== 'I03')).toEqual([]);
	});

	it('says what it did not take, and how it read the block', () => {
		const block = match('指標\t目標\t備考\tR7\nI01\t46.0\t電話で確認\t45.2');
		expect(reasons(block, 'ignored')).toEqual([
			'1-1 見出しの行です',
			'1-2 見出しの行です',
			'1-3 見出しの行です',
			'1-4 見出しの行です',
			'2-1 指標を見分けるために読みました',
			'2-2 見出し「目標」の列は取り込みません（目標は実施計画で決まり、ここでは変わりません）',
			'2-3 見出し「備考」の列は取り込みません'
		]);
		expect(block.reading).toEqual([
			'1行目を見出しとして読みました。',
			'1列目の名前かコードで、行の指標を見分けました。',
			'4列目はR7の実績です。'
		]);
	});

	it('does not take figures for codes', () => {
		const rows = [
			{ code: '101', names: ['指標その一'], unit: '人', stages: [] },
			{ code: '102', names: ['指標その二'], unit: '人', stages: [] }
		];
		expect(said(match('101\n55', { rows, others: [] }))).toEqual([
			'101 2025 {entered:101} 1行目',
			'102 2025 {entered:55} 2行目'
		]);
		expect(said(match('102\t7\n101\t8', { rows, others: [] }))).toEqual([
			'102 2025 {entered:7} 1行目',
			'101 2025 {entered:8} 2行目'
		]);
	});
});

describe('any block at all', () => {
	const cell = fc.oneof(
		fc.constantFrom(
			...['', ' ', '45.2', '１２', '-', '…', 'R7', 'R6', '2024', '2025', '令和7年', '指標', 'コード', '単位'],
			...[
				'実績',
				'目標',
				'年度',
				'値の状態',
				'要因分析',
				'確定',
				'速報',
				'確定値',
				'%',
				'人',
				'I01',
				'I02',
				'I99'
			],
			...['特定健康診査の受診率', '業務継続計画', '市民満足度', '特定健診', '策定', '約3', '備考', '合計']
		),
		fc.string({ maxLength: 5 })
	);
	const blocks = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 7 });
	const grids = fc.record({
		start: fc.record({
			code: fc.constantFrom(null, 'I01', 'I03', 'I99'),
			column: fc.constantFrom('entered', 'state', 'cause', 'issue', 'nextAction')
		}),
		blank: fc.constantFrom('keep', 'clear')
	}) as fc.Arbitrary<Pick<PasteGrid, 'start' | 'blank'>>;

	it('gives every cell exactly one fate, and every proposal its cells', () => {
		fc.assert(
			fc.property(blocks, grids, (table, more) => {
				const block = matchBlock(table, { ...GRID, ...more });
				expect(block.cells.map(({ line, column, text }) => [line, column, text])).toEqual(
					table.flatMap((row, line) => row.map((text, column) => [line, column, text]))
				);
				const used = block.cells.flatMap(({ fate }) => (fate.kind === 'proposed' ? [fate.index] : []));
				expect(new Set(used)).toEqual(new Set(block.proposals.keys()));
				for (const { fate } of block.cells) if (fate.kind !== 'proposed') expect(fate.why).not.toBe('');
			}),
			{ numRuns: 1000 }
		);
	});

	it('clears nothing where a turned row ends early', () => {
		const table = [['', 'I02', ''], ['2025']];
		const grid = { ...GRID, start: { code: null, column: 'entered' }, blank: 'clear' } as PasteGrid;
		expect(matchBlock(table, grid).proposals).toEqual([]);
	});

	it('never proposes the same indicator and year twice, and nothing that does not stand in the block', () => {
		fc.assert(
			fc.property(blocks, grids, (table, more) => {
				const { proposals } = matchBlock(table, { ...GRID, ...more });
				const keys = proposals.map(({ indicatorCode, fiscalYear }) => `${indicatorCode}/${fiscalYear}`);
				expect(new Set(keys).size).toBe(keys.length);
				const texts = new Set(table.flat());
				for (const { entered, cause, issue, nextAction } of proposals)
					for (const text of [entered, cause, issue, nextAction])
						if (text !== undefined && text !== '') expect(texts).toContain(text);
			}),
			{ numRuns: 1000 }
		);
	});

	it('never drops a cell with something in it without a word', () => {
		fc.assert(
			fc.property(blocks, (table) => {
				for (const { text, fate } of matchBlock(table, GRID).cells)
					if (text.trim() !== '' && fate.kind === 'ignored') expect(fate.why).not.toMatch(/空欄|空の行/);
			}),
			{ numRuns: 1000 }
		);
	});
});
