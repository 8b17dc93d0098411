import type { Decimal } from '#lib/domain/decimal.ts';
import type { BreakdownCheck, BreakdownState } from '#lib/domain/district-breakdown.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { writeNumber } from '#lib/domain/number-input.ts';
import { askedFigure, type AskedFigure } from '#lib/domain/entry.ts';
import type { Database } from '../db/client.ts';
import type { resultRevision } from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import { actualText } from '../kpis/present.ts';
import { checkStored } from './districts/check.ts';
import { readDistricts, type DistrictItem } from './districts/items.ts';
import type { EntryItem } from './entry-items.ts';
import { ratePartsOf, type RateColumns } from './figure-columns.ts';
import { listEvidence, type EvidenceRow } from './evidence/queries.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** What stands behind a value: the two figures of a rate, the districts, and the evidence. */
export interface ValueDetails {
	/** 「受診者数 2,156 ÷ 対象者数 5,120 × 100」; null where the figure was entered itself. */
	readonly rate: string | null;
	readonly districts: DistrictsView | null;
	readonly evidence: readonly EvidenceRow[];
}

/** 地区別の内訳 of one value. */
export interface DistrictsView {
	readonly unit: string;
	/** False: 足し上げできない指標. */
	readonly addsUp: boolean;
	/** Short year of the figures beside; null where there are none. */
	readonly lastYear: string | null;
	/** What is typed, as for the city: the figure, the amount that the year adds, or the first running total. */
	readonly asks: AskedFigure;
	readonly rows: readonly {
		readonly code: string;
		readonly name: string;
		/** As typed. */
		readonly entered: string;
		/** A running total that came without a text, and stays while the field is empty; otherwise empty. */
		readonly kept: string;
		/** As shown; empty where nothing was entered. */
		readonly text: string;
		readonly last: string;
	}[];
	readonly state: BreakdownState;
	/** What the check against the city's figure found, in a sentence. */
	readonly finding: string;
}

/** The details of what is stored now. */
export function readDetails(database: Database, item: EntryItem): ValueDetails {
	const districts = readDistricts(database, item);
	return {
		rate: rateText(item, item.current),
		districts: districts.length === 0 ? null : districtsView(item, districts),
		evidence: item.head === null ? [] : listEvidence(database, item.head.id)
	};
}

/** The two figures behind a stored rate, in words; null where there are none. */
export function rateText({ reading }: Pick<EntryItem, 'reading'>, row: RateColumns | null): string | null {
	const parts = ratePartsOf(row);
	if (parts === null || !reading.rate) return null;
	const { numerator, denominator, factor } = reading.rate;
	const times = factor === 1 ? '' : ` × ${writeNumber({ digits: BigInt(factor), scale: 0 })}`;
	return `${numerator} ${writeNumber(parts.numerator)} ÷ ${denominator} ${writeNumber(parts.denominator)}${times}`;
}

function districtsView(item: EntryItem, districts: readonly DistrictItem[]): DistrictsView {
	const { indicator } = item.material;
	const style = { decimals: indicator.decimals, stages: [] };
	const years = districts.flatMap(({ earlier }) => earlier.map(({ year }) => year));
	const last = years.length === 0 ? null : Math.max(...years);
	const textOf = (row: RevisionRow | null | undefined) =>
		row ? actualText(figureOf(row), row.missingReason, style) : '';
	const checked = checkStored(item, districts);
	return {
		unit: indicator.unit,
		addsUp: indicator.districtsAddUp,
		lastYear: last === null ? null : shortFiscalYear(last),
		asks: askedFigure(item.reading),
		rows: districts.map(({ code, name, current, earlier }) => ({
			code,
			name,
			entered: current?.enteredText ?? '',
			kept: current?.enteredText === '' && figureOf(current) !== null ? textOf(current) : '',
			text: textOf(current),
			last: textOf(earlier.find(({ year }) => year === last)?.row)
		})),
		state: checked.state,
		finding: findingOf(checked, indicator.unit)
	};
}

function findingOf({ state, sum, rest, warnings }: BreakdownCheck, unit: string): string {
	const shown = (value: Decimal | null) => (value === null ? '' : `${writeNumber(value)}${unit}`);
	switch (state) {
		case 'not-additive':
			return '足し上げできない指標です。地区別の値を合計しても、市の値にはなりません。';
		case 'empty':
			return '地区別の値はまだ入っていません。';
		case 'no-total':
			return `地区別の合計は${shown(sum)}です。市の値はまだ入っていません。`;
		case 'agrees':
			return `地区別の合計${shown(sum)}は、市の値と一致しています。`;
		case 'partial':
			return `値のある地区の合計は${shown(sum)}、市の値との差は${shown(rest)}です。`;
		case 'differs':
			return warnings[0] ?? '';
	}
}
