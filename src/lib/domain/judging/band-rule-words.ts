import { ACCUMULATIONS, STATUSES } from '#lib/domain/model.ts';
import {
	KPI_KINDS,
	MEASURES,
	RATE_FORMULAS,
	type BandRule,
	type Condition,
	type KindRule,
	type KpiKind,
	type Pace,
	type Step,
	type VariantCondition,
	type YearTargetUse
} from './band-rule.ts';
import { intervalsOf, spanText } from './intervals.ts';
import { roundingText } from './methods/rate-format.ts';
import { percent, trimmed, type RuleSection } from './rule-section.ts';
import { formsOf } from './variants.ts';

/** Everything that a rule by bands says, in words. A rule that passed `ruleProblems` is assumed. */
export function bandSections(rule: BandRule): RuleSection[] {
	const kinds = Object.entries(rule.kinds) as [KpiKind, KindRule][];
	const unjudged = (Object.keys(KPI_KINDS) as KpiKind[]).filter((kind) => !(kind in rule.kinds));
	return [
		{
			title: '式',
			rows: [
				...kindRows(rule, kinds),
				...(unjudged.length === 0
					? []
					: [{ term: '判定しない指標', text: unjudged.map((kind) => KPI_KINDS[kind]).join('、') }]),
				...(rule.exceptions ?? []).map(({ names, formula, reason }) => ({
					term: `例外：${names.join('・')}`,
					text: `${RATE_FORMULAS[formula]}。${reason}`
				}))
			]
		},
		{ title: 'しきい値', rows: stepRows(rule, rule.steps) },
		...kinds.flatMap(([kind, { steps }]) =>
			steps ? [{ title: `しきい値（${KPI_KINDS[kind]}）`, rows: stepRows(rule, steps) }] : []
		),
		{ title: '予定（その年度に求める水準）', rows: paceRows(rule.pace) },
		...variantSections(rule),
		{ title: '率の表示', rows: [{ term: '達成率', text: formatWords(rule) }] },
		{
			title: '値の扱い',
			rows: [
				{ term: '誤差の幅', text: toleranceWords(rule) },
				{
					term: '値・目標・調査がないとき',
					text: `「${rule.labels.none}」（${STATUSES.none}。理由を表示）。未入力は「${rule.labels.missing}」、計画の期間の外・廃止は「${rule.labels.outside}」`
				},
				{ term: '前の年度の値の据え置き', text: carriedWords(rule) },
				{
					term: '計画の初年度',
					text: rule.firstYear === 'judged' ? 'ほかの年度と同じに判定' : '率だけを示し、判定しない'
				}
			]
		},
		{ title: '点数と集計', rows: pointRows(rule) }
	];
}

/** 「累計の指標」 and so on: for which KPIs, and what is different for them. */
function variantSections(rule: BandRule): RuleSection[] {
	return (rule.variants ?? []).map(({ name, when, kinds = {}, pace, steps }) => {
		const own = Object.entries(kinds) as [KpiKind, KindRule][];
		return {
			title: `別の決め方：${name}`,
			rows: [
				{ term: '当てる指標', text: whenWords(when) },
				...kindRows(rule, own),
				...(pace ? paceRows(pace) : []),
				...(steps ? stepRows(rule, steps) : []),
				...own.flatMap(([kind, each]) =>
					stepRows(rule, each.steps ?? []).map((row) => ({ ...row, term: `${KPI_KINDS[kind]}の${row.term}` }))
				)
			]
		};
	});
}

const BASELINE_WORDS = { missing: '基準値がない（または比較できない）', zero: '基準値が0' } as const;
const TARGET_WORDS = { missing: '目標がない', zero: '目標が0', 'at-baseline': '目標が基準値と同じ' } as const;
const YEAR_WORDS = { final: '目標年度の判定', 'before-final': '目標年度より前の判定' } as const;

function whenWords({ accumulations, units, names, baseline, target, year }: VariantCondition): string {
	return [
		...(accumulations ? [accumulations.map((each) => ACCUMULATIONS[each]).join('・')] : []),
		...(units ? [`単位が${units.join('・')}`] : []),
		...(names ? [`「${names.join('」「')}」`] : []),
		...(baseline ? [BASELINE_WORDS[baseline]] : []),
		...(target ? [TARGET_WORDS[target]] : []),
		...(year ? [YEAR_WORDS[year]] : [])
	].join('、かつ');
}

/** Kinds with the same words share a row. */
function kindRows(rule: BandRule, kinds: readonly [KpiKind, KindRule][]): RuleSection['rows'] {
	const byText = Map.groupBy(kinds, ([, each]) => kindWords(rule, each));
	return [...byText].map(([text, list]) => ({
		term: list.map(([kind]) => KPI_KINDS[kind]).join('、'),
		text
	}));
}

function kindWords(rule: BandRule, { formula, paced, whenUndefined }: KindRule): string {
	const parts = [RATE_FORMULAS[formula], paced ? '予定を当てる' : '予定を当てない（目標の全部を求める）'];
	if (whenUndefined) {
		const labelled = (id: string | null) =>
			id === null ? '判定なし' : `「${rule.grades.find((grade) => grade.id === id)?.label ?? id}」`;
		const { met, unmet } = whenUndefined;
		parts.push(
			met === unmet
				? `割り算できないときは${labelled(met)}`
				: `割り算できないときは、目標に達していれば${labelled(met)}、いなければ${labelled(unmet)}`
		);
	}
	return `${parts.join('。')}。`;
}

