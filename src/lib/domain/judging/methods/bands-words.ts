/** 判定のしくみ of a rule by bands: formula in words, the numbers filled in, and why the grade. */
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { MEASURES, type BandRule } from '#lib/domain/judging/band-rule.ts';
import type { Assessment, JudgementSubject, Sum } from '#lib/domain/judging/judgement.ts';
import { unknownTotalLines } from '#lib/domain/judging/period-lines.ts';
import { figureText } from '#lib/domain/judging/text.ts';
import type { RuleForm } from '#lib/domain/judging/variants.ts';
import { conclusionOf, ruleReason } from './bands-conclusion.ts';
import { bandLines, rateLine } from './bands-lines.ts';
import { outcomeOf, type Outcome } from './bands.ts';
import { gather, ruleFor, type Material } from './figures.ts';
import { toleranceOf } from './measure.ts';
import { roundingText } from './rate-format.ts';

/** The sum of an assessment that `assessBands` made. `fallback` words the reasons that every rule shares. */
export function explainBands(
	given: BandRule,
	subject: JudgementSubject,
	assessment: Assessment,
	fallback: () => string
): Sum {
	const { result } = subject;
	const valued = result.kind === 'measured' || result.kind === 'carried' ? result : null;
	const rule = valued ? ruleFor(given, subject, valued) : given;
	const gathered = assessment.measuredYear !== null && valued ? gather(rule, subject, valued) : null;
	const material = gathered?.ok ? gathered.material : null;
	const isOutside = assessment.status === 'outside';
	const outcome = isOutside ? null : material && outcomeOf(rule, subject.kpi, material);
	return {
		rule: {
			id: rule.id,
			version: rule.version,
			name: rule.name,
			text: `${rule.name}（第${rule.version}版）`
		},
		heading: outcome && outcome.kind !== 'none' ? headingOf(outcome) : '判定していない理由',
		lines: material
			? isOutside
				? rateLine(rule, subject, material)
				: bandLines(rule, subject, material, outcome)
			: assessment.reasonCode === 'unknown-year-in-period'
				? unknownTotalLines(subject)
				: [],
		conclusion:
			(material && outcome && conclusionOf(rule, subject, assessment, material, outcome)) ??
			ruleReason(rule, subject, assessment) ??
			fallback(),
		notes: material && !isOutside ? notes(rule, subject, material) : []
	};
}

function headingOf(outcome: Outcome): string {
	return outcome.kind === 'graded' ? MEASURES[outcome.step.measure] : MEASURES.rate;
}

function notes(rule: RuleForm, { kpi, result, target }: JudgementSubject, material: Material): string[] {
	const list: string[] = [];
	if (rule.form !== undefined) list.push(`「${rule.form}」の決め方で判定しています`);
	if (rule.rateRounding) list.push(`率を${roundingText(rule.rateRounding)}してから区分に当てています`);
	if (result.kind === 'carried') {
		const year = shortFiscalYear(result.measuredYear);
		list.push(
			rule.carried.judgedAs === 'measured-year'
				? `${year}の値を据え置き、${year}の値として判定しています`
				: `${year}の値を、報告した年度の値として判定しています`
		);
	}
	if (
		rule.pace.kind !== 'yearly-target' &&
		rule.pace.yearTarget === 'final' &&
		target.kind === 'target' &&
		target.source === 'edition'
	)
		list.push('その時点で有効だった目標を、目標として使っています');
	const tolerance = toleranceOf(rule, kpi);
	const used = (material.kindRule.steps ?? rule.steps).some((step) => step.tolerance || step.when?.tolerance);
	if (used && tolerance.n > 0n) list.push(`誤差の幅 ±${figureText(tolerance, kpi.decimals)}`);
	return list;
}
