import type { Act } from '#lib/domain/permissions.ts';

/** What the fields of the working screens are called; what is not named here is counted, not shown. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
	entered: '値',
	numerator: '分子',
	denominator: '分母',
	state: '値の状態',
	cause: '要因分析',
	issue: '課題',
	nextAction: '今後の取組',
	reason: '理由',
	howMade: 'どう出したか',
	pitfalls: '間違えやすいところ',
	contact: '問い合わせ先',
	text: '貼り付けた内容',
	deadline: '提出期限',
	opensOn: '始める日',
	username: '利用者名',
	displayName: '表示名'
};

/** What pages send for themselves: it is kept, but nobody typed it. */
export const MACHINE_FIELDS: readonly string[] = [
	'version',
	'key',
	'was',
	'code',
	'seen',
	'id',
	'start',
	'column',
	'order',
	'blank',
	'year',
	'department',
	'file',
	'return',
	'withdraw',
	'fill'
];

/** Fields whose values name indicators: `I001`, `I001/2025/3`. */
export const CHOICE_FIELDS: readonly string[] = ['item', 'only', 'choose'];

type Kind = Act['kind'];
type Bound = Extract<Act, { departmentIds: readonly number[] }>['kind'];

interface Screen {
	readonly path: RegExp;
	readonly name: string;
	/** Whose work it is; `indicators`: that of the departments that hold what was typed about. */
	readonly needs: Kind;
}

/** The screens on which something is typed, the more special ones first. */
export const SCREENS: readonly Screen[] = [
	{ path: /^\/entry$/, name: '実績入力', needs: 'enter-result' },
	{ path: /^\/entry\/confirm$/, name: '所属長の確認', needs: 'confirm-as-head' },
	{ path: /^\/entry\/submit$/, name: '確認して提出', needs: 'submit-result' },
	{ path: /^\/entry\/paste$/, name: 'Excelから貼り付ける', needs: 'see-entries' },
	{ path: /^\/entry\/upload$/, name: 'Excelで入力する', needs: 'see-entries' },
	{ path: /^\/entry\/[^/]+\/handover$/, name: '引継ぎカード', needs: 'write-handover' },
	{ path: /^\/entry\/[^/]+\/correction$/, name: '訂正の申出', needs: 'request-correction' },
	{ path: /^\/entry\/[^/]+$/, name: '指標の実績入力', needs: 'enter-result' },
	{ path: /^\/review\/corrections$/, name: '訂正の承認', needs: 'decide-corrections' },
	{ path: /^\/review\/cycles(?:\/|$)/, name: '実績照会・締切り', needs: 'manage-cycles' },
	{ path: /^\/review(?:\/|$)/, name: '確認', needs: 'review-results' },
	{ path: /^\/rules\//, name: '判定基準', needs: 'manage-rules' },
	{ path: /^\/admin\//, name: '利用者', needs: 'manage-accounts' }
];

const HEADS_ACTS: readonly string[] = ['confirm', 'return'];

/** The right that an action of a screen needs; null where only the action itself can tell. */
export function needOf(screen: Screen | undefined, action: string): Kind | null {
	if (screen?.name !== '指標の実績入力') return screen?.needs ?? null;
	if (action === 'return-as-planner') return 'review-results';
	return HEADS_ACTS.includes(action) ? 'confirm-as-head' : screen.needs;
}

/** Whether a right is bound to the departments that hold an indicator. */
export function isBound(kind: Kind): kind is Bound {
	const bound: readonly Kind[] = [
		'enter-result',
		'submit-result',
		'confirm-as-head',
		'request-correction',
		'write-handover'
	];
	return bound.includes(kind);
}
