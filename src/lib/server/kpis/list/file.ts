/** The KPI list as a table of a file: the rows and columns of the page, in its order, for machines too. */
import { formatFiscalYear, japanDate } from '#lib/domain/fiscal-year.ts';
import type { CsvCell } from '../../files/csv.ts';
import {
	isBeforeYears,
	isYearly,
	LIST_COLUMNS,
	YEARLY_COLUMNS,
	type ListColumn,
	type YearlyColumn
} from './columns.ts';
import type { ListContent } from './content.ts';
import {
	actualCell,
	actualNote,
	baselineCell,
	inPlan,
	namesOf,
	numberCell,
	outlookWord,
	percentCell,
	printed,
	shownTarget,
	targetCells,
	targetNote
} from './file-cells.ts';
import { updatedAt, type ListItem } from './item.ts';
import { placeName } from './places.ts';
import { cellOf, checkOf, progressText, reachText, shownListOutlook, sumOf } from './row.ts';
import { columnWord, groupWord } from './words.ts';
import type { SheetYear } from '../sheets.ts';
import { judgingSource, shownChange } from '../shown.ts';

/** One column of the file. */
export interface FileColumn {
	readonly header: string;
	/** In characters. */
	readonly width: number;
	/** What it says, for the sheet of definitions. */
	readonly meaning: string;
	/** Years: no commas. */
	readonly isPlain?: boolean;
	readonly cell: (item: ListItem, group: string) => CsvCell;
}

/**
 * The columns of a list's file: the group where there is one, code, name and unit, then the columns that show, then
 * the sum behind the status of the year shown: a page opens it from the status, and a file cannot.
 */
export function fileColumns(content: ListContent): FileColumn[] {
	const { columns, window, grouping } = content;
	const fixed = columns.filter((column) => !isYearly(column) && !IN_IDENTITY.has(column) && column !== 'sum');
	const yearly = YEARLY_COLUMNS.filter((column) => columns.includes(column));
	const of = (list: readonly ListColumn[]) => list.flatMap((column) => fixedColumns(content, column));
	return [
		...(grouping === 'none' ? [] : [groupColumn(content)]),
		...identityOf(content),
		...of(fixed.filter(isBeforeYears)),
		...window.years.flatMap((year) => yearly.flatMap((column) => yearColumns(content, column, year))),
		...of(fixed.filter((column) => !isBeforeYears(column))),
		...sumColumns(content)
	];
}

/** The rows of the page, in its order: a KPI that stands under several headings stands in several rows. */
export function fileRows({ groups }: ListContent, columns: readonly FileColumn[]): CsvCell[][] {
	return groups.flatMap(({ heading, rows }) =>
		rows.map((item) => columns.map(({ cell }) => cell(item, heading.name)))
	);
}

function groupColumn(content: ListContent): FileColumn {
	return {
		header: `まとまり（${groupWord(content, content.grouping)}）`,
		width: 28,
		meaning: '一覧でのまとまり。複数に入る指標は、その数だけ行がある',
		cell: (_item, group) => group
	};
}

/** On the page unit and direction stand under every name, or in columns of their own. */
const IN_IDENTITY: ReadonlySet<ListColumn> = new Set(['unit', 'dir']);

/** What a row is about; unit and direction in columns of their own. */
function identityOf(content: ListContent): FileColumn[] {
	return [
		{ header: 'KPIコード', width: 10, meaning: '指標の記号', cell: ({ sheet }) => sheet.code },
		{ header: 'KPI名', width: 36, meaning: '指標の名前', cell: ({ sheet }) => sheet.name },
		{ header: '単位', width: 8, meaning: '目標と実績の単位', cell: ({ sheet }) => sheet.unit },
		{
			header: 'サンプル',
			width: 9,
			meaning: '「サンプル」は、計画書にない作り物の指標と数値',
			cell: ({ sheet }) => (sheet.isSample ? 'サンプル' : null)
		},
		{
			header: columnWord(content, 'dir'),
			width: 14,
			meaning: LIST_COLUMNS.dir.meaning,
			cell: ({ sheet }) => sheet.directionText
		}
	];
}

