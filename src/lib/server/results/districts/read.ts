import { readDistrict } from '#lib/domain/district-breakdown.ts';
import type { EntryReading, ReadEntry } from '#lib/domain/entry.ts';
import type { ValueState } from '#lib/domain/model.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { EntryItem } from '../entry-items.ts';
import { figureOf } from '../../indicators/figures.ts';
import { entryOf } from '../figure-columns.ts';
import { countingOf } from '../same-figure.ts';
import { checkDistricts } from './check.ts';
import { districtReading, type DistrictItem, type DistrictsOf } from './items.ts';

/** What a form says of each district, read. */
export interface ReadDistricts {
	readonly entries: readonly { readonly district: DistrictItem; readonly entry: ReadEntry }[];
	/** What has to be confirmed; Japanese sentences. */
	readonly warnings: readonly string[];
}

/**
 * Reads the districts' figures beside the city's: what a form does not name stays as stored.
 * @throws DomainError `invalid` for a district that is not there, and with a message for each district's field
 * (`district-CODE`).
 */
export function readDistrictTexts(
	item: EntryItem,
	districts: readonly DistrictItem[],
	texts: Readonly<Record<string, string>>,
	city: ReadEntry
): ReadDistricts {
	refuseUnknown(item, districts, texts);
	if (districts.length === 0) return { entries: [], warnings: [] };
	const valueState = city.valueState ?? 'preliminary';
	const read = districts.map((district) => ({
		district,
		reading: readText(item, district, texts[district.code], valueState)
	}));
	const fields: Record<string, string> = {};
	for (const { district, reading } of read)
		if (!reading.ok) fields[`district-${district.code}`] = `${district.name}：${reading.message}`;
	const [first] = Object.values(fields);
	if (first !== undefined) throw new DomainError('invalid', first, { fields });
	const entries = read.flatMap(({ district, reading }) =>
		reading.ok ? [{ district, entry: reading.entry }] : []
	);
	const figures = entries.map(({ district, entry }) => ({ name: district.name, ...entry }));
	const checked = checkDistricts(item, figures, city);
	const warnings = read.flatMap(({ district, reading }) =>
		reading.ok ? reading.warnings.map(({ message }) => `${district.name}：${message}`) : []
	);
	if (checked.state === 'empty' && item.material.indicator.byDistrict && countingOf(city) !== null)
		warnings.push(
			'地区別の内訳がまだ入っていません。指標の画面の「地区別の内訳」で入力できます。ないまま提出してよいか確かめてください。'
		);
	return { entries, warnings: [...warnings, ...checked.warnings] };
}

/** One district's text. The first total of a series has none: it stays until another figure is typed. */
function readText(
	item: EntryItem,
	district: DistrictItem,
	text: string | undefined,
	valueState: ValueState
): EntryReading {
	const { current } = district;
	const isBlank = (text ?? '').trim() === '';
	if (current !== null && current.enteredText === '' && figureOf(current) !== null && isBlank)
		return { ok: true, entry: { ...entryOf(current), valueState }, warnings: [] };
	return readDistrict(text ?? current?.enteredText ?? '', valueState, districtReading(item, district));
}

function refuseUnknown(
	item: Pick<DistrictsOf, 'material'>,
	districts: readonly DistrictItem[],
	asked: Readonly<Record<string, string>>
): void {
	const unknown = Object.entries(asked).find(
		([code, text]) => text.trim() !== '' && !districts.some((each) => each.code === code)
	);
	if (unknown === undefined) return;
	throw new DomainError(
		'invalid',
		districts.length === 0
			? `「${item.material.indicator.name}」は地区別の内訳を求めていない指標です。地区別の値を取り除いてください。`
			: `地区「${unknown[0]}」はありません。${districts.map(({ code, name }) => `${name}（${code}）`).join('、')}から選んでください。`
	);
}
