import { describe, expect, it } from 'vitest';
import {
	ACCUMULATIONS,
	DIRECTIONS,
	GOALS,
	MISSING_REASONS,
	PROJECT_DIRECTIONS,
	TARGET_KINDS,
	VALUE_STATES,
	WORKFLOW_STATES
} from '#lib/domain/model.ts';
import { demoCity } from './city/index.ts';
import { between } from './city/read.ts';

const city = demoCity();
const zenki = city.kpis.filter(({ basicPlan }) => basicPlan === 'zenki');
const kouki = city.kpis.filter(({ basicPlan }) => basicPlan === 'kouki');
const r7 = new Map(
	city.results.filter(({ year }) => year === 2025).map((result) => [result.indicator, result])
);
const codesOf = (list: Record<string, string>) => Object.keys(list).sort();
const distinct = (values: readonly (string | null)[]) =>
	[...new Set(values.filter((value) => value !== null))].sort();
const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);

describe('real content', () => {
	it('keeps the wording of the document', () => {
		expect(city.plan.name).toBe('第六次釜石市総合計画');
		expect(city.plan.vision).toBe('一人ひとりが学びあい　世界とつながり　未来を創るまちかまいし');
		expect(city.plan.visionSubtitle).toBe('～多様性を認めあいながらトライし続ける不屈のまち～');
		expect(city.basicPlans.map(({ name, firstYear, lastYear }) => [name, firstYear, lastYear])).toEqual([
			['前期基本計画', 2021, 2025],
			['後期基本計画', 2026, 2030]
		]);
		expect(city.policies.map(({ name }) => name)).toContain(
			'ICT、オンラインなどを活用した学びの多様性の実現'
		);
		expect(city.policies).toHaveLength(10);
		expect(city.districts.map(({ name }) => name)).toEqual(
			['釜石', '平田', '中妻', '甲子', '小佐野', '鵜住居', '栗橋', '唐丹'].map((name) => `${name}地区`)
		);
		expect(JSON.stringify(city)).not.toMatch(/鶉|ディシデム/);
	});

	it.each(['zenki', 'kouki'])('words goals and chapters of %s as their own lists do', (basicPlan) => {
		const name = (code: string) =>
			city.nodes.find((node) => node.basicPlan === basicPlan && node.code === code)?.name;
		expect(name('g2')).toBe('人と自然が共存し安心して暮らせるまち');
		expect(name('c2')).toBe('人と自然が共生し安心して暮らせるまち');
		expect(name('g5')).toBe('過去に学びみんなが命を守るまち');
		expect(name('c5')).toBe('過去に学びみんなが命を守れるまち');
		expect(
			city.nodes.filter((node) => node.basicPlan === basicPlan && node.level === '基本目標')
		).toHaveLength(5);
		expect(
			city.nodes
				.filter((node) => node.basicPlan === basicPlan && node.parent === 'p1')
				.map(({ subtitle }) => subtitle)
		).toEqual(['協働によるまちづくりの推進', '地方創生・多文化共生・広域連携の推進', '行財政改革の推進']);
	});

	it('keeps 未定, 延期 and (P) in the calendar', () => {
		expect(city.meetings).toHaveLength(26);
		expect(city.meetings.find(({ name }) => name === '第4回総合計画策定委員会')?.printed).toBe('未定');
		expect(city.meetings.find(({ state }) => state === 'postponed')).toMatchObject({
			isProvisional: true,
			days: [],
			printed: '延期'
		});
		expect(city.meetings.find(({ name }) => name === 'Decidim・パブリックコメント')?.days).toEqual([
			'2025-12-25',
			'2026-01-23'
		]);
	});

	it('marks as samples everything that the document does not say', () => {
		expect(city.nodes.every(({ level, isSample }) => isSample === (level === '施策'))).toBe(true);
		expect(
			[...city.indicators, ...city.kpis, ...city.projects, ...city.editions].every(({ isSample }) => isSample)
		).toBe(true);
		expect(city.departments.filter(({ isSample }) => !isSample).map(({ name }) => name)).toEqual([
			'総合政策課'
		]);
	});
});

