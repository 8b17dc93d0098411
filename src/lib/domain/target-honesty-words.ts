/** The sentences of 目標の点検, each with its numbers; without a full stop. */
import { absolute, rational, subtract, type Rational } from './decimal.ts';
import { shortFiscalYear, shortYearRange } from './fiscal-year.ts';
import { differenceUnit, figureText } from './judging/text.ts';
import type { HonestyPoint, HonestySubject, MeasuredYear, Step } from './target-honesty-subject.ts';
import type { SetTarget, YearlyTarget } from './targets.ts';

type Style = Pick<HonestySubject, 'direction' | 'isRank' | 'unit' | 'decimals' | 'stages'>;

/** 「R8の目標45.0は、R7の実績46.2をすでに下回っています」 */
export function belowLast(of: Style, point: HonestyPoint, last: MeasuredYear): string {
	const { direction } = of;
	const worse = direction === 'stage' ? 'より前の段階です' : `をすでに${lessWord(of)}います`;
	return `${targetNamed(of, point)}は、${actualNamed(of, last)}${worse}`;
}

/** 「R8の目標46.2は、R7の実績46.2ですでに達成しています」 */
export function alreadyMet(of: Style, point: HonestyPoint, last: MeasuredYear): string {
	return `${targetNamed(of, point)}は、${actualNamed(of, last)}ですでに達成しています`;
}

/** 「期間計120（R3〜7）は、R6までの実績の計122ですでに達成しています」 */
export function sumReached(of: Style, point: HonestyPoint, sum: Rational): string {
	return `${totalNamed(of, point)}は、${shortFiscalYear(point.year - 1)}までの実績の計${figureText(sum, of.decimals)}ですでに達成しています`;
}

/** 「R8の目標45.0は、前の実施計画（R6〜8）の46.0から1.0ポイント引き下げられています」 */
export function lowered(of: Style, was: HonestyPoint, now: HonestyPoint, edition: string): string {
	if (was.target.kind === 'period' && now.target.kind === 'period') {
		const before = figureText(rational(was.target.total), of.decimals);
		return `${totalNamed(of, now)}は、前の実施計画（${edition}）の期間計${before}から${easedBy(of, was.target, now.target)}`;
	}
	return `${targetNamed(of, now)}は、前の実施計画（${edition}）の${targetWords(of, was)}から${easedBy(of, was.target, now.target)}`;
}

/** 「R8の目標は、前の実施計画（R6〜8）の46.0がなくなり、「－」（目標なし）になっています」 */
export function dropped(of: Style, was: HonestyPoint, edition: string): string {
	return `${shortFiscalYear(was.year)}の目標は、前の実施計画（${edition}）の${targetWords(of, was)}がなくなり、「－」（目標なし）になっています`;
}

/** 「最終目標50.0（R10）は、前の52.0から2.0ポイント引き下げられています」 */
export function finalLowered(
	of: Style,
	final: { readonly year: number; readonly target: SetTarget },
	before: SetTarget
): string {
	const point = { ...final, isFinal: true };
	return `${targetNamed(of, point)}は、改定前の${targetWords(of, { ...point, target: before })}から${easedBy(of, before, final.target)}`;
}

/** 「R7の目標45.0は、最終目標50.0に5.0ポイント届きません」 */
export function belowFinal(of: Style, point: HonestyPoint, final: SetTarget): string {
	const named = `最終目標${targetWords(of, { ...point, isFinal: true, target: final })}`;
	if (point.target.kind === 'range') return `${targetNamed(of, point)}は、${named}より広い範囲です`;
	if (point.target.kind === 'stage') return `${targetNamed(of, point)}は、${named}より前の段階です`;
	const by = differenceOf(of, point.target, final);
	return of.direction === 'decrease' && !of.isRank
		? `${targetNamed(of, point)}は、最終年度ですが${named}を${by}上回っています`
		: `${targetNamed(of, point)}は、最終年度ですが${named}に${by}届きません`;
}

/** 「R7の実績38.0から最終目標50.0（R10）までの伸び12.0ポイントが、すべて最後のR10に残されています（R8・R9は据え置き）」 */
export function leftToLast(
	of: Style,
	path: readonly HonestyPoint[],
	start: MeasuredYear | null,
	growth: Rational
): string {
	const last = path.at(-1);
	if (last === undefined) return '';
	const before = path.slice(0, -1).map(({ year }) => shortFiscalYear(year));
	const end = shortFiscalYear(last.year);
	if (last.target.kind === 'period')
		return `${totalNamed(of, last)}が、すべて最後の${end}に残されています（${before.join('・')}の割当は0）`;
	const size =
		last.target.kind === 'stage'
			? `${figureText(growth, 0)}段階`
			: figureText(growth, of.decimals) + gapUnit(of);
	const from = start === null ? '' : `${shortFiscalYear(start.year)}の${valueWords(of, start)}から`;
	return `${from}${targetNamed(of, last)}までの${growthWord(of)}${size}が、すべて最後の${end}に残されています（${before.join('・')}の目標は前進なし）`;
}

