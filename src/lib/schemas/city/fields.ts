/** What the entries of a city file are made of: texts, codes, years, days, figures, lists. */
import { z } from 'zod';
import { decimal, MAX_DIGITS } from '#lib/domain/decimal.ts';
import { japanDate } from '#lib/domain/fiscal-year.ts';

/** Decimals that a stored figure may have. */
const MAX_SCALE = 12;

/** A text with something in it. */
export const text = z.string().refine((value) => value.trim() !== '', '空です。文字を入れてください。');
/** A code that may stand in addresses. */
export const code = z
	.string()
	.regex(
		/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/,
		'コードとして使えません。半角の英数字・ハイフン・下線で、英数字から始めて50文字までにしてください（例：s1-2）。'
	);
/** A fiscal year by the year it starts in: 昭和元年度 to 令和99年度. */
export const year = z.int().min(1926).max(2117);
/** An ISO date that exists. */
export const day = z.string().refine(isDay, '日付として読めません。"2026-03-31" の形で書いてください。');
/** Marked サンプル wherever it shows. */
export const isSample = z.boolean().default(false);

/** A figure as decimal text, for fields that never name a stage. */
export const figure = z
	.string()
	.refine(isFigure, '数値として読めません。桁区切りや単位を付けず、"1234" や "-12.5" の形で書いてください。');
/** Thousand yen, also negative (補正). */
export const money = z
	.string()
	.regex(
		/^-?\d{1,15}$/,
		'金額として読めません。千円単位の整数で、桁区切りを付けずに書いてください（例："1200"）。'
	);
/** Thousand yen, never negative. */
export const cost = z
	.string()
	.regex(
		/^\d{1,15}$/,
		'金額として読めません。千円単位の0以上の整数で、桁区切りを付けずに書いてください（例："1200"）。'
	);

/** Whether a text is a figure that can be stored exactly: a plain decimal of at most 15 digits. */
export function isFigure(value: string): boolean {
	if (!/^-?\d+(\.\d+)?$/.test(value)) return false;
	const { digits, scale } = decimal(value);
	return scale <= MAX_SCALE && digits.toString().replace('-', '').length <= MAX_DIGITS;
}

function isDay(value: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
	try {
		return japanDate(value) === value;
	} catch {
		return false;
	}
}

/** A field that may be null or left out. */
export const maybe = <T extends z.ZodType>(inner: T) => z._default(z.nullable(inner), null);
/** A list that must be there, empty or not. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
/** A list that may be left out. */
export const some = <T extends z.ZodType>(item: T) => z._default(list(item), () => []);