describe('size', () => {
	it('is that of a small city', () => {
		expect(zenki).toHaveLength(97);
		expect(kouki.length).toBeGreaterThanOrEqual(97);
		for (const basicPlan of ['zenki', 'kouki']) {
			const measures = city.nodes.filter((node) => node.basicPlan === basicPlan && node.level === '施策');
			expect(measures.length).toBeGreaterThanOrEqual(42);
			for (const { code } of measures)
				expect(city.kpis.some((kpi) => kpi.basicPlan === basicPlan && kpi.measure === code)).toBe(true);
		}
		expect(city.divisions).toHaveLength(8);
		expect(city.departments.filter(({ validTo }) => validTo === null).length).toBeGreaterThanOrEqual(24);
		expect(city.departments.some(({ successor }) => successor !== null)).toBe(true);
		expect(city.projects.length).toBeGreaterThanOrEqual(150);
		expect(city.indicators.filter(({ handover }) => handover).length * 4).toBeGreaterThanOrEqual(
			city.indicators.length * 3
		);
	});

	it('lets about half of the indicators live through both basic plans', () => {
		const lasting = zenki.filter(({ indicator }) => kouki.some((kpi) => kpi.indicator === indicator)).length;
		expect(lasting / city.indicators.length).toBeGreaterThan(0.4);
		expect(lasting / city.indicators.length).toBeLessThan(0.6);
	});

	it('gives 健康推進課 fifteen indicators, most of them still to do', () => {
		const own = city.indicators.filter(({ responsibilities }) =>
			responsibilities.some(({ department }) => department === 'kenko')
		);
		expect(own).toHaveLength(15);
		expect(own.every(({ code }) => zenki.some(({ indicator }) => indicator === code))).toBe(true);
		const states = own.map(({ code }) => r7.get(code)?.workflow ?? 'missing');
		expect(distinct(states)).toEqual(['confirmed', 'draft', 'missing', 'returned', 'submitted']);
		expect(states.filter((state) => state === 'missing')).toHaveLength(3);
	});

	it('has confirmed about seventy of the ninety-seven for R7', () => {
		const confirmed = zenki.filter(({ indicator }) => r7.get(indicator)?.workflow === 'confirmed').length;
		expect(confirmed).toBeGreaterThanOrEqual(66);
		expect(confirmed).toBeLessThanOrEqual(75);
	});
});

describe('references and uniqueness', () => {
	it('has no code twice', () => {
		unique(city.nodes.map(({ basicPlan, code }) => `${basicPlan}/${code}`));
		unique(city.indicators.map(({ code }) => code));
		unique(city.indicators.map(({ name }) => name));
		unique(city.kpis.map(({ code }) => code));
		unique(city.projects.map(({ code }) => code));
		unique(city.projects.map(({ name }) => name));
		unique(city.departments.map(({ code }) => code));
		unique(city.accounts.map(({ username }) => username));
		unique(city.targets.map(({ edition, revision, kpi, year }) => `${edition}/${revision}/${kpi}/${year}`));
		unique(city.results.map(({ indicator, year }) => `${indicator}/${year}`));
		unique(city.projectEditions.map(({ project, edition }) => `${project}/${edition}`));
		expect(city.nodes.every(({ code }) => /^[a-z0-9-]+$/.test(code))).toBe(true);
	});

	it('names only what exists', () => {
		const nodes = new Set(city.nodes.map(({ basicPlan, code }) => `${basicPlan}/${code}`));
		const departments = new Set(city.departments.map(({ code }) => code));
		const kpis = new Map(city.kpis.map((kpi) => [kpi.code, kpi]));
		for (const { basicPlan, parent, predecessors } of city.nodes) {
			if (parent !== null) expect(nodes).toContain(`${basicPlan}/${parent}`);
			for (const code of predecessors) expect(nodes).toContain(`zenki/${code}`);
		}
		for (const { basicPlan, measure } of city.kpis) expect(nodes).toContain(`${basicPlan}/${measure}`);
		for (const each of city.projectEditions) {
			expect(departments).toContain(each.department);
			for (const code of each.measures) expect(nodes).toContain(`${each.basicPlan}/${code}`);
			for (const code of each.kpis) expect(kpis.get(code)?.basicPlan).toBe(each.basicPlan);
		}
		const districts = new Set(city.districts.map(({ code }) => code));
		for (const code of [...city.kpis, ...city.projectEditions].flatMap((each) => each.districts))
			expect(districts).toContain(code);
	});

	it('sets targets only for years of the KPI’s own basic plan', () => {
		const kpis = new Map(city.kpis.map((kpi) => [kpi.code, kpi]));
		for (const { kpi, year } of city.targets) {
			const [first, last] = kpis.get(kpi)?.basicPlan === 'zenki' ? [2021, 2025] : [2026, 2030];
			expect(year).toBeGreaterThanOrEqual(first);
			expect(year).toBeLessThanOrEqual(last);
		}
	});

	it('prints no figure with more decimals than its indicator has', () => {
		const decimals = new Map(city.indicators.map((indicator) => [indicator.code, indicator.decimals]));
		for (const { indicator, revisions } of city.results) {
			for (const { value } of revisions) {
				if (value === null || !/^-?\d/.test(value)) continue;
				expect(value).toMatch(/^-?\d+(\.\d+)?$/);
				expect(value.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals.get(indicator) ?? 0);
			}
		}
	});

	it('gives every current department an editor, and the demo editor and head 健康推進課', () => {
		for (const { code } of city.departments.filter(({ validTo }) => validTo === null)) {
			expect(city.accounts.some(({ username }) => username === `editor_${code}`)).toBe(true);
		}
		expect(city.accounts.find(({ username }) => username === 'editor')?.departments).toEqual(['kenko']);
		const steps = city.accounts
			.find(({ username }) => username === 'head')
			?.departments.map((code) => city.departments.find((department) => department.code === code)?.headStep);
		expect(steps).toEqual([false, true]);
	});
});

