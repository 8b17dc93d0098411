import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { badOption } from './bad-option.ts';
import { cityCommand } from './city.ts';
import { UsageError } from './command.ts';
import { judgeCommand } from './judge.ts';
import { judgementsCommand } from './judgements.ts';
import { tokenCommand } from './token.ts';
import { userCommand } from './user.ts';
import { verifyAuditCommand } from './verify-audit.ts';

const COMMANDS = {
	user: userCommand,
	city: cityCommand,
	token: tokenCommand,
	'verify-audit': verifyAuditCommand,
	judgements: judgementsCommand
};
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The whole command line, in an empty folder without settings. */
function spawn(file: string, ...words: string[]) {
	return spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...words], {
		cwd: folder,
		env: { PATH: process.env['PATH'] },
		encoding: 'utf8'
	});
}

/** What a wrong call is told; nothing is opened for it. */
function complaint(line: string): string {
	const [name = '', ...words] = line.split(' ').filter((word) => word !== '');
	try {
		if (name === 'judge') void judgeCommand.run(words);
		else COMMANDS[name as 'user'].read(words);
	} catch (error) {
		if (error instanceof UsageError) return error.message;
		return badOption(error) ?? `not for people: ${String(error)}`;
	}
	return '（受け付けた）';
}

describe('a wrong call', () => {
	it.each([
		['user', '何をするか'],
		['user boss', '「user boss」はありません'],
		['user add', '--role を指定'],
		['user add --role', '--role の値がありません'],
		['user add --role --username a', '--role の値がありません'],
		['user add --role constructor --username a --name b', '役割「constructor」はありません'],
		['user add --role admin --username a', '--name を指定'],
		['user add --role admin --username a --name b --colour red', '--colour という指定はありません'],
		['user add --role admin --username a --name 情報係 佐藤', '余分な指定があります：「佐藤」'],
		['user add --role admin --role head --username a --name b', '--role が2回'],
		['user add -x', '-x という指定はありません'],
		['user list all', '余分な指定があります：「all」'],
		['user disable', '利用者名 を指定'],
		['user unlock a b', '余分な指定があります：「b」'],
		['city', '何をするか'],
		['city check', 'ファイル を指定'],
		['city load a.json b.json', '余分な指定があります：「b.json」'],
		['city sample x', '余分な指定があります：「x」'],
		['token add --name a', '--user を指定'],
		['token add --user a --name b --days 0', '--days は 1〜9999'],
		['token add --user a --name b --days', '--days の値がありません'],
		['token revoke --user a', '--user という指定はありません'],
		['verify-audit now', '余分な指定があります：「now」'],
		['judgements', '何をするか'],
		['judgements check all', '余分な指定があります：「all」'],
		['judge', '--rule を指定'],
		['judge --rules x', '--rules という指定はありません'],
		['judge --rule', '--rule の値がありません'],
		['judge x', '余分な指定があります：「x」']
	])('%s: %s', (line, says) => expect(complaint(line)).toContain(says));

	it('knows every way in which options are wrong', () => {
		const wrong = (args: string[]) => {
			try {
				parseArgs({ args, options: { flag: { type: 'boolean' }, name: { type: 'string', short: 'n' } } });
			} catch (error) {
				return badOption(error);
			}
			return '（正しい）';
		};
		for (const args of [
			['--flag=x'],
			['--no'],
			['-n'],
			['--name'],
			['--name', '-n'],
			['x'],
			['-z'],
			['-nfz', '-q']
		])
			expect(wrong(args)).toMatch(/[ぁ-ん].*。$/);
		expect(badOption(new Error('x'))).toBeNull();
	});
});

describe('the command line', { timeout: 120_000 }, () => {
	it('answers wrong calls in Japanese with the usage, exit status 2, and makes no database', () => {
		const { status, stderr, stdout } = spawn('main.ts', 'token', 'add', '--nmae', 'x');
		expect([status, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(
			/^--nmae という指定はありません。\n使い方：npm run -s cli -- …\n {2}token add .*\n {2}token revoke/
		);
		for (const name of ['constructor', '__proto__', 'usr']) {
			const unknown = spawn('main.ts', name);
			expect([unknown.status, unknown.stderr]).toEqual([
				2,
				expect.stringContaining(`「${name}」はありません`)
			]);
		}
		expect(readdirSync(folder)).toEqual([]);
	});

	it.each(['user', 'city', 'token', 'verify-audit', 'judgements', 'judge'])(
		'explains %s on --help',
		(name) => {
			const { status, stdout, stderr } = spawn('main.ts', name, '--help');
			expect([status, stderr]).toEqual([0, '']);
			expect(stdout).toMatch(new RegExp(`^[^\\n]*。\\n使い方：npm run -s cli -- …\\n {2}${name}`));
			expect(readdirSync(folder)).toEqual([]);
		}
	);

	it('explains itself, and what starts the server', () => {
		expect(spawn('main.ts').stdout).toMatch(/user add[^]*judge --rule/);
		expect(spawn('main.ts', 'help', 'user').stdout).toContain('user reset-password'.slice(0, 5));
		expect(spawn('start.ts', '--help')).toMatchObject({
			status: 0,
			stdout: expect.stringContaining('npm start')
		});
		const wrong = spawn('start.ts', '--port', '3001');
		expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('PORT=3001 npm start')]);
		expect(spawn('dev.ts', 'x').status).toBe(2);
	});
});
