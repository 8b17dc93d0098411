/** 指標一覧: what the page shows is what its files hold, whatever is asked for. */
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { ALL_COLUMNS } from '#lib/server/kpis/list/columns.ts';
import { readListCsv, readListWorkbook } from '#lib/server/kpis/list/export.ts';
import { GROUPS, listRequestOf, SORTS } from '#lib/server/kpis/list/request.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { readKpiList, type KpiList } from '#lib/server/kpis/list/list.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

const TODAY = '2026-07-28';
const R7 = '令和7年度（2025）';
let city: City;

beforeAll(async () => {
	city = await demoCity();
});
afterAll(() => city.close());

const request = (query: string) => listRequestOf(new URLSearchParams(query), TODAY);
const lists = new Map<string, KpiList>();
/** Read once per address: nothing here writes to this city. */
function list(query: string): KpiList {
	const found = lists.get(query) ?? readKpiList(city.database, request(query));
	lists.set(query, found);
	return found;
}
const linesOf = ({ groups }: KpiList) =>
	groups.flatMap(({ name, rows }) => rows.map((row) => ({ name, row })));
const codesOf = (query: string) => linesOf(list(query)).map(({ row }) => row.code);

/** The CSV as records by heading. */
function csv(query: string): { header: string[]; records: Record<string, string>[] } {
	const body = readListCsv(city.database, request(query)).body as string;
	expect(body.startsWith('\u{feff}')).toBe(true);
	expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	const [head = [], ...rows] = parseCsv(body.slice(1)).map(({ cells }) => [...cells]);
	const header = head;
	return {
		header,
		records: rows.map((cells) =>
			Object.fromEntries(header.map((name, index) => [name, cells[index] ?? 'no cell']))
		)
	};
}

const VIEWS = [
	'',
	'year=2023',
	'year=2026',
	'department=kenko',
	'q=受診&sort=-reach',
	'group=policy',
	'group=policy&sort=outlook',
	'group=district&sort=-status.2024',
	'group=department&outlook=will-miss',
	'edition=3',
	'edition=4&year=2022&sort=target',
	'sort=-check&c=check.own.updated.base',
	'status=unconfirmed&c=name',
	`c=${ALL_COLUMNS.join('.')}&group=measure`,
	'q=どこにもない'
];

