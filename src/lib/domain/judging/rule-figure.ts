/** The exact figures of judgement rules, which are decimal text in the rule's data. */
import { decimal, rational, type Rational } from '#lib/domain/decimal.ts';

/** Far more texts than the rules of one city have; drafts of rules come and go. */
const MOST_KNOWN = 1000;
const known = new Map<string, Rational>();

/**
 * The exact figure of a rule's text (`"0.95"`). A rule asks for the same few texts at every judgement: each is read
 * once.
 * @throws RangeError for text that is no plain decimal, which no checked rule has.
 */
export function ruleFigure(text: string): Rational {
	const found = known.get(text);
	if (found !== undefined) return found;
	if (known.size >= MOST_KNOWN) known.clear();
	const figure = rational(decimal(text));
	known.set(text, figure);
	return figure;
}
