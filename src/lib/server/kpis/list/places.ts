/** Where KPIs stand in the plan's hierarchy, by the levels that the list groups by. Pure. */
import { flatten, type TreeNode } from '../../plan/queries.ts';

/** The nodes above a KPI; null on a level on which it has none and no other stands in. */
export interface Place {
	readonly goal: TreeNode | null;
	readonly chapter: TreeNode | null;
	readonly measure: TreeNode | null;
}

export interface Places {
	/** What the plan calls its levels. */
	readonly names: Readonly<Record<keyof Place, string>>;
	/** Nodes of the chapters' level in the plan's order. */
	readonly chapters: readonly TreeNode[];
	/** Rank of a node in the plan's order. */
	readonly rankOf: (node: TreeNode) => number;
	readonly of: (nodeId: number) => Place;
}

const NOWHERE: Place = { goal: null, chapter: null, measure: null };

/**
 * Reads a tree from below, whatever a city calls its levels: the deepest are the measures, above them the chapters,
 * above those the goals. Where a KPI has no node on a level, the outermost one above it stands in (計画の推進 has
 * chapters without a goal).
 */
export function placesIn(tree: readonly TreeNode[]): Places {
	const nodes = flatten(tree);
	const levels = [...new Map(nodes.map(({ level }) => [level.depth, level.name]))].sort(([a], [b]) => a - b);
	const [measure, chapter = measure, goal = chapter] = levels.map(([depth]) => depth).reverse();
	const nameAt = (depth: number | undefined, otherwise: string) =>
		levels.find(([each]) => each === depth)?.[1] ?? otherwise;
	const places = new Map<number, Place>();
	const visit = (node: TreeNode, above: readonly TreeNode[]): void => {
		const path = [...above, node];
		const at = (depth: number | undefined) =>
			path.find(({ level }) => level.depth === depth) ?? path[0] ?? null;
		places.set(node.id, {
			goal: at(goal),
			chapter: at(chapter),
			measure: path.find(({ level }) => level.depth === measure) ?? node
		});
		for (const child of node.children) visit(child, path);
	};
	for (const root of tree) visit(root, []);
	const ranks = new Map(nodes.map((node, rank) => [node.id, rank]));
	return {
		names: {
			goal: nameAt(goal, '基本目標'),
			chapter: nameAt(chapter, '章'),
			measure: nameAt(measure, '施策')
		},
		chapters: nodes.filter(({ level }) => level.depth === chapter),
		rankOf: ({ id }) => ranks.get(id) ?? nodes.length,
		of: (nodeId) => places.get(nodeId) ?? NOWHERE
	};
}

/** 「第1章 〈保健福祉〉 あらゆる人の…」: number, field and name. */
export function placeName({ number, field, name }: TreeNode): string {
	return [number, field === null ? null : `〈${field}〉`, name].filter((part) => part !== null).join(' ');
}
