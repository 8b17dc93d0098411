/** Divisions and departments: invented, but for 総務企画部総合政策課, which the document names. */
import type { DepartmentSeed, DivisionSeed } from './types.ts';

export const divisions: readonly DivisionSeed[] = [
	{ code: 'somukikaku', name: '総務企画部', isSample: false },
	{ code: 'shiminseikatsu', name: '市民生活部', isSample: true },
	{ code: 'hokenfukushi', name: '保健福祉部', isSample: true },
	{ code: 'sangyo', name: '産業振興部', isSample: true },
	{ code: 'kensetsubu', name: '建設部', isSample: true },
	{ code: 'bunkasports', name: '文化スポーツ部', isSample: true },
	{ code: 'kikikanri', name: '危機管理部', isSample: true },
	{ code: 'kyoiku', name: '教育部', isSample: true }
];

/** The demo city's departments are taken to exist since the year before the plan. */
const FOUNDED = '2016-04-01';

function department(
	code: string,
	name: string,
	division: string,
	section: string,
	extension: string
): DepartmentSeed {
	return {
		code,
		name,
		division,
		validFrom: FOUNDED,
		validTo: null,
		successor: null,
		section,
		extension,
		headStep: false,
		isSample: true
	};
}

export const departments: readonly DepartmentSeed[] = [
	{ ...department('seisaku', '総合政策課', 'somukikaku', '政策推進係', '122'), isSample: false },
	department('somu', '総務課', 'somukikaku', '人事係', '113'),
	department('zaisei', '財政課', 'somukikaku', '財政係', '131'),
	department('zeimu', '税務課', 'somukikaku', '収納係', '154'),
	{ ...department('dx', 'デジタル推進課', 'somukikaku', '情報化推進係', '127'), validFrom: '2022-04-01' },
	department('koho', '広聴広報課', 'somukikaku', '広報係', '118'),
	department('shimin', '市民課', 'shiminseikatsu', '窓口係', '161'),
	department('machizukuri', 'まちづくり課', 'shiminseikatsu', '地域づくり係', '172'),
	department('kankyo', '環境課', 'shiminseikatsu', '廃棄物対策係', '181'),
	department('kokuho', '国保年金課', 'shiminseikatsu', '国保係', '167'),
	department('kenko', '健康推進課', 'hokenfukushi', '保健係', '214'),
	department('fukushi', '地域福祉課', 'hokenfukushi', '福祉総務係', '221'),
	{
		...department('kosodate', '子ども課', 'hokenfukushi', '子育て支援係', '231'),
		validTo: '2024-03-31',
		successor: 'kodomo'
	},
	{ ...department('kodomo', 'こども家庭課', 'hokenfukushi', '子育て支援係', '231'), validFrom: '2024-04-01' },
	{ ...department('korei', '高齢介護福祉課', 'hokenfukushi', '高齢福祉係', '241'), headStep: true },
	department('hokatsu', '地域包括ケア推進課', 'hokenfukushi', '医療介護連携係', '247'),
	department('shoko', '商工課', 'sangyo', '商工労政係', '311'),
	department('kokusai', '国際港湾産業課', 'sangyo', '港湾振興係', '318'),
	department('suisan', '水産課', 'sangyo', '水産振興係', '322'),
	department('norin', '農林課', 'sangyo', '林業係', '327'),
	department('kanko', '観光課', 'sangyo', '観光振興係', '335'),
	department('kensetsu', '建設課', 'kensetsubu', '道路維持係', '411'),
	department('toshi', '都市計画課', 'kensetsubu', '計画係', '421'),
	department('suido', '上下水道課', 'kensetsubu', '業務係', '431'),
	department('bunka', '文化振興課', 'bunkasports', '文化財係', '512'),
	department('sports', 'スポーツ推進課', 'bunkasports', 'スポーツ振興係', '518'),
	department('bosai', '防災危機管理課', 'kikikanri', '防災係', '611'),
	department('shobo', '消防課', 'kikikanri', '消防総務係', '621'),
	department('kyoikusomu', '教育総務課', 'kyoiku', '施設係', '711'),
	department('gakko', '学校教育課', 'kyoiku', '指導係', '715'),
	department('shogai', '生涯学習課', 'kyoiku', '社会教育係', '722')
];
