import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIPBOARD_LIMITS, isSingleCell, readClipboardTable } from './clipboard.ts';

function read(text: string): readonly (readonly string[])[] {
	const reading = readClipboardTable(text);
	if (!reading.ok) throw new Error(reading.message);
	return reading.table;
}

/** As Excel writes: a cell with a tab, a line break or a quote at its beginning stands in quotes. */
function write(table: readonly (readonly string[])[], lineBreak: string): string {
	const cell = (text: string) => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	return table.map((row) => row.map(cell).join('\t') + lineBreak).join('');
}

describe('readClipboardTable', () => {
	it.each<[string, string, string[][]]>([
		['nothing', '', []],
		['one cell', '45.2', [['45.2']]],
		['one cell with its line break', '45.2\r\n', [['45.2']]],
		[
			'rows and columns',
			'a\tb\r\nc\td\r\n',
			[
				['a', 'b'],
				['c', 'd']
			]
		],
		['no line break at the end', 'a\nb', [['a'], ['b']]],
		['old line breaks', 'a\rb\r', [['a'], ['b']]],
		['mixed line breaks', 'a\nb\r\nc\rd', [['a'], ['b'], ['c'], ['d']]],
		['empty cells at both ends', '\ta\t\r\n', [['', 'a', '']]],
		['an empty row in between', 'a\r\n\r\nb\r\n', [['a'], [''], ['b']]],
		['an empty last cell of the column', 'a\r\n\r\n', [['a'], ['']]],
		['one empty cell', '\r\n', [['']]],
		['ragged rows', 'a\tb\tc\nd\n', [['a', 'b', 'c'], ['d']]],
		['a cell with a line break', '"a\nb"\tc\r\n', [['a\nb', 'c']]],
		['a cell with a tab', '"a\tb"\tc', [['a\tb', 'c']]],
		['doubled quotes', '"say ""yes""\nnow"\tc', [['say "yes"\nnow', 'c']]],
		['a cell that is a quote in quotes', '""""\tb', [['"', 'b']]],
		['an empty cell in quotes', '""\tb', [['', 'b']]],
		['a quote inside a cell', '5"管\tb', [['5"管', 'b']]],
		[
			'a lone quote at the beginning',
			'"a\tb\r\nc\td',
			[
				['"a', 'b'],
				['c', 'd']
			]
		],
		['a word in quotes with more after it', '"a"b\tc', [['"a"b', 'c']]],
		['a quote that closes nothing', 'a"\t"b', [['a"', '"b']]],
		['text between Japanese quotes', '「a」\t１２', [['「a」', '１２']]]
	])('reads %s', (_what, text, table) => {
		expect(read(text)).toEqual(table);
	});

	it('gives back what Excel wrote', () => {
		const cell = fc.oneof(
			fc.string({ maxLength: 12 }),
			fc.stringMatching(/^[a"\t\n\r１]{0,8}$/),
			fc.constantFrom('', '45.2', '"', '""', 'a\r\nb', '\t')
		);
		const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
		fc.assert(
			fc.property(table, fc.constantFrom('\r\n', '\n', '\r'), (rows, lineBreak) => {
				// A row of one empty cell without a line break after it is no row at all.
				expect(read(write(rows, lineBreak))).toEqual(rows);
			}),
			{ numRuns: 1000 }
		);
	});

	it('never throws, loses no letter and never makes one up', () => {
		const text = fc.oneof(
			fc.string({ maxLength: 60 }),
			fc.string({
				unit: fc.constantFrom('"', '"', '\t', '\n', '\r', 'a', '１', '💡', '\ud800', '\0', '\u2028'),
				maxLength: 40
			})
		);
		fc.assert(
			fc.property(text, (written) => {
				const letters = (all: string) => all.replace(/["\t\r\n]/g, '');
				expect(letters(read(written).flat().join(''))).toBe(letters(written));
			}),
			{ numRuns: 1000 }
		);
	});

	it.each([
		['characters', 'x'.repeat(CLIPBOARD_LIMITS.characters + 1), '100,000文字まで'],
		['rows', '1\n'.repeat(CLIPBOARD_LIMITS.rows + 1), '2,000行まで'],
		['columns', '1\t'.repeat(CLIPBOARD_LIMITS.columns), '60列まで']
	])('refuses too many %s in words', (_what, text, words) => {
		const reading = readClipboardTable(text);
		expect(reading).toEqual({ ok: false, message: expect.stringContaining(words) as string });
	});

	it('takes what is at the limits', () => {
		expect(read('1\n'.repeat(CLIPBOARD_LIMITS.rows))).toHaveLength(CLIPBOARD_LIMITS.rows);
		expect(read('1\t'.repeat(CLIPBOARD_LIMITS.columns - 1))[0]).toHaveLength(CLIPBOARD_LIMITS.columns);
		expect(read('x'.repeat(CLIPBOARD_LIMITS.characters))).toHaveLength(1);
	});

	it('looks at each quote once, however they lie', () => {
		const began = performance.now();
		// Odd runs, even runs and no closing quote at all: a search from each cell to the end would take minutes.
		for (const part of ['"""\t', '"\t', '""""""a\t', '"""""\t""\t']) {
			readClipboardTable(part.repeat(Math.floor(CLIPBOARD_LIMITS.characters / part.length)));
		}
		expect(performance.now() - began).toBeLessThan(5000);
	});
});

it('loses no character of whatever is pasted, and never throws', () => {
	const noise = fc.string({
		unit: fc.constantFrom('a', '１', '▲', '"', '\t', '\n', '\r\n', ' '),
		maxLength: 80
	});
	let [runs, cells, refused] = [0, 0, 0];
	fc.assert(
		fc.property(noise, (text) => {
			runs += 1;
			const reading = readClipboardTable(text);
			if (!reading.ok) {
				refused += 1;
				expect(reading.message).toMatch(/。$/);
				return;
			}
			cells += reading.table.flat().length;
			const kept = reading.table.flat().join('');
			expect(kept.replace(/[^a１▲]/g, '')).toBe(text.replace(/[^a１▲]/g, ''));
		}),
		{ numRuns: 3000 }
	);
	console.log(
		`paste reader: ${runs} texts, ${cells} cells read, ${refused} texts refused in words, none lost`
	);
});

it('knows a single cell', () => {
	expect(['45.2', '45.2\r\n', '', '"a\nb"'].map(isSingleCell)).toEqual([true, true, true, true]);
	expect(['1\t2', '1\n2', '\n\n', '1\t'].map(isSingleCell)).toEqual([false, false, false, false]);
});
