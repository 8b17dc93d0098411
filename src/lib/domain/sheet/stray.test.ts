import { expect, it } from 'vitest';
import { strayNotes } from './stray.ts';
import type { SheetHead } from './head.ts';
import type { FileCell, FileSheet } from './table.ts';

const cell = (text: string): FileCell => (text === '' ? null : { kind: 'text', text });

function sheetOf(name: string, rows: readonly (readonly string[])[], hidden = false): FileSheet {
	return {
		name,
		hidden,
		rows: rows.map((texts, at) => ({ number: at + 1, cells: texts.map(cell), hidden: false, problem: null })),
		merged: [],
		hiddenColumns: []
	};
}

const headOf = (sheet: FileSheet): SheetHead => ({
	sheet,
	row: 1,
	columns: new Map(),
	districts: new Map(),
	notes: []
});

it('tells what stands beside the headings and on other sheets', () => {
	const sheet = sheetOf('実績入力', [
		['指標コード', '値'],
		['I032', '5', '', '去年より多い'],
		['I033', '', 'メモ']
	]);
	const memo = sheetOf('メモ', [['a']]);
	const hidden = sheetOf('裏', [['a']], true);
	const sheets = [sheet, memo, sheetOf('空', []), hidden, sheetOf('コード表', [['a']])];
	expect(strayNotes({ kind: 'xlsx', encoding: null, sheets }, headOf(sheet), null)).toEqual([
		{
			place: 'C3',
			message: '見出しのない列（C列、D列）に入力があります。どの項目か分からないため、読みません。'
		},
		{
			place: 'ファイル全体',
			message: 'シート「メモ」「裏」（非表示）は読みません。シート「実績入力」だけを読みました。'
		}
	]);
	expect(strayNotes({ kind: 'csv', encoding: 'UTF-8', sheets: [sheet] }, headOf(sheet), null)).toMatchObject([
		{ place: '3行目', message: expect.stringContaining('3列目、4列目') }
	]);
});

it('says nothing of a file as it was downloaded', () => {
	const sheet = sheetOf('実績入力', [
		['指標コード', '値'],
		['I032', '5']
	]);
	const districts = sheetOf('地区別', [['a']]);
	const sheets = [sheet, districts, sheetOf('記入のしかた', [['a']])];
	expect(strayNotes({ kind: 'xlsx', encoding: null, sheets }, headOf(sheet), districts)).toEqual([]);
});
