import { DomainError } from '#lib/domain/errors.ts';
import { ENTRY_STATES, type EntryState } from '#lib/domain/entry.ts';
import { countProblem, MOST_ROWS, tidyText } from '#lib/domain/text-length.ts';
import { entrySchema } from './entry.ts';
import type { z } from 'zod';

type Entry = z.output<typeof entrySchema>;

/** One row of the entry grid as a plain form sends it. */
export interface FormRow {
	readonly code: string;
	readonly version: number;
	/** Of the fields as the page was sent. */
	readonly was: string;
	/** As typed, also where a field cannot be stored: a page that comes back loses nothing. */
	readonly fields: Pick<Entry, 'entered' | 'state' | 'cause' | 'issue' | 'nextAction'>;
	/** Why a field cannot be stored whatever it means (too long), by field; empty where all can. */
	readonly problems: Readonly<Record<string, string>>;
	readonly confirmed: boolean;
	readonly key: string;
}

const TEXTS = ['entered', 'state', 'cause', 'issue', 'nextAction'] as const;

/**
 * The rows of the grid's form: `code` repeated, and `field.code` for each of its fields.
 * @throws DomainError `invalid` for anything that the page did not write itself, naming the row.
 */
export function entryFormRows(form: FormData): FormRow[] {
	const codes = [...new Set(form.getAll('code').map(String))];
	const problem = countProblem('指標の行', codes.length, MOST_ROWS, '画面を開き直してください。');
	if (problem !== null) throw new DomainError('invalid', problem);
	return codes.map((code) => rowOf(form, code));
}

function rowOf(form: FormData, code: string): FormRow {
	const text = (name: string) => {
		const value = form.get(`${name}.${code}`);
		return typeof value === 'string' ? value : undefined;
	};
	const version = entrySchema.shape.version.safeParse(text('version'));
	if (!version.success)
		throw new DomainError(
			'invalid',
			`${code}：画面を読み取れませんでした。開き直して、もう一度入力してください。`
		);
	const parsed = entrySchema.safeParse(Object.fromEntries(TEXTS.map((name) => [name, text(name)])));
	const problems: Record<string, string> = {};
	for (const { path, message } of parsed.error?.issues ?? []) problems[String(path[0])] ??= message;
	return {
		code,
		version: version.data,
		was: text('was') ?? '',
		fields: {
			entered: text('entered') ?? '',
			state: stateOf(text('state')),
			cause: tidyText(text('cause') ?? ''),
			issue: tidyText(text('issue') ?? ''),
			nextAction: tidyText(text('nextAction') ?? '')
		},
		problems,
		confirmed: text('confirmed') === 'on',
		key: `form-${form.get('key')?.toString().slice(0, 60) ?? ''}-${code}`
	};
}

/** A state that is none is refused with the row; the list then stands as it does where nobody chose. */
function stateOf(text: string | undefined): EntryState {
	return text !== undefined && Object.hasOwn(ENTRY_STATES, text) ? (text as EntryState) : 'final';
}
