import { DomainError } from '#lib/domain/errors.ts';

/** A submission as it was seen by whoever decides on it. */
export interface SeenItem {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly version: number;
}

/**
 * The one form of 所属長の確認 and of 確認: every row has a mark (`item`), a button of its own (`only`, `return`) and
 * a reason (`reason.ITEM`). An item is written `I001/2025/3`: indicator, fiscal year, and the version that was seen.
 */
export interface DecisionForm {
	/** What comes back with the page: the reasons as typed, the marks joined in `chosen`, the row sent back in `return`. */
	readonly values: Readonly<Record<string, string>>;
	/** What is to be confirmed: the one row whose own button was pressed, else the rows with a mark. */
	readonly items: readonly string[];
	/** The row that is to go back; empty where a confirming button was pressed. */
	readonly returned: string;
	readonly reason: string;
}

/** Reads the form. `of`, where the pressed button names it, limits the marks to the years of its own section. */
export function readDecisions(form: FormData): DecisionForm {
	const texts = (name: string) => form.getAll(name).map(String);
	const marked = texts('item');
	const only = texts('only');
	const [years = ''] = texts('of');
	const [returned = ''] = texts('return');
	const reasons = [...form].flatMap(([name, value]) =>
		name.startsWith('reason.') && typeof value === 'string' ? [[name, value]] : []
	);
	const inSection = (item: string) => years === '' || years.split(',').includes(item.split('/')[1] ?? '');
	return {
		values: { ...Object.fromEntries(reasons), chosen: marked.join(','), return: returned },
		items: only.length > 0 ? only : marked.filter(inSection),
		returned,
		reason: texts(`reason.${returned}`)[0] ?? ''
	};
}

/** @throws DomainError `invalid` for anything that the page did not write itself. */
export function seenItem(text: string): SeenItem {
	const [, indicatorCode, year, version] = /^([\w-]+)\/(20\d{2})\/(\d{1,9})$/.exec(text) ?? [];
	if (indicatorCode === undefined) throw new DomainError('invalid', '指標を選び直してください。');
	return { indicatorCode, fiscalYear: Number(year), version: Number(version) };
}

/** A request for 訂正 as it was seen, written `I001/2025/3.17`: its figure with the version, and its own number. */
export function seenCorrection(text: string): { readonly id: number; readonly version: number } {
	const [, version, id] = /^[\w-]+\/\d{4}\/(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
	if (id === undefined)
		throw new DomainError('invalid', '画面を読み取れませんでした。開き直して、もう一度操作してください。');
	return { id: Number(id), version: Number(version) };
}

/**
 * What is still typed after a decision: the reasons of the other rows, and their marks. Null where nothing is, so
 * that the page can be opened anew.
 */
export function stillTyped({
	values,
	items,
	returned
}: DecisionForm): Readonly<Record<string, string>> | null {
	const handled = returned === '' ? items : [returned];
	const reasons = Object.entries(values).filter(
		([name, text]) =>
			name.startsWith('reason.') && text.trim() !== '' && !handled.includes(name.slice('reason.'.length))
	);
	return reasons.length === 0
		? null
		: { ...Object.fromEntries(reasons), chosen: values['chosen'] ?? '', return: '' };
}
