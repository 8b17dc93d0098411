/** For whom a problem of a rule is worded: who writes the file sees keys and ids, who fills in the form never does. */
import type { BandRule } from './band-rule.ts';
import { exact } from './intervals.ts';
import { thresholdText } from './text.ts';

export type RuleReader = 'file' | 'form';

/** 「（grades）」 for who writes the file; nothing for who fills in the form. */
export function keyText(reader: RuleReader, key: string): string {
	return reader === 'file' ? `（${key}）` : '';
}

/** A grade by its printed label, for a file with its id where that is another; an id that no grade has, as it is. */
export function gradeText(reader: RuleReader, { grades }: Pick<BandRule, 'grades'>, id: string): string {
	const label = grades.find((grade) => grade.id === id)?.label ?? id;
	return reader === 'file' && label !== id ? `${label}（${id}）` : label;
}

/** A share as it was typed: 「80 %」 in the form, 「0.8」 in a file; what is no number as it is. */
export function shareText(reader: RuleReader, share: string): string {
	const value = reader === 'form' ? exact(share) : null;
	return value ? thresholdText(value) : share;
}
