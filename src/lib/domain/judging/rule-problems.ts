/** What is wrong with a rule, in Japanese, with the gap or overlap named. A rule with a problem is never used. */
import { compare } from '#lib/domain/decimal.ts';
import {
	KPI_KINDS,
	MEASURES,
	RATE_FORMULAS,
	type Band,
	type BandRule,
	type Condition,
	type KindRule,
	type KpiKind,
	type RateFormula,
	type Step,
	type Variant
} from './band-rule.ts';
import { exact, gapsOf, intervalsOf, overlaps } from './intervals.ts';
import type { JudgementRule, StandardRule } from './rule.ts';
import { gradeFaults } from './rule-grade-problems.ts';
import { paceFaults } from './rule-pace-problems.ts';
import { gradeText, keyText, type RuleReader } from './rule-reader.ts';
import { figureText, thresholdText } from './text.ts';
import { mergedRule } from './variants.ts';

/** A problem with the place in the rule where it has to be mended: `thresholds.onTrack`, `steps.0`, `kinds.increase`. */
export interface RuleFault {
	readonly path: string;
	readonly text: string;
}

/** Every problem of a rule whose shape is right (`schemas/rule.ts` sees to that); empty when it may be used. */
export function ruleProblems(rule: JudgementRule): string[] {
	return ruleFaults(rule).map(({ text }) => text);
}

/** The same with places, for a form that shows each problem beside its field; worded for the `reader`. */
export function ruleFaults(rule: JudgementRule, reader: RuleReader = 'file'): RuleFault[] {
	return rule.method === 'standard' ? standardFaults(rule) : bandFaults(rule, reader);
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
	const [least, most] = [thresholdText(slightly), thresholdText(onTrack)];
	const order = compare(slightly, onTrack);
	if (order === 0)
		say(
			'thresholds.slightlyBehind',
			`やや遅れに入る値がありません：やや遅れの下限（${least}）と順調の下限（${most}）が同じです。やや遅れの下限を小さくしてください。`
		);
	if (order > 0)
		say(
			'thresholds.slightlyBehind',
			`区分が重なっています：${most}以上${least}未満が、順調にも遅れにも入ります。やや遅れの下限（${least}）を順調の下限（${most}）より小さくしてください。`
		);
	if (slightly.n <= 0n)
		say('thresholds.slightlyBehind', `やや遅れの下限（${least}）は0 %より大きくしてください。`);
	if (compare(onTrack, { n: 1n, d: 1n }) > 0)
		say('thresholds.onTrack', `順調の下限（${most}）は100 %以下にしてください。`);
	if (allowance.n < 0n)
		say('allowancePercent', `許容幅（${figureText(allowance, 0)} %）は0 %以上にしてください。`);
	if (!(behindAllowances >= 1))
		say('behindAllowances', `遅れとする許容幅の倍数（${behindAllowances}）は1以上にしてください。`);
	return list;
}

function bandFaults(rule: BandRule, reader: RuleReader): RuleFault[] {
	const own = plainFaults(rule, reader);
	const known = own.map(({ text }) => text);
	return [
		...own,
		...(rule.variants ?? []).flatMap((variant, index) =>
			variantFaults(rule, variant, reader, `variants.${index}`, known)
		)
	];
}

/** A variant is judged by as a whole: what it leaves as it is must fit what it changes. */
function variantFaults(
	rule: BandRule,
	variant: Variant,
	reader: RuleReader,
	path: string,
	known: readonly string[]
): RuleFault[] {
	const { name, when, kinds, pace, steps } = variant;
	const list: string[] = [];
	if (Object.values(when).every((each) => each === undefined || each.length === 0))
		list.push(`「${name}」の条件${keyText(reader, 'when')}が1つもありません。`);
	if (!kinds && !pace && !steps)
		list.push(`「${name}」に、代える式・予定・段${keyText(reader, 'kinds・pace・steps')}がありません。`);
	const merged = plainFaults(mergedRule(rule, variant), reader).filter(({ text }) => !known.includes(text));
	return [
		...at(path, list),
		...merged.map((each) => ({ path: `${path}.${each.path}`, text: `「${name}」では、${each.text}` }))
	];
}

function plainFaults(rule: BandRule, reader: RuleReader): RuleFault[] {
	const kinds = Object.entries(rule.kinds) as [KpiKind, KindRule][];
	const none = `指標の種類ごとの式${keyText(reader, 'kinds')}が1つもありません。`;
	return [
		...gradeFaults(rule, reader),
		...at('kinds', kinds.length === 0 ? [none] : []),
		...stepsFaults(rule, reader, rule.steps, '', 'steps'),
		...kinds.flatMap(([kind, each]) => kindFaults(rule, reader, kind, each)),
		...paceFaults(rule, reader),
		...otherFaults(rule, reader)
	];
}

function unknownGrade(rule: BandRule, reader: RuleReader, id: string | null, where: string): string[] {
	const { grades } = rule;
	if (id === null || grades.some((each) => each.id === id)) return [];
	const known = grades.map((each) => gradeText(reader, rule, each.id)).join('・');
	return [`${where}の区分「${id}」は定義されていません（${known} のどれか）。`];
}

