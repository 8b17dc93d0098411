/** The calendar of 経過① and 経過② of the document: real, with its 未定, 延期, (P) and months without a day. */
import type { MeetingSeed } from './types.ts';

type Side = MeetingSeed['side'];

const inside: Side = '庁内';
const citizens: Side = '市民・未来づくりPJ';
const council: Side = '総合振興審議会・市議会';

function meeting(
	fiscalYear: number,
	month: number,
	side: Side,
	body: string | null,
	name: string,
	rest: Partial<MeetingSeed> = {}
): MeetingSeed {
	return {
		fiscalYear,
		month,
		side,
		body,
		name,
		topic: null,
		days: [],
		isPeriod: false,
		state: rest.days === undefined ? 'undated' : 'dated',
		isProvisional: false,
		printed: null,
		isSample: false,
		...rest
	};
}

export const meetings: readonly MeetingSeed[] = [
	meeting(2024, 10, inside, 'sakutei-iinkai', '第1回総合計画策定委員会', {
		days: ['2024-10-08'],
		printed: '10/8'
	}),
	meeting(2024, 11, inside, 'sagyo-bukai', '庁内作業部会', { topic: '評価・検証' }),
	meeting(2024, 12, council, 'shingikai', '釜石市総合振興審議会', {
		topic: 'スケジュールの共有',
		days: ['2024-12-04'],
		printed: '12/4'
	}),
	meeting(2024, 12, citizens, 'mirai-pj', '未来づくりプロジェクト', {
		topic: '吉野先生講演・前期の振り返り',
		days: ['2024-12-20', '2024-12-23'],
		printed: '12/20・12/23'
	}),
	meeting(2024, 1, council, 'gikai', '市議会議員全員協議会', { days: ['2025-01-21'], printed: '1/21' }),
	meeting(2024, 1, citizens, 'manzokudo', '市民満足度調査', {
		days: ['2025-01-24', '2025-02-14'],
		isPeriod: true,
		printed: '1/24～2/14'
	}),
	meeting(2024, 3, citizens, 'mirai-pj', '未来づくりプロジェクト', {
		topic: '後期期間における主な施策',
		days: ['2025-03-21', '2025-03-24'],
		printed: '3/21・24'
	}),
	meeting(2025, 4, inside, 'sakutei-iinkai', '第1回総合計画策定委員会', {
		days: ['2025-04-15'],
		printed: '4/15'
	}),
	meeting(2025, 4, inside, 'sagyo-bukai', '庁内作業部会', { topic: '主な施策', printed: '4月～5月' }),
	meeting(2025, 5, citizens, 'mirai-pj', '未来づくりプロジェクト', {
		topic: '主な施策の検討',
		days: ['2025-05-28', '2025-05-29'],
		printed: '5/28・5/29'
	}),
	meeting(2025, 7, citizens, 'chiiki-kaigi', '地域会議', { topic: '地区別計画' }),
	meeting(2025, 8, inside, 'sakutei-iinkai', '第2回総合計画策定委員会', {
		days: ['2025-08-25'],
		printed: '8/25'
	}),
	meeting(2025, 8, citizens, 'mirai-pj', '未来づくりプロジェクト', {
		topic: '全市民参加型のまちづくりの検討　キャッチフレーズの検討',
		days: ['2025-08-26'],
		printed: '8/26'
	}),
	meeting(2025, 10, inside, null, '優先プロジェクトに係る市長・副市長と各部との調整', {
		days: ['2025-10-03'],
		printed: '10/3'
	}),
	meeting(2025, 11, council, 'gikai', '市議会議員全員協議会', { days: ['2025-11-25'], printed: '11/25' }),
	meeting(2025, 12, inside, 'sakutei-iinkai', '第3回総合計画策定委員会', {
		days: ['2025-12-16'],
		printed: '12/16'
	}),
	meeting(2025, 12, citizens, 'mirai-pj', '未来づくりプロジェクト', {
		state: 'postponed',
		isProvisional: true,
		printed: '延期'
	}),
	meeting(2025, 12, council, 'shingikai', '総合振興審議会', {
		topic: '全体・諮問',
		days: ['2025-12-24'],
		printed: '12/24'
	}),
	meeting(2025, 1, inside, 'sakutei-iinkai', '第4回総合計画策定委員会', {
		state: 'undecided',
		printed: '未定'
	}),
	meeting(2025, 1, citizens, 'public-comment', 'Decidim・パブリックコメント', {
		days: ['2025-12-25', '2026-01-23'],
		isPeriod: true,
		printed: '12/25~1/23'
	}),
	meeting(2025, 1, citizens, null, '市政懇談会', {
		days: ['2026-01-13', '2026-01-27'],
		isPeriod: true,
		printed: '1/13~1/27'
	}),
	meeting(2025, 1, council, 'gikai', '市議会議員全員協議会', {
		topic: '※実施計画',
		days: ['2026-01-15'],
		printed: '1/15'
	}),
	meeting(2025, 1, council, 'shingikai', '総合振興審議会', {
		topic: '全体・答申',
		days: ['2026-01-28'],
		printed: '1/28'
	}),
	meeting(2025, 2, citizens, 'mirai-pj', '未来づくりプロジェクト'),
	meeting(2025, 2, council, 'gikai', '市議会議員全員協議会', { days: ['2026-02-10'], printed: '2/10' }),
	meeting(2025, 3, inside, null, '第六次釜石市総合計画後期基本計画策定')
];
