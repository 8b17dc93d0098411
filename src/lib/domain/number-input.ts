/**
 * Figures as people type, paste and file them in Japan. The one way in: forms, pasted blocks and imported
 * files all read through here, and `writeNumber` is its inverse.
 */

import { MAX_DIGITS, decimal, toText } from '#lib/domain/decimal.ts';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { MissingReason } from '#lib/domain/model.ts';
import { meantDecimal, usualExample, type UsualFigure } from './number-example.ts';

export type NumberReading =
	| { readonly kind: 'value'; readonly value: Decimal }
	/** Nothing typed: 未入力. */
	| { readonly kind: 'empty' }
	/** A statistical sign for a missing value. */
	| { readonly kind: 'missing'; readonly reason: MissingReason }
	/** A lone dash: screens ask 「0件ですか、対象なしですか」, files take it as 該当なし. */
	| { readonly kind: 'dash' }
	| { readonly kind: 'error'; readonly message: string };

const LONGEST_INPUT = 100;
const LONGEST_QUOTE = 30;

/** Marks without width that copying brings along: Windows' calculator puts U+202D and U+202C around a result. */
const INVISIBLE_ENDS =
	/^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/gu;

const DASH = /^[－\-−–—―‐‑﹣ー─ｰ]$/;
const UNKNOWN = /^(?:…|……|‥|⋯|\.\.\.|．．．|・・・)$/;
const SUPPRESSED = /^[xXｘＸ×]$/;

/** Sign, whole part (bare, or in groups of three that don't begin with 0: `0,123` means 0.123), fraction. */
const NUMBER = /^(-?)(\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.(\d*))?$/;

