/** The live preview of a draft: what a year would look like, small enough to be sent at every keystroke. */
import { RULE_CHANGES, type RuleChange } from '#lib/domain/judging/compare-rules.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import type { Status } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import { readBench, type BenchSide } from './bench.ts';

export interface RulePreview {
	readonly year: number;
	readonly yearText: string;
	readonly kpis: number;
	readonly left: BenchSide;
	readonly right: BenchSide;
	/** Those that really change: all but 呼び方だけ変わる. */
	readonly changed: number;
	readonly totals: Readonly<Record<RuleChange, number>>;
	readonly changes: readonly {
		readonly code: string;
		readonly name: string;
		readonly change: string;
		readonly from: { readonly status: Status; readonly word: string };
		readonly to: { readonly status: Status; readonly word: string };
		readonly reason: string;
	}[];
	readonly isCalled: boolean;
}

/** Judges a year under the rule in force and under the draft. @throws DomainError `not-found` for a year of no plan. */
export function readPreview(
	database: Database,
	{ year, rule, today }: { year: number; rule: JudgementRule; today: string }
): RulePreview {
	const bench = readBench(database, { year, left: null, right: rule, today });
	return {
		year,
		yearText: bench.yearText,
		kpis: bench.kpis,
		left: bench.left,
		right: { ...bench.right, title: '編集中の基準' },
		changed: bench.changed,
		totals: bench.totals,
		changes: bench.changes.map(({ code, name, change, left, right }) => ({
			code,
			name,
			change: RULE_CHANGES[change],
			from: { status: left.status, word: left.word },
			to: { status: right.status, word: right.word },
			reason: right.reason
		})),
		isCalled: bench.isCalled
	};
}
