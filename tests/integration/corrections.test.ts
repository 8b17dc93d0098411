/** 訂正 with everything that hangs on a figure: its two parts, its districts, and the later years made from it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import type { Context } from '#lib/server/command.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { saveResult } from '#lib/server/results/commands.ts';
import {
	approveCorrection,
	rejectCorrection,
	requestCorrection,
	withdrawCorrection
} from '#lib/server/results/corrections/corrections.ts';
import { errataFile, listErrata } from '#lib/server/results/corrections/errata.ts';
import { readCorrectionPage, readCorrectionReview } from '#lib/server/results/corrections/pages.ts';
import type { RequestDetails } from '#lib/server/results/corrections/request.ts';
import type { CorrectionForm } from '#lib/schemas/correction.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

/** 特定健康診査の受診率: R6 is 2,156 of 5,120. Held by 健康推進課. */
const CHECKUPS = 'I032';
/** 地域の通いの場の数: R6 was 55 over eight districts. Held by 高齢介護福祉課. */
const PLACES = 'I049';

let city: City;
let planner: Context;
/** 事業承継の支援件数（累計） 4 9 14 19 26, entered as totals; and 創業件数（累計） 11 21 33 42 52, as amounts. */
let TOTALS: string;
let AMOUNTS: string;

beforeEach(async () => {
	city = await demoCity();
	planner = city.as('planner');
	const codeOf = (name: string) =>
		city.column('select code from indicator where name like ?', name)[0] as string;
	TOTALS = codeOf('事業承継の支援件数%');
	AMOUNTS = codeOf('起業の支援による創業件数%');
});
afterEach(() => city.close());

interface Stored {
	year: number;
	district: string | null;
	state: string;
	version: number;
	current: number;
	confirmed: number | null;
	entered: string;
	value: number | null;
	total: number | null;
	numerator: number | null;
	denominator: number | null;
	valueState: string | null;
	missing: string | null;
	reason: string | null;
}

/** The revisions that count, by year, the city's and those of its districts. */
function counting(code: string): Stored[] {
	return city.database.$client
		.prepare(
			`select r.fiscal_year year, d.code district, r.state, r.version, r.current_revision current,
				r.confirmed_revision confirmed, v.entered_text entered, v.value_digits value,
				v.running_total_digits total, v.numerator_digits numerator, v.denominator_digits denominator,
				v.value_state valueState, v.missing_reason missing, v.correction_reason reason
			from result r join indicator i on i.id = r.indicator_id left join district d on d.id = r.district_id
			left join result_revision v on v.result_id = r.id and v.revision = coalesce(r.confirmed_revision, r.current_revision)
			where i.code = ? order by r.fiscal_year, d.position`
		)
		.all(code) as Stored[];
}
const cityRows = (code: string) => counting(code).filter(({ district }) => district === null);
const figures = (code: string) =>
	Object.fromEntries(
		cityRows(code)
			.filter(({ year }) => year >= 2021)
			.map(({ year, value, total }) => [year, total ?? value])
	);
const versionOf = (code: string, year: number) =>
	cityRows(code).find((each) => each.year === year)?.version ?? 0;
const districtsIn = (code: string, year: number) =>
	Object.fromEntries(
		counting(code)
			.filter((each) => each.district !== null && each.year === year)
			.map((each) => [each.district, each.value ?? each.missing])
	);
const sealed = (code: string, year: number) =>
	city.column(
		`select s.status from sealed_judgement s join kpi k on k.id = s.kpi_id join indicator i on i.id = k.indicator_id
		where i.code = ? and s.fiscal_year = ? order by s.id`,
		code,
		year
	);

function ask(
	code: string,
	fiscalYear: number,
	form: Partial<CorrectionForm>,
	by: Context = city.as('editor_shoko')
): Promise<number> {
	return requestCorrection(by, {
		indicatorCode: code,
		fiscalYear,
		form: {
			entered: '',
			reason: '2件を重ねて数えていたため。',
			version: versionOf(code, fiscalYear),
			confirmed: true,
			...form
		}
	});
}
const approve = (id: number, code: string, year: number) =>
	approveCorrection(planner, { id, version: versionOf(code, year) });
