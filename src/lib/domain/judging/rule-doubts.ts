import { exact } from './intervals.ts';
import type { JudgementRule } from './rule.ts';
import { gradeDoubts } from './rule-grade-problems.ts';
import { paceDoubts } from './rule-pace-problems.ts';
import type { RuleFault } from './rule-problems.ts';

/**
 * What is allowed in a rule but rarely meant, in words for the form: to be looked at before saving, no obstacle.
 * A rule without `ruleProblems` is assumed.
 */
export function ruleDoubts(rule: JudgementRule): RuleFault[] {
	if (rule.method === 'bands') return [...gradeDoubts(rule), ...paceDoubts(rule)];
	if (exact(rule.allowancePercent)?.n !== 0n) return [];
	const { labels } = rule;
	const text = `許容幅が0 %です。許容幅の決めがない指標は、最小単位を超えて年度目標に届かないと、維持する指標は「${labels.regressed}」、ほかは「${labels.behind}」になり、「${labels['slightly-behind']}」がなくなります。`;
	return [{ path: 'allowancePercent', text }];
}
