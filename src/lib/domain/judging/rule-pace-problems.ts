/** What is wrong with the pace of a rule by bands, and what is only doubtful. */
import { compare } from '#lib/domain/decimal.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { BandRule } from './band-rule.ts';
import { exact } from './intervals.ts';
import type { RuleFault } from './rule-problems.ts';
import { keyText, shareText, type RuleReader } from './rule-reader.ts';

/** A plan that ends before it begins; shares that are none, no number, not above 0 or smaller than the year before. */
export function paceFaults({ pace }: BandRule, reader: RuleReader): RuleFault[] {
	if (pace.kind === 'elapsed' && pace.plan && pace.plan.firstYear > pace.plan.lastYear) {
		const [first, last] = [pace.plan.firstYear, pace.plan.lastYear].map(eraFiscalYear);
		return [
			{
				path: 'pace.plan.lastYear',
				text: `計画の最初の年度（${first}）が最後の年度（${last}）より後です。逆に書いていないかを確かめ、最初の年度を先の年度にしてください（例：最初が令和3年度、最後が令和8年度）。`
			}
		];
	}
	if (pace.kind !== 'fixed') return [];
	const { shares } = pace;
	const figures = shares.map(exact);
	const texts =
		shares.length === 0
			? [`年ごとの予定${keyText(reader, 'shares')}が1つもありません（例：20 40 60 80 100）。`]
			: figures.flatMap((share, index) => {
					const typed = shares[index] ?? '';
					const name = `計画${index + 1}年目の予定「${shareText(reader, typed)}」`;
					if (!share)
						return [
							reader === 'form'
								? `${name}は数字ではありません（例：20）。`
								: `${name}は10進数ではありません（例：0.2）。`
						];
					if (share.n <= 0n) return [`${name}が0以下です。達成率を予定で割れません。`];
					const before = figures[index - 1];
					return before && compare(share, before) < 0
						? [`${name}が前の年の「${shareText(reader, shares[index - 1] ?? '')}」より小さくなっています。`]
						: [];
				});
	return texts.map((text) => ({ path: 'pace.shares', text }));
}

/** A year that asks for more than the whole target: possible, but mostly a slip of the pen (1000 for 100). */
export function paceDoubts({ pace }: BandRule): RuleFault[] {
	if (pace.kind !== 'fixed') return [];
	return pace.shares.flatMap((each, index) => {
		const share = exact(each);
		if (!share || compare(share, { n: 1n, d: 1n }) <= 0) return [];
		const text = `計画${index + 1}年目の予定が${shareText('form', each)}です。最終目標の全部（100 %）より多くを求めることになります。`;
		return [{ path: 'pace.shares', text }];
	});
}
