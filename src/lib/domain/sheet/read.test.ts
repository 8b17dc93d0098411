import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import type { KnownRow, KnownSheet, SheetReading } from './known.ts';
import { SHEET_COLUMNS, sheetHeadings, writeVersion, type InputCells, type SheetColumn } from './layout.ts';
import { readEntrySheet } from './read.ts';
import type { FileCell, FileRow, FileSheet, FileTable, MergedCells } from './table.ts';

const YEAR = 2025;
const NOTHING: InputCells = {
	entered: null,
	state: null,
	cause: null,
	issue: null,
	nextAction: null,
	carriedFrom: null
};

function knownRow(code: string, unit: string, more: Partial<KnownRow> = {}): KnownRow {
	const current = more.current ?? NOTHING;
	return {
		code,
		unit,
		facts: {
			department: '健康推進課',
			name: `${code}の指標`,
			unit,
			past3: { number: '38.9' },
			past2: null,
			past1: '未把握',
			target: { number: '46.0' },
			workflow: '未入力'
		},
		usual: 'final',
		by: null,
		at: (revision) => (revision === 0 ? NOTHING : revision === 1 ? current : null),
		...more,
		current
	};
}

const STORED: InputCells = {
	...NOTHING,
	entered: { number: '37.9' },
	state: '速報',
	cause: '会場が減った。\n1行目'
};
const KNOWN: KnownSheet = {
	year: YEAR,
	department: '健康推進課',
	rows: new Map(
		[
			knownRow('I032', '%', { current: STORED, by: '佐藤' }),
			knownRow('I033', '人'),
			knownRow('I040', '段階'),
			knownRow('I041', '人', { facts: { ...knownRow('', '人').facts, past1: { number: '2340' } } })
		].map((row) => [row.code, row])
	),
	elsewhere: new Map([['I099', '高齢介護課']])
};

type Given = Partial<Record<SheetColumn, FileCell | string>>;

function cellOf(value: FileCell | string | undefined): FileCell {
	if (value === undefined || value === null || value === '') return null;
	return typeof value === 'string' ? { kind: 'text', text: value } : value;
}

const number = (text: string, percent = false): FileCell => ({ kind: 'number', number: text, percent });

/** A row as the download wrote it for a known indicator, with what somebody changed. */
function rowOf(code: string, changed: Given = {}, revision?: number): Given {
	const known = KNOWN.rows.get(code);
	const shown = (value: unknown) =>
		value === null || value === undefined
			? null
			: typeof value === 'string'
				? value
				: number((value as { number: string }).number);
	const base = known && {
		...Object.fromEntries(
			Object.entries({ ...known.facts, ...known.current }).map(([key, value]) => [key, shown(value)])
		),
		version: writeVersion({
			version: known.current === NOTHING ? 0 : 1,
			revision: revision ?? (known.current === NOTHING ? 0 : 1)
		})
	};
	return { year: number(String(YEAR)), code, ...base, ...changed };
}

function tableOf(
	rows: readonly Given[],
	{
		order = SHEET_COLUMNS,
		heads = sheetHeadings(YEAR) as Record<SheetColumn, string>,
		kind = 'xlsx' as FileTable['kind'],
		hiddenRows = [] as number[],
		problems = {} as Record<number, string>,
		...sheet
	}: Partial<FileSheet> & {
		order?: readonly SheetColumn[];
		heads?: Record<SheetColumn, string>;
		kind?: FileTable['kind'];
		hiddenRows?: number[];
		problems?: Record<number, string>;
	} = {}
): FileTable {
	const head: FileRow = {
		number: 1,
		hidden: false,
		problem: null,
		cells: order.map((column) => cellOf(heads[column]))
	};
	const body = rows.map((row, at): FileRow => ({
		number: at + 2,
		hidden: hiddenRows.includes(at + 2),
		problem: problems[at + 2] ?? null,
		cells: order.map((column) => cellOf(row[column]))
	}));
	return {
		kind,
		encoding: kind === 'csv' ? 'UTF-8' : null,
		sheets: [
			{ name: '実績入力', merged: [], hiddenColumns: [], ...sheet, hidden: false, rows: [head, ...body] }
		]
	};
}

const read = (...args: Parameters<typeof tableOf>): SheetReading => readEntrySheet(tableOf(...args), KNOWN);

