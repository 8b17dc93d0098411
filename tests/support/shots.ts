/**
 * `npm run docs:shots`: takes the pictures of the manuals from the demo city, every one from a page that runs.
 * Reading comes before writing, so that the pictures of reading pages show the city as it was loaded.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { DEMO_PASSWORD, NOW, ROOT, temporaryFolder } from './city.ts';
import { startServer } from './server.ts';
import { entering } from './shots/entering.ts';
import { planning } from './shots/planning.ts';
import { reading } from './shots/reading.ts';
import { WORKING, type Studio } from './shots/studio.ts';

const IMAGES = join(ROOT, 'docs', 'images');
const STEP_MS = 15_000;
const WHOLE_RUN_MS = 400_000;

mkdirSync(IMAGES, { recursive: true });
const data = temporaryFolder();
const server = await startServer({ MODE: 'demo', DATA_DIR: data.path, CLOCK_START: NOW });
try {
	const browser = await chromium.launch({
		executablePath: findBrowser(),
		args: [
			'--no-sandbox',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync'
		]
	});
	// A page that never answers must not leave a server behind.
	const limit = setTimeout(() => void browser.close(), WHOLE_RUN_MS);
	const studio: Studio = {
		async signIn(username, viewport = WORKING) {
			const context = await browser.newContext({
				baseURL: server.origin,
				viewport,
				locale: 'ja-JP',
				timezoneId: 'Asia/Tokyo',
				reducedMotion: 'reduce'
			});
			context.setDefaultTimeout(STEP_MS);
			const page = await context.newPage();
			await page.goto('/sign-in');
			await page.getByLabel('利用者名').fill(username);
			await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
			await page.getByRole('button', { name: 'サインイン' }).click();
			await page.getByRole('navigation', { name: '主なメニュー' }).waitFor();
			return page;
		},
		async take(page, name, part = {}) {
			await page.waitForLoadState('load');
			await page.screenshot({ ...part, path: join(IMAGES, `${name}.png`), animations: 'disabled' });
		}
	};
	try {
		await reading(studio);
		await planning(studio);
		await entering(studio);
	} finally {
		clearTimeout(limit);
		await browser.close();
	}
} finally {
	await server.stop();
	data.remove();
}
