/** The rules there are: stored versions, and the presets that come with the product. */
import { asc } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { PRESETS, type JudgementRule } from '#lib/domain/judging/rule.ts';
import type { Database } from '../../db/client.ts';
import { judgementRule } from '../../db/schema/index.ts';

/** One version of a rule. */
export interface RuleVersion {
	/** Null for a preset that is not taken over yet. */
	readonly rowId: number | null;
	readonly rule: JudgementRule;
	/** `code@version`, as addresses name it. */
	readonly ref: string;
	readonly createdAt: string | null;
}

/** 「標準（第1版）」 */
export function ruleTitle({ name, version }: Pick<JudgementRule, 'name' | 'version'>): string {
	return `${name}（第${version}版）`;
}

/** 「miyagi@2」: one version of a rule in addresses and records. */
export function refOf({ id, version }: Pick<JudgementRule, 'id' | 'version'>): string {
	return `${id}@${version}`;
}

/** Every stored version, by code, oldest first. */
export function listStoredRules(database: Database): RuleVersion[] {
	return database
		.select()
		.from(judgementRule)
		.orderBy(asc(judgementRule.code), asc(judgementRule.version))
		.all()
		.map((row) => {
			const rule = JSON.parse(row.body) as JudgementRule;
			return { rowId: row.id, rule, ref: refOf(rule), createdAt: row.createdAt };
		});
}

/** Presets of which no version is stored. */
export function listFreePresets(stored: readonly RuleVersion[]): RuleVersion[] {
	return Object.values(PRESETS)
		.filter(({ id }) => !stored.some(({ rule }) => rule.id === id))
		.map((rule) => ({ rowId: null, rule, ref: refOf(rule), createdAt: null }));
}

/** All that can be adopted or tried, stored ones first. */
export function listRules(database: Database): RuleVersion[] {
	const stored = listStoredRules(database);
	return [...stored, ...listFreePresets(stored)];
}

/** The rules to choose from; where two share a name, each says its code: 「多摩市（第1版）tama」. */
export function ruleChoices(database: Database): { ref: string; title: string }[] {
	const all = listRules(database);
	const codesOf = Map.groupBy(all, ({ rule }) => rule.name.normalize('NFKC').trim());
	return all.map(({ ref, rule }) => {
		const codes = new Set(codesOf.get(rule.name.normalize('NFKC').trim())?.map((each) => each.rule.id));
		return { ref, title: codes.size > 1 ? `${ruleTitle(rule)}${rule.id}` : ruleTitle(rule) };
	});
}

/**
 * The rule that `code@version` names, or the newest version of `code`.
 * @throws DomainError `not-found`, naming those there are.
 */
export function findRule(database: Database, ref: string): RuleVersion {
	const [code = '', version] = ref.normalize('NFKC').trim().split('@');
	const all = listRules(database);
	const found = all.findLast(
		({ rule }) => rule.id === code && (version === undefined || String(rule.version) === version)
	);
	if (found !== undefined) return found;
	const known = all.map(({ rule, ref: each }) => `${ruleTitle(rule)} ${each}`).join('、');
	throw new DomainError('not-found', `判定基準「${ref.slice(0, 60)}」はありません。あるのは ${known} です。`);
}

/** The row of a rule's version, stored now where it is a preset that was not taken over yet. */
export function storedRow(database: Database, found: RuleVersion, now: string): number {
	return found.rowId ?? insertRule(database, found.rule, now);
}

/** Stores one version inside the caller's transaction. Versions are never changed afterwards (a trigger holds it). */
export function insertRule(database: Database, rule: JudgementRule, createdAt: string): number {
	const { id: code, version, name } = rule;
	return database
		.insert(judgementRule)
		.values({ code, version, name, body: JSON.stringify(rule), createdAt })
		.returning({ id: judgementRule.id })
		.get().id;
}