function refusal(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof DomainError) return error.message;
		throw error;
	}
	return '（読めた）';
}

describe('what was changed', () => {
	it('is nothing where the file comes back as it went out', () => {
		const { proposals, refused, ignored, rows } = read([rowOf('I032'), rowOf('I033'), rowOf('I040')]);
		expect(proposals.map(({ place, ...rest }) => [place, Object.keys(rest)])).toEqual([
			['2行目', ['indicatorCode', 'fiscalYear']],
			['3行目', ['indicatorCode', 'fiscalYear']],
			['4行目', ['indicatorCode', 'fiscalYear']]
		]);
		expect([refused, ignored, rows]).toEqual([[], [], 3]);
	});

	it('is each cell that differs, as typed, at its place, with the version seen', () => {
		const { proposals, refused } = read([
			rowOf('I033', { entered: '２，４１８人', state: '確定', issue: 'a\r\nb' }),
			rowOf('I032', { entered: number('38'), cause: null })
		]);
		expect(refused).toEqual([]);
		expect(proposals).toEqual([
			{
				indicatorCode: 'I033',
				fiscalYear: YEAR,
				entered: '２，４１８人',
				state: 'final',
				issue: 'a\nb',
				seenVersion: 0,
				place: 'J2、K2、M2'
			},
			{ indicatorCode: 'I032', fiscalYear: YEAR, entered: '38', cause: '', seenVersion: 1, place: 'J3、L3' }
		]);
	});

	it('is not that a spreadsheet wrote the same number or text in another way', () => {
		const { proposals } = read([
			rowOf('I032', { entered: number('37.90'), cause: ' 会場が減った。\r\n1行目 ', target: number('46') })
		]);
		expect(Object.keys(proposals[0] ?? {})).toEqual(['indicatorCode', 'fiscalYear', 'place']);
	});

	it('never puts back what a colleague changed meanwhile', () => {
		const newer = knownRow('I032', '%', {
			current: { ...STORED, entered: { number: '44.7' } },
			by: '鈴木',
			at: (revision) => (revision === 1 ? STORED : null)
		});
		const known = { ...KNOWN, rows: new Map([['I032', newer]]) };
		const { proposals, ignored } = readEntrySheet(
			tableOf([rowOf('I032', { nextAction: '休日健診を増やす。' })]),
			known
		);
		expect(proposals).toEqual([
			{
				indicatorCode: 'I032',
				fiscalYear: YEAR,
				nextAction: '休日健診を増やす。',
				seenVersion: 1,
				place: 'N2'
			}
		]);
		expect(ignored).toEqual([
			{ place: '2行目', message: expect.stringMatching(/「I032」の値は.*鈴木.*新しいほうを残します/) }
		]);
		// Both changed the same cell: it is proposed with the version seen, so that the preview asks.
		const both = readEntrySheet(tableOf([rowOf('I032', { entered: number('45.1') })]), known);
		expect(both.proposals[0]).toMatchObject({ entered: '45.1', seenVersion: 1 });
		// Both changed it to the same: nothing to do.
		const agreed = readEntrySheet(tableOf([rowOf('I032', { entered: number('44.7') })]), known);
		expect(agreed.proposals[0]).not.toHaveProperty('entered');
	});

	it('is compared with what is stored where the version is gone', () => {
		const { proposals } = read([
			rowOf('I032', { version: 'x', entered: number('40') }),
			rowOf('I033', { version: null })
		]);
		expect(proposals[0]).toEqual({ indicatorCode: 'I032', fiscalYear: YEAR, entered: '40', place: 'J2' });
		expect(proposals[1]).not.toHaveProperty('seenVersion');
	});

	it('is an emptied state: the usual one', () => {
		expect(read([rowOf('I032', { state: null })]).proposals[0]).toMatchObject({ state: 'final' });
	});
});

