import type { TreeNode } from '../plan/queries.ts';

/** 「1-1　みんなで健康になれるまちづくり」, 「第1章〈保健福祉〉あらゆる人の…」: number, field and name as printed. */
export function nodeHeading({ number, field, name }: Pick<TreeNode, 'number' | 'field' | 'name'>): string {
	const before = (number ?? '') + (field ? `〈${field}〉` : '');
	return before === '' ? name : field ? `${before}${name}` : `${before}　${name}`;
}
