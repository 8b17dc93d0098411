/** The KPI list as a file to take away: what the page shows, as CSV or as a workbook with its definitions. */
import { formatEraDate, formatFiscalYear } from '#lib/domain/fiscal-year.ts';
import { categoryWord, countsText } from '#lib/domain/judging/summary.ts';
import { MISSING_REASONS, VALUE_STATES, type Status } from '#lib/domain/model.ts';
import { OUTLOOK_VERDICTS } from '#lib/domain/outlook.ts';
import type { Database } from '../../db/client.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { writeWorkbook, XLSX_TYPE, type WorkbookColumn } from '../../files/xlsx/write.ts';
import { countYear } from '../counts.ts';
import type { YearScale } from '../scales.ts';
import { readListContent, type ListContent } from './content.ts';
import { fileColumns, fileRows, type FileColumn } from './file.ts';
import type { ListItem } from './item.ts';
import type { ListRequest } from './request.ts';
import { conditionsOf } from './words.ts';

export interface ListFile {
	readonly name: string;
	readonly type: string;
	readonly body: string | Uint8Array<ArrayBuffer>;
}

/** UTF-8 with BOM, CRLF. @throws DomainError as `readListContent` does. */
export function readListCsv(database: Database, request: ListRequest): ListFile {
	const content = readListContent(database, request);
	const columns = fileColumns(content);
	return {
		name: `${fileName(content)}.csv`,
		type: 'text/csv; charset=utf-8; header=present',
		body: csvFile(
			columns.map(({ header }) => header),
			fileRows(content, columns)
		)
	};
}

/**
 * The table on the first sheet; what it means, as of when and under which filter on the second.
 * @throws DomainError as `readListContent` does, at once.
 */
export function readListWorkbook(database: Database, request: ListRequest): Promise<ListFile> {
	return workbookOf(readListContent(database, request));
}

async function workbookOf(content: ListContent): Promise<ListFile> {
	const columns = fileColumns(content);
	const name = fileName(content);
	const bytes = await writeWorkbook({
		title: titleOf(content),
		sheets: [
			{
				name: '指標一覧',
				columns: columns.map(workbookColumn),
				rows: fileRows(content, columns),
				frozenColumns: columns.findIndex(({ header }) => header === 'KPI名') + 1
			},
			{ name: '説明', columns: ABOUT_COLUMNS, rows: aboutRows(content, columns) }
		]
	});
	return { name: `${name}.xlsx`, type: XLSX_TYPE, body: new Uint8Array(bytes) };
}

function workbookColumn({ header, width, isPlain }: FileColumn): WorkbookColumn {
	return { header, width, format: isPlain ? 'plain' : 'figure', wrap: width > 20 };
}

function titleOf({ term, year }: ListContent): string {
	return `${term.name}の指標一覧 ${formatFiscalYear(year)}`;
}

function fileName({ term, year, request }: ListContent): string {
	return `指標一覧_${term.name}_${year}_${request.today.replaceAll('-', '')}`;
}

const ABOUT_COLUMNS: readonly WorkbookColumn[] = [
	{ header: '区分', width: 16 },
	{ header: '項目', width: 36, wrap: true },
	{ header: '内容', width: 80, wrap: true }
];

/** Definitions, codes, the counts of the groups, as-of date and filter in words, in one long table. */
function aboutRows(content: ListContent, columns: readonly FileColumn[]): CsvCell[][] {
	const { request, window, found, groups, grouping, total, isSample, scale } = content;
	const lines = groups.reduce((sum, { rows }) => sum + rows.length, 0);
	const about: [string, string][] = [
		['題名', titleOf(content)],
		['現在', `${formatEraDate(request.today)}（確認済の実績だけ）`],
		['三か年', window.text],
		['表示の条件', conditionsOf(content).join('　')],
		['指標の数', `${found.length}（全${total}のうち。1つの指標を1回だけ数える）`],
		[
			'行の数',
			lines === found.length ? String(lines) : `${lines}（複数のまとまりに入る指標は、それぞれに載る）`
		],
		['進捗ごとの数', countWords(found, content)],
		...(isSample
			? [['サンプル', '「サンプル」の指標と数値は、計画書にない作り物です'] satisfies [string, string]]
			: [])
	];
	return [
		...about.map(([item, text]) => ['この表', item, text]),
		...(grouping === 'none'
			? []
			: groups.map(({ heading, rows }) => [
					'まとまりごとの数',
					heading.name,
					`${rows.length}指標：${countWords(rows, content)}`
				])),
		...columns.map(({ header, meaning }) => ['列', header, meaning]),
		...statusCodes(scale),
		...CODES
	];
}

/** Counts, never an average rate. */
function countWords(items: readonly ListItem[], { year, scale }: ListContent): string {
	const counts = countYear(
		items.map(({ sheet }) => sheet),
		year,
		scale.scale
	);
	if (counts === null) return '実績照会の前';
	return countsText([...counts.graded, ...counts.apart]);
}

const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
	achieved: '年度目標に達した',
	'on-track': '年度目標にほぼ届いている',
	'slightly-behind': '年度目標にやや届いていない',
	behind: '年度目標に届いていない',
	regressed: '基準値より悪い',
	none: '値、目標、調査のどれかがなく、判定しない（理由は「結論」の列）',
	missing: '実績がまだ入力されていない',
	outside: '始まっていない、終わった、または廃止した指標'
};

/** The categories of the year's rule in its own words and order, then what was not judged. */
function statusCodes({ title, scale }: YearScale): string[][] {
	const graded = scale.graded.map((each) => [
		'進捗',
		categoryWord(each),
		scale.isOwn
			? `${title}の区分${each.meaning === '' ? '' : `：${each.meaning}`}`
			: STATUS_MEANINGS[each.status]
	]);
	const apart = scale.apart.map((each) => [
		'進捗',
		categoryWord(each),
		each.code === 'unconfirmed'
			? '入力されたが、総合政策課がまだ確認していない'
			: STATUS_MEANINGS[each.status]
	]);
	return [...graded, ...apart];
}

const CODES: readonly string[][] = [
	...Object.values(VALUE_STATES).map((word) => ['値の状態', word, '実績の注記の列に出る。何もなければ確定']),
	...Object.values(MISSING_REASONS).map((word) => ['値がない理由', word, '実績の注記の列に出る。0ではない']),
	...Object.values(OUTLOOK_VERDICTS).map((word) => [
		'見通し',
		word,
		'このままの傾向が続いた場合。空欄は、最終年度の実績がすでにあるもの'
	])
];
