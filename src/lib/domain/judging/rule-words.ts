/** A rule in words, section by section: what a planner reads before adopting it and a citizen may ask for. */
import type { Status } from '#lib/domain/model.ts';
import { bandSections } from './band-rule-words.ts';
import type { JudgementRule } from './rule.ts';
import { percent, type RuleSection } from './rule-section.ts';
import { standardSections } from './standard-rule-words.ts';

/** One grade as the page shows it. */
export interface GradeWords {
	readonly label: string;
	readonly status: Status;
	readonly meaning: string;
	readonly points: string | null;
}

/** Everything that a rule says, in words. A rule that passed `ruleProblems` is assumed. */
export function ruleSections(rule: JudgementRule): RuleSection[] {
	return rule.method === 'standard' ? standardSections(rule) : bandSections(rule);
}

/** The rule's grades, best first. */
export function gradeWords(rule: JudgementRule): GradeWords[] {
	if (rule.method === 'bands')
		return rule.grades.map(({ label, status, meaning = '', points = null }) => ({
			label,
			status,
			meaning,
			points
		}));
	const [onTrack, slightly] = [percent(rule.thresholds.onTrack), percent(rule.thresholds.slightlyBehind)];
	const meanings = {
		achieved: '年度目標に届いた',
		'on-track': `届かないが、進捗率 ${onTrack}以上。または目標まで最小の1単位か誤差の幅の中`,
		'slightly-behind': `進捗率 ${slightly}以上${onTrack}未満`,
		behind: `進捗率 0 %以上${slightly}未満`,
		regressed: '基準値より悪い'
	} as const;
	return (Object.keys(meanings) as (keyof typeof meanings)[]).map((status) => ({
		label: rule.labels[status],
		status,
		meaning: meanings[status],
		points: null
	}));
}

/** 「標準の方式」 or 「区分の方式」, in one line. */
export function methodWords({ method }: JudgementRule): string {
	return method === 'standard'
		? '標準の方式：年度目標に対する進捗率で、率が使えない指標は目標との差で判定します'
		: '区分の方式：測った値を、しきい値で分けた区分に当てはめます';
}
