/** Spells out `IndicatorSource`: the indicator, who is responsible for it, its card and its ledger. */
import { departments } from './departments.ts';
import { decimalsOf, isNumeral, nextDay } from './read.ts';
import type { IndicatorSource } from './sources.ts';
import type { DepartmentSeed, HandoverSeed, IndicatorSeed, LedgerSeed, ResponsibilitySeed } from './types.ts';

const PLAN_BEGAN = '2021-04-01';

/** @throws RangeError for a code that no department has. */
export function departmentOf(code: string): DepartmentSeed {
	const found = departments.find((department) => department.code === code);
	if (found === undefined) throw new RangeError(`unknown department: ${code}`);
	return found;
}

/** Decimals as the data print them: of the final target, the baseline or the first measured figure. */
export function decimalsIn(source: IndicatorSource): number {
	if (source.decimals !== undefined) return source.decimals;
	const printed = [source.zenki?.base, source.zenki?.final, source.kouki?.base, source.kouki?.final]
		.map((text) => text?.split(' ')[1])
		.concat(source.results.split(' '))
		.filter((text) => text !== undefined)
		.filter(isNumeral);
	return Math.max(0, ...printed.map(decimalsOf));
}

function responsibilitiesOf(source: IndicatorSource): ResponsibilitySeed[] {
	const lead = departmentOf(source.department);
	const before = departments.find((department) => department.successor === lead.code);
	const former = source.formerly ?? (before?.validTo ? ([before.code, before.validTo] as const) : undefined);
	const began = lead.validFrom > PLAN_BEGAN ? lead.validFrom : PLAN_BEGAN;
	return [
		...(former
			? [{ department: former[0], kind: 'lead' as const, validFrom: PLAN_BEGAN, validTo: former[1] }]
			: []),
		{ department: lead.code, kind: 'lead', validFrom: former ? nextDay(former[1]) : began, validTo: null },
		...(source.contributors ?? []).map((code) => ({
			department: code,
			kind: 'contributor' as const,
			validFrom: departmentOf(code).validFrom > PLAN_BEGAN ? departmentOf(code).validFrom : PLAN_BEGAN,
			validTo: null
		}))
	];
}

function cardOf(source: IndicatorSource): HandoverSeed | null {
	if (source.card === undefined) return null;
	const { name, section, extension } = departmentOf(source.department);
	return {
		howMade: source.card[0],
		pitfalls: source.card[1],
		contact: `${name} ${section}（内線 ${extension}）`,
		updatedOn: '2026-03-31'
	};
}

/** Adopted with its first basic plan; revised with a KPI's definition; left out of 後期: retired. */
function ledgerOf(source: IndicatorSource): LedgerSeed[] {
	const entry = (kind: LedgerSeed['kind'], date: string, reason: string): LedgerSeed => ({
		kind,
		date,
		reason,
		successor: null
	});
	const revised = source.zenki?.revised;
	return [
		source.zenki
			? entry('adopted', '2021-03-19', '前期基本計画の重点業績成果指標に採用。')
			: entry('adopted', '2026-03-19', '後期基本計画の重点業績成果指標に採用。'),
		...(revised?.definition ? [entry('revised', revised.decidedOn, revised.reason)] : []),
		...(source.zenki && !source.kouki
			? [
					source.name in REPLACED
						? {
								...entry('replaced', '2026-04-02', '後期基本計画で、成果をより表す指標に差し替えた。'),
								successor: REPLACED[source.name] ?? null
							}
						: entry('retired', '2026-04-02', '前期基本計画の終了により廃止。')
				]
			: [])
	];
}

/** 前期 indicator → the one that took its place in 後期, by name. */
const REPLACED: Readonly<Record<string, string>> = {
	健康づくり教室の参加者数: '健康経営に取り組む事業所数（累計）',
	テレワーク拠点の利用者数: '市内企業の奨学金返還支援の利用者数（累計）',
	青少年ボランティアの登録者数: '若者の居場所の延べ利用者数',
	津波避難訓練の参加率: '防災アプリの登録率'
};

function limitsOf(source: IndicatorSource): [min: string | null, max: string | null] {
	const [min = '0', max = '-'] = (source.limits ?? (source.unit === '%' ? '0 100' : '0 -')).split(' ');
	return [min === '-' ? null : min, max === '-' ? null : max];
}

/** All indicators, in the order of their sources. */
export function buildIndicators(sources: readonly IndicatorSource[]): IndicatorSeed[] {
	const codes = new Map(sources.map((source, index) => [source.name, indicatorCode(index)]));
	return sources.map((source, index) => {
		const [min, max] = limitsOf(source);
		const accumulation = source.accumulation ?? 'level';
		return {
			code: indicatorCode(index),
			name: source.name,
			unit: source.unit,
			decimals: decimalsIn(source),
			accumulation,
			cumulativeEntry: accumulation === 'cumulative' ? (source.cumulativeEntry ?? 'total') : null,
			min,
			max,
			tolerance: source.tolerance ?? null,
			surveyYears: source.surveyYears ?? null,
			confirmationMonth: source.confirmedIn ?? 5,
			lagYears: 0,
			measuredPeriod:
				source.measured ?? (accumulation === 'level' ? '年度末（3月31日）現在' : '各年度4月〜3月'),
			definition: source.definition,
			formula: source.formula ?? '',
			source: source.source,
			numerator: source.ratio?.[0] ?? null,
			denominator: source.ratio?.[1] ?? null,
			rateFactor: null,
			askByDistrict: source.byDistrict !== undefined,
			districtsAddUp: source.unit !== '%',
			handover: cardOf(source),
			responsibilities: responsibilitiesOf(source),
			ledger: ledgerOf(source).map((entry) => ({
				...entry,
				successor: entry.successor === null ? null : (codes.get(entry.successor) ?? null)
			})),
			isSample: true
		};
	});
}

/** 「I001」 for the first. */
export function indicatorCode(index: number): string {
	return `I${String(index + 1).padStart(3, '0')}`;
}
