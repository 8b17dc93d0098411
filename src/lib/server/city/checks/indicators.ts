import { compareDecimals, decimal } from '#lib/domain/decimal.ts';
import type { CityItem } from '#lib/schemas/city.ts';
import { refer, type Draft, type Placed } from '../draft.ts';
import { quoted } from '../problems.ts';
import { loops } from './loops.ts';

type Indicator = CityItem<'indicators'>;

/** Indicators, who is responsible for them, and their ledgers. */
export function checkIndicators(draft: Draft): void {
	const rows = draft.rows('indicators');
	for (const indicator of rows) {
		checkFigures(draft, indicator);
		checkRate(draft, indicator);
		checkResponsibilities(draft, indicator);
		indicator.item.ledger.forEach(({ kind, successor }, index) => {
			const path = `.ledger[${index}].successor`;
			if (successor !== null) refer(draft, indicator, path, 'indicators', successor);
			if (kind === 'replaced' && successor === null)
				draft.report(indicator, path, '差替え（replaced）には、後継の指標のコードが必要です。');
			if (kind !== 'replaced' && successor !== null)
				draft.report(indicator, path, '後継の指標を書けるのは、差替え（replaced）だけです。');
		});
	}
	const successors = new Map(
		rows.map(({ item }) => [
			item.code,
			item.ledger.find((each) => each.successor !== null)?.successor ?? null
		])
	);
	for (const code of loops(successors.keys(), (each) => successors.get(each) ?? null)) {
		const indicator = rows.find(({ item }) => item.code === code);
		if (indicator !== undefined)
			draft.report(
				indicator,
				'.ledger',
				`後継の指標をたどると${quoted(code)}自身に戻ります。後継を直してください。`
			);
	}
}

function checkFigures(draft: Draft, indicator: Placed<Indicator>): void {
	const { accumulation, cumulativeEntry, min, max, tolerance, surveyYears } = indicator.item;
	if (accumulation === 'cumulative' && cumulativeEntry === null)
		draft.report(
			indicator,
			'.cumulativeEntry',
			'累計の指標では、入力のしかたを "amount"（その年度の分）か "total"（累計）で書いてください。'
		);
	if (accumulation !== 'cumulative' && cumulativeEntry !== null)
		draft.report(indicator, '.cumulativeEntry', '累計（cumulative）でない指標では null にしてください。');
	if (min !== null && max !== null && compareDecimals(decimal(min), decimal(max)) > 0)
		draft.report(indicator, '.max', `上限 ${max} が下限 ${min} より小さくなっています。`);
	if (tolerance !== null && decimal(tolerance).digits < 0n)
		draft.report(indicator, '.tolerance', `許容誤差 ${tolerance} は0以上にしてください。`);
	if (surveyYears !== null && new Set(surveyYears).size < surveyYears.length)
		draft.report(indicator, '.surveyYears', '同じ年度が2回出てきます。1つにしてください。');
}

/** A rate has both names or none, and its factor only with them. */
function checkRate(draft: Draft, indicator: Placed<Indicator>): void {
	const { numerator, denominator, rateFactor } = indicator.item;
	if ((numerator === null) !== (denominator === null))
		draft.report(
			indicator,
			numerator === null ? '.numerator' : '.denominator',
			'分子（numerator）と分母（denominator）の名前は、両方書くか、両方 null にしてください。'
		);
	if (rateFactor !== null && numerator === null)
		draft.report(
			indicator,
			'.rateFactor',
			'倍率（rateFactor）を書けるのは、分子と分母のある指標だけです。null にしてください。'
		);
}

function checkResponsibilities(draft: Draft, indicator: Placed<Indicator>): void {
	const all = indicator.item.responsibilities;
	if (!all.some(({ kind }) => kind === 'lead'))
		draft.report(indicator, '.responsibilities', '主管課（kind が "lead"）がありません。1つ加えてください。');
	all.forEach((each, index) => {
		const path = `.responsibilities[${index}]`;
		const { department: code, kind, validFrom, validTo } = each;
		const department = refer(draft, indicator, `${path}.department`, 'departments', code);
		if (validTo !== null && validTo < validFrom) {
			draft.report(indicator, `${path}.validTo`, `最後の日 ${validTo} が最初の日 ${validFrom} より前です。`);
		} else if (department !== undefined) {
			const begins = validFrom >= department.validFrom;
			const ends = department.validTo === null || (validTo !== null && validTo <= department.validTo);
			if (!begins || !ends)
				draft.report(
					indicator,
					`${path}.${begins ? 'validTo' : 'validFrom'}`,
					`担当の期間が、課${quoted(code)}のある期間（${department.validFrom}〜${department.validTo ?? ''}）の外です。`
				);
		}
		const earlier = all.findIndex(
			(other, place) =>
				place < index &&
				(other.kind === 'lead' || other.department === code) &&
				other.kind === kind &&
				other.validFrom <= (validTo ?? '9999') &&
				validFrom <= (other.validTo ?? '9999')
		);
		if (earlier >= 0)
			draft.report(
				indicator,
				path,
				`${kind === 'lead' ? '主管課' : '関係課'}の期間が responsibilities[${earlier}] と重なっています。期間を分けてください。`
			);
	});
}
