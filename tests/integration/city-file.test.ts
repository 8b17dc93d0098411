import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFile } from '#seed/city-file.ts';
import { demoCity as demoData } from '#seed/city/index.ts';
import { citySchema } from '#lib/schemas/city.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { loadCity } from '#lib/server/city/commands.ts';
import { readCity } from '#lib/server/city/read.ts';
import { listErrata } from '#lib/server/results/corrections/errata.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { demoCity, emptyCity, ROOT, temporaryFolder, type City } from '../support/city.ts';
import { expectRefusal, refusalOf } from '../support/refusal.ts';

const TODAY = '2026-07-28';
const sample = JSON.stringify(sampleFile(demoData()));

/** A JSON document that a case may bend out of shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

const bytes = (text: string) => new TextEncoder().encode(text);

/** The sample with a change, as a file. */
function changed(change: (city: Loose) => void): Uint8Array {
	const city: Loose = JSON.parse(sample);
	change(city);
	return bytes(JSON.stringify(city));
}

function problemsOf(change: (city: Loose) => void): { at: string; item: string | null; message: string }[] {
	const reading = readCity(changed(change), TODAY);
	return reading.ok ? [] : [...reading.problems];
}

/** Makes the first result's indicator a rate in %, and hands out the result's revision. */
function withRate(city: Loose): Loose {
	const [first] = city.results as Loose[];
	const own = (city.indicators as Loose[]).find(({ code }) => code === first.indicator);
	Object.assign(own, { unit: '%', numerator: '参加者数', denominator: '対象者数' });
	return first.revisions[0];
}

/** Rows of every table. */
function counts(city: City): Record<string, number> {
	const tables = city.column("select name from sqlite_master where type = 'table' order by name") as string[];
	return Object.fromEntries(tables.map((name) => [name, city.count(name)]));
}

