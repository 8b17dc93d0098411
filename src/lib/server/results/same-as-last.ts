import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Context } from '../command.ts';
import { entryItem } from './entry-items.ts';

const REMARKS = { cause: '要因分析', issue: '課題', nextAction: '今後の取組' } as const;
type Remark = keyof typeof REMARKS;

/** A form handed back with other texts in it; nothing is stored. */
export interface FilledForm {
	readonly code: 'filled';
	readonly message: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly details: null;
	readonly values: Record<string, string>;
}

/**
 * 「昨年度と同じにする」: the form as typed, with last year's words in one remark (`fill` = its name) or in every
 * remark that is still empty (`fill` = all). What is replaced is quoted, so that nothing is lost silently.
 * @throws DomainError `invalid` where last year said nothing, `not-found`.
 */
export function fillRemarks(
	context: Context,
	indicatorCode: string,
	year: number,
	typed: Record<string, string>
): FilledForm {
	const last = entryItem(context, year, indicatorCode).material.results.get(year - 1)?.confirmed;
	const asked = (Object.keys(REMARKS) as Remark[]).filter(
		(name) => typed['fill'] === name || (typed['fill'] === 'all' && (typed[name] ?? '').trim() === '')
	);
	const filled = asked.filter((name) => (last?.[name] ?? '') !== '');
	if (last === undefined || last === null || filled.length === 0) {
		throw new DomainError(
			'invalid',
			`写せる${shortFiscalYear(year - 1)}の文がありません。空いている欄に、今年度のことを書いてください。`
		);
	}
	const replaced = filled.flatMap((name) => {
		const before = (typed[name] ?? '').trim();
		return before === '' || before === last[name] ? [] : [`${REMARKS[name]}に入っていた文：「${before}」`];
	});
	const names = filled.map((name) => REMARKS[name]).join('・');
	return {
		code: 'filled',
		message: [
			`${names}に${shortFiscalYear(year - 1)}の文を写しました。今年度に合うように直してください。まだ保存していません。`,
			...replaced
		].join(''),
		fields: {},
		details: null,
		values: { ...typed, ...Object.fromEntries(filled.map((name) => [name, last[name]])) }
	};
}
