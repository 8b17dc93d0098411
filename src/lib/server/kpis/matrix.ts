/** ローリング表: which edition set which target for which year. */
import { subtract, type Rational } from '#lib/domain/decimal.ts';
import { formatEraDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Direction, Status } from '#lib/domain/model.ts';
import { asksLess, equalTargets, type YearlyTarget } from '#lib/domain/targets.ts';
import { formatDifference } from '#lib/format.ts';
import { editionName, type EditionRow } from '../plan/queries.ts';
import { targetNumber, targetText, type FigureStyle } from './present.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { figureWords, shownStatus } from './shown.ts';

export interface Matrix {
	/** 「…の目標は、2回のローリングで引き下げられました」 */
	readonly headline: string;
	readonly years: readonly { readonly year: number; readonly label: string }[];
	readonly rows: readonly MatrixRow[];
	readonly actuals: readonly MatrixActual[];
	/** What 緩い and 厳しい mean for this KPI, for the legend. */
	readonly easierWord: string;
	readonly stricterWord: string;
}

export interface MatrixRow {
	readonly name: string;
	readonly note: string;
	readonly cells: readonly (MatrixCell | null)[];
}

export interface MatrixCell {
	readonly text: string;
	/** 「−15」, 「掲載なし」; empty where there is nothing to add. */
	readonly note: string;
	/** Against the last edition that set this year's target. */
	readonly moved: 'easier' | 'stricter' | null;
	readonly judged: boolean;
}

export interface MatrixActual {
	readonly text: string;
	/** A figure or a stage, not a word for why there is none. */
	readonly hasFigure: boolean;
	readonly status: Status | null;
	readonly word: string | null;
}

/** The rolling matrix; null where no adopted edition covers a year of the KPI's basic plan. */
export function matrixOf(sheet: KpiSheet, editions: readonly EditionRow[]): Matrix | null {
	const { firstYear, lastYear } = sheet.basicPlan;
	const years = sheet.years.filter(({ year }) => firstYear <= year && year <= lastYear);
	const rows = (years[0]?.editions ?? [])
		.filter((each) => each.firstYear <= lastYear && each.lastYear >= firstYear)
		.filter((each) =>
			years.some(({ editions: said }) =>
				said.some(({ id, listed, target }) => id === each.id && (listed || target))
			)
		)
		.map((each) => ({
			edition: each,
			cells: years.map((year) => cellOf(sheet, year, each.id))
		}));
	if (rows.length === 0) return null;
	const words = WORDS[sheet.revision.direction];
	return {
		headline: headlineOf(
			sheet.name,
			rows.map(({ cells }) => cells),
			words
		),
		years: years.map(({ year }) => ({ year, label: shortFiscalYear(year) })),
		rows: [
			...rows.map(({ edition, cells }) => ({
				name: editionName(edition),
				note:
					edition.adoptedOn === null
						? ''
						: adoption(
								edition.adoptedOn,
								editions.find(({ id }) => id === edition.id)
							),
				cells
			})),
			...withoutEdition(sheet, years)
		],
		actuals: years.map((year) => {
			const status = shownStatus(year);
			return {
				text: figureWords(year),
				hasFigure: (year.actual?.value ?? null) !== null,
				status: status?.status ?? null,
				word: status?.word ?? null
			};
		}),
		easierWord: words.easier,
		stricterWord: words.stricter
	};
}

/** 引下げ is the easier target for what should grow, and the stricter for what should fall. */
const WORDS: Record<Direction, { easier: string; stricter: string; was: string }> = {
	increase: { easier: '引下げ', stricter: '引上げ', was: '引き下げられました' },
	decrease: { easier: '引上げ（緩める）', stricter: '引下げ（厳しくする）', was: '緩められました' },
	range: { easier: '範囲を広げた', stricter: '範囲を狭めた', was: '緩められました' },
	stage: { easier: '前の段階へ', stricter: '先の段階へ', was: '前の段階に戻されました' }
};

