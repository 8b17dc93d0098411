/** The two trees. Parts, goals and chapters are real; measures are invented samples. */
import type { BasicPlanCode, NodeSeed } from './types.ts';

interface Chapter {
	code: string;
	number: string | null;
	name: string;
	subtitle: string | null;
	field: string | null;
	goal: string | null;
}

/** The goal list of the document says 共存 and 守る, the chapter list 共生 and 守れる: each keeps its own wording. */
const goals = [
	['g1', 'あらゆる人の幸せをみんなで考えつくるまち'],
	['g2', '人と自然が共存し安心して暮らせるまち'],
	['g3', '未来をつくる人と産業が育つまち'],
	['g4', '地域と人のつながりの中でみんなが育つまち'],
	['g5', '過去に学びみんなが命を守るまち']
] as const;

const promotion = (code: string, name: string, subtitle: string): Chapter => ({
	code,
	number: null,
	name,
	subtitle,
	field: null,
	goal: null
});
const chapter = (index: number, field: string, name: string): Chapter => ({
	code: `c${index}`,
	number: `第${index}章`,
	name,
	subtitle: null,
	field,
	goal: `g${index}`
});

const chapters: readonly Chapter[] = [
	promotion('p1-1', '全市民参加でつくるまち', '協働によるまちづくりの推進'),
	promotion('p1-2', '多様な連携と交流によるまち', '地方創生・多文化共生・広域連携の推進'),
	promotion('p1-3', '効率的・安定的な行財政運営ができるまち', '行財政改革の推進'),
	chapter(1, '保健福祉', 'あらゆる人の幸せをみんなで考えつくるまち'),
	chapter(2, '生活環境', '人と自然が共生し安心して暮らせるまち'),
	chapter(3, '産業雇用', '未来をつくる人と産業が育つまち'),
	chapter(4, '教育文化', '地域と人のつながりの中でみんなが育つまち'),
	chapter(5, '危機対応', '過去に学びみんなが命を守れるまち')
];

export interface MeasureSource {
	code: string;
	name: string;
	/** 後期 only. */
	predecessors?: readonly string[];
}

/** s1-2 stands under p1-1, 3-4 under c3. */
function chapterOf(measure: string): string {
	return measure.startsWith('s') ? `p1-${measure.slice(1, 2)}` : `c${measure.slice(0, 1)}`;
}

function shared(basicPlan: BasicPlanCode, node: Omit<NodeSeed, 'basicPlan' | 'predecessors'>): NodeSeed {
	return { ...node, basicPlan, predecessors: basicPlan === 'kouki' ? [node.code] : [] };
}

/** The whole tree of one basic plan, parents before children. */
export function buildTree(basicPlan: BasicPlanCode, measures: readonly MeasureSource[]): NodeSeed[] {
	const real = { isSample: false, subtitle: null, field: null };
	return [
		shared(basicPlan, {
			...real,
			code: 'p1',
			parent: null,
			level: '部',
			number: '第1部',
			name: '計画の推進'
		}),
		shared(basicPlan, {
			...real,
			code: 'p2',
			parent: null,
			level: '部',
			number: '第2部',
			name: '基本目標ごとの施策'
		}),
		...goals.map(([code, name]) =>
			shared(basicPlan, { ...real, code, parent: 'p2', level: '基本目標', number: null, name })
		),
		...chapters.map(({ goal, ...node }) =>
			shared(basicPlan, { ...node, parent: goal ?? 'p1', level: '章', isSample: false })
		),
		...measures.map(({ code, name, predecessors }): NodeSeed => ({
			basicPlan,
			code,
			parent: chapterOf(code),
			level: '施策',
			number: code.startsWith('s') ? `推${code.slice(1)}` : code,
			name,
			subtitle: null,
			field: null,
			predecessors: basicPlan === 'kouki' ? (predecessors ?? [code]) : [],
			isSample: true
		}))
	];
}
