import { DomainError } from '#lib/domain/errors.ts';
import { entrySchema } from './entry.ts';

const rowSchema = entrySchema.pick({
	cause: true,
	issue: true,
	nextAction: true,
	version: true,
	confirmed: true
});
const REMARKS = ['cause', 'issue', 'nextAction'] as const;

/** A row of 「確認して提出」 as its form sends it. */
export interface SubmittedRow {
	readonly indicatorCode: string;
	readonly version: number;
	/** Only the remarks that had a field on the page. */
	readonly patch: Partial<Record<(typeof REMARKS)[number], string>>;
	readonly confirmed: boolean;
}

/** The rows with a mark. @throws DomainError `invalid`, naming the row. */
export function submissionRows(form: FormData): SubmittedRow[] {
	return rowsOf(form, [...new Set(form.getAll('choose').map(String))]);
}

/** The rows without a mark whose remarks were filled in. @throws DomainError `invalid`, naming the row. */
export function unmarkedRows(form: FormData): SubmittedRow[] {
	const marked = new Set(form.getAll('choose').map(String));
	const codes = [...form.keys()].flatMap((name) =>
		name.startsWith('version.') ? [name.slice('version.'.length)] : []
	);
	return rowsOf(
		form,
		codes.filter((code) => !marked.has(code))
	).filter(({ patch }) => Object.values(patch).some((text) => text !== ''));
}

function rowsOf(form: FormData, codes: readonly string[]): SubmittedRow[] {
	return codes.map((code) => {
		const text = (name: string) => {
			const value = form.get(`${name}.${code}`);
			return typeof value === 'string' ? value : undefined;
		};
		const names = [...REMARKS, 'version', 'confirmed'] as const;
		const parsed = rowSchema.safeParse(Object.fromEntries(names.map((name) => [name, text(name)])));
		if (!parsed.success) {
			throw new DomainError(
				'invalid',
				`${code}：${parsed.error.issues[0]?.message ?? '入力を読み取れませんでした。'}`
			);
		}
		const { version, confirmed } = parsed.data;
		const patch = Object.fromEntries(
			REMARKS.filter((name) => text(name) !== undefined).map((name) => [name, parsed.data[name]])
		);
		return { indicatorCode: code, version, patch, confirmed };
	});
}

/** `I042:3,I043:1` of the address: of which version the doubts were confirmed. What is not so written is left out. */
export function tickedVersions(text: string | null): Map<string, number> {
	return new Map(
		[...(text ?? '').matchAll(/([^,:]{1,50}):(\d{1,9})(?:,|$)/g)].map(([, code = '', version = '']) => [
			code,
			Number(version)
		])
	);
}
