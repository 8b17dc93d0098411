import { zenkiMeasures } from './nodes-zenki.ts';
import { buildTree, type MeasureSource } from './nodes.ts';

/** What changed from 前期 to 後期: a new name, two measures in one, or nothing that came before. */
const changed: Readonly<Record<string, MeasureSource>> = {
	's1-3': { code: 's1-3', name: '伝わる広報とデータ公開の推進', predecessors: ['s1-3'] },
	'2-2': { code: '2-2', name: 'ごみ減量と資源循環の地域づくり', predecessors: ['2-2'] },
	'3-6': { code: '3-6', name: '人材の育成・確保と多様な働き方の推進', predecessors: ['3-6'] },
	'4-3': { code: '4-3', name: '生涯学習の推進と青少年の健全育成', predecessors: ['4-3', '4-7'] }
};
const merged = new Set(['4-7']);
const added: readonly MeasureSource[] = [
	{ code: 's3-4', name: 'データを活用した行政経営', predecessors: [] },
	{ code: '1-8', name: 'こどもがまんなかのまちづくり', predecessors: [] },
	{ code: '3-8', name: '賑わいのある中心市街地づくり', predecessors: [] }
];

/** 施策 of the 後期基本計画: invented samples. */
const koukiMeasures: readonly MeasureSource[] = [
	...zenkiMeasures
		.filter(({ code }) => !merged.has(code))
		.map((measure) => changed[measure.code] ?? { ...measure, predecessors: [measure.code] }),
	...added
].sort((a, b) => orderOf(a.code) - orderOf(b.code));

/** Part 1 (s…) before part 2, then by number. */
function orderOf(code: string): number {
	const [chapter = '0', measure = '0'] = code.replace('s', '').split('-');
	return (code.startsWith('s') ? 0 : 1000) + Number(chapter) * 100 + Number(measure);
}

export const koukiNodes = buildTree('kouki', koukiMeasures);