describe('a file loaded into a new installation', () => {
	let city: City;
	let demo: City;

	beforeAll(async () => {
		[city, demo] = await Promise.all([emptyCity(), demoCity()]);
		await loadCity(city.operator(), bytes(sample));
	});
	afterAll(() => {
		city.close();
		demo.close();
	});

	it('judges the closed years as the same city in the demo', () => {
		const judged = `select k.code || ' ' || j.fiscal_year || ' ' || j.status || ' ' || j.reason_code
			from judgement j join kpi k on k.id = j.kpi_id where j.fiscal_year <= 2024 order by k.code, j.fiscal_year`;
		expect(city.column(judged)).toHaveLength(4 * 97);
		expect(city.column(judged)).toEqual(demo.column(judged));
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('seals the closed years, with the late reports beside them, and leaves the others open', () => {
		const sealed =
			'select fiscal_year || count(*) from sealed_judgement group by fiscal_year order by fiscal_year';
		expect(city.column(sealed)).toEqual(demo.column(sealed));
		expect(
			city.column('select fiscal_year from reporting_cycle where closed_at is null order by fiscal_year')
		).toEqual([2025, 2026]);
	});

	it('records the figures as confirmed, under the department that reported them', () => {
		expect(city.column('select distinct state from result')).toEqual(['confirmed']);
		expect(
			city.column(
				`select distinct v.department_name from result_revision v join department d on d.id = v.department_id
				where d.code = 'kosodate'`
			)
		).toEqual(['子ども課']);
		expect(city.column('select distinct entered_by from result_revision')).toEqual([null]);
		expect(city.count('account')).toBe(0);
		expect(city.column('select is_sample from kpi where is_sample = 0')).toEqual([]);
	});

	it('freezes the adopted editions', () => {
		const adopted = city.column("select id from edition where state = 'adopted'") as number[];
		expect(adopted).toHaveLength(7);
		for (const id of adopted) {
			const [body, sha256] = ['body', 'sha256'].map((column) =>
				String(city.column(`select ${column} from edition_snapshot where edition_id = ?`, id)[0])
			);
			expect(
				createHash('sha256')
					.update(body ?? '')
					.digest('hex'),
				String(id)
			).toBe(sha256);
			expect(JSON.parse(body ?? '')).toMatchObject({ edition: { id } });
		}
	});

	it('writes nothing as later than now, also in the morning', async () => {
		const early = await emptyCity();
		try {
			early.setNow(`${TODAY}T09:00:00+09:00`);
			await loadCity(
				early.operator(),
				changed(({ cycles }) => {
					(cycles as Loose[]).find(({ year, kind }) => year === 2025 && kind === 'final').closedOn = TODAY;
				})
			);
			const now = early.clock.now().toISOString();
			expect(early.column('select count(*) from sealed_judgement where sealed_at > ?', now)).toEqual([0]);
			expect(early.column('select count(*) from reporting_cycle where closed_at > ?', now)).toEqual([0]);
			expect(early.column('select count(*) from result_revision where created_at > ?', now)).toEqual([0]);
		} finally {
			early.close();
		}
	});

	it('leaves one row in the audit record, with the file’s SHA-256', () => {
		expect(verifyAudit(city.database, city.auditKey)).toMatchObject({ ok: true, rows: 1 });
		const [after] = city.column("select after from audit_entry where action = 'city-loaded'") as string[];
		expect(JSON.parse(after ?? '')).toMatchObject({
			name: '第六次釜石市総合計画',
			counts: { kpis: 212 },
			sha256: createHash('sha256').update(sample).digest('hex')
		});
		expect(city.column('pragma foreign_key_check')).toEqual([]);
	});

	it('refuses a second file and changes nothing', async () => {
		const before = counts(city);
		await expectRefusal(() => loadCity(city.operator(), bytes(sample)), 'conflict', 'すでに「第六次釜石市');
		expect(counts(city)).toEqual(before);
	});

	it('is the operator’s task alone, and never mixes with the demo', async () => {
		await expectRefusal(() => loadCity(demo.as('planner'), bytes(sample)), 'forbidden', 'city load');
		await expectRefusal(() => loadCity(demo.as('admin'), bytes(sample)), 'forbidden', 'city load');
		await expectRefusal(() => loadCity(demo.operator(), bytes(sample)), 'conflict', 'MODE=production');
	});
});

describe('the sample', () => {
	it('is a whole file of the format, without accounts and unconfirmed figures', () => {
		expect(citySchema.parse(JSON.parse(sample))).toEqual(JSON.parse(sample));
		expect(sample).not.toMatch(/"(accounts|workflow|events|username)"/);
		expect(readCity(bytes(`\uFEFF${sample}`), TODAY).ok).toBe(true);
	});

	it('may leave out what is empty', () => {
		const city = {
			format: 'michishirube-city-1',
			plan: {
				code: 'p',
				cityName: '架空市',
				name: '計画',
				firstYear: 2025,
				lastYear: 2034,
				levels: ['政策']
			},
			basicPlans: [{ code: 'b', name: '基本計画', firstYear: 2025, lastYear: 2034 }]
		};
		expect(readCity(bytes(JSON.stringify(city)), TODAY)).toMatchObject({ ok: true, city: { results: [] } });
	});
});

describe('a broken file', () => {
	it.each<[string, (city: Loose) => void, string, string]>([
		[
			'an unknown direction',
			(c) => (c.kpis[12].revisions[0].direction = 'up'),
			'kpis[12].revisions[0].direction',
			'「up」は使えません。"increase"'
		],
		[
			'a figure with a comma',
			(c) => (c.results[0].revisions[0].value = '1,234'),
			'results[0].revisions[0].value',
			'「1,234」は数値として読めません'
		],
		[
			'a figure as a number',
			(c) => (c.results[0].revisions[0].value = 12.5),
			'results[0].revisions[0].value',
			'"12.5" のように文字列で'
		],
		[
			'a figure that does not fit',
			(c) => (c.indicators[0].max = '1234567890123456'),
			'indicators[0].max',
			'数値として読めません'
		],
		[
			'a misspelt field',
			(c) => (c.kpis[0].indicater = 'I001'),
			'kpis[0]',
			'「indicater」という項目はありません'
		],
		['a missing field', (c) => delete c.kpis[0].measure, 'kpis[0].measure', '項目がありません。文字列'],
		[
			'an impossible day',
			(c) => (c.cycles[0].deadline = '2022-02-30'),
			'cycles[0].deadline',
			'日付として読めません'
		],
		['another format', (c) => (c.format = 'x'), 'format', '"michishirube-city-1"'],
		['a code twice', (c) => c.kpis.push(c.kpis[3]), 'kpis[212]', '「Z004」が2回出てきます'],
		[
			'an unknown indicator',
			(c) => (c.kpis[5].indicator = 'I999'),
			'kpis[5].indicator',
			'「I999」は indicators にありません'
		],
		[
			'an unknown measure',
			(c) => (c.kpis[5].measure = '9-9'),
			'kpis[5].measure',
			'「zenki 9-9」は nodes にありません'
		],
		['an unknown policy', (c) => (c.kpis[5].policies = [11]), 'kpis[5].policies[0]', 'policies にありません'],
		[
			'a KPI above the lowest level',
			(c) => (c.kpis[5].measure = 'c1'),
			'kpis[5].measure',
			'一番下の段「施策」'
		],
		['parents in a circle', (c) => (c.nodes[1].parent = 'g1'), 'nodes[1].parent', '自身に戻ります'],
		[
			'successors in a circle',
			(c) => (c.departments.find((d: Loose) => d.code === 'kodomo').successor = 'kosodate'),
			'departments[13].successor',
			'自身に戻ります'
		],
		[
			'a year outside the plan',
			(c) => (c.editions[0].firstYear = 2019),
			'editions[0].firstYear',
			'総合計画の期間（令和3〜12年度）の外'
		],
		[
			'a basic plan outside the plan',
			(c) => (c.basicPlans[1].lastYear = 2031),
			'basicPlans[1].lastYear',
			'総合計画の期間'
		],
		[
			'basic plans that overlap',
			(c) => (c.basicPlans[1].firstYear = 2025),
			'basicPlans[1].firstYear',
			'「zenki」と年度が重なって'
		],
		[
			'a target outside the window',
			(c) => (c.targets[0].year = 2025),
			'targets[0].year',
			'実施計画の期間（令和3〜5年度）の外'
		],
		[
			'a target outside the basic plan',
			(c) => c.targets.push({ edition: 2025, kpi: 'Z001', year: 2026, kind: 'none' }),
			'targets[2048].year',
			'KPIの基本計画「前期基本計画」の期間'
		],
		[
			'a target of a missing edition',
			(c) => (c.targets[0].revision = 9),
			'targets[0].edition',
			'「2021 9」は editions にありません'
		],
		[
			'an adopted edition without a day',
			(c) => (c.editions[0].adoptedOn = null),
			'editions[0].adoptedOn',
			'策定日が必要'
		],
		['a revision without a reason', (c) => (c.editions[4].reason = ' '), 'editions[4].reason', '理由が必要'],
		[
			'a closing in the future',
			(c) => (c.cycles[3].closedOn = '2026-07-29'),
			'cycles[3].closedOn',
			'今日（2026-07-28）より後'
		],
		[
			'a result after the plan',
			(c) => (c.results[0].year = 2031),
			'results[0].year',
			'総合計画の期間（令和3〜12年度）より後'
		],
		[
			'a result with value and reason',
			(c) => (c.results[0].revisions[0].missing = 'unknown'),
			'results[0].revisions[0].missing',
			'null にしてください'
		],
		[
			'a result that says nothing',
			(c) => (c.results[0].revisions = [{}]),
			'results[0].revisions[0].value',
			'値がありません'
		],
		[
			'an unknown district',
			(c) => (c.results[0].byDistrict = { tono: '1' }),
			'results[0].byDistrict.tono',
			'「tono」は districts にありません'
		],
		[
			'a rate with one name',
			(c) => Object.assign(c.indicators[0], { numerator: '参加者数', denominator: null }),
			'indicators[0].denominator',
			'両方書くか'
		],
		[
			'a factor without a rate',
			(c) => Object.assign(c.indicators[0], { numerator: null, denominator: null, rateFactor: 100 }),
			'indicators[0].rateFactor',
			'分子と分母のある指標だけ'
		],
		[
			'one figure of a rate',
			(c) => (withRate(c).numerator = '3'),
			'results[0].revisions[0].denominator',
			'両方書くか'
		],
		[
			'a rate of nothing',
			(c) => Object.assign(withRate(c), { numerator: '3', denominator: '0' }),
			'results[0].revisions[0].denominator',
			'0より大きい'
		],
		[
			'two figures that make another rate',
			(c) => Object.assign(withRate(c), { value: '33.4', numerator: '1', denominator: '3' }),
			'results[0].revisions[0].value',
			'計算すると 33.3 です'
		],
		[
			'two figures of an indicator that has no names for them',
			(c) => {
				Object.assign(withRate(c), { numerator: '1', denominator: '3' });
				const own = (c.indicators as Loose[]).find(({ code }) => code === c.results[0].indicator);
				Object.assign(own, { numerator: null, denominator: null });
			},
			'results[0].revisions[0].numerator',
			'名前が指標にありません'
		],
		[
			'two leads at a time',
			(c) =>
				c.indicators[0].responsibilities.push({ department: 'kenko', kind: 'lead', validFrom: '2022-04-01' }),
			'indicators[0].responsibilities[1]',
			'期間が responsibilities[0] と重なって'
		],
		['an account', (c) => (c.accounts = []), 'ファイル全体', '「accounts」という項目はありません'],
		[
			'planned money among the actuals',
			(c) => (c.projectActuals[0].stage = 'plan'),
			'projectActuals[0].stage',
			'projectEditions の money'
		]
	])('%s', (_name, change, at, words) => {
		const found = problemsOf(change);
		expect(found.find((each) => each.at === at && each.message.includes(words)) ?? found).toMatchObject({
			at
		});
	});

	it('names the entry by its code', () => {
		const [problem] = problemsOf((city) => (city.kpis[12].revisions[0].direction = 'up'));
		expect(problem).toMatchObject({ item: 'Z013' });
	});

	it('lists wrong shapes and wrong references together, without blaming what names a broken entry', () => {
		const found = problemsOf((city) => {
			city.kpis[0].revisions[0].direction = 'up';
			city.kpis[1].indicator = 'I999';
			city.cycles[0].deadline = '2000-01-01';
		});
		expect(found.map(({ at }) => at)).toEqual([
			'kpis[0].revisions[0].direction',
			'kpis[1].indicator',
			'cycles[0].deadline'
		]);
	});

	it('is refused as a whole: the first 50 problems, how many more, and nothing written', async () => {
		const city = await emptyCity();
		const before = counts(city);
		const broken = changed((each) => {
			for (const result of each.results.slice(0, 60)) result.department = 'nowhere';
		});
		const refusal = await refusalOf(() => loadCity(city.operator(), broken));
		expect(refusal.code).toBe('invalid');
		expect(refusal.message.split('\n')).toHaveLength(52);
		expect(refusal.message).toContain('誤りが 60 件あります。何も登録していません。');
		expect(refusal.message).toContain('「nowhere」は departments にありません。綴りを直すか');
		expect(refusal.message).toContain('ほかに 10 件あります');
		expect(counts(city)).toEqual(before);
		city.close();
	});

	it.each([
		['{"format": "michishirube-city-1",\n  "plan": {,}}', '2行目の12文字目'],
		['', 'ファイルが空です'],
		['[]', 'オブジェクト（{…}）で書いてください'],
		['null', 'オブジェクト（{…}）で書いてください']
	])('says where %j cannot be read', (text, words) => {
		const reading = readCity(bytes(text), TODAY);
		expect(reading.ok ? [] : reading.problems.map(({ message }) => message).join()).toContain(words);
	});

	it('says that a file in Shift_JIS must be UTF-8', () => {
		const reading = readCity(Uint8Array.from([0x7b, 0x22, 0x8a, 0x98]), TODAY);
		expect(reading).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('UTF-8') }] });
	});
});

