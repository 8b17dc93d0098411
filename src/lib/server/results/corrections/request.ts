/** A request for 訂正 as the form sends it: read, checked as entry checks it, and refused where something is open. */
import { readEntry, type EntryReading, type ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { CorrectionForm } from '#lib/schemas/correction.ts';
import type { Context } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { readDistricts } from '../districts/items.ts';
import { readDistrictTexts, type ReadDistricts } from '../districts/read.ts';
import type { EntryItem } from '../entry-items.ts';
import { entryOf } from '../figure-columns.ts';
import { countingOf, saysTheSame } from '../same-figure.ts';
import { correctionChange, type CorrectionChange } from './change.ts';
import { carriedChanges, fingerprintOf, laterYears, planOf, type CorrectionPlan } from './plan.ts';
import { openRequestsOn } from './stored.ts';

/** What a refused request tells its page. */
export interface RequestDetails {
	readonly warnings: readonly string[];
	/** What the request would change; null while a figure in it cannot be read. */
	readonly change: CorrectionChange | null;
	/** Says which change was shown; sent back as `seen`. */
	readonly seen: string;
}

/**
 * Reads a request into a plan. A city's figure that is left empty stays where districts are corrected.
 * @throws DomainError `invalid` with every problem at once, each beside its field; see `RequestDetails`.
 */
export function readRequest(context: Context, item: EntryItem, form: CorrectionForm): CorrectionPlan {
	const fields: Record<string, string> = {};
	if (form.reason === '')
		fields['reason'] =
			'訂正の理由を書いてください。正誤表に載ります（例：前の年度の合格者2人を重ねて数えていたため）。';
	const read = readFigures(context.database, item, form, fields);
	if (read === null) throw invalid(fields, { warnings: [], change: null, seen: '' });
	const { plan, warnings } = read;
	const years = laterYears(plan);
	for (const [year, reason] of plan.left)
		if (reason === '')
			fields[`leave-${year}`] =
				`${shortFiscalYear(year)}を訂正しない理由を書いてください。正誤表に載ります（例：${shortFiscalYear(year)}の累計は、別に数え直した値のため）。`;
	const seen = fingerprintOf(plan);
	const details = { warnings, change: correctionChange(context, item, plan), seen };
	const { rejudged, unknown } = details.change;
	const toConfirm = [warnings.length, years.length, rejudged.length, unknown.length].some((n) => n > 0);
	if (toConfirm && !form.confirmed)
		fields['confirmed'] =
			years.length > 0
				? 'この訂正で、後の年度の値も変わります。下の内容を確かめて、正しければ「この値で正しい」に印を付けてください。'
				: '確かめてほしい点があります。内容を見て、正しければ「この値で正しい」に印を付けてください。';
	else if (toConfirm && form.seen !== undefined && form.seen !== seen)
		fields['confirmed'] =
			'確かめたあとに値が変わりました。下の内容をもう一度確かめて、正しければ「この値で正しい」に印を付けてください。';
	if (Object.keys(fields).length > 0) throw invalid(fields, details);
	return plan;
}

/** Null where a figure cannot be read, or nothing changes: `fields` then says so. */
function readFigures(
	database: Database,
	item: EntryItem,
	form: CorrectionForm,
	fields: Record<string, string>
): { plan: CorrectionPlan; warnings: readonly string[] } | null {
	const districts = readDistricts(database, item);
	const texts = form.districts ?? {};
	const isBlank = [form.entered, form.numerator, form.denominator].every(
		(text) => (text ?? '').trim() === ''
	);
	const movesDistricts = districts.some(
		({ code, current }) => (texts[code] ?? '').trim() !== '' && texts[code] !== current?.enteredText
	);
	const reading: EntryReading =
		isBlank && movesDistricts && item.confirmed !== null
			? // The city's figure stays as it stands, whatever it would come to if it were reported today.
				{ ok: true, entry: entryOf(item.confirmed), warnings: [] }
			: readEntry({ ...form, state: 'final' }, item.reading);
	if (!reading.ok) {
		// A rate that is typed into one field has its problem there.
		const field = (form.numerator === undefined ? null : reading.part) ?? 'entered';
		fields[field] = reading.message;
		return null;
	}
	const { entry } = reading;
	if (countingOf(entry) === null && entry.missingReason === null) {
		fields['entered'] = '正しい値を入力してください（例：38.4。公表できないときは x、分からないときは …）。';
		return null;
	}
	const breakdown = readBreakdown(item, districts, texts, entry, fields);
	if (breakdown === null) return null;
	const plan = planOf(database, item, { entry, entries: breakdown.entries, left: leftYears(form) });
	if (saysTheSame(entry, item.confirmed) && plan.districts.length === 0) {
		fields['entered'] = '今の値と同じです。正しい値を入力してください。';
		return null;
	}
	const known = laterYears(plan);
	return {
		plan: { ...plan, left: new Map([...plan.left].filter(([year]) => known.includes(year))) },
		warnings: [...reading.warnings.map(({ message }) => message), ...breakdown.warnings]
	};
}

function readBreakdown(
	item: EntryItem,
	districts: Parameters<typeof readDistrictTexts>[1],
	texts: Readonly<Record<string, string>>,
	city: ReadEntry,
	fields: Record<string, string>
): ReadDistricts | null {
	try {
		return readDistrictTexts(item, districts, texts, city);
	} catch (refusal) {
		if (!(refusal instanceof DomainError) || refusal.code !== 'invalid') throw refusal;
		Object.assign(
			fields,
			Object.keys(refusal.fields).length > 0 ? refusal.fields : { entered: refusal.message }
		);
		return null;
	}
}

function leftYears({ leave = {} }: CorrectionForm): Map<number, string> {
	return new Map(Object.entries(leave).map(([year, reason]) => [Number(year), reason]));
}

function invalid(fields: Record<string, string>, details: RequestDetails): DomainError {
	return new DomainError('invalid', Object.values(fields)[0] ?? '', { fields, details });
}

/** @throws DomainError `conflict` where a figure that the plan changes has a request of its own that waits. */
export function refusePending(database: Database, item: EntryItem, plan: CorrectionPlan): void {
	const { head, material } = item;
	const heads = [
		...(head === null ? [] : [{ id: head.id, year: item.year }]),
		...plan.districts.flatMap((each) =>
			each.district.head === null ? [] : [{ id: each.district.head.id, year: item.year }]
		),
		...carriedChanges(plan).map((each) => ({ id: each.head.id, year: each.year }))
	];
	for (const { id, year } of heads) {
		const [open] = openRequestsOn(database, [id]);
		if (open === undefined) continue;
		const which = year === item.year ? '' : `の${shortFiscalYear(year)}`;
		throw new DomainError(
			'conflict',
			`「${material.indicator.name}」${which}には、承認を待っている訂正の申出があります（${open.requestedByName}）。決まるまで待つか、先の申出を取り下げてください。`
		);
	}
}
