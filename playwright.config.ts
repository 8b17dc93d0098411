import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './tests/support/browser.ts';

/**
 * Playwright reads this file once in the runner and again in each worker. The first reading chooses browser,
 * port and data folder; the environment hands them on.
 */
const chosen = {
	browser: (process.env['CHROMIUM'] ||= findBrowser()),
	port: (process.env['E2E_PORT'] ||= String(await freePort())),
	data: (process.env['E2E_DATA_DIR'] ||= temporaryFolder())
};
const origin = `http://127.0.0.1:${chosen.port}`;

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	forbidOnly: Boolean(process.env['CI']),
	retries: 0,
	workers: availableParallelism(),
	fullyParallel: true,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
	use: {
		...devices['Desktop Chrome'],
		viewport: { width: 1366, height: 768 },
		baseURL: origin,
		locale: 'ja-JP',
		timezoneId: 'Asia/Tokyo',
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: chosen.browser,
			// Without a UTF-8 locale Chromium calls a file with a Japanese name just 「download」.
			env: { ...process.env, LC_ALL: 'C.UTF-8' } as Record<string, string>,
			args: [
				'--no-sandbox',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	webServer: {
		command: `"${process.execPath}" src/cli/start.ts`,
		url: `${origin}/health/live`,
		// The first start may build.
		timeout: 180_000,
		reuseExistingServer: false,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
		stdout: 'ignore',
		stderr: 'pipe',
		env: {
			MODE: 'demo',
			HOST: '127.0.0.1',
			PORT: chosen.port,
			ORIGIN: origin,
			DATA_DIR: chosen.data,
			CLOCK_START: '2026-07-28T14:05:00+09:00'
		}
	}
});

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'michishirube-e2e-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A loopback port that was free a moment ago. */
function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
