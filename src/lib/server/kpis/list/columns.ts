/** The columns of the KPI list, in the order in which page and file show them. The name always stands first. */

interface ListColumnText {
	/** Heading; of the three yearly ones the second line, under each year of the window. */
	readonly label: string;
	/** What the file's sheet of definitions says of it. */
	readonly meaning: string;
	/** Whether it shows unless columns are chosen. */
	readonly isDefault: boolean;
}

const OFF = { isDefault: false };
const ON = { isDefault: true };

/** By the code in the address. */
export const LIST_COLUMNS = {
	goal: { label: '基本目標', meaning: '指標が属する基本目標', ...OFF },
	chapter: { label: '章', meaning: '指標が属する章', ...OFF },
	measure: { label: '施策', meaning: '指標が属する施策', ...OFF },
	dept: { label: '担当課', meaning: '今の主管課', ...ON },
	policy: { label: '重点施策', meaning: '指標に付く重点施策（複数あり）', ...OFF },
	district: { label: '地区', meaning: '地区別計画の地区（複数あり）', ...OFF },
	unit: { label: '単位', meaning: '目標と実績の単位', ...OFF },
	dir: { label: '方向', meaning: '増やす、減らす、維持、範囲内、段階のどれを目指すか', ...OFF },
	base: { label: '基準値', meaning: '計画に載る出発点の値と、その年度', ...OFF },
	target: {
		label: '目標',
		meaning:
			'版を選ばないときは判定に使う目標（最終目標や据え置いた値の年度の目標なら、注記に名前）、選んだときはその版が定めた目標',
		...ON
	},
	actual: { label: '実績', meaning: '確認済の実績。期間の合計で見る指標は累計', ...ON },
	status: { label: '進捗', meaning: '判定に使う目標に対する判定。判定基準の区分の名前', ...ON },
	final: { label: '最終目標', meaning: '基本計画の最終目標と、その年度', ...ON },
	reach: {
		label: '進捗率',
		meaning: '最終目標に対する進捗率：（実績−基準値）÷（最終目標−基準値）',
		...ON
	},
	progress: {
		label: '年度目標比',
		meaning: '年度目標に対する進捗率：（実績−基準値）÷（年度目標−基準値）',
		...OFF
	},
	change: { label: '前回比', meaning: '最後に測った値と比べた改善・横ばい・悪化', ...ON },
	outlook: {
		label: '見通し',
		meaning: 'このままの傾向が続いた場合に最終目標に届くか（推計。実績ではない）',
		...ON
	},
	check: {
		label: '目標の点検',
		meaning:
			'定めた目標について気付いた点（禁止ではない）。選んだ版、選ばないときは表示年度を含む最新の版を点検',
		...ON
	},
	own: {
		label: '基準の評語',
		meaning: '採用した判定基準の評語・記号と、その基準での達成率、評価点',
		...OFF
	},
	updated: { label: '更新日', meaning: '表示している年度の実績のうち最後に確認した日', ...OFF },
	sum: { label: '計算', meaning: '判定の計算式、数字の当てはめ、結論、判定基準', ...OFF }
} as const satisfies Record<string, ListColumnText>;

export type ListColumn = keyof typeof LIST_COLUMNS;

/** Columns that stand once per year of the window. */
export const YEARLY_COLUMNS = ['target', 'actual', 'status'] as const satisfies readonly ListColumn[];
export type YearlyColumn = (typeof YEARLY_COLUMNS)[number];

export const ALL_COLUMNS = Object.keys(LIST_COLUMNS) as ListColumn[];
export const DEFAULT_COLUMNS = ALL_COLUMNS.filter((column) => LIST_COLUMNS[column].isDefault);

/** Whether a code of the address names a column. */
export function isColumn(code: string): code is ListColumn {
	return Object.hasOwn(LIST_COLUMNS, code);
}

/** Whether a column stands once per year of the window. */
export function isYearly(column: ListColumn): column is YearlyColumn {
	return (YEARLY_COLUMNS as readonly ListColumn[]).includes(column);
}

/** Whether a column stands left of the years. */
export function isBeforeYears(column: ListColumn): boolean {
	return ALL_COLUMNS.indexOf(column) < ALL_COLUMNS.indexOf('target');
}

/** The chosen columns, each once, in the order of the list whatever the order they were asked in. */
export function inListOrder(chosen: Iterable<ListColumn>): ListColumn[] {
	const wanted = new Set(chosen);
	return ALL_COLUMNS.filter((column) => wanted.has(column));
}

/** Whether a choice is the one that needs no word in the address. */
export function isDefaultChoice(columns: readonly ListColumn[]): boolean {
	return columns.length === DEFAULT_COLUMNS.length && DEFAULT_COLUMNS.every((each) => columns.includes(each));
}
