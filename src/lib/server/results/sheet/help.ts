import { ENTRY_STATES, type EntryState } from '#lib/domain/entry.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { WorkbookCell, WorkbookColumn, WorkbookSheet } from '../../files/xlsx/write.ts';
import type { SheetRow } from './rows.ts';

/** The sheets beside the one that is filled in: how to do it, and what the words mean. */

const MEANINGS: Readonly<Record<EntryState, string>> = {
	final: '確定した値',
	preliminary: '後で変わることのある値',
	forecast: '年度途中の見込み',
	unknown: 'まだ分からない（後日報告する）',
	'no-survey': 'この年度は調査がない',
	suppressed: '公表できない',
	'not-applicable': '対象がない（0件とは違う）'
};

/** The list of 値の状態 among the lists of `codeTable`; a stage's list has its indicator's code. */
export const STATE_LIST = '値の状態';

interface CodeTable {
	readonly columns: readonly WorkbookColumn[];
	readonly rows: readonly (readonly WorkbookCell[])[];
	/** Where each list's words stand; rows counted from the first under the header. */
	readonly lists: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

/** Every word that can be chosen, in long form. */
export function codeTable(rows: readonly Pick<SheetRow, 'code' | 'facts' | 'stages'>[]): CodeTable {
	const lists = new Map<string, { from: number; to: number }>();
	const cells: string[][] = [];
	const add = (list: string, label: string, words: readonly (readonly [word: string, meaning: string])[]) => {
		lists.set(list, { from: cells.length, to: cells.length + words.length - 1 });
		for (const [word, meaning] of words) cells.push([label, word, meaning]);
	};
	const states = Object.keys(ENTRY_STATES) as EntryState[];
	add(
		STATE_LIST,
		STATE_LIST,
		states.map((state) => [ENTRY_STATES[state], MEANINGS[state]])
	);
	for (const { code, facts, stages } of rows) {
		if (stages.length === 0 || lists.has(code)) continue;
		const label = `段階（${code} ${typeof facts.name === 'string' ? facts.name : ''}）`;
		add(
			code,
			label,
			stages.map((stage, at) => [stage, `${at + 1}番目の段階（全${stages.length}段階）`])
		);
	}
	return {
		columns: [
			{ header: '一覧', width: 44, wrap: true },
			{ header: '言葉', width: 24 },
			{ header: '意味', width: 44, wrap: true }
		],
		rows: cells,
		lists
	};
}

/** 「記入のしかた」 */
export function instructions(department: string, year: number, hasDistricts: boolean): WorkbookSheet {
	return {
		name: '記入のしかた',
		columns: [
			{ header: '項目', width: 20, wrap: true },
			{ header: '書き方', width: 78, wrap: true },
			{ header: '例', width: 36, wrap: true }
		],
		rows: [
			[
				'このファイル',
				`${department}の${eraFiscalYear(year)}の実績を書くファイルです。「実績入力」のシートの、色の付いた欄だけに書けます。`,
				null
			],
			[
				'値',
				'数値だけを書きます。単位、「約」「以上」などは付けません。負の数は先頭に - か ▲ を付けます。数式ではなく値を書きます。',
				'18.2　　1,234　　▲3.5'
			],
			[
				'値（分子と分母）',
				'分子と分母から計算する指標は、率の代わりに「分子/分母」と書くこともできます。率は自動で計算します。',
				'1,234/2,760'
			],
			['値（段階）', '段階の指標は、欄の右の▼から選びます。', null],
			[
				'値の状態',
				'欄の右の▼から選びます。空欄のままなら「確定」（年度途中の照会では「見込」）です。',
				'速報'
			],
			[
				'値がないとき',
				'値の欄は空のままにして、値の状態で理由（未把握・調査なし・秘匿・該当なし）を選びます。0件のときは値に 0 と書きます。',
				'未把握'
			],
			[
				'測った年度',
				'前に測った値をそのまま載せる（据え置く）ときだけ、測った年度を書きます。今年度に測った値なら空のままです。',
				'R4'
			],
			[
				'要因分析・課題・今後の取組',
				'進捗が「遅れ」以下の指標では、提出のときに必要です。2,000文字まで。改行は Alt+Enter。',
				'会場が5か所から3か所に減ったため。'
			],
			...(hasDistricts
				? [
						[
							'地区別',
							'地区別の値を求める指標は、「地区別」のシートに地区ごとに1行あります。値の欄だけに書きます。分からない地区は「未把握」、公表できない地区は「秘匿」、対象のない地区は「該当なし」と書きます。市の値と合わないときは、取り込む前に知らせます。',
							'7　　秘匿'
						]
					]
				: []),
			[
				'変えないところ',
				'見出し、指標コード、年度、版は変えないでください。「版」は、ダウンロードした後にほかの人が値を変えたかどうかを確かめる番号です。',
				null
			],
			[
				'色のない行',
				'提出済・確認済などで、今は書けない行です。直すときは、みちしるべで提出を取り下げるか、総合政策課に差戻しを頼みます。',
				null
			],
			[
				'書き終えたら',
				'上書き保存し、みちしるべの「実績入力」→「Excelで入力する」で選びます。取り込む前に、今の値との違いが表示されます。',
				null
			],
			['取り込んだ後', '取り込んだ値は下書きです。実績入力の画面で確かめて、提出してください。', null]
		]
	};
}