function fixedColumns(content: ListContent, column: ListColumn): FileColumn[] {
	const header = columnWord(content, column);
	const { meaning } = LIST_COLUMNS[column];
	const plain = (width: number, cell: FileColumn['cell']): FileColumn => ({ header, width, meaning, cell });
	switch (column) {
		case 'goal':
		case 'chapter':
		case 'measure':
			return [plain(28, ({ place }) => place[column] && placeName(place[column]))];
		case 'dept':
			return [plain(16, ({ sheet }) => sheet.department?.name ?? null)];
		case 'policy':
			return [plain(24, ({ sheet }) => namesOf(sheet.policies))];
		case 'district':
			return [plain(24, ({ sheet }) => namesOf(sheet.districts))];
		case 'base':
			return [
				plain(11, ({ sheet }) => baselineCell(sheet)),
				yearColumn('基準年度（西暦）', ({ sheet }) => sheet.baseline.year),
				{
					header: '基準値の注記',
					width: 10,
					meaning: '「参考」は、実績や目標と比べない基準値',
					cell: ({ sheet }) => (sheet.judged.baselineUse === 'reference' ? '参考' : null)
				}
			];
		case 'final':
			return [
				plain(11, ({ sheet }) => targetCells(sheet.final.target, sheet)[0]),
				{ ...plain(11, ({ sheet }) => targetCells(sheet.final.target, sheet)[1]), header: '最終目標の上限' },
				yearColumn('最終目標の年度（西暦）', ({ sheet }) => sheet.final.year)
			];
		case 'reach':
			return [
				{
					...plain(11, ({ each }) => percentCell(reachText, each.judgement?.reachRate ?? null)),
					header: '最終目標に対する進捗率（%）'
				}
			];
		case 'progress':
			return [
				{
					...plain(11, ({ each }) => percentCell(progressText, each.judgement?.progressRatio ?? null)),
					header: '年度目標に対する進捗率（%）'
				}
			];
		case 'change':
			return [plain(9, ({ sheet, each }) => shownChange(sheet, each)?.word ?? null)];
		case 'outlook':
			return [
				plain(16, ({ outlook }) => outlookWord(outlook())),
				{
					...plain(40, ({ sheet, outlook }) => shownListOutlook(sheet, outlook()).text),
					header: '見通しの説明'
				}
			];
		case 'check':
			return [plain(40, ({ check }) => check && (checkOf(check).text || '指摘なし'))];
		case 'own':
			return [
				plain(12, ({ each }) => (each.judgement?.own ? { printed: each.judgement.own.label } : null)),
				{
					...plain(12, ({ each }) => printed(each.judgement?.own?.rateShown ?? null)),
					header: '達成率（判定基準の表示）'
				},
				{ ...plain(9, ({ each }) => numberCell(each.judgement?.own?.points ?? null)), header: '評価点' }
			];
		case 'updated':
			return [
				plain(12, ({ sheet }) => {
					const updated = updatedAt(sheet);
					return updated && japanDate(updated);
				})
			];
		default:
			return [];
	}
}

/** One year's columns; the header carries 和暦 and 西暦. */
function yearColumns({ edition }: ListContent, column: YearlyColumn, year: number): FileColumn[] {
	const name = formatFiscalYear(year);
	const { label, meaning } = LIST_COLUMNS[column];
	const editionId = edition?.id ?? null;
	const of = (
		title: string,
		width: number,
		cell: (item: ListItem, one: SheetYear) => CsvCell
	): FileColumn => ({
		header: `${name} ${title}`,
		width,
		meaning,
		cell: (item) => {
			const one = item.sheet.years.find((each) => each.year === year);
			return one === undefined || !inPlan(item.sheet, year) ? null : cell(item, one);
		}
	});
	switch (column) {
		case 'target':
			return [
				of(label, 11, (item, one) => targetCells(shownTarget(item, one, editionId), item.sheet)[0]),
				of(
					`${label}の上限`,
					11,
					(item, one) => targetCells(shownTarget(item, one, editionId), item.sheet)[1]
				),
				of(`${label}の注記`, 16, (item, one) => targetNote(item, one, editionId))
			];
		case 'actual':
			return [
				of(label, 11, ({ sheet }, one) => actualCell(sheet, one)),
				of(`${label}の注記`, 16, (item, one) => actualNote(item, one, editionId))
			];
		case 'status':
			return [of(label, 10, (item, one) => cellOf(item, one, editionId).word || null)];
	}
}

/** 計算式, 当てはめ, 結論 and what they rest on. */
function sumColumns({ year, editions }: ListContent): FileColumn[] {
	const name = formatFiscalYear(year);
	const of = (
		title: string,
		width: number,
		meaning: string,
		cell: (item: ListItem) => CsvCell
	): FileColumn => ({
		header: `${name} ${title}`,
		width,
		meaning,
		cell: (item) => (item.each.judgement === null ? null : cell(item))
	});
	const sum = ({ each }: ListItem) => each.judgement && sumOf(each.judgement.sum);
	return [
		of('計算式', 40, '判定に使った式（決めた式が先）', (item) => sum(item)?.formula || null),
		of('当てはめ', 40, '式に数字を入れたものと結果', (item) => sum(item)?.filled || null),
		of(
			'結論',
			40,
			'その判定になった理由。判定しないときは、しない理由',
			(item) => sum(item)?.conclusion ?? null
		),
		of('判定基準', 18, '判定基準とその版', (item) => sum(item)?.rule ?? null),
		of('使った目標', 26, '判定に使った目標の出所', ({ each }) => judgingSource(each, editions))
	];
}

function yearColumn(header: string, year: (item: ListItem) => number | null): FileColumn {
	return {
		header,
		width: 10,
		meaning: '年度（4月から翌年3月まで）の始まる西暦の年',
		isPlain: true,
		cell: (item) => {
			const found = year(item);
			return found === null ? null : { number: String(found) };
		}
	};
}
