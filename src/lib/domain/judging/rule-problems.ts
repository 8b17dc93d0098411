/** What is wrong with a rule, in Japanese, with the gap or overlap named. A rule with a problem is never used. */
import { compare } from '#lib/domain/decimal.ts';
import {
	KPI_KINDS,
	MEASURES,
	RATE_FORMULAS,
	type BandRule,
	type KindRule,
	type KpiKind,
	type RateFormula,
	type Step
} from './band-rule.ts';
import { exact, gapsOf, intervalsOf, overlaps } from './intervals.ts';
import type { JudgementRule, StandardRule } from './rule.ts';
import { thresholdText } from './text.ts';

/** A problem with the place in the rule where it has to be mended: `thresholds.onTrack`, `steps.0`, `kinds.increase`. */
export interface RuleFault {
	readonly path: string;
	readonly text: string;
}

/** Every problem of a rule whose shape is right (`schemas/rule.ts` sees to that); empty when it may be used. */
export function ruleProblems(rule: JudgementRule): string[] {
	return ruleFaults(rule).map(({ text }) => text);
}

/** The same with places, for a form that shows each problem beside its field. */
export function ruleFaults(rule: JudgementRule): RuleFault[] {
	return rule.method === 'standard' ? standardFaults(rule) : bandFaults(rule);
}

function at(path: string, texts: readonly string[]): RuleFault[] {
	return texts.map((text) => ({ path, text }));
}

function standardFaults({ thresholds, allowancePercent, behindAllowances }: StandardRule): RuleFault[] {
	const [onTrack, slightly] = [exact(thresholds.onTrack), exact(thresholds.slightlyBehind)];
	const allowance = exact(allowancePercent);
	if (!onTrack || !slightly || !allowance)
		return at('thresholds', ['しきい値と許容幅は「0.95」のような10進数で書いてください。']);
	const list: RuleFault[] = [];
	const say = (path: string, text: string) => list.push({ path, text });
	if (compare(slightly, onTrack) >= 0)
		say(
			'thresholds.slightlyBehind',
			`区分が重なっています：やや遅れの下限（${thresholdText(slightly)}）が順調の下限（${thresholdText(onTrack)}）以上です。`
		);
	if (slightly.n <= 0n) say('thresholds.slightlyBehind', 'やや遅れの下限は0より大きくしてください。');
	if (compare(onTrack, { n: 1n, d: 1n }) > 0)
		say('thresholds.onTrack', '順調の下限は1（100 %）以下にしてください。');
	if (allowance.n < 0n) say('allowancePercent', '許容幅は0以上にしてください。');
	if (!(behindAllowances >= 1)) say('behindAllowances', '遅れとする許容幅の倍数は1以上にしてください。');
	return list;
}

function bandFaults(rule: BandRule): RuleFault[] {
	const kinds = Object.entries(rule.kinds) as [KpiKind, KindRule][];
	return [
		...at('grades', gradeProblems(rule)),
		...at('kinds', kinds.length === 0 ? ['指標の種類ごとの式（kinds）が1つもありません。'] : []),
		...stepsFaults(rule, rule.steps, '', 'steps'),
		...kinds.flatMap(([kind, each]) => kindFaults(rule, kind, each)),
		...at('pace', paceProblems(rule)),
		...otherFaults(rule)
	];
}

function gradeProblems({ grades }: BandRule): string[] {
	const list: string[] = [];
	if (grades.length === 0) list.push('区分（grades）が1つもありません。');
	const ids = grades.map(({ id }) => id);
	for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
		list.push(`区分「${id}」が2回定義されています。`);
	for (const { id, points } of grades)
		if (points !== undefined && !exact(points))
			list.push(`区分「${id}」の点数「${points}」は10進数ではありません。`);
	return list;
}

function unknownGrade({ grades }: BandRule, id: string | null, where: string): string[] {
	if (id === null || grades.some((each) => each.id === id)) return [];
	return [
		`${where}の区分「${id}」は定義されていません（${grades.map((each) => each.id).join('・')} のどれか）。`
	];
}

