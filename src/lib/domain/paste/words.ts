/** The words that the head of a table and its cells may use, as people write them. */
import { ENTRY_STATES, type EntryState } from '#lib/domain/entry.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';

/** A column that an entry has. */
export const ENTRY_COLUMNS = {
	entered: '実績',
	state: '値の状態',
	cause: '要因分析',
	issue: '課題',
	nextAction: '今後の取組'
} as const;
export type EntryColumn = keyof typeof ENTRY_COLUMNS;

/** What a heading says that its column holds. */
export type HeadRole = EntryColumn | 'code' | 'name' | 'unit' | 'year' | 'target' | 'other';

export interface Heading {
	readonly role: HeadRole | null;
	readonly year: number | null;
	/** Nothing but a western year: a figure may look the same. */
	readonly isBareYear: boolean;
	/** A year that lies in two fiscal years, in words; null otherwise. */
	readonly problem: string | null;
}

const HEAD_WORDS: Readonly<Record<HeadRole, readonly string[]>> = {
	code: ['コード', '指標コード', '指標番号', 'KPIコード'],
	name: ['指標', '指標名', '指標の名前', '指標名称', '名称', '項目', 'KPI', 'KPI名', '重点業績成果指標'],
	unit: ['単位'],
	year: ['年度', '会計年度', '年度（西暦）', '年度（和暦）', '西暦', '和暦', '西暦年度', '和暦年度'],
	entered: ['実績', '実績値', '値', '数値', '入力値', '今年度実績', '年度実績'],
	state: ['値の状態', '状態', '値の種類', '値の区分'],
	cause: ['要因分析', '要因', '要因の分析'],
	issue: ['課題'],
	nextAction: ['今後の取組', '今後の取り組み', '今後の取組み', '今後の対応', '取組'],
	target: ['目標', '目標値', '年度目標', '最終目標', '基準値'],
	other: [
		'No',
		'No.',
		'番号',
		'担当課',
		'主管課',
		'関係課',
		'部',
		'部署',
		'進捗',
		'進捗率',
		'判定',
		'前回比',
		'前年比',
		'備考',
		'出典',
		'入力の状態',
		'方向性'
	]
};

/** Marks without width that copying brings along. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const ROLE_OF = new Map<string, HeadRole>(
	(Object.keys(HEAD_WORDS) as HeadRole[]).flatMap((role) =>
		HEAD_WORDS[role].map((word): [string, HeadRole] => [plainText(word), role])
	)
);

/** A calendar year or a year without an era: no fiscal year, though it stands where one should. */
const CALENDAR_YEAR = /^(?:令和|平成|昭和|[RHS])?(?:\d{1,4}|元)年$/i;

/** Text as names and words are compared: NFKC, without any space. */
export function plainText(text: string): string {
	return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, '');
}

/** Room for a year with both its names and the longest word. Trying every cut of a longer text would take minutes. */
const LONGEST_HEADING = 60;

/** A cell of a table's head: 指標, R7, 令和7年度実績, R6目標 …; null for anything else. */
export function readHeading(text: string): Heading | null {
	const plain = plainText(text);
	if (plain === '' || plain.length > LONGEST_HEADING) return null;
	const whole = parseFiscalYear(plain);
	if (whole.ok) return { role: null, year: whole.year, isBareYear: /^\d{4}$/.test(plain), problem: null };
	const role = ROLE_OF.get(plain);
	if (role !== undefined) return { role, year: null, isBareYear: false, problem: null };
	if (CALENDAR_YEAR.test(plain)) return { role: null, year: null, isBareYear: false, problem: whole.message };
	for (let cut = 1; cut < plain.length; cut++) {
		const year = parseFiscalYear(plain.slice(0, cut).replace(/の$/, ''));
		const rest = ROLE_OF.get(plain.slice(cut).replace(/^の/, ''));
		if (year.ok && rest !== undefined && YEARLY.includes(rest))
			return { role: rest, year: year.year, isBareYear: false, problem: null };
	}
	return null;
}

const YEARLY: readonly HeadRole[] = ['entered', 'state', 'cause', 'issue', 'nextAction', 'target', 'other'];

export type StateReading =
	| { readonly kind: 'state'; readonly state: EntryState }
	| { readonly kind: 'blank' }
	| { readonly kind: 'unknown'; readonly message: string };

/** 値の状態 as a cell names it: 確定, 速報, 未把握 … Never guesses. */
export function readStateWord(text: string): StateReading {
	const plain = plainText(text);
	if (plain === '') return { kind: 'blank' };
	const state = (Object.keys(ENTRY_STATES) as EntryState[]).find(
		(each) => plainText(ENTRY_STATES[each]) === plain
	);
	if (state !== undefined) return { kind: 'state', state };
	const quoted = text.trim().slice(0, 20);
	return {
		kind: 'unknown',
		message:
			plain === '訂正'
				? '「訂正」は、締め切られた値を直すときの手続きです。ここでは「確定」と書いてください。'
				: `値の状態「${quoted}」は読み取れません。「${Object.values(ENTRY_STATES).join('」「')}」のどれかを書いてください（例：確定）。`
	};
}
