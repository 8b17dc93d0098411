import { DomainError } from '#lib/domain/errors.ts';
import { entrySchema } from './entry.ts';
import type { z } from 'zod';

type Entry = z.output<typeof entrySchema>;

/** One row of the entry grid as a plain form sends it. */
export interface FormRow {
	readonly code: string;
	readonly version: number;
	/** Of the fields as the page was sent. */
	readonly was: string;
	readonly fields: Pick<Entry, 'entered' | 'state' | 'cause' | 'issue' | 'nextAction'>;
	readonly confirmed: boolean;
	readonly key: string;
}

const FIELDS = ['entered', 'state', 'cause', 'issue', 'nextAction', 'version', 'confirmed'] as const;
const MOST_ROWS = 2000;

/**
 * The rows of the grid's form: `code` repeated, and `field.code` for each of its fields.
 * @throws DomainError `invalid` for anything that the page did not write itself, naming the row.
 */
export function entryFormRows(form: FormData): FormRow[] {
	const codes = [...new Set(form.getAll('code').map(String))];
	if (codes.length > MOST_ROWS)
		throw new DomainError('invalid', '行が多すぎます。画面を開き直してください。');
	return codes.map((code) => {
		const text = (name: string) => {
			const value = form.get(`${name}.${code}`);
			return typeof value === 'string' ? value : undefined;
		};
		const parsed = entrySchema.safeParse(Object.fromEntries(FIELDS.map((name) => [name, text(name)])));
		if (!parsed.success) {
			throw new DomainError(
				'invalid',
				`${code}：${parsed.error.issues[0]?.message ?? '入力を読み取れませんでした。'}`
			);
		}
		const { entered, state, cause, issue, nextAction, version, confirmed } = parsed.data;
		const was = text('was') ?? '';
		return {
			code,
			version,
			was,
			fields: { entered, state, cause, issue, nextAction },
			confirmed,
			key: `form-${form.get('key')?.toString().slice(0, 60) ?? ''}-${code}`
		};
	});
}
