import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import { demand } from '#lib/domain/permissions.ts';
import { todayOf } from '../../clock.ts';
import { command, type Context } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { ruleAdoption } from '../../db/schema/index.ts';
import { basicPlanFor } from '../../plan/queries.ts';
import {
	adoptionIn,
	earliestDecision,
	lastYearOf,
	readAdoptions,
	readClosedYears,
	type RuleAdoption
} from './adoptions.ts';
import { rejudge } from '../rejudge.ts';
import { findRule, ruleTitle, storedRow, type RuleVersion } from './rules.ts';

export interface AdoptRule {
	/** `code@version`, stored or a preset. */
	readonly ref: string;
	readonly fromYear: number;
	/** `YYYY-MM-DD`: the day of the decision. */
	readonly decidedOn: string;
	readonly reason: string;
	/** The adoption that held in the year when the person looked; a later one is a conflict. */
	readonly seenAdoption: number | null;
	readonly key?: string | undefined;
}

/**
 * Adopts a rule for a fiscal year and those after it: a dated act that is never taken back, only followed by
 * another. Open years are judged anew in the same transaction; closed years keep the rule that judged them.
 * @throws DomainError `locked` for a closed year, `conflict` where another adoption came first, `invalid` for a
 * day or reason that is none, a day before the decision that is replaced, or a rule that holds already.
 */
export function adoptRule(context: Context, request: AdoptRule): Promise<void> {
	return command(
		context,
		({ database, actor, now, record }) => {
			demand(actor, { kind: 'manage-rules' });
			const { fromYear, decidedOn } = request;
			const found = findRule(database, request.ref);
			const adoptions = readAdoptions(database);
			demandAdoptable(database, adoptions, fromYear);
			const before = adoptionIn(adoptions, fromYear);
			if (request.seenAdoption !== null && before?.id !== request.seenAdoption)
				throw new DomainError(
					'conflict',
					`この画面を開いたあとに、ほかの人が${eraFiscalYear(fromYear)}の判定基準を変えました。変わる指標を確かめ直してください。`
				);
			demandOther(found, before, fromYear);
			const reason = demandReason(request.reason);
			demandDay(decidedOn, todayOf(context.clock), before);
			const ruleId = storedRow(database, found, now);
			const { id } = database
				.insert(ruleAdoption)
				.values({ fromYear, ruleId, decidedOn, reason })
				.returning({ id: ruleAdoption.id })
				.get();
			rejudge(database);
			record({
				action: 'rule.adopt',
				entity: 'rule_adoption',
				entityId: id,
				before: before ? { rule: `${before.rule.id}@${before.rule.version}` } : null,
				after: { rule: found.ref, fromYear, decidedOn, reason }
			});
		},
		{ once: { act: 'adopt-rule', key: request.key, request } }
	);
}

/** Why a rule cannot be adopted from a year: it, or a later year that the adoption would reach, is closed. */
export function adoptionLock(
	adoptions: readonly RuleAdoption[],
	closed: ReadonlyMap<number, string>,
	fromYear: number
): string | null {
	const last = lastYearOf(adoptions, fromYear);
	const hit = [...closed].find(([year]) => year >= fromYear && (last === null || year <= last));
	if (hit === undefined) return null;
	const [year, closedAt] = hit;
	return `${eraFiscalYear(year)}の実績は${formatEraDate(japanDate(closedAt))}に締め切られています。締切済の年度は、その時の判定基準のままです。まだ締め切っていない年度からを選んでください。`;
}

/** @throws DomainError `not-found` for a year of no plan, `locked` for one that is closed. */
function demandAdoptable(database: Database, adoptions: readonly RuleAdoption[], fromYear: number): void {
	basicPlanFor(database, fromYear);
	const lock = adoptionLock(adoptions, readClosedYears(database), fromYear);
	if (lock !== null) throw new DomainError('locked', lock);
}

function demandOther(found: RuleVersion, before: RuleAdoption | undefined, year: number): void {
	if (before === undefined || before.rowId !== found.rowId) return;
	throw new DomainError(
		'invalid',
		`${eraFiscalYear(year)}は、すでに${ruleTitle(found.rule)}で判定しています。`
	);
}

function demandReason(text: string): string {
	const reason = text.replaceAll('\r\n', '\n').trim();
	const refuse = (message: string): never => {
		throw new DomainError('invalid', message, { fields: { reason: message } });
	};
	if (reason === '')
		refuse('採用する理由を書いてください（例：総合計画審議会の答申により、しきい値を改めるため）。');
	if (reason.length > 2000) refuse('理由は2000文字までです。');
	return reason;
}

/** A day that exists, not after today, and not before the decision that this one replaces. */
function demandDay(day: string, today: string, before: RuleAdoption | undefined): void {
	const refuse = (message: string): never => {
		throw new DomainError('invalid', message, { fields: { decidedOn: message } });
	};
	if (!isDay(day)) refuse('決定日を「2026-07-28」のように、実際にある日で入れてください。');
	if (day > today)
		refuse(
			`決定日（${formatEraDate(day)}）が今日より後です。決定した日を入れてください（今日は${formatEraDate(today)}）。`
		);
	const earliest = earliestDecision(before);
	if (before === undefined || earliest === null || day >= earliest) return;
	const first = formatEraDate(earliest);
	refuse(
		`決定日（${formatEraDate(day)}）が、今の${ruleTitle(before.rule)}の決定日（${first}）より前です。今の基準に代える決定なので、${first}から今日までの日を入れてください（例：${today}）。`
	);
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text >= '1926-12-25';
}