/** 「R8の目標50.0には1年で4.0ポイントの伸びが要りますが、これまでの最大は1年1.5ポイント（R5→R6）です」 */
export function steeper(of: Style, point: HonestyPoint, asked: Step, fastest: Step): string {
	const pace = (value: Rational) => figureText(absolute(value), of.decimals) + gapUnit(of);
	const past =
		fastest.perYear.n > 0n
			? `これまでの最大は1年${pace(fastest.perYear)}（${shortFiscalYear(fastest.from)}→${shortFiscalYear(fastest.to)}）です`
			: `これまでに${growthWord(of)}のあった年度がありません`;
	return `${targetNamed(of, point)}には1年${pace(asked.perYear)}の${growthWord(of)}が要りますが、${past}`;
}

/** 「R8の割当30は、これまで最も多かったR6の実績26を上回っています」 */
export function largestShare(of: Style, point: HonestyPoint, best: MeasuredYear): string {
	const [most, over] = of.direction === 'decrease' ? ['少な', '下回って'] : ['多', '上回って'];
	return `${targetNamed(of, point)}は、これまで最も${most}かった${actualNamed(of, best)}を${over}います`;
}

/** 「R8の目標45.0」, 「R8の割当24」, 「最終目標50.0（R10）」. */
function targetNamed(of: Style, point: HonestyPoint): string {
	const year = shortFiscalYear(point.year);
	if (point.isFinal) return `最終目標${targetWords(of, point)}（${year}）`;
	return `${year}の${point.target.kind === 'period' ? '割当' : '目標'}${targetWords(of, point)}`;
}

function totalNamed(of: Style, { target }: HonestyPoint): string {
	if (target.kind !== 'period') return '';
	return `期間計${figureText(rational(target.total), of.decimals)}（${shortYearRange(target.from, target.to)}）`;
}

function actualNamed(of: Style, last: MeasuredYear): string {
	return `${shortFiscalYear(last.year)}の実績${valueWords(of, last)}`;
}

function valueWords({ direction, stages, decimals }: Style, { value }: MeasuredYear): string {
	return direction === 'stage'
		? `「${stages[Number(value.digits)] ?? '－'}」`
		: figureText(rational(value), decimals);
}

/** A target's figure; a period by its year's share. */
function targetWords({ stages, decimals }: Style, { year, target }: HonestyPoint): string {
	const figure = (value: Rational) => figureText(value, decimals);
	switch (target.kind) {
		case 'value':
			return figure(rational(target.value));
		case 'range':
			return `${figure(rational(target.low))}〜${figure(rational(target.high))}`;
		case 'stage':
			return `「${stages[target.stage] ?? '－'}」`;
		case 'period': {
			const share = target.shares.find((each) => each.year === year)?.value;
			return share ? figure(rational(share)) : `（期間計${figure(rational(target.total))}）`;
		}
	}
}

/** 「1.0ポイント引き下げられています」; a period by its total, a range by its width, a stage by its order. */
function easedBy(of: Style, was: YearlyTarget, now: YearlyTarget): string {
	if (now.kind === 'range') return '広げられています';
	if (now.kind === 'stage') return '前の段階に戻されています';
	const way = of.isRank
		? '緩められて'
		: of.direction === 'decrease'
			? '引き上げ（緩め）られて'
			: '引き下げられて';
	return `${differenceOf(of, was, now)}${way}います`;
}

/** The size of the difference of two targets with its unit; empty where they have none. */
function differenceOf(of: Style, a: YearlyTarget, b: YearlyTarget): string {
	const [from, to] = [amount(a), amount(b)];
	return from && to ? figureText(absolute(subtract(to, from)), of.decimals) + gapUnit(of) : '';
}

function amount(target: YearlyTarget): Rational | null {
	if (target.kind === 'value') return rational(target.value);
	return target.kind === 'period' ? rational(target.total) : null;
}

function gapUnit({ isRank, unit }: Style): string {
	return isRank ? 'つ' : differenceUnit(unit);
}

/** A rank that is worse is not 「上回る」: the first place is above. */
function lessWord({ direction, isRank }: Style): string {
	return direction === 'decrease' && !isRank ? '上回って' : '下回って';
}

function growthWord({ direction, isRank }: Style): string {
	if (isRank) return '上昇';
	return direction === 'stage' ? '前進' : direction === 'decrease' ? '減少' : '伸び';
}