/** What is wrong and how to mend it, with an example. The first that fits the normalised text is told. */
const CAUSES: readonly (readonly [pattern: RegExp, advice: string, example: string])[] = [
	[/^#/, 'Excelのエラー値です。元の表の式を直すか、数値を直接入力してください', '18.2'],
	[/^=/, '式は読み取れません。計算した結果の数値を入力してください', '18.2'],
	[
		/^(?:未把握|調査なし|秘匿|該当なし|対象なし|未入力|なし)$/,
		'値がない理由は、数値の欄ではなく値の状態で選んでください。値があるときは数値で入力してください',
		'18.2'
	],
	[/0x[\da-f]|^-?0[bo]\d/i, '「0x」などの付いた数は使えません。10進の数値で入力してください', '16'],
	[/\d\.?e[-+]?\d|10\^|[×*]\s*10/i, '指数（eや×10）は使えません。桁を省かずに入力してください', '1000'],
	[
		/^(?:約|およそ|おおよそ|概ね|おおむね|ほぼ|[~〜])|(?:くらい|ぐらい|程度|前後|以上|以下|以内|未満|[余超強弱?~〜])$/,
		'「約」「以上」などの語は付けずに、数値だけで入力してください',
		'18.2'
	],
	[/\d\s*[~〜-]\s*\d/, '範囲ではなく、1つの数値で入力してください', '18.2'],
	[
		/^\([\d.,\s]*\d[\d.,\s]*\)$/,
		'かっこは使えません。負の数は先頭に「-」か「▲」を付けて入力してください',
		'-5'
	],
	[/\d.*[()]|[()].*\d/, 'かっこ書きは付けずに、数値だけで入力してください', '18.2'],
	[/[¥$€£]/, '通貨の記号は付けずに、数値だけで入力してください', '1,234'],
	[/^\+/, '「+」は付けずに、数値だけで入力してください', '5'],
	[/^-+[-ー▲△]|\d\s*[-ー▲△]/, '負の符号は先頭に1つだけ付けてください', '-5'],
	[/^-\s/, '符号と数字の間に空白を入れずに入力してください', '-5'],
	[/\d\s*\/\s*\d/, '分数や日付ではなく、数値で入力してください', '0.5'],
	[
		/^-?[\d.,\s]*[〇一二三四五六七八九十百千万億兆]/,
		'漢数字や「万」「千」を使わず、算用数字だけで入力してください',
		'12,000'
	],
	[/[、。・'’;:]/, '小数点は「.」、桁区切りは「,」で入力してください', '1,234.5'],
	[/^-?[\d.]*\.[\d.]*\.[\d.]*$/, '小数点は1つだけにしてください', '12.3'],
	[/^-?[\d.]*,[\d.,]*$/, '桁区切りの「,」は3桁ごとに入れてください。小数点は「.」です', '1,234.5'],
	[/\d\s+\d/, '数字の間に空白を入れずに入力してください', '1,234']
];

/**
 * Reads one cell. `unit` is the indicator's own unit; no other may follow the number. In order: trim,
 * whole-cell signs, NFKC, minus signs, groups of thousands, own unit, plain decimal.
 *
 * The scale keeps what was typed (12.50 has scale 2). Zero has no sign. `▲ 5` with a space is read, because
 * Excel's own negative format writes it so. Digits that NFKC would turn into plain ones (①, ², ⒈) are
 * refused. At most `MAX_DIGITS` digits. Never throws; errors are Japanese sentences for the user, with `usual`
 * with a figure of the indicator as their example.
 */
export function readNumber(text: string, unit: string, usual?: UsualFigure): NumberReading {
	const trimmed = text.trim();
	if (trimmed.length > LONGEST_INPUT)
		return refuse('入力が長すぎます。数値だけを入力してください', exampleOf('18.2', usual), trimmed);
	const cell = trimmed.replace(INVISIBLE_ENDS, '');
	if (cell === '') return { kind: 'empty' };
	if (DASH.test(cell)) return { kind: 'dash' };
	if (UNKNOWN.test(cell)) return { kind: 'missing', reason: 'unknown' };
	if (SUPPRESSED.test(cell)) return { kind: 'missing', reason: 'suppressed' };

	const typed = withoutUnit(cell, unit);
	const plain = typed
		.normalize('NFKC')
		.replace(/[−–—―‐]/g, '-')
		.replace(/^ー/, '-')
		.replace(/^[▲△] */, '-');
	const [matched, sign = '', whole = '', fraction = ''] = NUMBER.exec(plain) ?? [];
	if (matched === undefined || whole + fraction === '' || hasOtherDigits(typed)) {
		const [advice, example] = adviceFor(typed, plain, unit, usual);
		return refuse(advice, example, cell);
	}
	const digits = whole.replaceAll(',', '');
	if (digits.replace(/^0+/, '').length + fraction.length > MAX_DIGITS) {
		const advice = `数字は小数も合わせて${MAX_DIGITS}桁までです。桁を確かめてください`;
		return refuse(advice, exampleOf('1,234.5', usual), cell);
	}
	return { kind: 'value', value: decimal(`${sign}${digits || '0'}${fraction && '.' + fraction}`) };
}

/** A decimal for people, all its decimals kept: commas in groups of three and the true minus (−1,234.50). */
export function writeNumber(value: Decimal): string {
	const [whole = '', fraction] = toText(value).split('.');
	const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',').replace('-', '−');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * Takes the indicator's own unit off the end. Compared after NFKC (％ is %, ㎡ is m2), but cut from the text
 * as typed, so that a digit inside the unit is not taken for one of the number.
 */
function withoutUnit(cell: string, unit: string): string {
	const own = unit.normalize('NFKC').trim();
	for (let at = cell.length - 1; at >= 0 && own !== ''; at--) {
		if (cell.slice(at).normalize('NFKC') === own) return cell.slice(0, at).trimEnd();
	}
	return cell;
}

/** Whether a character other than 0–9 and ０–９ holds a digit once normalised. */
function hasOtherDigits(typed: string): boolean {
	return [...typed].some((c) => !/[0-9０-９]/.test(c) && /[0-9]/.test(c.normalize('NFKC')));
}

function adviceFor(
	typed: string,
	plain: string,
	unit: string,
	usual: UsualFigure | undefined
): [advice: string, example: string] {
	if (/\p{No}|\p{Nl}|\u20e3/u.test(typed.replaceAll('〇', ''))) {
		return ['囲み数字や上付き数字などは使えません。ふつうの数字で入力してください', exampleOf('1', usual)];
	}
	const own = unit.trim();
	const inUnit = `${exampleOf('44', usual)}${own}`;
	// 「2百万円」 where the unit is 千円: without its unit it would be another figure altogether.
	const scaled = /^-?[\d.,]*\d\s*([十百千万億兆]+([^\d\s十百千万億兆]+))$/u.exec(plain);
	if (scaled?.[2] !== undefined && own.normalize('NFKC').endsWith(scaled[2]))
		return [
			`この指標の単位は「${own}」です。「${scaled[1]}」の数値は、${own}に直して入力してください`,
			inUnit
		];
	const meant = meantDecimal(plain);
	if (meant !== null)
		return [
			`「${meant}」ですか。小数点は「.」で、桁区切りの「,」は3桁ごとに入れて、入力し直してください`,
			meant
		];
	const cause = CAUSES.find(([pattern]) => pattern.test(plain));
	if (cause) return [cause[1], exampleOf(cause[2], usual)];
	const other = /^-?[\d.,]*\d[\d.,]*\s*([^\d\s.,][^\s]*)$/u.exec(plain)?.[1];
	if (other === undefined) return ['数値で入力してください', exampleOf('18.2', usual)];
	return own === ''
		? [`この指標には単位がありません。「${other}」を付けずに、数値だけで入力してください`, inUnit]
		: [`この指標の単位は「${own}」です。「${other}」を付けずに、${own}の数値で入力してください`, inUnit];
}

/** The indicator's own figure where it is known, below zero where the example shows how to write that. */
function exampleOf(general: string, usual: UsualFigure | undefined): string {
	if (usual === undefined) return general;
	const own = usualExample(usual);
	return general.startsWith('-') && !own.startsWith('-') ? `-${own}` : own;
}

function refuse(advice: string, example: string, input: string): NumberReading {
	const characters = [...input.replace(/\s+/g, ' ')];
	const quote = characters.slice(0, LONGEST_QUOTE).join('') + (characters.length > LONGEST_QUOTE ? '…' : '');
	return { kind: 'error', message: `${advice}（例：${example}）。入力値：「${quote}」` };
}