function kindFaults(rule: BandRule, kind: KpiKind, each: KindRule): RuleFault[] {
	const name = KPI_KINDS[kind];
	const own = each.steps ? stepsFaults(rule, each.steps, `${name}の`, `kinds.${kind}.steps`) : [];
	const list: string[] = [];
	const uses = (each.steps ?? rule.steps).some(({ measure }) => measure === 'rate' || measure === 'pace');
	const divisor = DIVISORS[each.formula];
	if (uses && divisor !== null && each.whenUndefined === undefined)
		list.push(
			`${name}の式「${RATE_FORMULAS[each.formula]}」は、${divisor}ときに割れません。そのときの区分を whenUndefined に書いてください（判定しないなら null）。`
		);
	return [
		...own,
		...at(`kinds.${kind}`, [
			...list,
			...unknownGrade(rule, each.whenUndefined?.met ?? null, `${name}の whenUndefined`),
			...unknownGrade(rule, each.whenUndefined?.unmet ?? null, `${name}の whenUndefined`)
		])
	];
}

/** When a formula cannot divide; null where it never divides by a figure. */
const DIVISORS: Readonly<Record<RateFormula, string | null>> = {
	progress: '目標と基準値が同じ',
	ratio: '目標が0の',
	'inverse-ratio': '実績か目標が0の',
	'mirror-ratio': '目標が0の',
	'point-difference': null
};

function stepsFaults(rule: BandRule, steps: readonly Step[], owner: string, path: string): RuleFault[] {
	if (steps.length === 0) return at(path, [`${owner}判定の段（steps）が1つもありません。`]);
	return steps.flatMap((step, index) =>
		at(`${path}.${index}`, stepProblems(rule, steps, index, step, owner))
	);
}

function stepProblems(
	rule: BandRule,
	steps: readonly Step[],
	index: number,
	step: Step,
	owner: string
): string[] {
	const where = `${owner}${index + 1}段目（${MEASURES[step.measure]}）`;
	const isLast = index === steps.length - 1;
	const list = step.bands.flatMap(({ grade }) => unknownGrade(rule, grade, where));
	if (isLast && (step.otherwise || step.unavailable))
		list.push(`${where}は最後の段です。次の段へ送れません。`);
	const { intervals, problems } = intervalsOf(step, where);
	list.push(...problems);
	if (problems.length > 0) return list;
	list.push(...overlaps(step.measure, intervals, where));
	const gaps = gapsOf(step.measure, intervals);
	if (gaps.length > 0 && (!step.otherwise || isLast))
		list.push(...gaps.map((gap) => `${where}に、どの区分にも入らない範囲があります：${gap}。`));
	if (gaps.length === 0 && !isLast && !step.unavailable)
		list.push(`${where}ですべて決まるため、その後の段に進むことがありません。`);
	return list;
}

function paceProblems({ pace }: BandRule): string[] {
	if (pace.kind === 'elapsed' && pace.plan && pace.plan.firstYear > pace.plan.lastYear)
		return ['計画の最初の年度（firstYear）が最後の年度（lastYear）より後です。経過年数で割れません。'];
	if (pace.kind !== 'fixed') return [];
	const shares = pace.shares.map(exact);
	if (shares.length === 0) return ['年ごとの予定（shares）が1つもありません。'];
	return shares.flatMap((share, index) => {
		const name = `計画${index + 1}年目の予定「${pace.shares[index]}」`;
		if (!share) return [`${name}は10進数ではありません（例：0.2）。`];
		if (share.n <= 0n) return [`${name}が0以下です。達成率を予定で割れません。`];
		const before = shares[index - 1];
		return before && compare(share, before) < 0 ? [`${name}が前の年より小さくなっています。`] : [];
	});
}

function otherFaults({ shown, tolerance, aggregation, grades }: BandRule): RuleFault[] {
	const list: RuleFault[] = [];
	const say = (path: string, text: string) => list.push({ path, text });
	const [above, below] = [shown.above && exact(shown.above.bound), shown.below && exact(shown.below.bound)];
	if ((shown.above && !above) || (shown.below && !below))
		say('shown', '表示の上限・下限は「1」のような10進数で書いてください。');
	if (above && below && compare(below, above) > 0) say('shown', '表示の下限が上限より大きくなっています。');
	const width = tolerance && exact(tolerance.value);
	if (tolerance && (!width || width.n < 0n))
		say('tolerance', `誤差の幅「${tolerance.value}」は0以上の10進数で書いてください。`);
	for (const text of [aggregation?.clip?.least, aggregation?.clip?.most])
		if (text !== undefined && !exact(text))
			say('aggregation', `集計の上限・下限「${text}」は10進数ではありません。`);
	if (aggregation?.of === 'points' && grades.some(({ points }) => points === undefined))
		say('aggregation', '点数を集計する判定基準では、すべての区分に点数（points）が必要です。');
	return list;
}
