/** The draft of a rule between two sendings of its form: as fields or as a whole in JSON, with what is wrong. */
import type { RuleFault } from '#lib/domain/judging/rule-problems.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import { draftOf, fieldsOf } from '#lib/schemas/rule-fields/fields.ts';
import type { RuleFields } from '#lib/schemas/rule-fields/form.ts';
import { plainRule } from '#lib/schemas/rule-fields/same-rule.ts';
import { readRule } from '#lib/schemas/rule.ts';
import type { Database } from '../../db/client.ts';
import { jsonPlace } from '../../files/json-place.ts';
import { listStoredRules } from './rules.ts';

export interface RuleDraft {
	readonly mode: 'fields' | 'json';
	/** The whole draft as JSON text; of a text that is no JSON, the text. */
	readonly json: string;
	readonly fields: RuleFields;
	readonly method: 'standard' | 'bands';
	readonly faults: readonly RuleFault[];
	/** Null while something is wrong. */
	readonly rule: JudgementRule | null;
	/** Saved as the next version of the rule with its id, or as a new rule. */
	readonly as: 'version' | 'new';
}

const LONGEST = 100_000;

/** A draft that begins with a rule. */
export function draftFrom(rule: JudgementRule, as: RuleDraft['as']): RuleDraft {
	return drafted('fields', plainRule(rule), as);
}

/** A draft from the text of a rule file. */
export function draftFromText(database: Database, text: string): RuleDraft {
	if (text.length > LONGEST)
		return unreadable('', `判定基準のファイルが大きすぎます（${LONGEST.toLocaleString('ja-JP')}文字まで）。`);
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\u{feff}/u, ''));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return unreadable(
			text,
			`JSONとして読み取れません（${jsonPlace(error)}）。かっこ・引用符・コンマを確かめてください。`
		);
	}
	const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null;
	const isStored = listStoredRules(database).some(({ rule }) => rule.id === id);
	return drafted('json', json, isStored ? 'version' : 'new');
}

/**
 * A draft as its form sends it: `mode` fields with the rule it began with in `base`, or the whole text in `json`.
 * Total: what cannot be read is named in `faults`.
 */
export function draftFromForm(database: Database, form: RuleFields): RuleDraft {
	if (form['mode'] === 'json') return draftFromText(database, form['json'] ?? '');
	const base = baseOf(form['base'] ?? '');
	if (base === null)
		return unreadable('', '画面を読み取れませんでした。開き直して、もう一度操作してください。');
	const as = form['as'] === 'new' ? 'new' : 'version';
	const id = as === 'new' ? { id: (form['id'] ?? '').normalize('NFKC').trim() } : {};
	return drafted('fields', plainRule({ ...draftOf(base, form), ...id }), as);
}

function baseOf(text: string): unknown {
	if (text === '' || text.length > LONGEST) return null;
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function drafted(mode: RuleDraft['mode'], json: unknown, as: RuleDraft['as']): RuleDraft {
	const reading = readRule(json, mode === 'fields' ? 'form' : 'file');
	return {
		mode,
		json: JSON.stringify(json, null, 2),
		fields: fieldsOf(json),
		method: isStandard(json) ? 'standard' : 'bands',
		faults: reading.ok ? [] : reading.faults,
		rule: reading.ok ? reading.rule : null,
		as
	};
}

function isStandard(json: unknown): boolean {
	return typeof json === 'object' && json !== null && 'method' in json && json.method === 'standard';
}

function unreadable(json: string, text: string): RuleDraft {
	return {
		mode: 'json',
		json,
		fields: {},
		method: 'bands',
		faults: [{ path: 'json', text }],
		rule: null,
		as: 'new'
	};
}