const detailsOf = async (work: () => Promise<unknown>) => {
	const refusal = await refusalOf(work);
	return { refusal, details: refusal.details as RequestDetails };
};
const changesOf = ({ change }: RequestDetails) =>
	change?.years.map(({ year, before, after, left }) => `${year} ${before.text}→${after.text}${left ?? ''}`);

/** 起業の支援による創業件数 by district, from a file: the first year's totals without their amounts. */
describe('districts of the first imported year of a figure entered as amounts', () => {
	const FIRST = { toni: 6, heita: 5 };
	const first = 2021;

	beforeEach(() => {
		const { $client } = city.database;
		const series = `(select id from indicator where code = '${AMOUNTS}')`;
		$client.exec(
			`drop trigger result_revision_no_update;
			update result set state = 'draft', confirmed_revision = null
				where fiscal_year < ${first} and indicator_id = ${series};
			update indicator set by_district = 1, districts_add_up = 1 where code = '${AMOUNTS}';
			update result_revision set value_digits = null, value_scale = null, entered_text = '' where result_id in
				(select id from result where fiscal_year = ${first} and indicator_id = ${series})`
		);
		for (const { year } of cityRows(AMOUNTS).filter((each) => first <= each.year && each.year <= 2024))
			for (const [code, total] of Object.entries(FIRST)) {
				const { lastInsertRowid } = $client
					.prepare(
						`insert into result (indicator_id, fiscal_year, district_id, state, current_revision, confirmed_revision)
						select ${series}, ?, id, 'confirmed', 1, 1 from district where code = ?`
					)
					.run(year, code);
				$client
					.prepare(
						`insert into result_revision (result_id, revision, entered_text, value_digits, value_scale,
							running_total_digits, running_total_scale, value_state, department_name, entered_by_name, created_at)
						values (?, 1, ?, ?, ?, ?, 0, 'final', '', '', '2022-07-01T00:00:00Z')`
					)
					.run(
						lastInsertRowid,
						year === first ? '' : '1',
						year === first ? null : 1,
						year === first ? null : 0,
						total + (year - first)
					);
			}
	});

	const totals = (year: number) =>
		Object.fromEntries(
			counting(AMOUNTS)
				.filter((each) => each.district !== null && each.year === year)
				.map(({ district, total }) => [district, total])
		);

	it('are corrected alone: everything else of that year stays, and later totals follow', async () => {
		const before = cityRows(AMOUNTS);
		const id = await ask(AMOUNTS, first, { districts: { toni: '7', heita: '' } });
		const view = readCorrectionReview(planner).pending.find((each) => each.id === id);
		expect(view?.problem).toBeNull();
		expect(view?.change?.years[0]?.districts).toHaveLength(1);
		await approve(id, AMOUNTS, first);
		expect(totals(first)).toEqual({ toni: 7, heita: 5 });
		expect(totals(2024)).toEqual({ toni: 7 + 2024 - first, heita: 5 + 2024 - first });
		const stays = cityRows(AMOUNTS);
		expect(stays.map(({ total }) => total)).toEqual(before.map(({ total }) => total));
		expect(stays.find(({ year }) => year === first)).toMatchObject({ entered: '', value: null });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('are compared with the city’s total, whichever of them has an amount', async () => {
		const page = readCorrectionPage(planner, first, AMOUNTS);
		expect(page.asks).toBe('total');
		expect(page.districts).toMatchObject({ asks: 'total', state: 'partial' });
		expect(page.districts?.rows.filter(({ kept }) => kept !== '').map(({ kept }) => kept)).toEqual([
			'5',
			'6'
		]);
		const eleven = String(cityRows(AMOUNTS).find(({ year }) => year === first)?.total);
		const { details } = await detailsOf(() =>
			ask(AMOUNTS, first, { districts: { toni: '60' }, confirmed: false })
		);
		expect(details.warnings.join()).toContain(`市の値は${eleven}`);
		expect(details.warnings.join()).toContain('地区別の合計は65');
	});

	it('stay where only the city’s total is corrected', async () => {
		const id = await ask(AMOUNTS, first, { entered: '12' });
		await approve(id, AMOUNTS, first);
		expect(totals(first)).toEqual(FIRST);
		expect(figures(AMOUNTS)[2024]).toBe(43);
	});
});

describe('a cumulative figure', () => {
	it('shows what follows before it takes the request, with each year’s status anew', async () => {
		const { refusal, details } = await detailsOf(() => ask(TOTALS, 2022, { entered: '7', confirmed: false }));
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		expect(changesOf(details)).toEqual(['2022 9→7', '2023 14→12', '2024 19→17', '2025 26→24']);
		for (const { before, after } of details.change?.years ?? []) {
			expect(before.status).not.toBe('none');
			expect(after.sum).not.toBeNull();
		}
		expect(details.change?.years.map(({ isClosed }) => isClosed)).toEqual([true, true, true, false]);
		// R7 had 26 of 25, and will have 24.
		expect(details.change?.years.at(-1)).toMatchObject({
			before: { status: 'achieved' },
			after: { status: 'on-track' }
		});
		expect(city.count('correction_figure')).toBe(0);
	});

	it('is corrected with the later years in one act: nothing before the approval, everything with it', async () => {
		const before = figures(TOTALS);
		const judged = [2021, 2022, 2023, 2024].map((year) => sealed(TOTALS, year));
		const id = await ask(TOTALS, 2022, { entered: '7' });
		expect(figures(TOTALS)).toEqual(before);
		expect(readCorrectionReview(planner).pending.find((each) => each.id === id)?.change?.years).toHaveLength(
			4
		);
		await approve(id, TOTALS, 2022);
		expect(figures(TOTALS)).toEqual({ 2021: 4, 2022: 7, 2023: 12, 2024: 17, 2025: 24 });
		// What was sealed stays, and one is added for each closed year that changed.
		expect(sealed(TOTALS, 2021)).toEqual(judged[0]);
		for (const year of [2022, 2023, 2024]) {
			expect(sealed(TOTALS, year).slice(0, -1)).toEqual(judged[year - 2021]);
			expect(sealed(TOTALS, year)).toHaveLength((judged[year - 2021]?.length ?? 0) + 1);
		}
		expect(sealed(TOTALS, 2025)).toEqual([]);
		expect(findStaleJudgements(city.database)).toEqual([]);
		expect(cityRows(TOTALS).find(({ year }) => year === 2024)).toMatchObject({
			entered: '17',
			valueState: 'corrected',
			reason: '令和4年度の訂正に伴う訂正（2件を重ねて数えていたため。）',
			current: 2,
			confirmed: 2
		});
		expect(city.column("select action from audit_entry where entity = 'correction' order by id")).toEqual([
			'correction-requested',
			'correction-approved'
		]);
		const [after] = city.column(
			"select after from audit_entry where action = 'correction-approved'"
		) as string[];
		expect(JSON.parse(after ?? '')).toMatchObject({
			later: [{ year: 2023, before: '14', after: '12' }, {}, {}]
		});
		expect(verifyAudit(city.database, city.auditKey).ok).toBe(true);
	});

	it('is one group in the 正誤表, the corrected year first', async () => {
		await approve(await ask(TOTALS, 2022, { entered: '7' }), TOTALS, 2022);
		const own = listErrata(city.database, null).filter(({ indicatorCode }) => indicatorCode === TOTALS);
		expect(own.map(({ year, before, after, isFollowing }) => [year, before, after, isFollowing])).toEqual([
			[2022, '9', '7', false],
			[2023, '14', '12', true],
			[2024, '19', '17', true],
			[2025, '26', '24', true]
		]);
		expect(new Set(own.map(({ group }) => group)).size).toBe(1);
		expect(own.every(({ approvedBy }) => approvedBy === planner.actor.name)).toBe(true);
		expect(listErrata(city.database, 2024).filter(({ group }) => group === own[0]?.group)).toHaveLength(1);
		expect(errataFile(city.database, 2024).body).toContain(',19,17,令和4年度の訂正に伴う訂正');
	});

	it('keeps the amounts of years that were reported as amounts', async () => {
		const rows = cityRows(AMOUNTS);
		await approve(await ask(AMOUNTS, 2023, { entered: '10' }), AMOUNTS, 2023);
		expect(figures(AMOUNTS)).toEqual({ 2021: 11, 2022: 21, 2023: 31, 2024: 40, 2025: 50 });
		for (const year of [2024, 2025]) {
			const old = rows.find((each) => each.year === year);
			expect(cityRows(AMOUNTS).find((each) => each.year === year)).toMatchObject({
				value: old?.value,
				entered: old?.entered
			});
		}
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('leaves a year as it is, with the reason in the 正誤表', async () => {
		const refusal = await refusalOf(() => ask(TOTALS, 2022, { entered: '7', leave: { '2024': '' } }));
		expect(Object.keys(refusal.fields)).toEqual(['leave-2024']);
		const id = await ask(TOTALS, 2022, { entered: '7', leave: { '2024': 'R6は数え直した累計のため。' } });
		await approve(id, TOTALS, 2022);
		expect(figures(TOTALS)).toEqual({ 2021: 4, 2022: 7, 2023: 12, 2024: 19, 2025: 24 });
		expect(sealed(TOTALS, 2024)).toHaveLength(1);
		const own = listErrata(city.database, null).find(({ indicatorCode }) => indicatorCode === TOTALS);
		expect(own?.left).toEqual([{ yearText: '令和6年度', reason: 'R6は数え直した累計のため。' }]);
		expect(errataFile(city.database, null).body).toContain('令和6年度：R6は数え直した累計のため。');
	});

	it('asks again where the figures are no longer those that were shown', async () => {
		const { details } = await detailsOf(() => ask(TOTALS, 2022, { entered: '7', confirmed: false }));
		const { refusal } = await detailsOf(() => ask(TOTALS, 2022, { entered: '8', seen: details.seen }));
		expect(refusal.fields['confirmed']).toContain('もう一度');
		expect(await ask(TOTALS, 2022, { entered: '7', seen: details.seen })).toBeGreaterThan(0);
	});

	it('is not approved once a later year has changed, and nothing is written', async () => {
		const id = await ask(TOTALS, 2022, { entered: '7', leave: { '2025': '別の理由' } });
		await approve(await ask(TOTALS, 2025, { entered: '27' }), TOTALS, 2025);
		// The year that was left does not matter.
		const before = figures(TOTALS);
		await expectRefusal(() => ask(TOTALS, 2024, { entered: '20' }), 'conflict', '承認を待っている');
		expect(figures(TOTALS)).toEqual(before);
		await approve(id, TOTALS, 2022);
		expect(figures(TOTALS)).toEqual({ 2021: 4, 2022: 7, 2023: 12, 2024: 17, 2025: 27 });

		const other = await ask(TOTALS, 2021, { entered: '5', leave: { '2025': '別の理由' } });
		city.database.$client.exec(
			`update result set confirmed_revision = 1 where fiscal_year = 2024 and district_id is null
			and indicator_id = (select id from indicator where code = '${TOTALS}')`
		);
		await expectRefusal(() => approve(other, TOTALS, 2021), 'conflict', 'R6の値は、申出のあとに変わりました');
		expect(readCorrectionReview(planner).pending.find((each) => each.id === other)).toMatchObject({
			change: null,
			problem: expect.stringContaining('R6')
		});
	});

	it('waits for a request of a later year, and a later year waits for it', async () => {
		const later = await ask(TOTALS, 2024, { entered: '20' });
		await expectRefusal(() => ask(TOTALS, 2022, { entered: '7' }), 'conflict', 'のR6には、承認を待っている');
		await withdrawCorrection(city.as('editor_shoko'), later);
		const id = await ask(TOTALS, 2022, { entered: '7' });
		await expectRefusal(() => ask(TOTALS, 2024, { entered: '20' }), 'conflict', '承認を待っている');
		await rejectCorrection(planner, { id, reason: '公表値と一致している' });
		expect(await ask(TOTALS, 2024, { entered: '20' })).toBeGreaterThan(id);
	});

	it('computes a total anew that nobody has confirmed, in its own state', async () => {
		// R7 goes back to a draft: the department reports it again.
		city.database.$client.exec(
			`update result set state = 'draft', confirmed_revision = null where fiscal_year = 2025
			and indicator_id = (select id from indicator where code = '${AMOUNTS}')`
		);
		const { details } = await detailsOf(() => ask(AMOUNTS, 2023, { entered: '10', confirmed: false }));
		expect(details.change?.renewed).toBe('R7');
		expect(changesOf(details)).toEqual(['2023 33→31', '2024 42→40']);
		await approve(await ask(AMOUNTS, 2023, { entered: '10' }), AMOUNTS, 2023);
		const draft = cityRows(AMOUNTS).find(({ year }) => year === 2025);
		expect(draft).toMatchObject({
			state: 'draft',
			confirmed: null,
			current: 2,
			value: 10,
			total: 50,
			reason: null
		});
		expect(listErrata(city.database, 2025).map(({ indicatorCode }) => indicatorCode)).not.toContain(AMOUNTS);
	});

	it('computes a total anew from the last one before it, also where that came without its amount', async () => {
		const series = `(select id from indicator where code = '${AMOUNTS}')`;
		city.database.$client.exec(
			`drop trigger result_revision_no_update;
			update result_revision set value_digits = null, value_scale = null where result_id in
				(select id from result where fiscal_year = 2024 and indicator_id = ${series});
			update result set state = 'draft', confirmed_revision = null
				where fiscal_year = 2025 and indicator_id = ${series}`
		);
		await approve(await ask(AMOUNTS, 2023, { entered: '10' }), AMOUNTS, 2023);
		expect(cityRows(AMOUNTS).filter(({ year }) => year >= 2024)).toMatchObject([
			{ year: 2024, value: null, total: 40 },
			{ year: 2025, value: 10, total: 50 }
		]);
	});

	it('carries a 速報 along in its state, under the report that follows it', async () => {
		const open = `fiscal_year = 2025 and indicator_id = (select id from indicator where code = '${AMOUNTS}')`;
		const revision = city.column(`select id from result where ${open}`)[0];
		city.database.$client.exec(
			`drop trigger result_revision_no_update;
			update result_revision set value_state = 'preliminary' where result_id = ${String(revision)}`
		);
		await saveResult(city.as('editor_shoko'), {
			indicatorCode: AMOUNTS,
			fiscalYear: 2025,
			form: {
				entered: '12',
				state: 'final',
				cause: '',
				issue: '',
				nextAction: '',
				version: versionOf(AMOUNTS, 2025),
				confirmed: true
			}
		});
		await approve(await ask(AMOUNTS, 2023, { entered: '10' }), AMOUNTS, 2023);
		expect(cityRows(AMOUNTS).find(({ year }) => year === 2025)).toMatchObject({
			state: 'draft',
			confirmed: 3,
			total: 50,
			valueState: 'preliminary'
		});
		const newest = city.column(
			`select entered_text || ' ' || running_total_digits from result_revision where result_id = ? order by revision desc limit 1`,
			revision
		);
		expect(newest).toEqual(['12 52']);
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('names the years whose difference nobody can know', async () => {
		const { refusal, details } = await detailsOf(() => ask(TOTALS, 2023, { entered: 'x', confirmed: false }));
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		expect(details.change?.unknown).toBe('R6・R7');
		expect(changesOf(details)).toEqual(['2023 14→秘匿']);
	});

	it('follows a figure that was carried over, whatever the indicator counts', async () => {
		const code = CHECKUPS;
		city.database.$client.exec(
			`drop trigger result_revision_no_update;
			update result_revision set carried_from_year = 2022 where result_id in
			(select id from result where fiscal_year = 2023 and district_id is null and
				indicator_id = (select id from indicator where code = '${code}'))`
		);
		const { details } = await detailsOf(() =>
			ask(code, 2022, { entered: '30.0', confirmed: false }, city.as('editor_kenko'))
		);
		expect(details.change?.years.map(({ year, after }) => [year, after.text])).toEqual([
			[2022, '30.0'],
			[2023, '30.0']
		]);
	});
});

describe('a computed rate', () => {
	const kenko = () => city.as('editor_kenko');

	it('is corrected with its numerator and denominator', async () => {
		const id = await ask(CHECKUPS, 2024, { numerator: '2,100', denominator: '5,120' }, kenko());
		await approve(id, CHECKUPS, 2024);
		expect(cityRows(CHECKUPS).find(({ year }) => year === 2024)).toMatchObject({
			entered: '2,100/5,120',
			numerator: 2100,
			denominator: 5120,
			valueState: 'corrected'
		});
		expect(listErrata(city.database, 2024)[0]).toMatchObject({
			before: '42.1',
			after: '41.0',
			rate: {
				before: { numerator: '2156', denominator: '5120' },
				after: { numerator: '2100', denominator: '5120' }
			}
		});
		expect(errataFile(city.database, 2024).body).toContain(',2156,5120,2100,5120,');
	});

	it('is another figure where only its two parts change, and none where they stay', async () => {
		const same = await refusalOf(() =>
			ask(CHECKUPS, 2024, { numerator: '2156', denominator: '5120' }, kenko())
		);
		expect(same.fields['entered']).toContain('今の値と同じ');
		const id = await ask(CHECKUPS, 2024, { numerator: '4312', denominator: '10240' }, kenko());
		await approve(id, CHECKUPS, 2024);
		expect(cityRows(CHECKUPS).find(({ year }) => year === 2024)).toMatchObject({ numerator: 4312 });
	});

	it('is refused at the part that is wrong', async () => {
		const refusal = await refusalOf(() =>
			ask(CHECKUPS, 2024, { numerator: '2100', denominator: '0', reason: '' }, kenko())
		);
		expect(Object.keys(refusal.fields).sort()).toEqual(['denominator', 'reason']);
	});
});

describe('districts', () => {
	const korei = () => city.as('editor_korei');
	const now = () => districtsIn(PLACES, 2024);

	it('are corrected with the city’s figure, checked against it as at entry', async () => {
		const before = now();
		const toni = Number(before['toni']);
		const { refusal, details } = await detailsOf(() =>
			ask(PLACES, 2024, { entered: '57', districts: { toni: String(toni + 1) }, confirmed: false }, korei())
		);
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		expect(details.warnings.join()).toContain('地区別のほうが1箇所少なく');
		const id = await ask(PLACES, 2024, { entered: '57', districts: { toni: String(toni + 2) } }, korei());
		const view = readCorrectionReview(planner).pending.find((each) => each.id === id);
		expect(view?.change?.years[0]?.districts).toEqual([
			{ name: '唐丹地区', before: String(toni), after: String(toni + 2) }
		]);
		expect(now()).toEqual(before);
		await approve(id, PLACES, 2024);
		expect(now()).toEqual({ ...before, toni: toni + 2 });
		const row = counting(PLACES).find((each) => each.district === 'toni' && each.year === 2024);
		expect(row).toMatchObject({ confirmed: 2, current: 2, valueState: 'corrected', state: 'confirmed' });
		expect(listErrata(city.database, 2024)[0]).toMatchObject({
			before: '55',
			after: '57',
			districts: [{ name: '唐丹地区', before: String(toni), after: String(toni + 2) }]
		});
		expect(errataFile(city.database, 2024).body).toContain(`,${toni},${toni + 2},`);
	});

	it('are corrected alone: the city’s figure stays', async () => {
		const before = now();
		const [heita, toni] = [Number(before['heita']), Number(before['toni'])];
		const id = await ask(
			PLACES,
			2024,
			{ districts: { heita: String(heita + 1), toni: String(toni - 1) }, confirmed: false },
			korei()
		);
		await approve(id, PLACES, 2024);
		expect(figures(PLACES)[2024]).toBe(55);
		expect(now()).toEqual({ ...before, heita: heita + 1, toni: toni - 1 });
		expect(listErrata(city.database, 2024)[0]?.districts).toHaveLength(2);
	});

	it('get their first figure where none was reported', async () => {
		expect(districtsIn(PLACES, 2023)).toEqual({});
		const eight = Object.fromEntries(Object.keys(now()).map((code, at) => [code, at === 0 ? '40' : '1']));
		const total = String(figures(PLACES)[2023]);
		const id = await ask(PLACES, 2023, { entered: '47', districts: eight }, korei());
		expect(total).not.toBe('47');
		await approve(id, PLACES, 2023);
		expect(Object.values(districtsIn(PLACES, 2023)).map(Number)).toEqual([40, 1, 1, 1, 1, 1, 1, 1]);
	});

	it('are refused one by one, and unknown ones by name', async () => {
		const refusal = await refusalOf(() =>
			ask(PLACES, 2024, { entered: '57', districts: { toni: '約4' } }, korei())
		);
		expect(Object.keys(refusal.fields)).toEqual(['district-toni']);
		const unknown = await refusalOf(() =>
			ask(PLACES, 2024, { entered: '57', districts: { tono: '4' } }, korei())
		);
		expect(unknown.message).toContain('地区「tono」はありません');
		expect((await refusalOf(() => ask(PLACES, 2024, {}, korei()))).fields['entered']).toContain(
			'正しい値を入力してください'
		);
	});

	it('are not approved once one of them has changed', async () => {
		const id = await ask(PLACES, 2024, { entered: '57', districts: { toni: '9' } }, korei());
		city.database.$client.exec(
			`insert into result_revision (result_id, revision, entered_text, value_digits, value_scale, value_state, department_name, entered_by_name, created_at)
			select r.id, 2, '1', 1, 0, 'final', '', '', '' from result r join district d on d.id = r.district_id
			join indicator i on i.id = r.indicator_id where i.code = '${PLACES}' and d.code = 'toni' and r.fiscal_year = 2024;
			update result set current_revision = 2, confirmed_revision = 2 where fiscal_year = 2024
			and district_id = (select id from district where code = 'toni')
			and indicator_id = (select id from indicator where code = '${PLACES}')`
		);
		await expectRefusal(() => approve(id, PLACES, 2024), 'conflict', '唐丹地区');
	});

	it('stand on the page where a correction is asked for', () => {
		const page = readCorrectionPage(korei(), 2024, PLACES);
		expect(page.districts?.rows).toHaveLength(8);
		expect(page.rate).toBeNull();
		expect(readCorrectionPage(city.as('editor_kenko'), 2024, CHECKUPS).rate).toMatchObject({
			numerator: '特定健康診査の受診者数'
		});
	});

	it('says where the year’s increase is to be typed, and not the total', () => {
		const asks = (code: string) => readCorrectionPage(city.as('editor_kenko'), 2024, code).asks;
		expect([asks('I046'), asks('I037'), asks(CHECKUPS)]).toEqual(['amount', 'figure', 'figure']);
	});
});
