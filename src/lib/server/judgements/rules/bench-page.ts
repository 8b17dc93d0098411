/** 判定基準の試算: the page, from its address or from a rule file that was sent with it. */
import { DomainError } from '#lib/domain/errors.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import { readRule } from '#lib/schemas/rule.ts';
import type { Database } from '../../db/client.ts';
import { jsonPlace } from '../../files/json-place.ts';
import { askedYear } from '../../web/asked-year.ts';
import { adoptionIn, readAdoptions } from './adoptions.ts';
import { readBench } from './bench.ts';
import { changeOf, changesShown } from './bench-file.ts';
import { findRule, refOf, ruleChoices } from './rules.ts';
import { benchYears } from './rules-page.ts';

export interface BenchAsked {
	readonly year: string | null | undefined;
	readonly left: string | null | undefined;
	readonly right: string | null | undefined;
	readonly change: string | null | undefined;
	/** The text of a rule file: it stands on the right instead of a stored rule. */
	readonly file?: string | undefined;
}

/** @throws DomainError `not-found` for a year or rule that does not exist, `invalid` for a file that is no usable rule. */
export function readBenchPage(database: Database, asked: BenchAsked, today: string) {
	const { bench, year, left, right, change } = readBenchAsked(database, asked, today);
	return {
		year,
		years: benchYears(database),
		rules: ruleChoices(database),
		left: left === null ? '' : refOf(left),
		right: asked.file === undefined && right !== null ? refOf(right) : '',
		change: change ?? '',
		bench,
		shown: bench === null ? [] : changesShown(bench, change)
	};
}

/** The comparison itself; null while the right side is not chosen or no year has been called for. */
export function readBenchAsked(database: Database, asked: BenchAsked, today: string) {
	const year = askedYear(asked.year) ?? benchYears(database)[0]?.year ?? null;
	const inForce = year === null ? undefined : adoptionIn(readAdoptions(database), year);
	const left = asked.left ? findRule(database, asked.left).rule : (inForce?.rule ?? null);
	const right =
		asked.file !== undefined ? ruleOf(asked.file) : asked.right ? findRule(database, asked.right).rule : null;
	return {
		year,
		left,
		right,
		change: changeOf(asked.change ?? null),
		bench: year === null || right === null ? null : readBench(database, { year, left, right, today })
	};
}

function ruleOf(text: string): JudgementRule {
	const refuse = (problems: readonly string[]): never => {
		throw new DomainError('invalid', `このファイルの判定基準は使えません。${problems.join(' ')}`, {
			fields: { file: problems[0] ?? '' }
		});
	};
	let json: unknown;
	try {
		json = JSON.parse(text.slice(0, 200_000).replace(/^\u{feff}/u, ''));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return refuse([
			`JSONとして読み取れません（${jsonPlace(error)}）。「ファイルに書き出す」で作ったファイルを選んでください。`
		]);
	}
	const reading = readRule(json);
	return reading.ok ? reading.rule : refuse(reading.problems);
}
