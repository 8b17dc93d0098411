/** Real content, word for word from plan/source-document.txt (pages 1–8), with the corrections of DOMAIN.md. */
import type { BasicPlanSeed, BodySeed, DistrictSeed, PlanSeed, PolicySeed } from './types.ts';

export const plan: PlanSeed = {
	code: 'sogo6',
	cityName: '釜石市',
	name: '第六次釜石市総合計画',
	vision: '一人ひとりが学びあい　世界とつながり　未来を創るまちかまいし',
	visionSubtitle: '～多様性を認めあいながらトライし続ける不屈のまち～',
	firstYear: 2021,
	lastYear: 2030,
	levels: ['部', '基本目標', '章', '施策'],
	isSample: false
};

export const basicPlans: readonly BasicPlanSeed[] = [
	{ code: 'zenki', name: '前期基本計画', firstYear: 2021, lastYear: 2025, isSample: false },
	{ code: 'kouki', name: '後期基本計画', firstYear: 2026, lastYear: 2030, isSample: false }
];

const policyNames = [
	'少子化対策、移住定住の推進',
	'健康寿命日本一へのトライ',
	'地域の特性を踏まえた持続可能な交通体系の構築',
	'あらゆる産業の人材育成と多様な働き方の推進',
	'新たな分野への挑戦と国際貿易を通じた未来産業の集積',
	'三陸・釜石の特色を生かした観光振興',
	'ICT、オンラインなどを活用した学びの多様性の実現',
	'釜石らしさを生かした育ちのデザイン',
	'「ラグビーのまち釜石」の推進',
	'自助・共助・公助による防災まちづくりの推進'
] as const;

export const policies: readonly PolicySeed[] = policyNames.map((name, index) => ({
	number: index + 1,
	name,
	basicPlan: null,
	isSample: false
}));

export const districts: readonly DistrictSeed[] = [
	{ code: 'kamaishi', name: '釜石地区', isSample: false },
	{ code: 'heita', name: '平田地区', isSample: false },
	{ code: 'nakazuma', name: '中妻地区', isSample: false },
	{ code: 'kasshi', name: '甲子地区', isSample: false },
	{ code: 'kosano', name: '小佐野地区', isSample: false },
	{ code: 'unosumai', name: '鵜住居地区', isSample: false },
	{ code: 'kurihashi', name: '栗橋地区', isSample: false },
	{ code: 'toni', name: '唐丹地区', isSample: false }
];

export const bodies: readonly BodySeed[] = [
	{
		code: 'shingikai',
		name: '釜石市総合振興審議会',
		side: '審議会・議会',
		role: '〔関係機関・団体の役職員等で構成〕基本計画、実施計画等の審議',
		isSample: false
	},
	{ code: 'bukai', name: '釜石市総合振興審議会部会', side: '審議会・議会', role: '', isSample: false },
	{ code: 'gikai', name: '釜石市議会', side: '審議会・議会', role: '説明　意見聴取', isSample: false },
	{ code: 'sakutei-iinkai', name: '総合計画策定委員会', side: '庁内', role: '', isSample: false },
	{
		code: 'sagyo-bukai',
		name: '庁内作業部会',
		side: '庁内',
		role: '総合計画に基づく事業の実行を担う市職員が、策定過程に携わり、主体的に考えることで、計画の実現性を高めます。',
		isSample: false
	},
	{
		code: 'mirai-pj',
		name: 'かまいし未来づくりプロジェクト',
		side: '市民',
		role: '「保健福祉」「教育文化」「産業雇用」「生活環境」「危機対応」「地域づくり」の分野ごとにこれまでの取組について振り返るとともに、現状と課題を分析しつつ、これから取り組むべき主な施策について協議する。',
		isSample: false
	},
	{
		code: 'chiiki-kaigi',
		name: '地域会議',
		side: '市民',
		role: '「釜石地区」「平田地区」「中妻地区」「甲子地区」「小佐野地区」「鵜住居地区」「栗橋地区」「唐丹地区」8地区の地区別計画について地区ごとに協議する。',
		isSample: false
	},
	{
		code: 'public-comment',
		name: 'パブリックコメント',
		side: '市民',
		role: '幅広く市民の意見を反映します。',
		isSample: false
	},
	{
		code: 'manzokudo',
		name: '市民満足度調査',
		side: '市民',
		role: '幅広く市民の意見を反映します。',
		isSample: false
	},
	{ code: 'senmonka', name: '外部専門家', side: '外部', role: '連携', isSample: false }
];
