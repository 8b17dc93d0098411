import { describe, expect, it } from 'vitest';
import { decimal, fromScaled } from '#lib/domain/decimal.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import type { Status } from '#lib/domain/model.ts';
import { targetFigure, type SetTarget, type YearlyTarget } from '#lib/domain/targets.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { EditionProject } from '../../projects/queries.ts';
import type { TreeNode } from '../../plan/queries.ts';
import { targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { heldText } from '../present.ts';
import { changedFrom, judgedTarget, shapeCell, type EditionWord, type SetInEdition } from './cell.ts';
import { bulletOf, shapeRow, shapeWindow, windowYears } from './window.ts';

const value = (text: string): YearlyTarget & SetTarget => ({ kind: 'value', value: decimal(text) });
const none: YearlyTarget = { kind: 'none' };
const set = (target: YearlyTarget, rest: Partial<SetInEdition> = {}): SetInEdition => ({
	target,
	isProposed: false,
	reason: null,
	...rest
});

let editionIds = 0;

/** 令和{first−2018}〜 with one target per year of the window; null leaves the year blank. */
function word(
	firstYear: number,
	targets: readonly (YearlyTarget | null)[],
	rest: Partial<EditionWord> = {}
): EditionWord {
	return {
		editionId: ++editionIds,
		firstYear,
		lastYear: firstYear + 2,
		revision: 1,
		isAdopted: true,
		listed: true,
		targets: new Map(
			targets.flatMap((target, index) => (target === null ? [] : [[firstYear + index, set(target)] as const]))
		),
		...rest
	};
}

function judgement(status: Status, rest: Partial<Judgement> = {}): Judgement {
	return { status, reasonCode: 'target-met', reason: '理由', comparison: null, ...rest } as Judgement;
}

const byEdition = (editionId: number, target: SetTarget, year: number): TargetInForce => ({
	kind: 'target',
	figure: targetFigure(target, year),
	source: 'edition',
	editionId,
	lowered: null,
	later: null
});
const byFinal = (target: SetTarget, year: number): TargetInForce => ({
	kind: 'target',
	figure: targetFigure(target, year),
	source: 'final',
	editionId: null,
	lowered: null,
	later: null
});
const noTarget = (editionId: number | null): TargetInForce => ({
	kind: 'none',
	reasonCode: 'explicit-none',
	reason: '',
	editionId,
	later: null
});

function sheetYear(year: number, rest: Partial<SheetYear> = {}): SheetYear {
	return {
		year,
		standing: 'active',
		target: noTarget(null),
		targetText: '－',
		editions: [],
		actual: null,
		workflow: null,
		judgement: null,
		change: null,
		...heldOf(year, rest.target),
		judgedTarget: rest.target ?? noTarget(null),
		...rest
	};
}

/** Under 「標準」 the target in force judges. */
function heldOf(year: number, target?: TargetInForce): Pick<SheetYear, 'held' | 'heldText'> {
	const held = { figure: target?.kind === 'target' ? target.figure : null, of: 'year', year } as const;
	return { held, heldText: heldText(held, { decimals: 1, stages: [] }) };
}

function actual(text: string, rest: Partial<NonNullable<SheetYear['actual']>> = {}): SheetYear['actual'] {
	return {
		value: decimal(text),
		text,
		state: 'final',
		missing: null,
		carriedFrom: null,
		numerator: null,
		denominator: null,
		measured: '',
		cause: '',
		issue: '',
		nextAction: '',
		departmentName: '健康推進課',
		confirmedRevision: 1,
		reportedAt: '',
		added: null,
		...rest
	};
}

interface Kind {
	readonly id?: number;
	readonly nodeId?: number;
	readonly term?: readonly [number, number];
	readonly final?: SetTarget | null;
	readonly finalYear?: number;
	readonly direction?: 'increase' | 'decrease' | 'range' | 'stage';
	readonly stages?: readonly string[];
	readonly reference?: boolean;
}

/** 前期 38.2 → 50.0 in R7 unless said otherwise; only what the window reads is filled in. */
function sheet(years: readonly SheetYear[], kind: Kind = {}): KpiSheet {
	const style = { decimals: 1, stages: kind.stages ?? [] };
	const [firstYear, lastYear] = kind.term ?? [2021, 2025];
	const final = kind.final === undefined ? value('50.0') : kind.final;
	return {
		id: kind.id ?? 1,
		code: `K-${kind.id ?? 1}`,
		name: '特定健康診査の受診率',
		unit: '%',
		nodeId: kind.nodeId ?? 20,
		position: 1,
		isSample: true,
		style,
		directionText: '増やす',
		judged: {
			direction: kind.direction ?? 'increase',
			baseline: fromScaled(382, 1),
			baselineUse: kind.reference ? 'reference' : 'comparable'
		},
		indicator: { accumulation: 'level' },
		basicPlan: { firstYear, lastYear },
		baseline: { year: 2019, value: fromScaled(382, 1), text: '38.2' },
		final: { year: kind.finalYear ?? 2025, target: final, text: targetText(final, style) },
		department: { code: 'kenko', name: '健康推進課' },
		years
	} as unknown as KpiSheet;
}

describe('改定: a target that differs from the previous edition', () => {
	it('names what the newest earlier adopted edition covering the year said', () => {
		const older = word(2022, [value('40'), value('42'), value('44.0')]);
		const previous = word(2023, [value('42'), value('46.0'), value('48')]);
		const own = word(2024, [value('44.0'), value('48'), null]);
		const words = [own, previous, older];
		expect(changedFrom(own, words, 2024)).toEqual(value('46.0'));
		expect(changedFrom(own, words, 2025)).toBeNull();
	});

	it('has nothing to compare in the year that the window newly reaches', () => {
		const own = word(2024, [value('44'), value('46'), value('48')]);
		expect(changedFrom(own, [own, word(2023, [value('42'), value('44'), value('46')])], 2026)).toBeNull();
	});

	it('compares a second revision with the first one', () => {
		const first = word(2024, [value('450000'), value('460000'), value('470000')]);
		const second = word(2024, [value('440000'), value('460000'), value('470000')], { revision: 2 });
		expect(changedFrom(second, [first, second], 2024)).toEqual(value('450000'));
		expect(changedFrom(first, [first, second], 2024)).toBeNull();
	});

	it('does not see printed zeros as a change', () => {
		const own = word(2024, [value('46.0')]);
		expect(changedFrom(own, [word(2023, [null, value('46')]), own], 2024)).toBeNull();
	});

	it('sees 「－」 given up or taken up as a change', () => {
		const own = word(2024, [value('46'), none]);
		const previous = word(2023, [null, none, value('48')]);
		expect(changedFrom(own, [previous, own], 2024)).toEqual(none);
		expect(changedFrom(own, [previous, own], 2025)).toEqual(value('48'));
	});

	it('never compares with a draft, nor with an edition that does not list the KPI', () => {
		const own = word(2024, [value('46')]);
		expect(changedFrom(own, [word(2023, [null, value('44')], { isAdopted: false }), own], 2024)).toBeNull();
		expect(changedFrom(own, [word(2023, [null, value('44')], { listed: false }), own], 2024)).toBeNull();
	});

	it('compares the year’s share and the total of a period', () => {
		const period = (share: string, total: string): YearlyTarget => ({
			kind: 'period',
			from: 2021,
			to: 2025,
			total: decimal(total),
			shares: [{ year: 2024, value: decimal(share) }]
		});
		const previous = word(2023, [null, period('24', '120')]);
		const same = word(2024, [period('24', '120')]);
		const other = word(2024, [period('30', '120')]);
		expect(changedFrom(same, [previous, same], 2024)).toBeNull();
		expect(changedFrom(other, [previous, other], 2024)).toEqual(period('24', '120'));
	});
});

describe('判定目標: another target than the edition’s judged the year', () => {
	const own = word(2023, [value('42'), value('44'), value('46')]);
	const newer = word(2024, [value('44'), value('47'), null]);
	const words = [own, newer];
	const judged = (year: number, target: TargetInForce, rest: Partial<SheetYear> = {}) =>
		sheetYear(year, { target, judgement: judgement('behind'), ...rest });

	it('is silent where the edition itself judged, or another said the same', () => {
		const itself = judged(2023, byEdition(own.editionId, value('42'), 2023));
		const same = judged(2024, byEdition(newer.editionId, value('44'), 2024));
		expect(judgedTarget(sheet([itself]), itself, own, words)).toBeNull();
		expect(judgedTarget(sheet([same]), same, own, words)).toBeNull();
	});

	it('names the target of the edition that judged', () => {
		const year = judged(2025, byEdition(newer.editionId, value('47'), 2025));
		expect(judgedTarget(sheet([year]), year, own, words)).toBe('47.0');
	});

	it('is the final target in the final year, with 引下げ where the edition asks for less', () => {
		const year = judged(2025, byFinal(value('50.0'), 2025));
		const cell = shapeCell(sheet([year]), year, own, words);
		expect(cell).toMatchObject({ target: '46.0', lowered: true, judgedTarget: '50.0' });
	});

	it('says 引下げ in the KPI’s direction: a higher figure where less is better', () => {
		const year = judged(2025, byFinal(value('40'), 2025));
		expect(
			shapeCell(sheet([year], { final: value('40'), direction: 'decrease' }), year, own, words).lowered
		).toBe(true);
		expect(
			shapeCell(sheet([year], { final: value('50'), direction: 'decrease' }), year, own, words).lowered
		).toBe(false);
	});

	it('is 「－」 where the judging edition asked for nothing', () => {
		const year = judged(2024, noTarget(newer.editionId));
		expect(judgedTarget(sheet([year]), year, own, words)).toBe('－');
	});

	it('waits until the results of the year are called for, and leaves 対象外 alone', () => {
		const target = byEdition(newer.editionId, value('47'), 2025);
		const before = judged(2025, target, { judgement: null });
		const outside = judged(2025, target, { judgement: judgement('outside') });
		expect(judgedTarget(sheet([before]), before, own, words)).toBeNull();
		expect(judgedTarget(sheet([outside]), outside, own, words)).toBeNull();
	});

	it('marks a straight line, and the running total of a period', () => {
		const line = judged(2024, { ...byFinal(value('45'), 2024), source: 'interpolated' } as TargetInForce);
		expect(judgedTarget(sheet([line]), line, own, words)).toBe('45.0（線形補間）');
		const period: SetTarget = { kind: 'period', from: 2021, to: 2025, total: decimal('120'), shares: [] };
		const total = judged(2025, byFinal(period, 2025));
		expect(judgedTarget(sheet([total]), total, own, words)).toBe('累計 120.0');
	});
});

describe('a cell', () => {
	const own = word(2024, [value('44'), value('46'), null]);

	it('belongs to no plan outside the years of the KPI’s own basic plan', () => {
		const year = sheetYear(2026, { standing: 'ended' });
		expect(shapeCell(sheet([year]), year, own, [own])).toMatchObject({
			inPlan: false,
			target: null,
			actual: '',
			status: null
		});
	});

	it('shows ranges, stages, period totals and 「－」', () => {
		const text = (target: YearlyTarget, kind: Kind = {}) => {
			const each = word(2024, [target]);
			const year = sheetYear(2024);
			const { target: shown, targetNote } = shapeCell(sheet([year], kind), year, each, [each]);
			return [shown, targetNote];
		};
		expect(text({ kind: 'range', low: decimal('10'), high: decimal('20') }, { direction: 'range' })).toEqual([
			'10.0〜20.0',
			null
		]);
		expect(text({ kind: 'stage', stage: 1 }, { direction: 'stage', stages: ['未着手', '着手'] })).toEqual([
			'着手',
			null
		]);
		expect(text(none)).toEqual(['－', null]);
		const period: YearlyTarget = {
			kind: 'period',
			from: 2021,
			to: 2025,
			total: decimal('120'),
			shares: [{ year: 2024, value: decimal('24') }]
		};
		expect(text(period)).toEqual(['24.0', '期間計 120.0（R3〜7）']);
	});

	it('shows only confirmed figures, and the word for what is not there', () => {
		const cell = (rest: Partial<SheetYear>) => shapeCell(sheet([]), sheetYear(2024, rest), own, [own]);
		expect(cell({ workflow: 'submitted' })).toMatchObject({ actual: '未確定', isFigure: false });
		expect(cell({ judgement: judgement('missing', { reasonCode: 'not-entered' }) })).toMatchObject({
			actual: '未入力',
			statusWord: '未入力'
		});
		expect(cell({ judgement: judgement('none', { reasonCode: 'no-survey' }) })).toMatchObject({
			actual: '調査なし',
			statusWord: '判定なし'
		});
		expect(
			cell({ judgement: judgement('none', { reasonCode: 'unconfirmed' }), workflow: 'submitted' }).statusWord
		).toBe('未確定');
		expect(cell({ actual: actual('0') })).toMatchObject({ actual: '0', isFigure: true, actualNote: null });
		expect(cell({ actual: actual('40.6', { carriedFrom: 2022, state: 'preliminary' }) }).actualNote).toBe(
			'R4の値・速報'
		);
		expect(cell({ actual: actual('0', { value: null, text: '…', missing: 'unknown' }) })).toMatchObject({
			actual: '…',
			isFigure: false
		});
	});

	it('marks what the roll proposed and gives the reason of a change', () => {
		const draft = word(2025, [], {
			isAdopted: false,
			targets: new Map([[2025, set(value('45'), { isProposed: true, reason: '伸びをならす' })]])
		});
		const year = sheetYear(2025);
		expect(shapeCell(sheet([year]), year, draft, [own, draft])).toMatchObject({
			target: '45.0',
			previous: '46.0',
			changeReason: '伸びをならす',
			proposed: true
		});
	});
});

describe('a row', () => {
	it('stays where the edition dropped a KPI that is still asked for', () => {
		const before = word(2023, [value('42'), value('44')]);
		const dropped = word(2024, [], { listed: false });
		const active = sheet([sheetYear(2024)]);
		expect(shapeRow(active, dropped.editionId, [before, dropped])).toMatchObject({
			listed: false,
			cells: [{ target: null, previous: null }]
		});
		expect(
			shapeRow(sheet([sheetYear(2024, { standing: 'ended' })]), dropped.editionId, [before, dropped])
		).toBeNull();
	});

	it('is not there for a KPI of a basic plan that came after the edition', () => {
		const own = word(2025, [], { listed: false });
		const later = word(2026, [value('46')]);
		const kouki = sheet([sheetYear(2025, { standing: 'not-begun' }), sheetYear(2026)], {
			term: [2026, 2030]
		});
		expect(shapeRow(kouki, own.editionId, [own, later])).toBeNull();
	});

	it('draws an earlier year’s figure as what it is, and no baseline that is only a reference', () => {
		const own = word(2023, [value('42'), value('44'), value('46')]);
		const years = [
			sheetYear(2023, { actual: actual('40.6'), judgement: judgement('behind') }),
			sheetYear(2024, { actual: actual('42.1'), judgement: judgement('slightly-behind') }),
			sheetYear(2025, {
				actual: actual('0', { value: null, text: '…', missing: 'unknown' }),
				judgement: judgement('none')
			})
		];
		expect(shapeRow(sheet(years), own.editionId, [own])?.bullet).toMatchObject({
			baseline: 38.2,
			target: 50,
			actual: 42.1,
			earlier: 'R6の値',
			status: 'none',
			label: expect.stringContaining('R7の実績…、R6の値 42.1')
		});
		expect(shapeRow(sheet(years.slice(0, 2)), own.editionId, [own])?.bullet).toMatchObject({
			actual: 42.1,
			earlier: null,
			status: 'slightly-behind'
		});
		// A list that shows R5 draws no later year's figure in its row.
		expect(years[0] && bulletOf(sheet(years), years[0])).toMatchObject({
			actual: 40.6,
			earlier: null,
			status: 'behind'
		});
		expect(shapeRow(sheet(years, { reference: true }), own.editionId, [own])?.bullet?.baseline).toBeNull();
		expect(shapeRow(sheet(years, { final: null }), own.editionId, [own])?.bullet).toBeNull();
	});
});

describe('a window over two basic plans', () => {
	const node = (id: number, code: string, rest: Partial<TreeNode> = {}): TreeNode => ({
		id,
		code,
		parentId: null,
		level: { code: 'measure', name: '施策', depth: 4 },
		number: null,
		field: null,
		name: code,
		subtitle: null,
		isSample: false,
		children: [],
		...rest
	});
	const treeOf = (base: number) => [
		node(base, 'c1', {
			number: '第1章',
			field: '保健福祉',
			children: [node(base + 10, '1-1', { number: '1-1' })]
		}),
		node(base + 1, 'c2', { children: [node(base + 11, '2-1')] })
	];
	const own = word(2025, [value('46'), value('47'), value('48')]);
	const previous = word(2024, [value('44'), value('45'), null]);
	const years = () => windowYears(own).map((year) => sheetYear(year));
	const project: EditionProject = {
		id: 1,
		code: 'P-1',
		name: '健康チャレンジポイント事業',
		content: '',
		direction: 'continue',
		isSample: true,
		department: { code: 'kenko', name: '健康推進課' },
		places: [
			{ nodeId: 20, isRepeat: true },
			{ nodeId: 110, isRepeat: false }
		],
		policies: [],
		planned: new Map([[2026, 4800]])
	};
	const window = shapeWindow({
		edition: { id: own.editionId, firstYear: 2025, lastYear: 2027 },
		terms: [
			{ id: 1, code: 'zenki', name: '前期基本計画', tree: treeOf(10) },
			{ id: 2, code: 'kouki', name: '後期基本計画', tree: treeOf(100) }
		],
		sheets: [
			sheet(years(), { id: 1, nodeId: 20 }),
			sheet(years(), { id: 2, nodeId: 110, term: [2026, 2030], finalYear: 2030 })
		],
		words: new Map([
			[1, [previous, own]],
			[2, [own]]
		]),
		projects: [project],
		honesty: null
	});

	it('keeps each KPI to the years of its own plan, under its own plan’s name', () => {
		expect(window.years.map(({ short }) => short)).toEqual(['R7', 'R8', 'R9']);
		const shown = window.sections.map(({ termName, chapters }) => [
			termName,
			chapters.flatMap(({ measures }) =>
				measures.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(({ inPlan }) => inPlan)))
			)
		]);
		expect(shown).toEqual([
			['前期基本計画', [[true, false, false]]],
			['後期基本計画', [[false, true, true]]]
		]);
	});

	it('counts the changes of the rows it shows and leaves empty chapters out', () => {
		expect(window).toMatchObject({ kpiCount: 2, changedCount: 1 });
		expect(window.sections[0]?.chapters.map(({ heading, subtitle }) => [heading, subtitle])).toEqual([
			['第1章〈保健福祉〉', 'c1']
		]);
	});

	it('puts projects under their measures, missing money as none, and marks 再掲', () => {
		const projects = window.sections.map(({ chapters }) => chapters[0]?.measures[0]?.projects[0]);
		expect(projects.map((each) => each?.isRepeat)).toEqual([true, false]);
		expect(projects[1]?.money).toEqual([null, 4800, null]);
	});
});