function stepRows(rule: BandRule, steps: readonly Step[]): RuleSection['rows'] {
	return steps.map((step, index) => {
		const { intervals } = intervalsOf(step, '');
		const label = (id: string) => rule.grades.find((grade) => grade.id === id)?.label ?? id;
		const bands = intervals.map(
			({ grade, from, to }) => `「${label(grade)}」${spanText(step.measure, from, to)}`
		);
		const more = [
			...(step.when ? [`${conditionWords(step.when)}ときだけ当てる`] : []),
			...(step.tolerance ? ['誤差の幅の中は0とみなす'] : []),
			...(step.otherwise ? ['どれにも入らなければ次の段へ'] : []),
			...(step.unavailable ? ['測れないときは次の段へ'] : [])
		];
		const number = steps.length === 1 ? '' : `${index + 1}段目：`;
		return {
			term: `${number}${MEASURES[step.measure]}`,
			text: [...bands, ...more].join('\n')
		};
	});
}

/** 「目標との差が0以上の」 of a step that is only for some figures. */
export function conditionWords({ measure, tolerance, ...bounds }: Condition): string {
	const [interval] = intervalsOf({ measure, bands: [{ grade: '', ...bounds }] }, '').intervals;
	if (!interval) return MEASURES[measure];
	const noise = tolerance ? '（誤差の幅の中は0）' : '';
	return `${MEASURES[measure]}${noise}が${spanText(measure, interval.from, interval.to)}の`;
}

const YEAR_TARGETS: Readonly<Record<YearTargetUse, string>> = {
	final: '年度目標があれば、最終目標に代えて使う',
	due: '年度目標があれば、それを今年度の予定とする',
	unused: '年度目標は使わない'
};

function paceRows(pace: Pace): RuleSection['rows'] {
	if (pace.kind === 'yearly-target') {
		const otherwise = { final: '最終目標を使う', line: '直線で補う', none: '判定なし' }[pace.otherwise];
		return [{ term: '使う目標', text: `年度目標。ないときは${otherwise}` }];
	}
	const due = {
		final: () => '毎年度、最終目標の全部を求める',
		line: () =>
			pace.kind === 'line' && pace.origin === 'plan-start'
				? '計画の始まりから目標年度までの直線'
				: '基準年度から目標年度までの直線',
		elapsed: () => '計画の年数のうち、過ぎた年数の割合',
		fixed: () =>
			pace.kind === 'fixed' ? `計画の1年目から ${pace.shares.map((share) => percent(share)).join('、')}` : ''
	}[pace.kind]();
	return [
		{ term: '予定', text: due },
		{ term: '年度目標', text: YEAR_TARGETS[pace.yearTarget] }
	];
}

function formatWords({ shown, rateRounding }: BandRule): string {
	const { decimals, trimZeros, rounding, above, below } = shown;
	const digits = decimals === 0 ? '整数' : `小数第${decimals}位まで`;
	return [
		`${digits}（${rounding === 'down' ? '切り捨て' : '四捨五入'}${trimZeros ? '、末尾の0は省く' : ''}）`,
		above ? `${percent(above.bound)}を超えるときは「${above.text}」` : '上限なし',
		below ? `${percent(below.bound)}を下回るときは「${below.text}」` : '下限なし',
		rateRounding ? `判定には${roundingText(rateRounding)}した率を使う` : '判定には丸める前の値を使う'
	].join('。');
}

function toleranceWords(rule: BandRule): string {
	const { tolerance } = rule;
	const used = formsOf(rule)
		.flatMap(({ steps, kinds }) => [...steps, ...Object.values(kinds).flatMap((each) => each.steps ?? [])])
		.some((step) => step.tolerance || step.when?.tolerance);
	if (!used) return '使わない';
	if (!tolerance) return '指標に決めたもの';
	const units = tolerance.units?.length ? `（単位が${tolerance.units.join('・')}の指標）` : '';
	return `指標に決めたもの。決めがなければ ±${trimmed(tolerance.value)}${units}`;
}

function carriedWords({ carried: { judgedAs, neverWorse } }: BandRule): string {
	if (judgedAs === 'not-judged') return '判定しない';
	const year = judgedAs === 'measured-year' ? '測った年度の値として判定' : '報告した年度の値として判定';
	return neverWorse ? `${year}。前年度の判定より悪くしない` : year;
}

function pointRows({ grades, aggregation }: BandRule): RuleSection['rows'] {
	const points = grades.some((grade) => grade.points !== undefined)
		? grades
				.map(
					({ label, points: each }) =>
						`「${label}」${each === undefined ? 'なし' : `${trimmed(each).replace('-', '−')}点`}`
				)
				.join('、')
		: 'なし';
	if (!aggregation)
		return [
			{ term: '評価点', text: points },
			{ term: '集計', text: 'しない（状態ごとに数える）' }
		];
	const { of, method, clip, decimals } = aggregation;
	const bounds = [
		...(clip?.least === undefined ? [] : [`${percent(clip.least)}を下限`]),
		...(clip?.most === undefined ? [] : [`${percent(clip.most)}を上限`])
	];
	return [
		{ term: '評価点', text: points },
		{
			term: '集計',
			text: `${of === 'points' ? '評価点' : '達成率'}の${method === 'mean' ? '平均' : '合計'}（小数第${decimals}位まで）${bounds.length > 0 ? `。率は${bounds.join('、')}とする` : ''}`
		}
	];
}