describe('the command line', () => {
	const MAIN = join(ROOT, 'src', 'cli', 'main.ts');
	const ENV = { ...process.env, MODE: 'production', ORIGIN: 'http://michishirube.city.local' };
	const folder = temporaryFolder();
	const file = join(folder.path, 'city.json');
	const dataDir = join(folder.path, 'data');
	const run = (...words: string[]) =>
		spawnSync(process.execPath, [MAIN, 'city', ...words], {
			cwd: folder.path,
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
			env: { ...ENV, DATA_DIR: dataDir }
		});
	afterAll(() => folder.remove());

	it('prints an example, checks it without a database, and loads it', () => {
		const printed = run('sample');
		expect(JSON.parse(printed.stdout)).toEqual(JSON.parse(sample));
		writeFileSync(file, printed.stdout);
		expect(run('check', file)).toMatchObject({
			status: 0,
			stdout: expect.stringContaining('誤りはありません')
		});
		expect(readdirSync(folder.path)).toEqual(['city.json']);
		expect(run('load', file)).toMatchObject({ status: 0, stdout: expect.stringContaining('KPI 212') });
	});

	it.each([['verify-audit'], ['judgements', 'check'], ['user', 'list'], ['token', 'revoke', '--name', 'x']])(
		'%s %s makes nothing where DATA_DIR is mistyped: an empty record would look whole',
		(...words) => {
			const mistyped = join(folder.path, 'dta');
			const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN, ...words], {
				encoding: 'utf8',
				env: { ...ENV, DATA_DIR: mistyped }
			});
			expect([status, stdout]).toEqual([1, '']);
			expect(stderr).toMatch(/データベースがありません：.*dta/);
			expect(existsSync(mistyped)).toBe(false);
		}
	);

	it('answers a broken or absent file with status 1', () => {
		writeFileSync(file, sample.replace('"increase"', '"up"'));
		expect(run('check', file)).toMatchObject({ status: 1, stderr: expect.stringContaining('direction') });
		expect(run('check', join(folder.path, 'none.json'))).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('ファイルを読めません')
		});
		expect(run('check')).toMatchObject({ status: 2 });
	});
});

