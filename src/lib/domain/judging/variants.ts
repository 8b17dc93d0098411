/** Another way for some KPIs of a rule (累計の指標だけは経過年数で按分する, 基準値のない指標は実績÷目標). */
import { compare, rational, type Rational } from '#lib/domain/decimal.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { BandRule, Variant } from './band-rule.ts';
import type { JudgedKpi } from './judgement.ts';

/** A rule with its variants settled: `form` names the one that was taken. */
export interface RuleForm extends BandRule {
	readonly form?: string;
}

/** The rule as one of its variants changes it; it has no variants of its own. */
export function mergedRule(rule: BandRule, { name, kinds, pace, steps }: Variant): RuleForm {
	return {
		...rule,
		kinds: { ...rule.kinds, ...kinds },
		pace: pace ?? rule.pace,
		steps: steps ?? rule.steps,
		variants: undefined,
		form: name
	};
}

/** The rule itself and every form that its variants give it. */
export function formsOf(rule: BandRule): RuleForm[] {
	return [rule, ...(rule.variants ?? []).map((each) => mergedRule(rule, each))];
}

/**
 * Whether a variant is for a KPI in a year.
 * @param target what the variant's own form of the rule would compare with; null where there is none.
 */
export function appliesTo(
	{ when }: Variant,
	kpi: JudgedKpi,
	target: TargetFigure | null,
	year: number
): boolean {
	const unit = plain(kpi.unit ?? '');
	return (
		(when.accumulations?.some((each) => each === (kpi.accumulation ?? 'level')) ?? true) &&
		(when.units?.some((each) => plain(each) === unit) ?? true) &&
		(when.names?.some((each) => plainName(each) === plainName(kpi.name ?? '')) ?? true) &&
		hasBaseline(when.baseline, kpi) &&
		hasTarget(when.target, kpi, target) &&
		(when.year === undefined || (when.year === 'final') === (year === kpi.finalYear))
	);
}

function hasBaseline(asked: Variant['when']['baseline'], kpi: JudgedKpi): boolean {
	const baseline = comparable(kpi);
	if (asked === 'missing') return baseline === null;
	return asked === undefined || baseline?.n === 0n;
}

function hasTarget(asked: Variant['when']['target'], kpi: JudgedKpi, target: TargetFigure | null): boolean {
	if (asked === undefined) return true;
	if (asked === 'missing' || target === null) return asked === 'missing' && target === null;
	if (target.kind !== 'value') return false;
	if (asked === 'zero') return target.value.n === 0n;
	const baseline = comparable(kpi);
	return baseline !== null && compare(target.value, baseline) === 0;
}

function comparable({ baseline, baselineUse }: JudgedKpi): Rational | null {
	return baseline && baselineUse === 'comparable' ? rational(baseline) : null;
}

function plain(text: string): string {
	return text.normalize('NFKC').trim();
}

/** A printed name without the unit and notes in brackets behind it: 「就業率【%】」 is 「就業率」. */
export function plainName(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/\s*(?:【[^】]*】|\([^)]*\)|［[^］]*］|\[[^\]]*\])\s*/g, '')
		.trim();
}