function cellOf(sheet: KpiSheet, year: SheetYear, editionId: number): MatrixCell | null {
	const index = year.editions.findIndex(({ id }) => id === editionId);
	const own = year.editions[index];
	if (own === undefined || year.year < own.firstYear || year.year > own.lastYear) return null;
	const judged =
		year.held.of !== 'final' &&
		year.target.editionId === editionId &&
		(year.target.kind === 'none' || year.target.source === 'edition');
	if (!own.listed) return { text: '－', note: '掲載なし', moved: null, judged };
	if (own.target === null) return { text: '－', note: '記載なし', moved: null, judged };
	const before = year.editions
		.slice(0, index)
		.findLast(
			(each) => each.firstYear <= year.year && year.year <= each.lastYear && each.listed && each.target
		)?.target;
	const { direction } = sheet.revision;
	return {
		text: cellText(own.target, year.year, sheet.style),
		note: noteOf(own.target, before ?? null, year.year, sheet.style),
		moved: movedFrom(direction, before ?? null, own.target),
		judged
	};
}

/** Which way a target moved; null where it is new, equal, or of another kind. */
export function movedFrom(
	direction: Direction,
	before: YearlyTarget | null,
	now: YearlyTarget
): MatrixCell['moved'] {
	if (before === null || before.kind === 'none' || now.kind === 'none' || equalTargets(before, now))
		return null;
	if (asksLess(direction, now, before)) return 'easier';
	return asksLess(direction, before, now) ? 'stricter' : null;
}

function cellText(target: YearlyTarget, year: number, style: FigureStyle): string {
	if (target.kind !== 'period') return targetText(target, style);
	const share = target.shares.find((each) => each.year === year)?.value;
	return share ? targetText({ kind: 'value', value: share }, style) : '－';
}

function noteOf(now: YearlyTarget, before: YearlyTarget | null, year: number, style: FigureStyle): string {
	if (now.kind === 'period') return targetText(now, style);
	if (now.kind === 'none') return '目標なし';
	if (before === null || equalTargets(before, now)) return '';
	const [a, b] = [figure(before), figure(now)];
	if (now.kind !== 'value' || a === null || b === null) return `前の版 ${cellText(before, year, style)}`;
	return formatDifference(subtract(b, a), style.decimals);
}

function figure(target: YearlyTarget): Rational | null {
	return target.kind === 'value' ? targetNumber(target) : null;
}

/** The final target and a straight line judge without being an edition's word: a row of their own. */
function withoutEdition(sheet: KpiSheet, years: readonly SheetYear[]): MatrixRow[] {
	const rowOf = (source: 'final' | 'interpolated', name: string, note: string): MatrixRow[] => {
		const cells = years.map((year) =>
			judgesAlone(year) === source ? { text: year.heldText, note: '', moved: null, judged: true } : null
		);
		return cells.some((cell) => cell) ? [{ name, note, cells }] : [];
	};
	return [
		...rowOf('interpolated', '線形補間', '実施計画のない年度'),
		...rowOf('final', '最終目標', `${sheet.basicPlan.name}`)
	];
}

/** The source of a target that judges a year without an edition; also where the rule asks for the final target. */
function judgesAlone({ target, held }: SheetYear): 'final' | 'interpolated' | null {
	if (held.of === 'final') return 'final';
	if (held.figure === null || target.kind === 'none' || target.source === 'edition') return null;
	return target.source;
}

function adoption(adoptedOn: string, row: EditionRow | undefined): string {
	const month = formatEraDate(adoptedOn).replace(/\d+日$/, '');
	return row !== undefined && row.revision > 1 ? `${formatEraDate(adoptedOn)}改定` : `${month}策定`;
}

function headlineOf(
	name: string,
	rows: readonly (readonly (MatrixCell | null)[])[],
	words: (typeof WORDS)[Direction]
): string {
	const count = (moved: 'easier' | 'stricter') =>
		rows.filter((cells) => cells.some((cell) => cell?.moved === moved)).length;
	const [easier, stricter] = [count('easier'), count('stricter')];
	if (easier > 0 && stricter > 0)
		return `${name}の目標は、${easier}回緩められ、${stricter}回厳しくされました`;
	if (easier > 0) return `${name}の目標は、${easier}回のローリングで${words.was}`;
	if (stricter > 0) return `${name}の目標は、${stricter}回のローリングで高められました`;
	return `${name}の目標は、どの実施計画でも変わっていません`;
}