describe('cells that say something else', () => {
	it.each<[string, Given, string, RegExp]>([
		[
			'a formula',
			{ entered: { kind: 'formula', formula: 'A1' } },
			'J2',
			/数式です.*値.*貼り付け直してください（例/
		],
		[
			'a formula for a remark',
			{ issue: { kind: 'formula', formula: '-a' } },
			'M2',
			/「-」や「=」で始めると数式/
		],
		[
			'a date',
			{ entered: { kind: 'date', shown: '2026年1月2日' } },
			'J2',
			/日付（2026年1月2日）.*「数値」か「文字列」/
		],
		['an error', { entered: { kind: 'error', error: '#REF!' } }, 'J2', /#REF!/],
		[
			'a percentage of people',
			{ entered: number('0.379', true) },
			'J2',
			/パーセント（37\.9%）.*単位は「人」/
		],
		['a state that is none', { state: '速報値' }, 'K2', /値の状態「速報値」/],
		['a remark without end', { cause: 'あ'.repeat(2001) }, 'L2', /2,000文字まで.*2,001文字で、1文字多く/],
		['a figure without end', { entered: '1'.repeat(201) }, 'J2', /200文字まで/]
	])('%s is refused at its cell', (_, changed, place, says) => {
		const { proposals, refused } = read([rowOf('I033', changed)]);
		expect(refused).toEqual([
			{ place, message: expect.stringMatching(says), subject: 'I033の指標', typed: expect.any(String) }
		]);
		expect(proposals).toEqual([]);
	});

	it.each([
		['0.379', '37.9'],
		['1', '100'],
		['0.0005', '0.05'],
		['-0.123456', '-12.3456'],
		['0', '0'],
		['12', '1200']
	])('a percentage of %s is taken for %s %%, to be confirmed', (stored, shown) => {
		const { proposals } = read([rowOf('I032', { entered: number(stored, true) })]);
		expect(proposals[0]).toMatchObject({ entered: shown, doubt: expect.stringContaining(`${shown}%`) });
	});

	it('every wrong cell of a row is told, and nothing of the row is proposed', () => {
		const { refused, proposals } = read([
			rowOf('I033', { entered: { kind: 'formula', formula: '' }, state: 'x', cause: 'よい' })
		]);
		expect([refused.length, proposals.length]).toEqual([2, 0]);
	});
});

describe('rows', () => {
	it.each<[string, Given[], RegExp]>([
		['doubled', [rowOf('I033'), rowOf('Ｉ０３３')], /「I033」の行が2つ.*2行目、3行目/],
		['of another department', [rowOf('I099')], /健康推進課の指標ではありません（高齢介護課/],
		['of another year among this year’s', [rowOf('I033'), rowOf('I032', { year: 'R6' })], /令和6年度の行/],
		['with a year that is none', [rowOf('I033', { year: '7年' })], /年度を読み取れません/],
		['without a code but with a value', [{ entered: number('5') }], /指標コードがない/],
		[
			'with a formula for a code',
			[rowOf('I033', { code: { kind: 'formula', formula: 'A1' } })],
			/指標コードが数式/
		],
		['with an endless code', [rowOf('I033', { code: 'x'.repeat(500) })], /長すぎます/]
	])('%s are refused with their place', (_, rows, says) => {
		const { refused } = read(rows);
		expect(refused.some(({ place, message }) => /^\d+行目$/.test(place) && says.test(message))).toBe(true);
	});

	it('with an unknown code are left to the preview, which knows what looks alike', () => {
		expect(read([rowOf('I03A')]).proposals).toEqual([
			{ indicatorCode: 'I03A', fiscalYear: YEAR, entered: '', place: '2行目' }
		]);
	});

	it('without anything typed and without a code are told, not refused', () => {
		const { refused, ignored } = read([rowOf('I033'), { name: '担当：佐藤' }]);
		expect(refused).toEqual([]);
		expect(ignored).toEqual([{ place: '3行目', message: expect.stringContaining('読みません') }]);
	});

	it('of joined cells are refused, every one of them', () => {
		const merged: MergedCells[] = [{ fromRow: 1, toRow: 2, fromColumn: 9, toColumn: 9 }];
		const { refused, proposals } = read([rowOf('I032', { entered: number('1') }), rowOf('I033')], { merged });
		expect(refused.map(({ place, message }) => [place, /J2:J3/.test(message)])).toEqual([
			['2行目', true],
			['3行目', true]
		]);
		expect(proposals).toEqual([]);
		const outside: MergedCells[] = [{ fromRow: 1, toRow: 2, fromColumn: 3, toColumn: 4 }];
		expect(read([rowOf('I033', { entered: number('1') })], { merged: outside }).refused).toEqual([]);
	});

	it('that are hidden are refused where they change something, and else are as they were', () => {
		const { refused, proposals } = read([rowOf('I032'), rowOf('I033', { entered: number('5') })], {
			hiddenRows: [2, 3]
		});
		expect(refused).toEqual([
			{ place: 'J3', message: expect.stringContaining('隠れている'), subject: 'I033の指標', typed: '5' }
		]);
		expect(proposals.map(({ indicatorCode }) => indicatorCode)).toEqual(['I032']);
	});

	it('under hidden columns likewise', () => {
		const { refused } = read([rowOf('I033', { entered: number('5'), issue: '課題' })], {
			hiddenColumns: [12]
		});
		expect(refused).toMatchObject([{ place: 'M2', message: expect.stringContaining('隠れている') }]);
	});

	it('with broken quotes are refused by what is wrong', () => {
		const { refused } = read([rowOf('I033')], {
			kind: 'csv',
			problems: { 2: '2行目の引用符（"）が閉じていません' }
		});
		expect(refused[0]?.message).toContain('引用符');
	});

	it('tell what was written over cells that only tell', () => {
		const { ignored, refused } = read([
			rowOf('I032', { target: number('40'), name: '別の名前', workflow: '提出済' })
		]);
		expect(refused).toEqual([]);
		expect(ignored.map(({ place }) => place)).toEqual(['D2', 'I2']);
		expect(ignored[1]?.message).toMatch(/ファイル：「40」、登録：「46\.0」/);
	});

	it('of a CSV have line and heading for a place', () => {
		const { refused, proposals } = read(
			[rowOf('I033', { state: 'x' }), rowOf('I032', { entered: '40', issue: 'b' })],
			{ kind: 'csv' }
		);
		expect(refused[0]?.place).toBe('2行目「値の状態」');
		expect(proposals[0]?.place).toBe('3行目「値」「課題」');
	});
});

it('reads 測った年度 as typed, and nothing else of the row', () => {
	const [typed] = read([rowOf('I032', { carriedFrom: 'R4' })]).proposals;
	expect(typed).toMatchObject({ indicatorCode: 'I032', carriedFrom: 'R4' });
	expect(typed).not.toHaveProperty('entered');
});

describe('rows of sums', () => {
	it.each([
		['where the code should stand', { code: '合計', entered: number('40') }],
		['beside the figure', { name: '小計', entered: number('40') }],
		['twice', { code: '計', entered: number('40') }, { code: '計', entered: number('41') }]
	] as [string, ...Given[]][])('are told and never refused, %s', (_, ...sums) => {
		const { refused, ignored, proposals } = read([rowOf('I033', { entered: number('5') }), ...sums]);
		expect(refused).toEqual([]);
		expect(proposals.map(({ indicatorCode }) => indicatorCode)).toEqual(['I033']);
		expect(ignored.filter(({ message }) => message.startsWith('集計の行です'))).toHaveLength(sums.length);
	});

	it('are none where a remark says so', () => {
		expect(read([{ cause: '合計', entered: number('40') }]).refused).toHaveLength(1);
	});
});

it('shows last year’s figure where a cell cannot be read', () => {
	const past1 = number('2340');
	const { refused } = read([rowOf('I041', { entered: { kind: 'formula', formula: 'A1' }, past1 })]);
	expect(refused[0]?.message).toContain('（例：2340');
});

describe('headings', () => {
	const without = (...columns: SheetColumn[]) => SHEET_COLUMNS.filter((column) => !columns.includes(column));

	it('are found wherever they stand, and that is said', () => {
		const { proposals, ignored } = read([rowOf('I033', { entered: number('5') })], {
			order: ['entered', 'code', ...without('entered', 'code')]
		});
		expect(proposals[0]).toMatchObject({ entered: '5', place: 'A2' });
		expect(ignored).toEqual([{ place: '1行目', message: expect.stringMatching(/並び.*「値」はA列/) }]);
	});

	it('that are missing are named', () => {
		expect(refusal(() => read([], { order: without('entered') }))).toContain('見出し「値」の列がありません');
		expect(refusal(() => read([], { order: without('code') }))).toMatch(
			/「指標コード」の列が見つかりません.*「実績入力」/
		);
		const { ignored } = read([rowOf('I033')], { order: without('issue', 'version') });
		expect(ignored.map(({ message }) => message).join()).toMatch(
			/「課題」の列がないため.*「版」の列がないため/
		);
	});

	it('that stand twice are refused', () => {
		expect(refusal(() => read([], { order: [...SHEET_COLUMNS, 'entered'] }))).toMatch(
			/「値」の列が複数あります（J列、R列）/
		);
	});

	it('never take a past year’s figures for this year’s', () => {
		const heads = { ...sheetHeadings(YEAR), entered: '令和6年度（2024）実績' };
		expect(refusal(() => read([], { heads, order: without('past1') }))).toContain('「値」の列がありません');
	});

	it('may be other usual words, and may have a title above', () => {
		const heads = { ...sheetHeadings(YEAR), entered: '実績値', state: '状態' };
		const table = tableOf([rowOf('I033', { entered: number('5') })], { heads });
		const rows = (table.sheets[0]?.rows ?? []).map((row) => ({ ...row, number: row.number + 2 }));
		const title: FileRow = { number: 1, hidden: false, problem: null, cells: [cellOf('健康推進課の実績')] };
		const moved = { ...table, sheets: [{ ...(table.sheets[0] as FileSheet), rows: [title, ...rows] }] };
		const { proposals, ignored } = readEntrySheet(moved, KNOWN);
		expect(proposals[0]).toMatchObject({ entered: '5', place: 'J4' });
		expect(ignored[0]?.message).toContain('3行目');
	});

	it('of another year refuse the file as a whole', () => {
		const rows = [rowOf('I032', { year: number('2024') }), rowOf('I033', { year: '令和6年度' })];
		expect(refusal(() => read(rows))).toMatch(/令和6年度の入力用のファイルです.*令和7年度/);
	});

	it('on several sheets refuse it too', () => {
		const table = tableOf([]);
		const [sheet] = table.sheets;
		const copy = { ...(sheet as FileSheet), name: '実績入力 (2)' };
		expect(refusal(() => readEntrySheet({ ...table, sheets: [sheet as FileSheet, copy] }, KNOWN))).toContain(
			'「実績入力」「実績入力 (2)」'
		);
		const hidden = { ...copy, hidden: true };
		expect(readEntrySheet({ ...table, sheets: [sheet as FileSheet, hidden] }, KNOWN).rows).toBe(0);
	});
});

it('answers whatever stands in the cells', { timeout: 60_000 }, () => {
	const cell: fc.Arbitrary<FileCell> = fc.oneof(
		fc.constant(null),
		fc.record({
			kind: fc.constant('text' as const),
			text: fc.oneof(fc.string(), fc.constantFrom('I032', 'I033', '値', '指標コード', '2025', 'v1r1', '確定'))
		}),
		fc.record({
			kind: fc.constant('number' as const),
			number: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
			percent: fc.boolean()
		}),
		fc.record({ kind: fc.constant('date' as const), shown: fc.string() }),
		fc.record({ kind: fc.constant('formula' as const), formula: fc.string() }),
		fc.record({ kind: fc.constant('error' as const), error: fc.constant('#N/A') })
	);
	const heads = sheetHeadings(YEAR);
	fc.assert(
		fc.property(
			fc.array(fc.array(cell, { maxLength: 18 }), { maxLength: 6 }),
			fc.boolean(),
			(body, withHead) => {
				const head: FileCell[] = SHEET_COLUMNS.map((column) => ({ kind: 'text', text: heads[column] }));
				const rows = [...(withHead ? [head] : []), ...body].map((cells, at): FileRow => ({
					number: at + 1,
					hidden: at % 3 === 2,
					problem: null,
					cells
				}));
				const table: FileTable = {
					kind: 'xlsx',
					encoding: null,
					sheets: [{ name: 's', hidden: false, rows, merged: [], hiddenColumns: [] }]
				};
				try {
					const { refused, ignored, proposals } = readEntrySheet(table, KNOWN);
					for (const { place, message } of [...refused, ...ignored])
						expect([place.length > 0, /[。）]$/.test(message)]).toEqual([true, true]);
					for (const { indicatorCode, place } of proposals)
						expect(indicatorCode.length * place.length).toBeGreaterThan(0);
				} catch (error) {
					expect(error).toBeInstanceOf(DomainError);
				}
			}
		),
		{ numRuns: 200 }
	);
});
