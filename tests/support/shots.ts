/**
 * `npm run docs:shots`: takes the pictures of the manuals from the demo city, every one from a page that runs.
 * Reading comes before writing, so that the pictures of reading pages show the city as it was loaded.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page, type PageScreenshotOptions } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { DEMO_PASSWORD, NOW, ROOT, temporaryFolder } from './city.ts';
import { startServer } from './server.ts';

const IMAGES = join(ROOT, 'docs', 'images');
const WORKING = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 980 };
const WALL = { width: 1920, height: 1080 };
const STEP_MS = 15_000;
const WHOLE_RUN_MS = 240_000;

type Size = typeof WORKING;
/** Somebody signed in at a window of this size. */
type SignIn = (username: string, size?: Size) => Promise<Page>;

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
	try {
		const signIn: SignIn = (username, size) => signedIn(browser, username, size ?? WORKING);
		await reading(signIn);
		await screens(signIn);
		await reviewing(signIn);
		await entering(signIn);
		await together(signIn);
		await head(signIn);
		await accounts(signIn);
	} finally {
		clearTimeout(limit);
		await browser.close();
	}
} finally {
	await server.stop();
	data.remove();
}

async function signedIn(browser: Browser, username: string, viewport: Size): Promise<Page> {
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
}

async function reading(signIn: SignIn): Promise<void> {
	const page = await signIn('planner');
	for (const [name, path] of [
		['overview', '/?year=2025'],
		['kpi-list', '/kpi?year=2025'],
		['kpi', '/kpi/Z022?year=2025'],
		['editions', '/editions']
	] as const) {
		await page.goto(path);
		await take(page, name);
	}
	await page.context().close();
}

async function screens(signIn: SignIn): Promise<void> {
	const page = await signIn('viewer', WALL);
	await page.goto('/screen?year=2025');
	await take(page, 'screen');
	await page.goto('/screen/kpi/Z022?year=2025');
	await take(page, 'screen-kpi');
	await page.context().close();
}

async function reviewing(signIn: SignIn): Promise<void> {
	const page = await signIn('planner');
	await page.goto('/review');
	await page.locator('summary', { hasText: '差し戻す' }).first().click();
	await take(page, 'review');
	await page.context().close();
}

async function entering(signIn: SignIn): Promise<void> {
	const page = await signIn('editor');
	await page.goto('/entry');
	await take(page, 'entry-list');
	await openEntry(page, '特定保健指導の実施率');
	await page.getByLabel('令和7年度の値').fill('４５．２％');
	await page.getByText('45.2 %として保存します').waitFor();
	await page.getByLabel('令和7年度の値').blur();
	await take(page, 'entry');
	await page.context().close();

	const phone = await signIn('editor', PHONE);
	await openEntry(phone, '特定保健指導の実施率');
	await phone.getByLabel('令和7年度の値').fill('約45');
	await phone.getByRole('button', { name: '下書き保存' }).click();
	await phone.locator('#entered-error').waitFor();
	await phone.evaluate(() => scrollTo(0, 0));
	await phone.mouse.move(0, 0);
	await take(phone, 'entry-phone');
	await phone.context().close();
}

/** Two people at one figure: the second one sees both values. */
async function together(signIn: SignIn): Promise<void> {
	const [first, second] = [await signIn('editor'), await signIn('editor_kenko')];
	for (const page of [first, second]) await openEntry(page, '健康相談の延べ利用者数');
	await first.getByLabel('令和7年度の値').fill('2,420');
	await first.getByRole('button', { name: '下書き保存' }).click();
	await first.getByRole('status').filter({ hasText: '下書きを保存しました' }).waitFor();
	await second.getByLabel('令和7年度の値').fill('2,430');
	await second.getByRole('button', { name: '下書き保存' }).click();
	await second.getByRole('alert').waitFor();
	await second.evaluate(() => scrollTo(0, 0));
	await take(second, 'conflict', { clip: { x: 0, y: 0, width: WORKING.width, height: 640 } });
	await first.context().close();
	await second.context().close();
}

async function head(signIn: SignIn): Promise<void> {
	const editor = await signIn('editor_korei');
	await openEntry(editor, '地域の通いの場の数');
	await editor.getByLabel('令和7年度の値').fill('61');
	for (const [remark, text] of [
		['要因分析', '会場の休止が2か所あった。'],
		['課題', '世話役の後継者が足りない。'],
		['今後の取組', '世話役の講座を年2回開く。']
	] as const)
		await editor.getByLabel(remark).fill(text);
	await submit(editor);
	await editor.context().close();

	const page = await signIn('head');
	await page.goto('/entry?department=korei');
	await page.getByRole('link', { name: '地域の通いの場の数' }).click();
	await page.getByRole('button', { name: '確認して総合政策課へ渡す' }).waitFor();
	await take(page, 'head', { fullPage: true });
	await page.context().close();
}

async function accounts(signIn: SignIn): Promise<void> {
	const page = await signIn('admin');
	await page.goto('/admin/accounts');
	await take(page, 'accounts', { clip: { x: 0, y: 0, width: WORKING.width, height: 440 } });
	await page.context().close();
}

/** Waits until the page's script runs: it is what shows how a figure is read. */
async function openEntry(page: Page, indicator: string): Promise<void> {
	await page.goto('/entry');
	await page.getByRole('link', { name: indicator }).click();
	await page.getByLabel('令和7年度の値').waitFor();
	await page.waitForLoadState('networkidle');
}

/** Submits, and confirms a figure that the app asks about. */
async function submit(page: Page): Promise<void> {
	const button = page.getByRole('button', { name: '提出する' });
	const check = page.getByLabel('この値で正しい');
	const done = page.getByRole('status').filter({ hasText: '提出しました' });
	await button.click();
	await check.or(done).first().waitFor();
	if (!(await check.isVisible())) return;
	await check.check();
	await button.click();
	await done.waitFor();
}

/** The window as it is; with `part`, a piece of it or the whole page. */
async function take(
	page: Page,
	name: string,
	part: Pick<PageScreenshotOptions, 'clip' | 'fullPage'> = {}
): Promise<void> {
	await page.waitForLoadState('load');
	await page.screenshot({ ...part, path: join(IMAGES, `${name}.png`), animations: 'disabled' });
}
