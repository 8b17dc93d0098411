import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UsageError } from './command.ts';
import { judgeCommand } from './judge.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const HEADER =
	'code,name,unit,direction,goal,accumulation,baselineYear,baseline,targetYear,target,year,measuredYear,actual';
let directory = '';

beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'judge-'))));
afterAll(() => rmSync(directory, { recursive: true }));

/** The whole command line, in an empty directory without settings. */
function spawn(...words: string[]) {
	const env = { PATH: process.env['PATH'] };
	return spawnSync(process.execPath, [MAIN, 'judge', ...words], { cwd: directory, env, encoding: 'utf8' });
}

/** The command alone; 2 stands for what `main.ts` answers with its usage. */
async function judge(...words: string[]) {
	let [stdout, stderr] = ['', ''];
	const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += text), true));
	const err = vi.spyOn(console, 'error').mockImplementation((text: string) => void (stderr += `${text}\n`));
	try {
		const status = await judgeCommand.run(words);
		return { status, stdout, stderr };
	} catch (error) {
		if (error instanceof UsageError) return { status: 2, stdout, stderr: error.message };
		throw error;
	} finally {
		out.mockRestore();
		err.mockRestore();
	}
}

function file(name: string, content: string | Uint8Array): string {
	const path = join(directory, name);
	writeFileSync(path, content);
	return path;
}

describe('judge', () => {
	it('judges a table to standard output, without a database', () => {
		const input = file(
			'good.csv',
			`\u{feff}${HEADER},備考\r\n77,就職件数,件,increase,reach,,R2,0,R6,"4,215件",令和5年度,R5,"3,792","1行目\r\n2行目"\r\n`
		);
		const { status, stdout, stderr } = spawn('--rule', 'miyagi', '--input', input);
		expect(stderr).toBe('');
		expect(status).toBe(0);
		expect(stdout).toBe(
			`\u{feff}${HEADER},備考,reachRate,reachRateShown,progressRatio,status,points,reason\r\n` +
				'77,就職件数,件,increase,reach,,R2,0,R6,"4,215件",令和5年度,R5,"3,792","1行目\r\n2行目",' +
				'0.8996441281,90.0%,1.1995255042,A,,予定に対する達成率が120.0 %で、100 %以上のためA\r\n'
		);
		expect(existsSync(join(directory, 'data'))).toBe(false);
	}, 30_000);

	it('names a bad row by line and cause, judges the others and ends with 1', async () => {
		const input = file(
			'bad.csv',
			`${HEADER}\n,"a\nb",件,increase,,,R2,0,R6,100,R6,,50\n,c,件,increase,,,R2,0,R6,100,R6,,約50\n,d,件,increase,,,R2,0,R6,1,007,R6,,50\n`
		);
		const output = join(directory, 'out.csv');
		const { status, stdout, stderr } = await judge(
			'--rule',
			'kurayoshi',
			'--input',
			input,
			'--output',
			output
		);
		expect(status).toBe(1);
		expect(stdout).toBe('');
		expect(stderr).toMatch(/^4行目：actual：「約」/);
		expect(stderr).toMatch(/^5行目：列が14個あり/m);
		expect(stderr).toContain('3行のうち2行は読み取れず');
		const rows = readFileSync(output, 'utf8').split('\r\n');
		expect(rows[1]).toContain(',0.5,50%,0.5,3,3,');
		expect(rows[2]).toContain('約50,,,,－,,');
		expect(rows[3]).toContain('列が14個あり');
	}, 30_000);

	it('reads windows-31j', async () => {
		const bytes = [
			...Buffer.from('name,direction,target,actual\n'),
			0x97,
			0xa6,
			...Buffer.from(',increase,10,11\n')
		];
		const { status, stdout } = await judge(
			'--rule',
			'ratio',
			'--input',
			file('sjis.csv', Uint8Array.from(bytes))
		);
		expect([status, stdout.split('\r\n')[1]]).toEqual([
			0,
			'率,increase,10,11,1.1,110.0%,1.1,◎,,目標との差が＋1で、0超のため◎'
		]);
	}, 30_000);

	it('takes a rule file, and refuses one with a gap', async () => {
		const rule = (below: string) =>
			JSON.stringify({
				id: 'two',
				name: '2段階',
				method: 'bands',
				grades: [
					{ id: 'ok', label: '○', status: 'on-track' },
					{ id: 'no', label: '×', status: 'behind' }
				],
				kinds: { increase: { formula: 'ratio', whenUndefined: { met: null, unmet: null } } },
				steps: [
					{
						measure: 'rate',
						bands: [
							{ grade: 'ok', atLeast: '0.8' },
							{ grade: 'no', below }
						]
					}
				]
			});
		const input = file('two.csv', 'name,direction,target,actual\na,increase,10,9\n');
		const good = await judge('--rule', file('good.json', rule('0.8')), '--input', input);
		expect([good.status, good.stdout.split('\r\n')[1]]).toEqual([
			0,
			'a,increase,10,9,0.9,90.0%,0.9,○,,達成率が90.0 %で、80 %以上のため○'
		]);
		const bad = await judge('--rule', file('gap.json', rule('0.7')), '--input', input);
		expect(bad.status).toBe(2);
		expect(bad.stderr).toContain('どの区分にも入らない範囲があります：70 %以上80 %未満。');
	}, 30_000);

	it('refuses a wrong call', async () => {
		const input = file('any.csv', `${HEADER}\n`);
		for (const words of [
			[],
			['--rule', 'miyagi'],
			['--rule', 'none', '--input', input],
			['--rule', 'miyagi', '--input', 'none.csv']
		]) {
			const { status, stderr } = await judge(...words);
			expect(status, words.join(' ')).toBe(2);
			expect(stderr).not.toBe('');
		}
	});

	it('ends with 2 and its usage when called wrongly', () => {
		const { status, stderr } = spawn('--all');
		expect(status).toBe(2);
		expect(stderr).toContain('使い方');
	}, 30_000);
});