describe('variety', () => {
	it('has one of every kind', () => {
		expect(distinct(city.indicators.map(({ accumulation }) => accumulation))).toEqual(codesOf(ACCUMULATIONS));
		const revisions = city.kpis.flatMap((kpi) => kpi.revisions);
		expect(distinct(revisions.map(({ direction }) => direction))).toEqual(codesOf(DIRECTIONS));
		expect(distinct(revisions.map(({ goal }) => goal))).toEqual(codesOf(GOALS));
		expect(distinct(revisions.map(({ baselineUse }) => baselineUse))).toEqual(['comparable', 'reference']);
		expect(distinct(city.targets.map(({ kind }) => kind))).toEqual(codesOf(TARGET_KINDS));
		const figures = city.results.flatMap((result) => result.revisions);
		expect(distinct(figures.map(({ state }) => state))).toEqual(codesOf(VALUE_STATES));
		expect(distinct(figures.map(({ missing }) => missing))).toEqual(codesOf(MISSING_REASONS));
		expect(distinct([...r7.values()].map(({ workflow }) => workflow))).toEqual(codesOf(WORKFLOW_STATES));
		expect(distinct(city.projectEditions.map(({ direction }) => direction))).toEqual(
			codesOf(PROJECT_DIRECTIONS)
		);
		expect(figures.some(({ carriedFrom }) => carriedFrom !== null)).toBe(true);
		expect(city.projectEditions.some(({ measures }) => measures.length > 1)).toBe(true);
		expect(city.indicators.some(({ tolerance }) => tolerance !== null)).toBe(true);
	});

	it('revises KPIs, moves targets and corrects a figure, always with a reason', () => {
		const revised = city.kpis.filter(({ revisions }) => revisions.length > 1);
		expect(revised.length).toBeGreaterThanOrEqual(4);
		expect(revised.every(({ revisions }) => revisions.every(({ reason }) => reason !== ''))).toBe(true);
		expect(
			new Set(city.targets.filter(({ reason }) => reason !== null).map(({ kpi }) => kpi)).size
		).toBeGreaterThanOrEqual(10);
		expect(
			city.results
				.flatMap((result) => result.revisions)
				.some(({ state, reason }) => state === 'corrected' && reason !== null)
		).toBe(true);
		expect(
			city.editions.some(
				({ revision, decidedOn, reason }) => revision === 2 && decidedOn !== null && reason !== null
			)
		).toBe(true);
		for (const { events } of city.results) {
			for (const { state, reason } of events) if (state === 'returned') expect(reason).toBeTruthy();
		}
	});

	it('never repeats a remark', () => {
		unique(city.results.flatMap(({ remarks }) => (remarks === null ? [] : [remarks.cause])));
	});

	it('gives a reason wherever a planned cost moves by 30 % or more', () => {
		const totals = new Map<string, number>();
		for (const { project, edition, money } of city.projectEditions) {
			for (const { year, amount } of money) {
				const key = `${project}/${edition}/${year}`;
				totals.set(key, (totals.get(key) ?? 0) + Number(amount));
			}
		}
		const moved = city.projectEditions.filter(({ project, edition, money }) =>
			money.some(({ year }) => {
				const before = totals.get(`${project}/${edition - 1}/${year}`);
				return (
					before !== undefined &&
					Math.abs((totals.get(`${project}/${edition}/${year}`) ?? 0) - before) * 10 >= before * 3
				);
			})
		);
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.every(({ costChangeReason }) => costChangeReason !== null)).toBe(true);
	});
});

describe('the figures of the mockups', () => {
	const kpiOf = (name: string) => zenki.find(({ revisions }) => revisions[0]?.name === name);
	const targetOf = (name: string, edition: number, year: number) =>
		city.targets.find(
			(each) =>
				each.kpi === kpiOf(name)?.code &&
				each.edition === edition &&
				each.year === year &&
				each.revision === 1
		)?.value;

	it('rolls ファミリーサポート会員数 as the matrix shows', () => {
		const row = (edition: number) =>
			[0, 1, 2].map((step) => targetOf('ファミリーサポート会員数（累計）', edition, edition + step));
		expect(row(2021)).toEqual(['160', '180', '210']);
		expect(row(2022)).toEqual(['180', '210', '230']);
		expect(row(2023)).toEqual(['195', '210', '260']);
		expect(row(2024)).toEqual(['210', '235', undefined]);
		expect(row(2025)).toEqual(['235', undefined, undefined]);
	});

	it('lowers the R6 target of 特定健康診査の受診率 from 46.0 to 44.0', () => {
		expect(targetOf('特定健康診査の受診率', 2022, 2024)).toBe('46.0');
		expect(targetOf('特定健康診査の受診率', 2023, 2024)).toBe('44.0');
	});
});

it('draws straight lines on whole numbers, rounding half away from zero', () => {
	expect(between('0.7', '0.9', 1, 4, 1)).toBe('0.8');
	expect(between('10', '5', 1, 2, 0)).toBe('7');
	expect(between('-268', '-150', 3, 6, 0)).toBe('-209');
});

it('is the same city every time', () => {
	expect(demoCity()).toEqual(city);
});
