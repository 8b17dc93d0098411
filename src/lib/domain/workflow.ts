/** 未入力 → 下書き → 提出済 → 確認済, with 差戻し and an optional step of the department head. */
import type { WorkflowState } from './model.ts';

export type WorkflowAct =
	'save' | 'submit' | 'withdraw' | 'confirm-as-head' | 'return-as-head' | 'confirm' | 'return';

export type WorkflowStep =
	{ readonly ok: true; readonly state: WorkflowState } | { readonly ok: false; readonly why: string };

export interface WorkflowSituation {
	/** Null: nothing entered yet. */
	readonly state: WorkflowState | null;
	/** The department's head confirms before the planning division. */
	readonly headStep: boolean;
}

const TAKEN: Record<'submitted' | 'head-confirmed' | 'confirmed', string> = {
	submitted: '提出済のため、変更できません。直すときは、先に「提出を取り下げる」を押してください。',
	'head-confirmed': '所属長が確認済のため、変更できません。直すときは、総合政策課に差戻しを頼んでください。',
	confirmed: '総合政策課が確認済のため、変更できません。直すときは、総合政策課に差戻しを頼んでください。'
};

/**
 * The state after an act, or why the act is not possible now. A returned result stays 差戻し while it is
 * being mended, so that its reason stays in sight until it is submitted again.
 */
export function step({ state, headStep }: WorkflowSituation, act: WorkflowAct): WorkflowStep {
	const editable = state === null || state === 'draft' || state === 'returned';
	switch (act) {
		case 'save':
			return editable ? to(state === 'returned' ? 'returned' : 'draft') : no(TAKEN[state]);
		case 'submit':
			return editable ? to('submitted') : no(TAKEN[state]);
		case 'withdraw':
			if (state === 'submitted') return to('draft');
			return no(editable ? 'まだ提出されていません。' : TAKEN[state]);
		case 'confirm-as-head':
			if (!headStep) return no('この課では所属長の確認を使っていません。');
			return state === 'submitted'
				? to('head-confirmed')
				: no(editable ? 'まだ提出されていません。' : 'すでに確認されています。');
		case 'return-as-head':
			if (!headStep) return no('この課では所属長の確認を使っていません。');
			return state === 'submitted'
				? to('returned')
				: no(editable ? 'まだ提出されていません。' : 'すでに総合政策課に渡っています。');
		case 'confirm':
			if (state === 'head-confirmed' || (state === 'submitted' && !headStep)) return to('confirmed');
			if (state === 'submitted') return no('所属長の確認がまだのため、確認済にできません。');
			return no(state === 'confirmed' ? 'すでに確認済です。' : 'まだ提出されていません。');
		case 'return':
			return editable ? no('まだ提出されていません。') : to('returned');
	}
}

function to(state: WorkflowState): WorkflowStep {
	return { ok: true, state };
}

function no(why: string): WorkflowStep {
	return { ok: false, why };
}
