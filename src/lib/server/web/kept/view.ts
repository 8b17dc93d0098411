import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { may, WHOSE_TASK, type Act } from '#lib/domain/permissions.ts';
import { entryFormRows } from '#lib/schemas/entry-rows.ts';
import type { KeptInput } from '#lib/schemas/kept-input.ts';
import { accountName } from '../../accounts/queries.ts';
import type { SignedIn } from '../../accounts/sessions.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { heldIndicators, type HeldIndicator } from '../../indicators/queries.ts';
import { digestOf } from '../../results/entry/grid-row.ts';
import type { Target } from './kept.ts';
import { CHOICE_FIELDS, FIELD_WORDS, isBound, MACHINE_FIELDS, needOf, SCREENS } from './words.ts';

/** 「入力の続き」: what was kept, whether it can be sent on, and by whom. */
export interface KeptView {
	readonly screen: string;
	/** Where it is sent on to, and the page it was typed on. */
	readonly address: string;
	readonly page: string;
	readonly groups: readonly KeptGroup[];
	/** Fields of the form that have no word here; they are kept as well. */
	readonly others: number;
	readonly files: readonly string[];
	/** Sent on as they came. */
	readonly fields: KeptInput['fields'];
	readonly who: string;
	/** Who typed it, where it was somebody else. */
	readonly typedBy: string | null;
	/** Why it cannot be sent on by this person; null where it can be tried. */
	readonly refused: string | null;
	readonly mustChangePassword: boolean;
}

export interface KeptGroup {
	/** The indicator; empty where the fields belong to none. */
	readonly title: string;
	readonly lines: readonly { readonly name: string; readonly text: string }[];
}

/** Shows what was kept to whoever has signed in. Nothing is written. */
export function viewKept(context: Context, signedIn: SignedIn, kept: KeptInput, target: Target): KeptView {
	const own = codeOfPage(target.path);
	const shown = shownFields(kept);
	const codes = [...new Set([own, ...shown.map(({ code }) => code), ...chosenCodes(kept)])].filter(
		(code) => code !== ''
	);
	const mayRead = may(context.actor, { kind: 'see-data' });
	const known = heldIndicators(context.database, codes.slice(0, MOST_CODES), todayOf(context.clock));
	const title = (code: string) => (mayRead ? (known.get(code)?.name ?? code) : code);
	const groups = [...Map.groupBy(shown, ({ code }) => code || own)].map(([code, lines]) => ({
		title: title(code),
		lines: lines.map(({ name, text }) => ({ name, text }))
	}));
	const choices = chosenCodes(kept).map(title);
	const typedBy = kept.by === null || kept.by === signedIn.actor.accountId ? null : kept.by;
	return {
		screen: SCREENS.find(({ path }) => path.test(target.path))?.name ?? '元の画面',
		address: target.address,
		page: target.page,
		groups:
			choices.length === 0
				? groups
				: [{ title: '', lines: [{ name: '選んだ指標', text: choices.join('、') }] }, ...groups],
		others: kept.fields.filter(([name]) => !isNamed(name)).length,
		files: kept.files,
		fields: kept.fields,
		who: context.actor.name,
		typedBy: typedBy === null ? null : (accountName(context, typedBy) ?? 'ほかの人'),
		refused: refusalFor(context, target, own === '' ? [...known.values()] : [known.get(own)]),
		mustChangePassword: signedIn.mustChangePassword
	};
}

/** A whole city's year, with room. */
const MOST_CODES = 2000;

interface Shown {
	/** Empty: the field belongs to the page's own indicator, or to none. */
	readonly code: string;
	readonly name: string;
	readonly text: string;
}

