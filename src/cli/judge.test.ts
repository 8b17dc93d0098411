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

	it('reads headings in other shapes, tabs, and columns in any order', async () => {
		const names = 'Ａｃｔｕａｌ ,Target,target_year,Baseline Year,baseline,DIRECTION,year';
		const cells = '53,60,R7,R2,50,↑,R4';
		for (const text of [`${names}\n${cells}`, `${names}\r${cells}\r`, `${names},,\n${cells},,\n\n,,,,\n`]) {
			const input = file('shapes.csv', text);
			for (const path of [input, file('shapes.txt', text.replaceAll(',', '\t'))]) {
				const { status, stdout, stderr } = await judge(
					'--rule',
					'kurayoshi',
					'--input',
					path,
					'--output',
					'-'
				);
				expect([status, stderr]).toEqual([0, '']);
				expect(stdout.split('\r\n')[1]).toContain(',0.3,30%,0.3,2,2,');
				expect(stdout.split('\r\n')).toHaveLength(3);
			}
		}
		const excel = Buffer.from(`\ufeff${names}\n${cells}`.replaceAll(',', '\t'), 'utf16le');
		expect((await judge('--rule', 'kurayoshi', '--input', file('excel.txt', excel))).status).toBe(0);
	});

	it('says which column is missing, and that a misnamed one was not used', async () => {
		const misnamed = file('misnamed.csv', 'name,direction,goal_value,actual\na,increase,10,9\n');
		const { status, stdout, stderr } = await judge('--rule', 'ratio', '--input', misnamed);
		expect(status).toBe(0);
		expect(stdout.split('\r\n')[1]).toContain('目標（target・yearTarget）がないため');
		expect(stderr).toContain('target');
		expect(stderr).toContain('知らない列「goal_value」は判定に使っていません');
		const refusal = async (name: string, content: string | Uint8Array) =>
			judge('--rule', 'ratio', '--input', file(name, content)).then(
				() => '',
				({ message }: Error) => message
			);
		expect(await refusal('none.csv', 'code,direction,target\n1,increase,10\n')).toContain(
			'列「actual」（実績）がありません'
		);
		expect(await refusal('title.csv', '\n令和7年度の指標,,\ncode,actual\n')).toContain(
			'2行目に列名がありません'
		);
		expect(await refusal('twice.csv', 'code,target,Target,actual\n')).toContain('列「target」が2つあります');
		expect(await refusal('book.csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0))).toContain('表計算のブックです');
		expect(await refusal('nothing.csv', '')).toContain('行がありません');
		const empty = await judge('--rule', 'ratio', '--input', file('head.csv', `${HEADER}\n`));
		expect([empty.status, empty.stderr]).toEqual([0, '注意：判定する行がありません。\n']);
	});

	it('names rows for one KPI and year on the error output, and still ends with 0', async () => {
		const rows = ['R6,,30', 'R6,,40'].map((each) => `1,a,人,increase,,,R2,0,R8,100,${each}`);
		const input = file('twice.csv', [HEADER, rows[0], '', rows[1]].join('\n'));
		const { status, stderr, stdout } = await judge('--rule', 'kurayoshi', '--input', input);
		expect(status).toBe(0);
		expect(stdout.trim().split('\r\n')).toHaveLength(3);
		expect(stderr).toContain('注意：同じ指標・同じ年度の行があります：4行目（2行目と）。');
	});

	it('never writes over what it reads, and says in words why it cannot write', async () => {
		const text = `${HEADER}\n`;
		const input = file('own.csv', text);
		const same = join(directory, '.', 'own.csv');
		const over = await judge('--rule', 'ratio', '--input', input, '--output', same);
		expect(over.status).toBe(2);
		expect(over.stderr).toContain('読み込むファイルと同じです');
		expect(readFileSync(input, 'utf8')).toBe(text);
		const away = await judge('--rule', 'ratio', '--input', input, '--output', join(directory, 'no', 'x.csv'));
		expect([away.status, away.stderr]).toEqual([2, expect.stringContaining('書き込めません（その場所に')]);
		for (const [text, where] of [
			['{\n"id": }', '「}」がここには'],
			['{\n"id": 1,}', '2行目の9文字目'],
			['{"id":', '途中で終わって']
		] as const) {
			const broken = await judge('--rule', file('broken.json', text), '--input', input);
			expect([broken.status, broken.stderr]).toEqual([2, expect.stringContaining(where)]);
		}
	});

	it('judges many rows of one KPI in a moment', async () => {
		const rows = Array.from(
			{ length: 20_000 },
			(_, index) => `a,increase,0,100,R${1 + (index % 10)},${index}`
		);
		const input = file('many.csv', `name,direction,baseline,target,year,actual\n${rows.join('\n')}\n`);
		const output = join(directory, 'many-out.csv');
		const began = process.cpuUsage().user;
		const { status } = await judge('--rule', 'kurayoshi', '--input', input, '--output', output);
		expect(status).toBe(0);
		// Took minutes while every row looked at every other one.
		expect((process.cpuUsage().user - began) / 1e6).toBeLessThan(20);
	}, 60_000);

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
