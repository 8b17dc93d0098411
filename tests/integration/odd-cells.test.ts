/** Whatever stands in an input cell of the department's own sheet: read as it looks, or refused at its cell. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { readTable } from '#lib/server/files/read/read-table.ts';
import { entrySheet } from '#lib/server/results/sheet/file.ts';
import { previewUpload } from '#lib/server/results/sheet/upload.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { fillCells, type Typed } from '#tests/support/fill-sheet.ts';

const ASKED = { year: 2025, departmentCode: 'kenko' };
/** A rate, a count, and one more rate. */
const [RATE, COUNT] = ['I042', 'I034'];

let city: City;
let editor: Context;
let sheet: Uint8Array;
const rows = new Map<string, number>();
beforeAll(async () => {
	city = await demoCity();
	editor = city.as('editor');
	sheet = (await entrySheet(editor, ASKED, 'xlsx')).body as Uint8Array;
	for (const { cells, number } of readTable(sheet).sheets[0]?.rows ?? [])
		for (const cell of cells) if (cell?.kind === 'text') rows.set(cell.text, rows.get(cell.text) ?? number);
});
afterAll(() => city.close());

/** What becomes of one cell: the figure as it would stand, or the refusal with its place. */
async function outcome(code: string, typed: Typed, column = 'J'): Promise<string> {
	const place = `${column}${rows.get(code) ?? 0}`;
	const { preview } = await previewUpload(editor, ASKED, {
		name: '実績入力.xlsx',
		bytes: fillCells(sheet, { [place]: typed })
	});
	const cell = preview.cells.find((each) => each.code === code && each.outcome !== 'same');
	if (cell?.outcome === 'change') return `実績 ${cell.after?.entered ?? ''}`;
	const refused = [...preview.refused, ...(cell ? [{ place: cell.place, message: cell.refusal ?? '' }] : [])];
	return refused
		.map((each) => `${each.place.replace(String(rows.get(code)), '')}：${each.message}`)
		.join('|');
}

const raw = (content: string) => ({ raw: content });
const value = (text: string) => raw(`><v>${text}</v>`);
const inline = (content: string) => raw(` t="inlineStr"><is>${content}</is>`);

describe('the figure', () => {
	it.each<[string, string, Typed, string | RegExp]>([
		['1E-3', RATE, value('1E-3'), '実績 0.001'],
		['a long decimal', RATE, value('0.123456789012345678'), /^J：小数は12桁まで.*例.*0\.123456789/],
		['-0', COUNT, value('-0'), '実績 0'],
		['full-width digits as text', COUNT, '１，２３４', '実績 １，２３４'],
		['a negative number as text, kept with ▲', RATE, '▲3.5', '実績 ▲3.5'],
		['a negative number as text, kept with △', RATE, '△３．５', '実績 △３．５'],
		['thousands as text', COUNT, '1,234', '実績 1,234'],
		['thousands in wrong groups', COUNT, '1,23', /^J：「1\.23」ですか.*1,23/],
		['1e3 as text', COUNT, '1e3', /^J：.*1e3/],
		[
			'a text in runs, with a reading',
			COUNT,
			inline('<r><t>1,</t></r><r><t>234</t></r><rPh><t>セン</t></rPh>'),
			'実績 1,234'
		],
		['#DIV/0!', RATE, raw(' t="e"><v>#DIV/0!</v>'), /^J：Excelのエラー（#DIV\/0!）.*例/],
		['#N/A', RATE, raw(' t="e"><v>#N/A</v>'), /^J：Excelのエラー（#N\/A）.*例/],
		['TRUE', RATE, raw(' t="b"><v>1</v>'), /^J：.*TRUE/],
		['a date', RATE, raw(' t="d"><v>2026-01-02</v>'), /^J：日付（2026年1月2日）.*例/],
		['a formula', RATE, { formula: 'A1+1', result: 3 }, /^J：数式です.*例/],
		['a shared formula', RATE, raw('><f t="shared" si="0"/><v>5</v>'), /^J：数式です/],
		['a dash', RATE, '－', /実績|J：/],
		['about 100', COUNT, '約100', /^J：.*約100/],
		['a number larger than any', RATE, value('1e999'), /^J：Excelのエラー（#NUM!）/],
		['300 digits', COUNT, value('1e299'), /^J：/],
		['a long text', COUNT, 'x'.repeat(300), /^J：この欄は200文字までです。今は300文字/]
	])('%s', async (_what, code, typed, expected) => {
		const said = await outcome(code, typed);
		if (typeof expected === 'string') expect(said).toBe(expected);
		else expect(said).toMatch(expected);
	});
});

it('a remark is text whatever it looks like, and not changed by the way', async () => {
	const place = `L${rows.get(RATE) ?? 0}`;
	const { preview } = await previewUpload(editor, ASKED, {
		name: 'a.xlsx',
		bytes: fillCells(sheet, {
			[place]: inline('<t xml:space="preserve">釜石_x000D_\nの</t><rPh><t>カマイシ</t></rPh>')
		})
	});
	const cell = preview.cells.find(({ code }) => code === RATE);
	expect(cell?.changes.find(({ label }) => label === '要因分析')?.after).toBe('釜石\nの');
});

it('a file name for the record is what it looks like', async () => {
	const { preview } = await previewUpload(editor, ASKED, {
		name: 'C:\\a\\集計\u202excod.xlsx',
		bytes: sheet
	});
	expect(preview.fileName).toBe('集計xcod.xlsx');
});