/** What somebody typed or chose, in the page's order, without rows of the grid that came back as they were sent. */
function shownFields(kept: KeptInput): Shown[] {
	const untouched = untouchedRows(kept);
	return kept.fields.flatMap(([field, value]) => {
		const { base, code } = split(field);
		if (value.trim() === '' || untouched.has(code) || CHOICE_FIELDS.includes(base)) return [];
		if (MACHINE_FIELDS.includes(base)) return [];
		if (base === 'district') return [{ code: '', name: `地区 ${code}`, text: value }];
		if (base === 'confirmed') return [{ code, name: '確かめた印', text: 'この値で正しい' }];
		if (base === 'batch') return [{ code: '', name: '取り込む内容', text: batchText(value) }];
		const name = wordIn(FIELD_WORDS, base);
		return name === undefined ? [] : [{ code, name, text: base === 'state' ? stateText(value) : value }];
	});
}

function untouchedRows(kept: KeptInput): Set<string> {
	const form = new FormData();
	for (const [name, value] of kept.fields) form.append(name, value);
	if (!kept.fields.some(([name]) => name.startsWith('was.'))) return new Set();
	try {
		const rows = entryFormRows(form).filter(({ fields, was }) => digestOf(fields) === was);
		return new Set(rows.map(({ code }) => code));
	} catch {
		// A form that cannot be read as the grid's is shown whole.
		return new Set();
	}
}

/** `entered.I042` → entered of I042; `reason.I042/2025/3` → reason of I042; `district-D1` → D1's figure. */
function split(field: string): { base: string; code: string } {
	if (field.startsWith('district-')) return { base: 'district', code: field.slice('district-'.length) };
	const [base = '', ...rest] = field.split('.');
	return { base, code: codeOf(rest.join('.')) };
}

function isNamed(field: string): boolean {
	const { base } = split(field);
	return (
		wordIn(FIELD_WORDS, base) !== undefined ||
		['district', 'confirmed', 'batch', ...MACHINE_FIELDS, ...CHOICE_FIELDS].includes(base)
	);
}

const codeOf = (item: string): string => item.split('/')[0] ?? '';

/** `item` names rows with a mark; `only` the one whose own button was pressed, `choose` those to be submitted. */
function chosenCodes({ fields }: KeptInput): string[] {
	const of = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => codeOf(value));
	const only = of('only');
	const isReturn = fields.some(([field]) => field === 'return');
	return only.length > 0 ? only : isReturn ? [] : [...new Set([...of('item'), ...of('choose')])];
}

/** The indicator that a page is about; empty for pages of many. */
function codeOfPage(path: string): string {
	const code = /^\/entry\/([^/]+)(?:\/|$)/.exec(path)?.[1] ?? '';
	return ['confirm', 'submit', 'paste', 'upload', 'handover'].includes(code) ? '' : decoded(code);
}

/** A code that no browser writes stays as it is: there is no such indicator. */
function decoded(code: string): string {
	try {
		return decodeURIComponent(code);
	} catch {
		return code;
	}
}

const stateText = (state: string): string => wordIn(ENTRY_STATES, state) ?? state;

/** Fields and values are called as anybody likes: `toString` is no word. */
function wordIn(words: Readonly<Record<string, string>>, name: string): string | undefined {
	return Object.hasOwn(words, name) ? words[name] : undefined;
}

function batchText(json: string): string {
	try {
		const { items } = JSON.parse(json) as { items?: unknown };
		return Array.isArray(items) ? `${items.length}件` : '内容を確かめた取込み';
	} catch {
		return '取込みの番号';
	}
}

/** As the action itself would refuse it: whose work it is. With several indicators one that may be written is enough. */
function refusalFor(
	context: Context,
	{ path, action }: Target,
	about: readonly (HeldIndicator | undefined)[]
): string | null {
	const kind = needOf(
		SCREENS.find((screen) => screen.path.test(path)),
		action
	);
	if (kind === null) return null;
	const holders = about.flatMap((each) => (each === undefined ? [] : each.departmentIds));
	const departmentIds = about.length === 0 ? context.actor.departmentIds : holders;
	const act = (isBound(kind) ? { kind, departmentIds } : { kind }) as Act;
	return may(context.actor, act) ? null : WHOSE_TASK[kind];
}
