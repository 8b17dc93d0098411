import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { cellName, columnName } from '#lib/domain/sheet/cell-name.ts';
import { sheetName, writeWorkbook } from './write.ts';

async function written(...args: Parameters<typeof writeWorkbook>) {
	return readXlsx(await writeWorkbook(...args), { readStyles: true });
}

describe('writeWorkbook', () => {
	it('writes numbers as numbers with △, text as text, nothing merged, header in row 1', async () => {
		const { sheets } = await written({
			title: '一覧',
			sheets: [
				{
					name: '一覧',
					columns: [{ header: '年度', format: 'plain' }, { header: '名' }, { header: '値', width: 9 }],
					rows: [
						[{ number: '2025' }, '=1+1', { number: '-1234.50' }],
						[{ number: '2024' }, { printed: '-1301%' }, null]
					],
					frozenColumns: 2
				}
			]
		});
		const sheet = sheets[0];
		expect(sheet?.rows).toEqual([
			['年度', '名', '値'],
			[2025, '=1+1', -1234.5],
			[2024, '-1301%', null]
		]);
		expect(sheet?.cells?.get('1,1')).toMatchObject({ type: 'string', value: '=1+1' });
		expect(sheet?.cells?.get('1,1')?.formula).toBeUndefined();
		expect(sheet?.cells?.get('1,0')?.style?.numFmt).toBe('0');
		expect(sheet?.cells?.get('1,2')?.style?.numFmt).toBe('#,##0.00;△#,##0.00;0.00');
		expect(sheet?.merges ?? []).toEqual([]);
		expect(sheet?.freezePane).toEqual({ rows: 1, columns: 2 });
		expect(sheet?.columns?.[2]?.width).toBe(9);
	});

	it('opens only the columns named where a sheet is protected, without a password', async () => {
		const { sheets } = await written({
			title: '入力',
			sheets: [
				{
					name: '入力',
					columns: [{ header: 'コード' }, { header: '値', open: true }],
					rows: [['I001', null]],
					protected: true
				}
			]
		});
		expect(sheets[0]?.protection).toMatchObject({ sheet: true });
		expect(sheets[0]?.protection?.password).toBeUndefined();
		expect(sheets[0]?.cells?.get('1,1')?.style?.protection?.locked).toBe(false);
		expect(sheets[0]?.cells?.get('1,0')?.style?.protection?.locked ?? true).toBe(true);
	});

	it('takes the words of a drop-down from another sheet, commas and quotes and all', async () => {
		const { sheets } = await written({
			title: '入力',
			sheets: [
				{
					name: '入力',
					columns: [{ header: '状態', open: true }],
					rows: [[null], [null]],
					choices: [
						{
							column: 0,
							from: 0,
							to: 1,
							source: { sheet: "表's", column: 0, from: 0, to: 1 },
							message: '選んでください。'
						}
					]
				},
				{ name: "表's", columns: [{ header: '語' }], rows: [['甲,乙'], ['丙']] }
			]
		});
		expect(sheets[0]?.dataValidations).toMatchObject([
			{ type: 'list', range: 'A2:A3', formula1: "'表''s'!$A$2:$A$3", errorStyle: 'stop' }
		]);
	});

	it('keeps digits that a spreadsheet would lose, and characters that XML does not know as �', async () => {
		const { sheets } = await written({
			title: 't',
			sheets: [
				{
					name: 's',
					columns: [{ header: 'a' }, { header: 'b' }],
					rows: [[{ number: '1234567890123456' }, 'x\u0000y\u001f\ud800z']]
				}
			]
		});
		expect(sheets[0]?.rows[1]).toEqual(['1234567890123456', 'x�y��z']);
	});

	it('refuses rows of another length and numbers that are none', async () => {
		const columns = [{ header: 'a' }];
		await expect(
			writeWorkbook({ title: 't', sheets: [{ name: 's', columns, rows: [['x', 'y']] }] })
		).rejects.toThrow(RangeError);
		await expect(
			writeWorkbook({ title: 't', sheets: [{ name: 's', columns, rows: [[{ number: '1,2' }]] }] })
		).rejects.toThrow(RangeError);
	});
});

it('names cells, columns and sheets as spreadsheets do', () => {
	expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
	expect(cellName(11, 4)).toBe('E12');
	expect(sheetName('令和7年度[実績]/健康')).toBe('令和7年度・実績・・健康');
	expect([...sheetName('あ'.repeat(40))]).toHaveLength(31);
	expect(sheetName("'")).toBe('シート');
});
