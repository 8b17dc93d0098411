import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { PRESETS, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { plainRule, sameRule } from '#lib/schemas/rule-fields/same-rule.ts';
import { readRule } from '#lib/schemas/rule.ts';
import { command, type Context } from '../../command.ts';
import { insertRule, listRules, listStoredRules, refOf, ruleTitle, type RuleVersion } from './rules.ts';

export interface SaveRule {
	/** The draft as JSON; its version is ignored. */
	readonly draft: unknown;
	/** The next version of the rule that has this id, or a rule of its own with a new id. */
	readonly as: 'version' | 'new';
	/** The newest version that the person saw; null where none was shown (an imported file). Only for `version`. */
	readonly seenVersion: number | null;
	readonly key?: string | undefined;
}

/**
 * Stores a new version of a rule, or a new rule. What is stored is never changed; no year is judged by it before
 * it is adopted.
 * @throws DomainError `invalid` for a draft that is no usable rule, a taken id or name, or one without a change;
 * `conflict` where somebody else stored a version meanwhile.
 */
export function saveRule(context: Context, request: SaveRule): Promise<string> {
	const { draft, as, seenVersion } = request;
	return command(
		context,
		({ database, actor, now, record }) => {
			demand(actor, { kind: 'manage-rules' });
			const reading = readRule(draft);
			if (!reading.ok)
				throw new DomainError('invalid', `この判定基準は使えません。${reading.problems[0] ?? ''}`, {
					details: reading.faults
				});
			const versions = listStoredRules(database).filter(({ rule }) => rule.id === reading.rule.id);
			if (as === 'new') demandFree(reading.rule, versions);
			else demandNewest(reading.rule, versions, seenVersion);
			if (versions.at(-1)?.rule.name !== reading.rule.name) demandOwnName(reading.rule, listRules(database));
			const twin = versions.find(({ rule }) => sameRule(rule, reading.rule));
			if (twin)
				throw new DomainError(
					'invalid',
					`${ruleTitle(twin.rule)}と同じ内容です。しきい値や区分などを変えてから保存してください。`
				);
			const latest = versions.at(-1)?.rule ?? null;
			const rule = { ...reading.rule, version: (latest?.version ?? 0) + 1 };
			insertRule(database, rule, now);
			record({
				action: 'rule.save',
				entity: 'judgement_rule',
				entityId: refOf(rule),
				before: latest && plainRule(latest),
				after: plainRule(rule)
			});
			return refOf(rule);
		},
		{ once: { act: 'save-rule', key: request.key, request } }
	);
}

/** Names of the pages beside `/rules/[code]`. */
const RESERVED = ['edit', 'adopt', 'bench'];

function demandFree({ id }: JudgementRule, versions: readonly RuleVersion[]): void {
	if (RESERVED.includes(id)) {
		const text = `符号「${id}」は画面の名前なので使えません。別の符号にしてください（例：${id}-rule）。`;
		throw new DomainError('invalid', text, { fields: { id: text } });
	}
	if (versions.length === 0 && !Object.hasOwn(PRESETS, id)) return;
	const owner = versions.length > 0 ? 'すでにある判定基準' : '備え付けの判定基準';
	const text = `符号「${id}」は${owner}が使っています。別の符号にしてください（例：${id}-2）。`;
	throw new DomainError('invalid', text, { fields: { id: text } });
}

/** Two rules of one name could not be told apart where they are chosen. Versions of one rule share theirs. */
function demandOwnName({ id, name }: JudgementRule, rules: readonly RuleVersion[]): void {
	const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
	const twin = rules.find(({ rule }) => rule.id !== id && plain(rule.name) === plain(name));
	if (twin === undefined) return;
	const text = `名前「${name}」は、判定基準「${twin.rule.id}」の名前です。選ぶときに見分けられる、別の名前にしてください（例：${name}をもとにした本市の基準）。`;
	throw new DomainError('invalid', text, { fields: { name: text } });
}

function demandNewest({ id }: JudgementRule, versions: readonly RuleVersion[], seen: number | null): void {
	const latest = versions.at(-1);
	if (latest === undefined)
		throw new DomainError(
			'not-found',
			`判定基準「${id}」はまだありません。新しい判定基準として保存してください。`
		);
	if (seen === null || latest.rule.version === seen) return;
	throw new DomainError(
		'conflict',
		`この画面を開いたあとに、${ruleTitle(latest.rule)}が作られました。内容を確かめてから、もう一度保存すると第${latest.rule.version + 1}版になります。`,
		{ details: { latest: latest.rule.version } }
	);
}
