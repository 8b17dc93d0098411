import type { StandardRule } from './rule.ts';
import { percent, trimmed, type RuleSection } from './rule-section.ts';

/** Everything that a rule of method 「標準」 says, in words. */
export function standardSections({
	formulas,
	allowancePercent,
	behindAllowances,
	labels,
	thresholds
}: StandardRule): RuleSection[] {
	const allowance = `${trimmed(allowancePercent)} %`;
	return [
		{
			title: '式',
			rows: [
				{ term: '増やす・減らす指標', text: `年度目標に対する進捗率 ＝ ${formulas.progress}` },
				{
					term: '維持する指標など、率を使わない指標',
					text: `${formulas.difference}。目標までの不足を、誤差の幅・許容幅と比べる`
				},
				{
					term: '範囲内の指標',
					text: `${formulas.range}なら${labels.achieved}。外なら${formulas.rangeDifference}`
				},
				{
					term: '段階の指標',
					text: `${formulas.stage}。達していれば${labels.achieved}、1段階手前は${labels['slightly-behind']}、それより手前は${labels.behind}`
				},
				{ term: '期間の合計の指標', text: `${formulas.period}（区分のしきい値は進捗率と同じ）` },
				{ term: '最終目標に対する進捗率', text: formulas.reach }
			]
		},
		{
			title: 'しきい値',
			rows: [
				{ term: `${labels['on-track']}の下限`, text: percent(thresholds.onTrack) },
				{ term: `${labels['slightly-behind']}の下限`, text: percent(thresholds.slightlyBehind) },
				{
					term: '許容幅（指標に決めがないとき）',
					text: `年度目標の大きさの ${allowance}。中なら${labels['slightly-behind']}、その${behindAllowances}倍までは${labels.behind}、超えると維持する指標は${labels.regressed}、ほかは${labels.behind}`
				}
			]
		},
		{
			title: '予定（その年度に求める水準）',
			rows: [
				{
					term: '使う目標',
					text: '年度目標。最終目標の年度は最終目標。どの実施計画にもない年度は、基準値から最終目標までの直線（線形補間）'
				}
			]
		},
		{
			title: '値の扱い',
			rows: [
				{
					term: '誤差の幅',
					text: `指標に決めたもの。目標までの不足がその中なら${labels['on-track']}。${labels.achieved}にはしない`
				},
				{ term: '値・目標・調査がないとき', text: `${labels.none}（理由を表示）。未入力は${labels.missing}` },
				{ term: '前の年度の値の据え置き', text: '測った年度の目標で判定し、前年度の判定より悪くしない' },
				{ term: '計画の初年度', text: 'ほかの年度と同じに判定' },
				{ term: '計画の期間の外・廃止', text: labels.outside }
			]
		},
		{ title: '点数と集計', rows: [{ term: '評価点', text: 'なし。率の平均も使わない' }] }
	];
}
