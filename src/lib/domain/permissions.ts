import { DomainError } from './errors.ts';
import { ROLES, type Role } from './model.ts';

/** Who acts: an account with its role and departments, or the operator at the command line. */
export interface Actor {
	readonly accountId: number | null;
	readonly name: string;
	readonly role: Role | 'operator';
	readonly departmentIds: readonly number[];
}

/** What somebody may do. Acts on results name the department that is responsible for them. */
export type Act =
	| { readonly kind: 'see-data' }
	| { readonly kind: 'see-entries' }
	| {
			readonly kind:
				| 'see-entry'
				| 'enter-result'
				| 'submit-result'
				| 'confirm-as-head'
				| 'request-correction'
				| 'write-handover';
			readonly departmentIds: readonly number[];
	  }
	| { readonly kind: 'review-results' | 'decide-corrections' | 'manage-cycles' }
	| { readonly kind: 'manage-rules' }
	| { readonly kind: 'manage-accounts' }
	| { readonly kind: 'load-city' };

/**
 * The one table of rights. Editors and heads see what is being entered, its evidence, cards and sheets for their own
 * departments alone (`see-entries` opens the pages, `see-entry` what stands on them); everybody but admins sees what is
 * confirmed. Editors act for their own departments, heads confirm for theirs, planners review and
 * may enter on a department's behalf, decide on corrections and open and close the calls for figures, viewers read,
 * admins keep accounts and the system but touch no data.
 * The operator at the server's command line keeps accounts and puts a city's plan into a new installation.
 */
export function may(actor: Actor, act: Act): boolean {
	switch (act.kind) {
		case 'see-data':
			return actor.role !== 'admin' && actor.role !== 'operator';
		case 'see-entries':
			return actor.role === 'planner' || actor.role === 'editor' || actor.role === 'head';
		case 'enter-result':
		case 'submit-result':
		case 'request-correction':
			return (
				actor.role === 'planner' ||
				(actor.role === 'editor' && shares(actor.departmentIds, act.departmentIds))
			);
		case 'see-entry':
		case 'write-handover':
			return (
				actor.role === 'planner' ||
				((actor.role === 'editor' || actor.role === 'head') && shares(actor.departmentIds, act.departmentIds))
			);
		case 'confirm-as-head':
			return actor.role === 'head' && shares(actor.departmentIds, act.departmentIds);
		case 'review-results':
		case 'decide-corrections':
		case 'manage-cycles':
		case 'manage-rules':
			return actor.role === 'planner';
		case 'manage-accounts':
			return actor.role === 'admin' || actor.role === 'operator';
		case 'load-city':
			return actor.role === 'operator';
	}
}

/** @throws DomainError `forbidden`, saying whose task it is. */
export function demand(actor: Actor, act: Act): void {
	if (!may(actor, act)) throw new DomainError('forbidden', WHOSE_TASK[act.kind], { details: act.kind });
}

/** What a refusal says: whose task it is. */
export const WHOSE_TASK: Record<Act['kind'], string> = {
	'see-data': `計画と実績を見るのは、${ROLES.editor}・${ROLES.head}・${ROLES.planner}・${ROLES.viewer}の役割です。管理者は利用者とシステムの管理だけを受け持ちます。`,
	'see-entries': `実績の入力は、担当課の${ROLES.editor}・${ROLES.head}と${ROLES.planner}の仕事です。`,
	'see-entry':
		'入力中の実績、根拠資料、引継ぎカードを見ることができるのは、その指標を受け持つ課の担当者と所属長、総合政策課です。確認済の値は「指標一覧」でだれでも見られます。',
	'enter-result': '実績を入力できるのは、その指標の担当課の担当者と総合政策課です。',
	'submit-result': '実績を提出できるのは、その指標の主管課の担当者と総合政策課です。',
	'confirm-as-head': '提出前の確認ができるのは、その指標の主管課の所属長です。',
	'write-handover':
		'引継ぎカードを書くことができるのは、その指標の主管課・関係課の担当者と所属長、総合政策課です。',
	'request-correction': '訂正の申出ができるのは、その指標の主管課の担当者と総合政策課です。',
	'decide-corrections': '訂正の承認は、総合政策課の仕事です。',
	'manage-cycles': '実績照会の開始と締切りは、総合政策課の仕事です。',
	'review-results': '提出された実績の確認と差戻しは、総合政策課の仕事です。',
	'manage-rules': '判定基準を作ることと採用することは、総合政策課の仕事です。',
	'manage-accounts': '利用者の追加や停止は、管理者の仕事です。',
	'load-city': '計画ファイルの登録は、サーバーのコマンド（city load）で行います。'
};

function shares(a: readonly number[], b: readonly number[]): boolean {
	return a.some((id) => b.includes(id));
}
