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
	/** What was confirmed is 見込, 速報 or 未把握: another report may follow (続報, 後日報告). */
	readonly mayFollow?: boolean;
	/** The year was closed: what was confirmed for it is sealed and cannot be sent back. */
	readonly closed?: boolean;
}

const TAKEN: Record<'submitted' | 'head-confirmed' | 'confirmed', string> = {
	submitted: '提出済のため、変更できません。直すときは、先に「提出を取り下げる」を押してください。',
	'head-confirmed': '所属長が確認済のため、変更できません。直すときは、総合政策課に差戻しを頼んでください。',
	confirmed:
		'総合政策課が確認済のため、変更できません。直すときは、総合政策課に差戻しを頼んでください。値を訂正するときは、訂正を申し出られます。'
};

/**
 * The state after an act, or why the act is not possible now. A returned result stays 差戻し while it is
 * being mended, so that its reason stays in sight until it is submitted again. A confirmed 見込, 速報 or 未把握
 * may be followed by another report, which begins anew; the confirmed one counts until the new one is confirmed.
 */
export function step(situation: WorkflowSituation, act: WorkflowAct): WorkflowStep {
	const { state, headStep, closed = false } = situation;
	const waiting = state === null || state === 'draft' || state === 'returned';
	switch (act) {
		case 'save':
			if (isEditable(situation)) return to(state === 'returned' ? 'returned' : 'draft');
			return no(takenBecause(state));
		case 'submit':
			return isEditable(situation) ? to('submitted') : no(takenBecause(state));
		case 'withdraw':
			if (state === 'submitted') return to('draft');
			return no(waiting ? 'まだ提出されていません。' : takenBecause(state));
		case 'confirm-as-head':
			if (!headStep) return no('この課では所属長の確認を使っていません。');
			return state === 'submitted'
				? to('head-confirmed')
				: no(waiting ? 'まだ提出されていません。' : 'すでに確認されています。');
		case 'return-as-head':
			if (!headStep) return no('この課では所属長の確認を使っていません。');
			return state === 'submitted'
				? to('returned')
				: no(waiting ? 'まだ提出されていません。' : 'すでに総合政策課に渡っています。');
		case 'confirm':
			if (state === 'head-confirmed' || (state === 'submitted' && !headStep)) return to('confirmed');
			if (state === 'submitted') return no('所属長の確認がまだのため、確認済にできません。');
			return no(state === 'confirmed' ? 'すでに確認済です。' : 'まだ提出されていません。');
		case 'return':
			if (waiting) return no('まだ提出されていません。');
			return closed && state === 'confirmed'
				? no('締め切られた年度の確認済の値は、差し戻せません。訂正として直してください。')
				: to('returned');
	}
}

/** Whether a figure may be typed: nothing is there, it is being mended, or another report may follow. */
export function isEditable({ state, mayFollow = false }: WorkflowSituation): boolean {
	return state === null || state === 'draft' || state === 'returned' || (state === 'confirmed' && mayFollow);
}

/**
 * The revision that counts after a step, null for none. A confirmed figure that is sent back no longer counts;
 * one that is followed by another report counts until that is confirmed.
 */
export function countingRevision(
	before: { state: WorkflowState; currentRevision: number; confirmedRevision: number | null },
	after: WorkflowState
): number | null {
	if (after === 'confirmed') return before.currentRevision;
	return before.state === 'confirmed' ? null : before.confirmedRevision;
}

function takenBecause(state: WorkflowState | null): string {
	return state === 'submitted' || state === 'head-confirmed' || state === 'confirmed' ? TAKEN[state] : '';
}

function to(state: WorkflowState): WorkflowStep {
	return { ok: true, state };
}

function no(why: string): WorkflowStep {
	return { ok: false, why };
}
