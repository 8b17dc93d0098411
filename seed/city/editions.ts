/** 実施計画 and 実績照会 of the demo city: invented samples. */
import type { CycleSeed, EditionSeed } from './types.ts';

const adopted = (firstYear: number, adoptedOn: string): EditionSeed => ({
	firstYear,
	window: 3,
	revision: 1,
	state: 'adopted',
	adoptedOn,
	decidedOn: null,
	reason: null,
	isSample: true
});

export const editions: readonly EditionSeed[] = [
	adopted(2021, '2021-03-19'),
	adopted(2022, '2022-03-18'),
	adopted(2023, '2023-03-20'),
	adopted(2024, '2024-03-19'),
	{
		...adopted(2024, '2024-10-01'),
		revision: 2,
		decidedOn: '2024-09-27',
		reason: 'バス路線の減便と林業の作業員の不足により、令和6年度の目標を年度の途中で見直した。'
	},
	adopted(2025, '2025-03-18'),
	adopted(2026, '2026-03-19'),
	{ ...adopted(2027, ''), state: 'draft', adoptedOn: null }
];

/** What an edition's revision 2, or the draft, says otherwise: keyed by indicator name. */
export interface EditionChange {
	edition: number;
	revision: number;
	indicator: string;
	year: number;
	value: string;
	reason: string;
}

export const editionChanges: readonly EditionChange[] = [
	{
		edition: 2024,
		revision: 2,
		indicator: '路線バスの年間利用者数',
		year: 2024,
		value: '440000',
		reason: '10月から2路線が減便となるため。'
	},
	{
		edition: 2024,
		revision: 2,
		indicator: '森林の間伐面積',
		year: 2024,
		value: '150',
		reason: '作業員の不足により、2団地の着工を翌年度に送るため。'
	},
	{
		edition: 2027,
		revision: 1,
		indicator: '特定健康診査の受診率',
		year: 2027,
		value: '44.0',
		reason: '令和7年度の実績が基準を下回ったため、伸びを後年度にならす。'
	},
	{
		edition: 2027,
		revision: 1,
		indicator: '観光入込客数',
		year: 2027,
		value: '650000',
		reason: '令和7年度の催しの中止の影響を見込むため。'
	},
	{
		edition: 2027,
		revision: 1,
		indicator: '新規高卒者の管内就職率',
		year: 2027,
		value: '51.0',
		reason: '採用を控える企業があり、見込みを改めるため。'
	},
	{
		edition: 2027,
		revision: 1,
		indicator: '養殖生産量',
		year: 2027,
		value: '2600',
		reason: 'サクラマスの生け簀の増設により、見込みを引き上げるため。'
	},
	{
		edition: 2027,
		revision: 1,
		indicator: '市公式SNSの登録者数',
		year: 2027,
		value: '22000',
		reason: '令和7年度の実績が目標を上回ったため。'
	}
];

const closed = (year: number): CycleSeed => ({
	year,
	kind: 'final',
	opensOn: `${year + 1}-06-15`,
	deadline: `${year + 1}-07-31`,
	closedOn: `${year + 1}-09-30`,
	isSample: true
});

export const cycles: readonly CycleSeed[] = [
	...[2021, 2022, 2023, 2024].map(closed),
	{ ...closed(2025), closedOn: null },
	{
		year: 2026,
		kind: 'forecast',
		opensOn: '2026-12-01',
		deadline: '2026-12-25',
		closedOn: null,
		isSample: true
	}
];

export const OPEN_YEAR = 2025;
