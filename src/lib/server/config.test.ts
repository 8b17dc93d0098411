import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, isSecure, readConfig } from './config.ts';

const PRODUCTION = { MODE: 'production', ORIGIN: 'http://michishirube.city.local' };

function problemOf(environment: Record<string, string | undefined>): string {
	try {
		readConfig(environment);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	throw new Error('nothing was wrong');
}

describe('readConfig', () => {
	it('starts the demo on this machine when nothing is said', () => {
		expect(readConfig({})).toEqual({
			mode: 'demo',
			port: 3000,
			host: '127.0.0.1',
			dataDir: resolve('./data'),
			origin: null,
			clockStart: null
		});
	});

	it('takes an empty setting of a unit file for none', () => {
		expect(readConfig({ MODE: '', PORT: '', ORIGIN: '', CLOCK_START: '' })).toEqual(readConfig({}));
	});

	it('ignores everything else in the environment', () => {
		expect(readConfig({ PATH: '/bin', NODE_ENV: 'test', port: '1' })).toEqual(readConfig({}));
	});

	it('reads what a city sets', () => {
		expect(
			readConfig({ ...PRODUCTION, PORT: '8080', HOST: '0.0.0.0', DATA_DIR: '/var/lib/michishirube' })
		).toEqual({
			mode: 'production',
			port: 8080,
			host: '0.0.0.0',
			dataDir: '/var/lib/michishirube',
			origin: 'http://michishirube.city.local',
			clockStart: null
		});
	});

	it('keeps the address without its trailing slash', () => {
		expect(readConfig({ ...PRODUCTION, ORIGIN: 'https://kpi.city.lg.jp/' }).origin).toBe(
			'https://kpi.city.lg.jp'
		);
		expect(readConfig({ ...PRODUCTION, ORIGIN: 'http://10.1.2.3:8080' }).origin).toBe('http://10.1.2.3:8080');
	});

	it.each(['0', '1', '65535'])('takes port %s', (PORT) =>
		expect(readConfig({ PORT }).port).toBe(Number(PORT))
	);

	it.each(['abc', '-1', '65536', '99999', '3000.5', '0x10', '1e3', ' 3000', '３０００', '300000'])(
		'refuses port %j',
		(PORT) => {
			expect(problemOf({ PORT })).toMatch(/^PORT は 0〜65535 の整数.*例：PORT=3000/);
		}
	);

	it.each(['x', 'Demo', 'prod', 'development'])('refuses mode %j', (MODE) => {
		expect(problemOf({ MODE })).toMatch(/^MODE は demo か production.*例：MODE=production/);
	});

	it.each([
		'michishirube',
		'ftp://a.example',
		'http://',
		'http://a.example/path',
		'http://a.example/?x=1',
		'http://a.example/#x',
		'http://user:secret@a.example',
		'javascript:alert(1)'
	])('refuses the address %j', (ORIGIN) => {
		expect(problemOf({ ...PRODUCTION, ORIGIN })).toMatch(/^ORIGIN は利用者が開くアドレス.*例：ORIGIN=http/);
	});

	it.each(['yesterday', '2026-13-01', '14:05'])('refuses the start of the clock %j', (CLOCK_START) => {
		expect(problemOf({ CLOCK_START })).toMatch(/^CLOCK_START は日時/);
	});

	it('refuses an empty host and an empty folder', () => {
		expect(problemOf({ HOST: '' })).toMatch(/^HOST が空です/);
		expect(problemOf({ DATA_DIR: '' })).toMatch(/^DATA_DIR が空です/);
	});

	it('demands the address in production, and the true time', () => {
		expect(problemOf({ MODE: 'production' })).toMatch(/ORIGIN（利用者が開くアドレス）が必要/);
		expect(problemOf({ MODE: 'production', ORIGIN: '' })).toMatch(/ORIGIN（利用者が開くアドレス）が必要/);
		expect(problemOf({ ...PRODUCTION, CLOCK_START: '2026-07-28T14:05:00+09:00' })).toMatch(
			/CLOCK_START は MODE=demo でだけ/
		);
		expect(readConfig({ CLOCK_START: '2026-07-28T14:05:00+09:00' }).clockStart).toBe(
			'2026-07-28T14:05:00+09:00'
		);
	});

	it('tells all problems at once, one per line', () => {
		expect(problemOf({ MODE: 'x', PORT: 'y', HOST: '' }).split('\n')).toHaveLength(3);
	});
});

describe('isSecure', () => {
	it('follows the address that people type', () => {
		expect(isSecure(readConfig({ ...PRODUCTION, ORIGIN: 'https://kpi.city.lg.jp' }))).toBe(true);
		expect(isSecure(readConfig(PRODUCTION))).toBe(false);
		expect(isSecure(readConfig({}))).toBe(false);
	});
});