describe('districts, rates and totals in later revisions', () => {
	let city: City;
	afterAll(() => city.close());

	const rows = (indicator: string, year: number) =>
		city.database.$client
			.prepare(
				`select coalesce(d.code, '') district, v.revision, v.entered_text entered, v.value_digits value,
					v.value_scale scale, v.running_total_digits total, v.numerator_digits numerator, v.missing_reason missing,
					v.value_state state, r.confirmed_revision counts
				from result r join indicator i on i.id = r.indicator_id left join district d on d.id = r.district_id
				join result_revision v on v.result_id = r.id where i.code = ? and r.fiscal_year = ?
				order by d.position, v.revision`
			)
			.all(indicator, year) as Record<string, unknown>[];

	it('are loaded revision by revision, and stand in the 正誤表', async () => {
		city = await emptyCity();
		const places = 'I049';
		let amounts = '';
		await loadCity(
			city.operator(),
			changed((c) => {
				const own = (c.results as Loose[]).find((each) => each.indicator === places && each.year === 2024);
				own.revisions.push({
					value: '57',
					state: 'corrected',
					enteredOn: '2026-02-03',
					reason: '新しい2箇所が抜けていたため。',
					approvedBy: '総合政策課 菊池',
					byDistrict: { toni: '9', heita: '秘匿' }
				});
				const plain = (c.results as Loose[]).find((each) => each.indicator === places && each.year === 2023);
				plain.revisions.push({
					missing: 'suppressed',
					enteredOn: '2026-02-03',
					reason: '公表できないと分かったため。',
					approvedBy: '総合政策課 菊池'
				});
				const rate = (c.results as Loose[]).find((each) => each.indicator === 'I032' && each.year === 2024);
				rate.byDistrict = { toni: '123/456' };
				amounts = (c.indicators as Loose[]).find(({ name }) => name.startsWith('起業の支援')).code;
				for (const [year, value] of [
					[2023, '31'],
					[2024, '40']
				] as const)
					(c.results as Loose[])
						.find((each) => each.indicator === amounts && each.year === year)
						.revisions.push({
							value,
							state: 'corrected',
							enteredOn: '2026-02-03',
							reason: '2件を重ねて数えていたため。',
							approvedBy: '総合政策課 菊池'
						});
			})
		);
		const stored = rows(places, 2024);
		expect(stored.filter(({ district }) => district === 'toni')).toMatchObject([
			{ revision: 1, state: 'final', counts: 2 },
			{ revision: 2, value: 9, state: 'corrected', counts: 2 }
		]);
		expect(stored.filter(({ district }) => district === 'heita')).toMatchObject([
			{ revision: 1, missing: null },
			{ revision: 2, value: null, missing: 'suppressed', state: null }
		]);
		// A district that the correction does not name keeps what it has.
		expect(stored.filter(({ district }) => district === 'kamaishi')).toMatchObject([
			{ revision: 1, counts: 1 }
		]);
		expect(rows(places, 2023).at(-1)).toMatchObject({ revision: 2, missing: 'suppressed', counts: 2 });
		expect(rows('I032', 2024).find(({ district }) => district === 'toni')).toMatchObject({
			entered: '123/456',
			numerator: 123,
			scale: 12
		});
		// The amount of R6 is what it was reported as, before and after R5 was corrected.
		expect(rows(amounts, 2024)).toMatchObject([
			{ revision: 1, value: 9, total: 42 },
			{ revision: 2, value: 9, total: 40 }
		]);
		const erratum = listErrata(city.database, 2024).find(({ indicatorCode }) => indicatorCode === places);
		expect(erratum).toMatchObject({ before: '55', after: '57', approvedBy: '総合政策課 菊池' });
		expect(erratum?.districts.map(({ name, after }) => [name, after])).toEqual([
			['平田地区', '秘匿'],
			['唐丹地区', '9']
		]);
		expect(findStaleJudgements(city.database)).toEqual([]);
		expect(city.column('pragma foreign_key_check')).toEqual([]);
	});

	it('are refused where they cannot stand', () => {
		const problems = problemsOf((c) => {
			const [first] = c.results as Loose[];
			first.revisions[0].byDistrict = { toni: '1' };
			const own = (c.results as Loose[]).find((each) => each.indicator === 'I049' && each.year === 2024);
			own.byDistrict = { toni: '約7' };
			const other = (c.results as Loose[]).find((each) => each.indicator === 'I050' && each.year === 2024);
			other.byDistrict = { toni: '1/2', tono: '1' };
		});
		const at = (place: RegExp) => problems.find((each) => place.test(each.at))?.message;
		expect(at(/revisions\[0\]\.byDistrict$/)).toContain('results の byDistrict に');
		expect(at(/byDistrict\.toni$/)).toMatch(/"123\/456"|分子と分母の名前が指標にありません/);
		expect(at(/byDistrict\.tono$/)).toContain('「tono」は districts にありません');
	});
});
