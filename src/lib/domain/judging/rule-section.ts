/** What the words about rules are made of. */
import { exact } from './intervals.ts';
import { thresholdText } from './text.ts';

/** A heading with what the rule says under it. */
export interface RuleSection {
	readonly title: string;
	readonly rows: readonly { readonly term: string; readonly text: string }[];
}

/** 「95 %」 of a share in decimal text; the text itself where it is none. */
export function percent(share: string): string {
	const value = exact(share);
	return value ? thresholdText(value) : share;
}

/** A decimal text without trailing zeros: 5.0 as 5. */
export function trimmed(text: string): string {
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
