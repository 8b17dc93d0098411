/** After an upgrade the stored judgements of open years are made anew by themselves; closed years stay. */
import { describe, expect, it } from 'vitest';
import { judgingVersion } from '../../src/content-version.ts';
import { prepareOrExit } from '../../src/cli/prepare.ts';
import { judgementsCommand } from '../../src/cli/judgements.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { dataPaths } from '#lib/server/db/prepare.ts';
import { madeBy, markEngine, openYears, renewAfterUpgrade } from '#lib/server/judgements/renewal.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { configFor, demoCity, emptyCity, ROOT, type City } from '#tests/support/city.ts';

const NOW = judgingVersion(ROOT);
const OPEN = 2025;
const CLOSED = 2024;

/** What an older calculation might have left: another word in an open year's judgement and in a closed one's. */
function makeOld(city: City): void {
	markEngine(city.database, 'older');
	for (const year of [OPEN, CLOSED])
		city.database.$client
			.prepare(
				`update judgement set status = 'none', body = replace(body, '"reason"', '"was"')
					where fiscal_year = ? and kpi_id in (select kpi_id from judgement where fiscal_year = ? limit 3)`
			)
			.run(year, year);
}
const bodies = (city: City, year: number) =>
	city.column('select body from judgement where fiscal_year = ? order by kpi_id', year);
const entries = (city: City) =>
	city
		.column("select after from audit_entry where action = 'judgements-renewed' order by id")
		.map((text) => JSON.parse(String(text)) as unknown);

describe('judgements after an upgrade', () => {
	it('are made anew in open years, once, with an entry in the audit record; closed years keep theirs', async () => {
		const city = await demoCity();
		const made = bodies(city, OPEN);
		expect([...openYears(city.database)]).toEqual([OPEN]);
		makeOld(city);
		const [closed, sealed] = [bodies(city, CLOSED), city.count('sealed_judgement')];
		expect(bodies(city, OPEN)).not.toEqual(made);
		expect(await renewAfterUpgrade(city.operator(), NOW)).toEqual({ renewed: 3, left: 3 });
		expect(bodies(city, OPEN)).toEqual(made);
		expect(bodies(city, CLOSED)).toEqual(closed);
		expect(city.count('sealed_judgement')).toBe(sealed);
		expect(madeBy(city.database)).toBe(NOW);
		expect(entries(city)).toEqual([{ engine: NOW, renewed: 3, left: 3 }]);
		expect(await renewAfterUpgrade(city.operator(), NOW)).toBeNull();
		expect(entries(city)).toHaveLength(1);
		city.close();
	});

	it('are not looked at where the calculation is the same, however old they are', async () => {
		const city = await demoCity();
		makeOld(city);
		markEngine(city.database, NOW);
		expect(await renewAfterUpgrade(city.operator(), NOW)).toBeNull();
		expect(findStaleJudgements(city.database)).toHaveLength(6);
		city.close();
	});

	it('are renewed by every start, and a new installation is only marked', async () => {
		const city = await demoCity();
		makeOld(city);
		await prepareOrExit(configFor('demo', city.dataDir), ROOT);
		const again = openDatabase(dataPaths(city.dataDir).database, { mustExist: true });
		expect(madeBy(again)).toBe(judgingVersion(ROOT));
		again.$client.close();
		expect(entries(city)).toMatchObject([{ renewed: 3 }]);
		city.close();

		const empty = await emptyCity();
		expect(madeBy(empty.database)).toMatch(/^[0-9a-f]{16}$/);
		expect(empty.count('audit_entry')).toBe(0);
		empty.close();
	});

	it('are checked and renewed by the command alike: what differs in a closed year is told and left', async () => {
		const city = await demoCity();
		makeOld(city);
		const said: string[] = [];
		const [log, error] = [console.log, console.error];
		console.log = console.error = (text: string) => void said.push(text);
		const run = async (verb: string) => {
			const work = judgementsCommand.read([verb]);
			return 'work' in work ? await work.work(city.operator()) : null;
		};
		try {
			expect(await run('check')).toBe(1);
			expect(await run('renew')).toBe(0);
			expect(await run('check')).toBe(0);
		} finally {
			[console.log, console.error] = [log, error];
		}
		expect(said).toEqual([
			expect.stringMatching(
				/^締め切った年度に、いまの計算では別の判定になるKPIがあります（KPI番号\/年度）：\d+\/2024/
			),
			expect.stringMatching(/^判定が古いKPIがあります（KPI番号\/年度）：\d+\/2025/),
			'締め切っていない年度の判定を調べ、3件を作り直しました。',
			expect.stringMatching(/^締め切った年度に/),
			'締め切っていない年度の判定は、すべて最新です。'
		]);
		city.close();
	});
});
