/** 見通し in words. */
import {
	LEAST_POINTS_OF_LINE,
	LONGEST_HORIZON,
	OUTLOOK_VERDICTS,
	type NoProjection,
	type Outlook,
	type OutlookVerdict
} from '#lib/domain/outlook.ts';

/** What an outlook says, in parts: the verdict alone is set in bold. */
export interface OutlookWords {
	readonly before: string;
	readonly verdict: string;
	readonly after: string;
}

/**
 * 「このままの傾向が続いた場合、最終目標 50.0% には届かない見込み」. `target` is the final target as printed, with
 * its unit. Without a projection it says why.
 */
export function outlookWords(
	{ verdict, none, isTentative, measuredYears }: Outlook,
	target: string
): OutlookWords {
	if (none !== null || verdict === null || verdict === 'unknown') {
		const reason = none === null ? '最終目標と向きが合わないため、' : WHY_NONE[none](measuredYears.length);
		const isJudgement = none === null || !SAYS_ALL.includes(none);
		return { before: reason, verdict: isJudgement ? OUTLOOK_VERDICTS.unknown : '', after: '' };
	}
	return {
		before: `このままの傾向が続いた場合、最終目標 ${target} ${PARTICLES[verdict]}`,
		verdict: OUTLOOK_VERDICTS[verdict],
		after: isTentative ? `（参考：実績${measuredYears.length}年分）` : ''
	};
}

/** The same as one sentence. */
export function outlookText(of: Outlook, target: string): string {
	const { before, verdict, after } = outlookWords(of, target);
	return before + verdict + after;
}

const PARTICLES: Readonly<Record<Exclude<OutlookVerdict, 'unknown'>, string>> = {
	'will-reach': 'に',
	uncertain: 'に届くかどうかは',
	'will-miss': 'には'
};

/** Sentences that stand without a verdict. */
const SAYS_ALL: readonly NoProjection[] = ['final-year-measured', 'too-far'];

const WHY_NONE: Readonly<Record<NoProjection, (measured: number) => string>> = {
	'final-year-measured': () => '最終年度の実績があるため、見通しは示しません',
	'too-far': () => `最終年度まで${LONGEST_HORIZON}年を超えるため表示しません`,
	stage: () => '段階の指標は傾向を計算できないため、',
	'no-final-target': () => '最終目標がないため、',
	'too-few': (measured) =>
		measured === 0
			? '測定した実績がまだないため、'
			: `測定した実績が${measured}年分で、${LEAST_POINTS_OF_LINE}年分に満たないため、`,
	'too-few-since-break': (measured) =>
		`定義が変わった後の実績が${measured}年分で、${LEAST_POINTS_OF_LINE}年分に満たないため、`
};
