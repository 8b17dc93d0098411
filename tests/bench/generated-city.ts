/** A city of any size as a city file: made up, the same for the same size, and checked like any other file. */
import { CITY_FORMAT, citySchema, type CityFile } from '#lib/schemas/city.ts';

export interface CitySize {
	readonly kpis: number;
	readonly departments: number;
	/** Indicators of the first department, the one that is measured. */
	readonly ownKpis: number;
	/** Fiscal years with figures; the last of them is being reported. */
	readonly years: readonly number[];
}

const CHAPTERS = 12;

/** Names of what the measurements sign in as and ask for. */
export const FIRST_DEPARTMENT = 'd1';

/** @throws Error (zod) when the generator and the format have drifted apart. */
export function generatedCity(size: CitySize): CityFile {
	const first = size.years[0] ?? 2016;
	const last = size.years.at(-1) ?? first;
	const kpis = Array.from({ length: size.kpis }, (_, index) => index + 1);
	const editions = size.years.map((year) => ({ firstYear: year, window: Math.min(3, last + 1 - year + 1) }));
	return citySchema.parse({
		format: CITY_FORMAT,
		plan: {
			code: 'plan',
			cityName: 'ベンチ市',
			name: 'ベンチ計画（サンプル）',
			firstYear: first,
			lastYear: last + 1,
			levels: ['基本目標', '章'],
			isSample: true
		},
		basicPlans: [{ code: 'term', name: '基本計画', firstYear: first, lastYear: last + 1, isSample: true }],
		nodes: [
			{ basicPlan: 'term', code: 'goal', level: '基本目標', name: 'サンプルの目標', isSample: true },
			...Array.from({ length: CHAPTERS }, (_, index) => ({
				basicPlan: 'term',
				code: `chapter-${index + 1}`,
				parent: 'goal',
				level: '章',
				number: `第${index + 1}章`,
				name: `サンプルの章${index + 1}`,
				isSample: true
			}))
		],
		divisions: [{ code: 'division', name: 'サンプル部', isSample: true }],
		departments: Array.from({ length: size.departments }, (_, index) => ({
			code: `d${index + 1}`,
			name: `サンプル${index + 1}課`,
			division: 'division',
			validFrom: `${first - 1}-04-01`,
			isSample: true
		})),
		indicators: kpis.map((number) => ({
			code: `I${number}`,
			name: `サンプルの指標${number}`,
			unit: number % 3 === 0 ? '%' : '人',
			decimals: number % 3 === 0 ? 1 : 0,
			accumulation: 'level',
			definition: `サンプルの指標${number}の定義。年度末の数。`,
			responsibilities: [
				{ department: departmentOf(number, size), kind: 'lead', validFrom: `${first - 1}-04-01` }
			],
			isSample: true
		})),
		kpis: kpis.map((number) => ({
			code: `Z${number}`,
			basicPlan: 'term',
			indicator: `I${number}`,
			measure: `chapter-${(number % CHAPTERS) + 1}`,
			revisions: [
				{
					effectiveFrom: first,
					name: `サンプルの指標${number}`,
					direction: number % 4 === 0 ? 'decrease' : 'increase',
					baselineYear: first - 1,
					baselineValue: '500',
					finalYear: last + 1,
					finalTarget: number % 4 === 0 ? '300' : '800'
				}
			],
			isSample: true
		})),
		editions: editions.map((edition) => ({
			...edition,
			state: 'adopted',
			adoptedOn: `${edition.firstYear}-03-19`,
			isSample: true
		})),
		targets: editions.flatMap(({ firstYear, window }) =>
			kpis.flatMap((number) =>
				Array.from({ length: window }, (_, index) => ({
					edition: firstYear,
					kpi: `Z${number}`,
					year: firstYear + index,
					kind: 'value',
					value: String(targetOf(number, firstYear + index - first))
				}))
			)
		),
		cycles: size.years.map((year) => ({
			year,
			kind: 'final',
			opensOn: `${year + 1}-06-01`,
			deadline: year === last ? `${year + 2}-03-31` : `${year + 1}-07-31`,
			closedOn: year === last ? null : `${year + 1}-08-31`,
			isSample: true
		})),
		results: size.years.flatMap((year) =>
			kpis.map((number) => ({
				indicator: `I${number}`,
				year,
				department: departmentOf(number, size),
				revisions: [
					{
						value: String(targetOf(number, year - first) + noise(number, year)),
						state: 'final',
						enteredOn: `${year + 1}-07-10`
					}
				],
				remarks: { cause: 'サンプルの要因。', issue: 'サンプルの課題。', plan: 'サンプルの取組。' }
			}))
		)
	});
}

function departmentOf(number: number, { departments, ownKpis }: CitySize): string {
	if (number <= ownKpis || departments === 1) return FIRST_DEPARTMENT;
	return `d${2 + (number % (departments - 1))}`;
}

function targetOf(number: number, step: number): number {
	return number % 4 === 0 ? 480 - 18 * step : 520 + 27 * step;
}

/** −30 … 30, the same for the same KPI and year. */
function noise(number: number, year: number): number {
	return ((number * 7919 + year * 104729) % 61) - 30;
}
