import { DomainError } from '#lib/domain/errors.ts';
import { readDistrictBlock, type DistrictBlock } from '#lib/domain/paste/districts.ts';
import type { PasteForm } from '#lib/schemas/batch.ts';
import type { Context } from '../../command.ts';
import { readDistricts } from '../districts/items.ts';
import type { EntryItem } from '../entry-items.ts';
import type { Note, Proposal } from './types.ts';

/** A pasted breakdown: one proposal for the one indicator that it is about. */
export interface PastedDistricts {
	readonly proposals: readonly Proposal[];
	readonly refused: readonly Note[];
	readonly reading: readonly string[];
	readonly leftOut: readonly { readonly why: string; readonly cells: number; readonly places: string }[];
}

/**
 * Reads a block whose rows are districts; null for any other block. It belongs to the indicator in which the
 * block begins, or to the department's only one with a breakdown.
 * @throws DomainError `invalid` where the indicator cannot be told.
 */
export function pastedDistricts(
	{ database }: Context,
	table: readonly (readonly string[])[],
	items: readonly EntryItem[],
	form: Pick<PasteForm, 'start' | 'blank'>
): PastedDistricts | null {
	const broken = items
		.map((item) => ({ item, districts: readDistricts(database, item) }))
		.filter(({ districts }) => districts.length > 0);
	const block = readDistrictBlock(table, broken[0]?.districts ?? []);
	if (block === null) return null;
	const begun = broken.find(({ item }) => item.material.indicator.code === form.start);
	const found = begun ?? (broken.length === 1 ? broken[0] : undefined);
	if (found === undefined) {
		const names = broken.map(({ item }) => `「${item.material.indicator.name}」`).join('');
		const message = `地区別の値ですが、どの指標のものか分かりません。「始める指標」で${names}のどれかを選び、もう一度貼り付けてください。`;
		throw new DomainError('invalid', message, { fields: { text: message } });
	}
	const { code, name } = found.item.material.indicator;
	// As for figures: an empty cell keeps what stands, unless the person wants it emptied.
	const lines = block.lines.filter(({ text }) => text !== '' || form.blank === 'clear');
	return {
		proposals:
			lines.length === 0
				? []
				: [
						{
							indicatorCode: code,
							fiscalYear: found.item.year,
							districts: Object.fromEntries(lines.map(({ district, text }) => [district.code, text])),
							place: placesOf(lines.map(({ line }) => line))
						}
					],
		refused: block.refused.map((each) => ({
			place: placesOf(each.lines),
			message: each.message,
			lines: each.lines.length
		})),
		reading: [`「${name}」の地区別の値として読みました（${lines.length}地区）。市の値は変わりません。`],
		leftOut: leftOutOf(block)
	};
}

function leftOutOf({ leftOut, lines }: DistrictBlock): PastedDistricts['leftOut'] {
	const blank = lines.filter(({ text }) => text === '');
	return [
		...leftOut.map(({ line, text }) => ({
			why: `「${text.slice(0, 20)}」の行は、地区ではないため読みません。`,
			cells: 1,
			places: placesOf([line])
		})),
		...(blank.length === 0
			? []
			: [
					{
						why: '空欄の地区は、今の値を残します。',
						cells: blank.length,
						places: placesOf(blank.map(({ line }) => line))
					}
				])
	];
}

function placesOf(lines: readonly number[]): string {
	const [first = 0, last = first] = [lines[0], lines.at(-1)];
	return last === first ? `${first + 1}行目` : `${first + 1}〜${last + 1}行目`;
}