describe('files and page', () => {
	it.each(VIEWS)('?%s: the same rows in the same order', (query) => {
		const shown = linesOf(list(query));
		const { header, records } = csv(query);
		expect(records.map((each) => each['KPIコード'])).toEqual(shown.map(({ row }) => row.code));
		expect(new Set(header).size).toBe(header.length);
		const group = header.find((name) => name.startsWith('まとまり'));
		if (group !== undefined)
			expect(records.map((each) => each[group])).toEqual(shown.map(({ name }) => name));
	});

	it.each(VIEWS)('?%s: the same in the workbook, numbers as numbers', async (query) => {
		const { header, records } = csv(query);
		const file = await readListWorkbook(city.database, request(query));
		expect(file.name).toMatch(/^指標一覧_.+\.xlsx$/);
		const { sheets } = await readXlsx(file.body as Uint8Array, { readStyles: true });
		expect(sheets.map(({ name }) => name)).toEqual(['指標一覧', '説明']);
		const [head, ...rows] = sheets[0]?.rows ?? [];
		expect(head).toEqual(header);
		expect(sheets[0]?.merges ?? []).toEqual([]);
		expect(rows).toHaveLength(records.length);
		rows.forEach((cells, index) => {
			header.forEach((name, column) => {
				const text = records[index]?.[name] ?? '';
				const cell = cells[column] ?? null;
				if (cell === null) expect(text).toBe('');
				else if (typeof cell === 'number') expect(String(Number(text))).toBe(String(cell));
				else expect(text.replace(/^'/, '')).toBe(cell);
			});
		});
	});

	it.each(VIEWS)('?%s: the same figures, words and statuses', (query) => {
		const shown = list(query);
		const { records } = csv(query);
		const has = new Set<string>(shown.columns);
		linesOf(shown).forEach(({ row }, index) => {
			const record = records[index] ?? {};
			const at = `${row.code} ${query}`;
			expect([record['KPI名'], record['単位']], at).toEqual([row.name, row.unit]);
			row.cells.forEach((cell, place) => {
				const { name, year } = shown.window.years[place] ?? { name: '', year: 0 };
				const own = (title: string) => record[`${name}（${year}） ${title}`];
				const plain = (text: string) => text.replaceAll(',', '').replace('−', '-');
				if (!has.has('status')) expect(own('進捗')).toBeUndefined();
				else expect(own('進捗'), at).toBe(cell.inPlan ? cell.word : '');
				if (has.has('actual') && cell.inPlan && cell.isFigure) {
					const figure = own('実績') ?? '';
					if (/^-?\d/.test(figure)) expect(Number(figure), at).toBeCloseTo(Number(plain(cell.actual)), 1);
					else expect(figure, at).toBe(cell.actual);
				}
				if (has.has('actual') && !cell.isFigure) expect(own('実績'), at).toBe('');
				if (has.has('target') && cell.inPlan && /^−?[\d,.]+$/.test(cell.target))
					expect(Number(own('目標')), at).toBeCloseTo(Number(plain(cell.target)), 0);
			});
			if (has.has('outlook')) {
				const word = record['見通し'];
				expect(word === '' ? '－' : word, at).toBe(row.outlook?.word);
			}
			if (has.has('reach')) {
				const rate = record['最終目標に対する進捗率（%）'] ?? '';
				expect(rate === '' ? '－' : `${rate.replace('-', '−')}%`, at).toBe(row.reach.replaceAll(',', ''));
			}
			if (has.has('change')) expect(record['前回比'], at).toBe(row.change?.word ?? '');
			if (has.has('dept')) expect(record['担当課'] || '担当なし', at).toBe(row.department);
		});
	});

	it('say of a baseline that is only a reference what the page says, and the direction of every KPI', () => {
		const { header, records } = csv('c=base');
		const rows = linesOf(list('c=base')).map(({ row }) => row);
		expect(records.map((each) => each['方向'])).toEqual(rows.map(({ direction }) => direction));
		expect(header.filter((name) => name === '方向')).toHaveLength(1);
		expect(csv('c=dir.unit').header.filter((name) => name === '方向')).toHaveLength(1);
		const references = rows.filter(({ baseline }) => baseline.note.endsWith('（参考）'));
		expect(references.length).toBeGreaterThan(0);
		expect(
			records.filter((each) => each['基準値の注記'] === '参考').map((each) => each['KPIコード'])
		).toEqual(references.map(({ code }) => code));
	});

	it('draw in the row of a year only its own figure, and an earlier one by its name, as the page of the KPI does', () => {
		let earlier = 0;
		for (const { row } of linesOf(list('year=R7&c=reach.actual'))) {
			const { bullet } = readKpiPage(city.database, {
				code: row.code,
				year: 'R7',
				today: TODAY,
				seesHandover: false
			});
			const mark = bullet?.marks.find(({ kind }) => kind === 'earlier');
			if (row.bullet === null) continue;
			expect([row.code, row.bullet.earlier !== null]).toEqual([row.code, mark !== undefined]);
			if (row.bullet.earlier === null) continue;
			earlier++;
			expect(row.bullet).toMatchObject({ status: 'none', actual: mark?.value });
			expect(mark?.text.startsWith(`${row.bullet.earlier} `)).toBe(true);
			expect(bullet?.marks.some(({ kind }) => kind === 'actual')).toBe(false);
		}
		expect(earlier).toBeGreaterThan(3);
	});

	it('carry the sum behind every status, and why there is none', () => {
		for (const record of csv('').records) {
			const status = record[`${R7} 進捗`];
			expect(record[`${R7} 結論`], record['KPIコード']).not.toBe('');
			expect(record[`${R7} 判定基準`]).toBe('標準（第1版）');
			if (status === '達成') expect(record[`${R7} 当てはめ`]).not.toBe('');
		}
		const [screening] = csv('q=特定健康診査の受診率').records;
		expect(screening?.[`${R7} 計算式`]).toContain('（実績 − 基準値）÷（年度目標 − 基準値）');
		expect(screening?.[`${R7} 当てはめ`]).toContain('（37.9 − 38.2）÷（46.0 − 38.2）');
		expect(screening?.[`${R7} 使った目標`]).toBe('令和7〜9年度 実施計画');
	});

	it('never show what is no figure', () => {
		for (const query of VIEWS) {
			const body = readListCsv(city.database, request(query)).body as string;
			expect(body + JSON.stringify(list(query))).not.toMatch(/NaN|Infinity|undefined|\[object/);
			expect(body).not.toMatch(/(^|,)-0(\.0+)?(,|$)/m);
		}
	});

	it('say on the second sheet what was asked, as of when, and how groups count', async () => {
		const file = await readListWorkbook(city.database, request('group=policy&department=kenko&sort=outlook'));
		const { sheets } = await readXlsx(file.body as Uint8Array);
		const about = new Map(
			(sheets[1]?.rows ?? []).map(([kind, item, text]) => [`${String(kind)}/${String(item)}`, text])
		);
		expect(about.get('この表/表示の条件')).toBe(
			'目標：判定に使う目標　担当課：健康推進課　まとめ方：重点施策　並べ順：見通し（届かない見込みから）'
		);
		expect(about.get('この表/現在')).toContain('令和8年7月28日');
		expect(about.get('この表/指標の数')).toMatch(/^15（全97のうち/);
		expect([...about.keys()].some((key) => key.startsWith('まとまりごとの数/'))).toBe(true);
		expect(about.get('列/最終目標に対する進捗率（%）')).toContain('実績−基準値');
		expect(about.get('進捗/後退')).toBe('基準値より悪い');
	});

	it('take names that a spreadsheet would run for text', async () => {
		const other = await demoCity();
		const names = ["=cmd|'/c calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '＝HYPERLINK("x")', '"a",\r\nb'];
		try {
			const kpis = other.column(
				"select id from kpi where code like 'Z%' order by position limit 6"
			) as number[];
			names.forEach((name, index) =>
				other.database.$client
					.prepare('update kpi_revision set name = ? where kpi_id = ?')
					.run(name, kpis[index])
			);
			const asked = request('year=2025&group=none');
			const body = readListCsv(other.database, asked).body as string;
			const cells = parseCsv(body.slice(1))
				.slice(1, 7)
				.map(({ cells }) => cells[1]);
			expect(cells.slice(0, 5)).toEqual(names.slice(0, 5).map((name) => `'${name}`));
			expect(cells[5]).toBe(names[5]);
			const { sheets } = await readXlsx((await readListWorkbook(other.database, asked)).body as Uint8Array, {
				readStyles: true
			});
			names.slice(0, 5).forEach((name, index) => {
				const cell = sheets[0]?.cells?.get(`${index + 1},1`);
				expect(cell).toMatchObject({ type: 'string', value: name });
				expect(cell?.formula).toBeUndefined();
			});
		} finally {
			other.close();
		}
	});
});

describe('sorting', () => {
	it('shows the same KPIs in every order, missing values last both ways', () => {
		const all = codesOf('group=none').sort();
		for (const by of Object.keys(SORTS)) {
			const [up, down] = [list(`sort=${by}`), list(`sort=-${by}`)].map((each) =>
				linesOf(each).map(({ row }) => row)
			);
			expect((up ?? []).map(({ code }) => code).sort(), by).toEqual(all);
			expect((down ?? []).map(({ code }) => code).sort(), by).toEqual(all);
		}
		const rates = linesOf(list('sort=-reach')).map(({ row }) => row.reach);
		const first = rates.indexOf('－');
		expect(first).toBeGreaterThan(0);
		expect(rates.slice(first).every((rate) => rate === '－')).toBe(true);
		const figures = rates.slice(0, first).map((rate) => Number(rate.replace(/[%,]/g, '').replace('−', '-')));
		expect(figures).toEqual([...figures].sort((a, b) => b - a));
	});

	it('puts 届かない見込み first, and those without an outlook last', () => {
		const words = linesOf(list('sort=outlook')).map(({ row }) => row.outlook?.word ?? '');
		const order = ['届かない見込み', 'どちらともいえない', '届く見込み'];
		const ranks = words.map((word) => (order.includes(word) ? order.indexOf(word) : order.length));
		expect(words[0]).toBe('届かない見込み');
		expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	});

	it('puts the worst status first, of the year that was asked for', () => {
		expect(linesOf(list('sort=status'))[0]?.row.status).toBe('regressed');
		const shown = list('sort=status.2024');
		const at = shown.window.years.findIndex(({ year }) => year === 2024);
		expect(linesOf(shown)[0]?.row.cells[at]?.status).toBe('regressed');
		expect(codesOf('sort=status.2025')).toEqual(codesOf('sort=status'));
	});

	it('estimates the outlook only where it is asked for', () => {
		expect(linesOf(list('c=dept')).every(({ row }) => row.outlook === null)).toBe(true);
		expect(codesOf('c=dept&outlook=will-miss')).toEqual(codesOf('outlook=will-miss'));
		expect(codesOf('c=dept&sort=outlook')).toEqual(codesOf('sort=outlook'));
	});

	it('leads from heading to heading: up, down, and back to the order of the plan', () => {
		const head = (query: string) => list(query).heads.after.find(({ column }) => column === 'outlook')?.sort;
		expect(head('')).toMatchObject({ order: null, query: 'sort=outlook' });
		expect(head('sort=outlook')).toMatchObject({ order: 'ascending', query: 'sort=-outlook' });
		expect(head('sort=-outlook&q=受')).toMatchObject({
			order: 'descending',
			query: new URLSearchParams({ q: '受' }).toString()
		});
		expect(list('sort=status.2025').yearHeads.at(-1)?.at(-1)?.sort?.order).toBe('ascending');
	});
});

describe('groups', () => {
	it('count every KPI by status, and name what stands in several', () => {
		for (const group of Object.keys(GROUPS)) {
			const shown = list(`group=${group}`);
			expect([shown.total, shown.count], group).toEqual([97, 97]);
			expect(new Set(linesOf(shown).map(({ row }) => row.code)).size).toBe(97);
			for (const { counts, count, rows } of shown.groups) {
				expect(rows).toHaveLength(count);
				const sum = [...(counts?.graded ?? []), ...(counts?.apart ?? [])].reduce(
					(total, each) => total + each.count,
					0
				);
				expect(sum).toBe(count);
			}
			const isRepeated = group === 'policy' || group === 'district';
			if (isRepeated) expect(shown.lines).toBeGreaterThan(97);
			else expect(shown.lines).toBe(97);
		}
	});

	it('stand in the order of the plan, with those without a tag last', () => {
		expect(list('group=goal').groups[0]?.name).toMatch(/計画の推進|全市民参加/);
		expect(list('group=district').groups.at(-1)?.name).toBe('地区の指定なし');
		const policies = city.column(
			"select p.name from priority_policy p join basic_plan b on b.id = p.basic_plan_id where b.code = 'zenki' order by p.position"
		);
		const names = list('group=policy').groups.map(({ name }) => name);
		expect(names.slice(0, -1)).toEqual(policies.filter((name) => names.includes(String(name))));
		expect(names.at(-1)).toBe('重点施策なし');
	});

	it('keep the sort within them', () => {
		for (const { rows } of list('group=department&sort=name').groups) {
			const names = rows.map(({ name }) => name);
			expect(names).toEqual([...names].sort(new Intl.Collator('ja', { numeric: true }).compare));
		}
	});
});

describe('what an edition says', () => {
	it('stands instead of the targets that judge, which are named', () => {
		const cell = linesOf(list('edition=3&q=ファミリーサポート')).at(0)?.row.cells.at(-1);
		expect(cell?.targetNotes.join()).toContain('判定目標');
		expect(linesOf(list('q=ファミリーサポート')).at(0)?.row.cells.at(-1)?.targetNotes).toEqual([]);
	});

	it('says so where the edition covers years outside the basic plan', () => {
		const shown = list('edition=6');
		expect(shown.window.years.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
		expect(linesOf(shown)[0]?.row.cells.map(({ inPlan }) => inPlan)).toEqual([true, false, false]);
	});
});

it('refuses what there is not, naming what there is', async () => {
	await expectRefusal(() => list('edition=99'), 'not-found', 'R5〜7（3）');
	await expectRefusal(() => list('sort=status.2021'), 'not-found', '令和5年度（2023）');
	await expectRefusal(() => list('outlook=rosy'), 'not-found', '届かない見込み（will-miss）');
	await expectRefusal(
		() => readListCsv(city.database, request('status=great')),
		'not-found',
		'達成（achieved）'
	);
	await expectRefusal(() => readListWorkbook(city.database, request('district=x')), 'not-found', '地区「x」');
});
