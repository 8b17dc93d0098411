/** The sum behind a verdict of 最終評価: the comparison in words, with its numbers, and what follows. Pure. */
import { compare, rational, type Rational } from './decimal.ts';
import { FINAL_VERDICTS, type FinalEvaluation } from './final-evaluation.ts';
import { figureText, operand } from './judging/text.ts';
import type { Direction } from './model.ts';
import type { SetTarget } from './targets.ts';

/** What every verdict follows; a change of the rule is a new version. */
export const FINAL_RULE = {
	id: 'final',
	version: 1,
	name: '最終評価の決まり',
	text: '計画の期間に最後に測定した確認済の値を、最終目標と目標の向きで比べる。期間の合計を目標とする指標は、期間の実績の計を比べる。'
} as const;

export interface FinalSum {
	/** 「最後に測定した値 ≧ 最終目標」; empty where there is no target, or one of another kind. */
	readonly formula: string;
	/** 「925 ＜ 1,000」; empty where nothing could be compared. */
	readonly filled: string;
	/** 「925 ＜ 1,000 のため未達成」, or why there is no verdict. */
	readonly conclusion: string;
}

export interface FinalSumSubject {
	readonly evaluation: FinalEvaluation;
	readonly direction: Direction;
	readonly target: SetTarget | null;
	/** 「最終目標」, 「中間目標」 */
	readonly name: string;
	/** Least places of a figure; an exact one never prints fewer than it has, so the sum can be checked by hand. */
	readonly decimals: number;
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
}

/** Total: whatever the verdict, there are words for it. */
export function finalSum(subject: FinalSumSubject): FinalSum {
	const { verdict, reason, parts, actual } = subject.evaluation;
	const compared = actual === null ? '' : comparedText(subject, actual);
	const added =
		parts.length > 1
			? `${parts.map(({ value }, index) => partText(rational(value), index, subject.decimals)).join('＋')}＝`
			: '';
	return {
		formula: formulaOf(subject),
		filled: compared === '' ? '' : added + compared,
		conclusion:
			verdict === 'not-judged'
				? `${reason}。このため${FINAL_VERDICTS[verdict]}${compared === '' ? '' : `（今は ${compared}）`}`
				: `${compared} のため${FINAL_VERDICTS[verdict]}${reason === '' ? '' : `（${reason}）`}`
	};
}

function formulaOf({ target, direction, name }: FinalSumSubject): string {
	const sign = direction === 'decrease' ? '≦' : '≧';
	switch (target?.kind) {
		case undefined:
			return '';
		case 'value':
			return direction === 'increase' || direction === 'decrease' ? `最後に測定した値 ${sign} ${name}` : '';
		case 'range':
			return `${name}の下限 ≦ 最後に測定した値 ≦ ${name}の上限`;
		case 'stage':
			return direction === 'stage' ? `最後に測定した段階 ≧ ${name}の段階` : '';
		case 'period':
			return `期間の実績の計 ${sign} ${name}（期間の計）`;
	}
}

/** The relation as it is, whatever was asked for; empty for unlike kinds. */
function comparedText(subject: FinalSumSubject, actual: Rational): string {
	const { target, decimals, direction, stages } = subject;
	const words = (value: Rational) => figureText(value, decimals);
	switch (target?.kind) {
		case undefined:
			return '';
		case 'value': {
			if (direction !== 'increase' && direction !== 'decrease') return '';
			return related(actual, rational(target.value), words);
		}
		case 'period':
			return related(actual, rational(target.total), words);
		case 'range': {
			const [low, high] = [rational(target.low), rational(target.high)];
			if (compare(actual, low) < 0) return `${words(actual)} ＜ ${words(low)}（下限）`;
			if (compare(actual, high) > 0) return `${words(actual)} ＞ ${words(high)}（上限）`;
			return `${words(low)} ≦ ${words(actual)} ≦ ${words(high)}`;
		}
		case 'stage': {
			if (direction !== 'stage') return '';
			const asked = rational({ digits: BigInt(target.stage), scale: 0 });
			return related(actual, asked, (value) => {
				const name = stages[Number(value.n / value.d)];
				const place = `${Number(value.n / value.d) + 1}段階目`;
				return name === undefined ? place : `${name}（${place}）`;
			});
		}
	}
}

function related(a: Rational, b: Rational, words: (value: Rational) => string): string {
	const side = compare(a, b);
	return `${words(a)} ${side < 0 ? '＜' : side > 0 ? '＞' : '＝'} ${words(b)}`;
}

/** A negative part after the first stands in brackets. */
function partText(value: Rational, index: number, decimals: number): string {
	const text = figureText(value, decimals);
	return index === 0 ? text : operand(text).trim();
}
