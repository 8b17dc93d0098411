/** Calls for results and the results in a city file. */
import { z } from 'zod';
import { CYCLE_KINDS, MISSING_REASONS, VALUE_STATES, codes } from '#lib/domain/model.ts';
import { code, day, figure, isFigure, isSample, list, maybe, year } from './fields.ts';

export const cycle = z.strictObject({
	year,
	kind: z.enum(codes(CYCLE_KINDS)),
	opensOn: day,
	deadline: day,
	/** Day of closing, null while open or not yet open. */
	closedOn: maybe(day),
	isSample
});

/** A district's figure: a plain decimal, the two figures of a rate ("123/456"), or why there is none ("秘匿"). */
const districtFigure = z
	.string()
	.refine(
		isDistrictFigure,
		`地区の値として読めません。"7"、率の分子と分母 "123/456"、値のない理由（${Object.values(MISSING_REASONS).join('・')}）のどれかで書いてください。`
	);
const byDistrict = z.record(z.string(), districtFigure).readonly().default({});

const resultRevision = z.strictObject({
	/** Text as it was entered; null: as `value`. */
	entered: maybe(z.string()),
	/** The figure (the running total of a cumulative indicator) or the stage's name. */
	value: maybe(z.string()),
	/** The two figures behind a rate that is computed; both or neither. */
	numerator: maybe(figure),
	denominator: maybe(figure),
	state: maybe(z.enum(codes(VALUE_STATES))),
	missing: maybe(z.enum(codes(MISSING_REASONS))),
	/** The year it was measured in, where it was carried. */
	carriedFrom: maybe(year),
	/** Null: the day of loading. */
	enteredOn: maybe(day),
	/** 訂正: why, and who approved. */
	reason: maybe(z.string()),
	approvedBy: maybe(z.string()),
	/** District code → figure that changed with this revision; the first one's stand in `byDistrict` of the result. */
	byDistrict
});

export const result = z.strictObject({
	indicator: code,
	year,
	/** The department that reported it then. */
	department: code,
	/** Oldest first; the last is the present one. */
	revisions: list(resultRevision).refine((all) => all.length > 0, '空です。値を1つ以上書いてください。'),
	/** 要因分析・課題・今後の取組 */
	remarks: maybe(z.strictObject({ cause: z.string(), issue: z.string(), plan: z.string() })),
	/** District code → figure, as first reported. */
	byDistrict
});

function isDistrictFigure(value: string): boolean {
	const parts = value.split('/');
	if ((Object.values(MISSING_REASONS) as string[]).includes(value)) return true;
	return parts.length <= 2 && parts.every(isFigure);
}