function kindFaults(rule: BandRule, reader: RuleReader, kind: KpiKind, each: KindRule): RuleFault[] {
	const name = KPI_KINDS[kind];
	const own = each.steps ? stepsFaults(rule, reader, each.steps, `${name}の`, `kinds.${kind}.steps`) : [];
	const list: string[] = [];
	const uses = (each.steps ?? rule.steps).some(({ measure }) => measure === 'rate' || measure === 'pace');
	const divisor = DIVISORS[each.formula];
	const sides = [each.whenUndefined?.met ?? null, each.whenUndefined?.unmet ?? null];
	if (uses && divisor !== null && each.whenUndefined === undefined)
		list.push(
			`${name}の式「${RATE_FORMULAS[each.formula]}」は、${divisor}ときに割れません。${UNDEFINED[reader]}`
		);
	return [
		...own,
		...at(`kinds.${kind}`, [
			...list,
			...sides.flatMap((id) => unknownGrade(rule, reader, id, `${name}の${UNDEFINED_PLACE[reader]}`))
		])
	];
}

const UNDEFINED_PLACE = { file: ' whenUndefined', form: '「割り算できないとき」' } as const;
const UNDEFINED = {
	file: 'そのときの区分を whenUndefined に書いてください（判定しないなら null）。',
	form: '「割り算できないとき」の2つの欄で、区分か「判定なし」を選んでください（例：目標に達しているときは最も良い区分、達していないときは判定なし）。'
} as const;

/** When a formula cannot divide; null where it never divides by a figure. */
const DIVISORS: Readonly<Record<RateFormula, string | null>> = {
	progress: '目標と基準値が同じ',
	ratio: '目標が0の',
	'inverse-ratio': '実績か目標が0の',
	'mirror-ratio': '目標が0の',
	'point-difference': null
};

function stepsFaults(
	rule: BandRule,
	reader: RuleReader,
	steps: readonly Step[],
	owner: string,
	path: string
): RuleFault[] {
	if (steps.length === 0) return at(path, [`${owner}判定の段${keyText(reader, 'steps')}が1つもありません。`]);
	return steps.flatMap((step, index) =>
		at(
			`${path}.${index}`,
			stepProblems(rule, reader, step, {
				where: `${owner}${index + 1}段目（${MEASURES[step.measure]}）`,
				isLast: index === steps.length - 1
			})
		)
	);
}

function stepProblems(
	rule: BandRule,
	reader: RuleReader,
	step: Step,
	{ where, isLast }: { where: string; isLast: boolean }
): string[] {
	const list = step.bands.flatMap(({ grade }) => unknownGrade(rule, reader, grade, where));
	if (isLast && (step.otherwise || step.unavailable))
		list.push(`${where}は最後の段です。次の段へ送れません。`);
	if (step.when) list.push(...conditionProblems(step.when, reader, where));
	if (isLast && step.when)
		list.push(
			`${where}は最後の段です。条件${keyText(reader, 'when')}に合わないときの区分がないため、条件を付けられません。`
		);
	const bands = step.bands.map((band) => ({ ...band, grade: gradeText(reader, rule, band.grade) }));
	const { intervals, problems } = intervalsOf({ measure: step.measure, bands }, where);
	list.push(...problems);
	if (problems.length > 0) return list;
	list.push(...overlaps(step.measure, intervals, where));
	const gaps = gapsOf(step.measure, intervals);
	if (gaps.length > 0 && (!step.otherwise || isLast))
		list.push(...gaps.map((gap) => `${where}に、どの区分にも入らない範囲があります：${gap}。`));
	if (gaps.length === 0 && !isLast && !step.unavailable && !step.when)
		list.push(`${where}ですべて決まるため、その後の段に進むことがありません。`);
	return list;
}

/** A condition is one band without a grade; one that all figures meet, or none, is a slip of the pen. */
function conditionProblems(
	{ measure, tolerance: _, ...bounds }: Condition,
	reader: RuleReader,
	where: string
): string[] {
	const place = `${where}の条件${keyText(reader, 'when')}`;
	const band: Band = { grade: '条件', ...bounds };
	const { intervals, problems } = intervalsOf({ measure, bands: [band] }, place);
	if (problems.length > 0 || intervals.some(({ from, to }) => from || to)) return problems;
	return [`${place}に限度${keyText(reader, 'atLeast・above・atMost・below')}がありません。`];
}

function otherFaults({ shown, tolerance, aggregation, grades }: BandRule, reader: RuleReader): RuleFault[] {
	const list: RuleFault[] = [];
	const say = (path: string, text: string) => list.push({ path, text });
	const [above, below] = [shown.above && exact(shown.above.bound), shown.below && exact(shown.below.bound)];
	if ((shown.above && !above) || (shown.below && !below))
		say('shown', '表示の上限・下限は「1」のような10進数で書いてください。');
	if (above && below && compare(below, above) > 0)
		say(
			'shown',
			`率の表示の下限（${thresholdText(below)}）が上限（${thresholdText(above)}）より大きくなっています。`
		);
	const width = tolerance && exact(tolerance.value);
	if (tolerance && (!width || width.n < 0n))
		say('tolerance.value', `誤差の幅「${tolerance.value}」は0以上の10進数で書いてください。`);
	for (const text of [aggregation?.clip?.least, aggregation?.clip?.most])
		if (text !== undefined && !exact(text))
			say('aggregation', `集計の上限・下限「${text}」は10進数ではありません。`);
	const [least, most] = [aggregation?.clip?.least, aggregation?.clip?.most].map((text) => exact(text ?? ''));
	if (least && most && compare(least, most) > 0)
		say(
			'aggregation',
			`集計の下限（${thresholdText(least)}）が上限（${thresholdText(most)}）より大きくなっています。`
		);
	if (aggregation?.of === 'points' && grades.some(({ points }) => points === undefined))
		say(
			'aggregation',
			`点数を集計する判定基準では、すべての区分に点数${keyText(reader, 'points')}が必要です。`
		);
	return list;
}
