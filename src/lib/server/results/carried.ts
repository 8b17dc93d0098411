/** 据え置き: a figure that was measured in an earlier year and stands for a later one (「R4の値」). */
import { compareDecimals, toText } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { figureOf } from '../indicators/figures.ts';
import type { EntryItem } from './entry-items.ts';
import { countingOf, saysTheSame } from './same-figure.ts';

/** Whether the field makes sense: an amount of this year cannot have been measured in another. */
export function mayCarry({ material }: Pick<EntryItem, 'material'>): boolean {
	const { accumulation, cumulativeEntry } = material.indicator;
	return !(accumulation === 'cumulative' && cumulativeEntry === 'increment');
}

/**
 * The year in which an entered figure was measured; null for a figure of its own year. `named` is the field as
 * typed: empty, it is this year's own; left out, a figure that stays as it was stored keeps its year, and any
 * other is this year's own.
 * @throws DomainError `invalid` (field `carriedFrom`).
 */
export function carriedYear(item: EntryItem, named: string | undefined, entry: ReadEntry): number | null {
	const { current, year } = item;
	if (named === undefined) {
		const stays = saysTheSame(entry, current) && entry.valueState === current?.valueState;
		return stays ? (current?.carriedFromYear ?? null) : null;
	}
	if (named.trim() === '') return null;
	const example = `例：${shortFiscalYear(year - 1)}`;
	const reading = parseFiscalYear(named);
	if (!reading.ok)
		throw refused(
			`測った年度は、${example}のように入力してください。入力値：「${named.trim().slice(0, 20)}」`
		);
	if (reading.year >= year)
		throw refused(
			`測った年度は、${shortFiscalYear(year)}より前の年度です（${example}）。${shortFiscalYear(year)}に測った値のときは、空にしてください。`
		);
	if (!mayCarry(item))
		throw refused(
			'この指標には、年度に増えた分を入力します。前の年度の値は据え置けません。空にして、分からないときは値の状態で「未把握」を選んでください。'
		);
	const figure = countingOf(entry);
	if (figure === null)
		throw refused(
			'測った年度を入力するときは、その年度に測った値も入力してください。値がないときは、空にしてください。'
		);
	refuseOther(item, reading.year, figure);
	return reading.year;
}

/** What the measured year says itself must be what is carried from it. */
function refuseOther({ material }: EntryItem, year: number, figure: NonNullable<ReadEntry['value']>): void {
	const measured = material.results.get(year)?.confirmed ?? null;
	const name = shortFiscalYear(year);
	if (measured === null) return;
	if (measured.carriedFromYear !== null) {
		const from = shortFiscalYear(measured.carriedFromYear);
		throw refused(`${name}の値は、${from}の値の据え置きです。測った年度は「${from}」と入力してください。`);
	}
	const own = figureOf(measured);
	if (own === null || compareDecimals(own, figure) !== 0)
		throw refused(
			`${name}の確認済の値${own === null ? 'がありません' : `は${toText(own)}です`}。据え置くときは同じ値を入力し、今年度に測った値のときは測った年度を空にしてください。`
		);
}

/**
 * The year in which a corrected figure was measured. A 訂正 that changes a carried figure says what this year's own
 * is, unless it brings it to what the measured year says now.
 */
export function carriedAfterCorrection({ confirmed, material }: EntryItem, entry: ReadEntry): number | null {
	const from = confirmed?.carriedFromYear ?? null;
	const figure = countingOf(entry);
	if (from === null || figure === null) return null;
	if (saysTheSame(entry, confirmed)) return from;
	const measured = material.results.get(from)?.confirmed ?? null;
	const own = measured && figureOf(measured);
	return own !== null && compareDecimals(own, figure) === 0 ? from : null;
}

function refused(message: string): DomainError {
	return new DomainError('invalid', message, { fields: { carriedFrom: message } });
}
