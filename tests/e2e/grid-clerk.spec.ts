import { cpSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';

/** What a clerk stumbled over, on a city of its own: 健康推進課 as the demo has it in July. */
const folder = temporaryFolder();
let server: RunningServer;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	test.setTimeout(240_000);
	cpSync(await demoFolder(), folder.path, { recursive: true });
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
});

test.afterAll(async () => {
	await server.stop();
	folder.remove();
});

async function open(page: Page, username = 'editor_kenko', path = '/entry'): Promise<void> {
	await page.goto(`${server.origin}/sign-in?next=${encodeURIComponent(path)}`);
	await page.getByLabel('利用者名').fill(username);
	await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const alive = (page: Page) =>
	expect(page.getByRole('button', { name: /要因・課題・取組/ }).first()).toBeVisible();
const row = (page: Page, name: string) =>
	page.getByRole('row').filter({ has: page.getByRole('link', { name }) });
const DEATHS = '自殺死亡率（10万人当たり）';
const RATE = '特定保健指導の実施率';

test('a column pasted after typing lands on the rows as they stand on the screen', async ({ page }) => {
	await open(page);
	await alive(page);
	const first = page.getByLabel(`${DEATHS}のR7実績`);
	await first.fill('18.5');
	await first.press('Enter');
	await expect(row(page, DEATHS)).toContainText('保存済');
	await first.focus();
	await first.evaluate((input) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', '18.4\r\n44.4\r\n');
		input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	});
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('貼り付けた内容を確かめる');
	await expect(page.getByRole('row').filter({ hasText: DEATHS })).toContainText('18.4');
	await expect(page.getByRole('row').filter({ hasText: RATE })).toContainText('44.4');
	// The list below is that of the grid, and goes along when the block is sent again.
	const listed = await page.locator('#start option').allTextContents();
	expect(listed.findIndex((text) => text.includes(RATE))).toBe(
		listed.findIndex((text) => text.includes(DEATHS)) + 1
	);
	const order = (await page.locator('input[name="order"]').getAttribute('value')) ?? '';
	expect(order.split(',').length).toBe(listed.length);
});

test('the status belongs to what is stored, and says so while something else is typed', async ({ page }) => {
	await open(page);
	await alive(page);
	const input = page.getByLabel(`${DEATHS}のR7実績`);
	await expect(input).toHaveValue('18.5');
	await input.fill('約18');
	await expect(row(page, DEATHS)).toContainText('（保存済 18.5 の進捗）');
	await input.press('Enter');
	await expect(row(page, DEATHS)).toContainText('保存されているのは 18.5 です');
	await expect(row(page, DEATHS)).toContainText('（保存済 18.5 の進捗）');
	await expectAccessible(page);
	const empty = page.getByLabel(`${RATE}のR7実績`);
	await empty.fill('44');
	await expect(row(page, RATE)).toContainText('保存すると出ます');
	await empty.press('Escape');
	await input.fill('18.5');
	await input.press('Enter');
	await expect(row(page, DEATHS)).not.toContainText('の進捗）');
});

test('one sign gives way to the next', async ({ page }) => {
	await open(page);
	await alive(page);
	const input = page.getByLabel(`${RATE}のR7実績`);
	const state = page.getByLabel(`${RATE}の値の状態`);
	for (const [sign, word] of [
		['x', 'suppressed'],
		['…', 'unknown']
	] as const) {
		await input.fill(sign);
		await input.press('Enter');
		await expect(row(page, RATE)).toContainText('保存済');
		await expect(state).toHaveValue(word);
	}
	await input.fill('');
	await input.press('Enter');
	await expect(state).toHaveValue('final');
	await expect(row(page, RATE)).toContainText('保存済');
	// Emptied, it is to be entered again.
	await page.reload();
	await expect(
		page.locator('tbody').filter({ hasText: '入力が必要な指標' }).getByRole('link', { name: RATE })
	).toBeVisible();
});

test('the warning spans the row, and what is done is folded away', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await open(page);
	await alive(page);
	const input = page.getByLabel(`${DEATHS}のR7実績`);
	await input.fill('95');
	await input.press('Enter');
	const box = page.locator('.doubt').first();
	await expect(box).toBeVisible();
	const [wide, table] = [await box.boundingBox(), await page.getByRole('table').first().boundingBox()];
	expect(wide?.width ?? 0).toBeGreaterThan((table?.width ?? 0) * 0.9);
	await expectAccessible(page);
	await input.fill('18.5');
	await input.press('Enter');
	await expect(page.locator('.doubt')).toHaveCount(0);

	const confirmed = page.getByRole('button', { name: /^確認済/ });
	await expect(confirmed).toHaveAttribute('aria-expanded', 'false');
	const locked = page.getByRole('link', { name: '3歳児健康診査の受診率' });
	await expect(locked).toBeHidden();
	await confirmed.click();
	await expect(locked).toBeVisible();
	// Why the rows are locked is said once for all of them.
	await expect(page.getByText('総合政策課が確認済のため')).toHaveCount(1);
	// An address that names a row opens its part.
	await page.goto(`${server.origin}/entry#row-I043`);
	await page.reload();
	await expect(page.locator('#row-I043')).toBeVisible();
	const seen = await page.locator('[data-cell="figure"]').evaluateAll((inputs) => {
		const bar = document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight;
		return inputs.filter(
			(each) => each.getClientRects().length > 0 && each.getBoundingClientRect().bottom < bar
		).length;
	});
	expect(seen).toBeGreaterThanOrEqual(5);
});

test('an indicator with an empty breakdown is submitted once that is confirmed', async ({ page }) => {
	await open(page, 'editor_korei');
	const input = page.locator('#entered-I049');
	await input.fill('63');
	await input.press('Enter');
	await expect(page.locator('#row-I049')).toContainText('保存済');
	await expect(page.locator('.doubt').filter({ hasText: '地区別の内訳がまだ入っていません' })).toBeVisible();
	// Opened without a year: the list that stands there is the one that is submitted.
	await page.goto(`${server.origin}/entry/submit`);
	const mine = page.locator('#row-I049');
	await expect(mine).toContainText('地区別の内訳がまだ入っていません');
	await expect(
		page.locator('section').filter({ hasText: 'あと少し足りない指標' }).locator('#row-I049')
	).toBeVisible();
	for (const box of await page.locator('input[name="choose"]:checked').all()) await box.uncheck();
	await mine.locator('input[name="choose"]').check();
	await page.getByRole('button', { name: '印を付けた指標を提出する' }).click();
	await expect(page.getByRole('alert')).toContainText('まだ1件も提出していません');
	await expectAccessible(page);
	await mine.getByLabel(/この値で正しい/).check();
	await page.getByRole('button', { name: '印を付けた指標を提出する' }).click();
	await expect(page.getByRole('status').first()).toContainText('1指標を提出しました');
});

test('a closed year is no dead end', async ({ page }) => {
	await open(page, 'editor_kenko', '/entry?year=2024');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('令和6年度の実績は締め切られました');
	await expectAccessible(page);
	await expect(page.getByRole('link', { name: /^訂正を申し出る/ }).first()).toHaveAttribute(
		'href',
		/correction\?year=2024$/
	);
	await page.getByRole('link', { name: '令和7年度の入力へ' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('令和7年度の実績を入力してください');
});

test('on a phone only what is wanted stands open, and a button goes on to the next', async ({ browser }) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP' });
	const page = await context.newPage();
	await open(page);
	await alive(page);
	await expect(page.getByRole('button', { name: /^下書き \d/ })).toHaveAttribute('aria-expanded', 'false');
	await page.getByRole('button', { name: '次の未入力へ' }).click();
	await expect(page.locator('[data-cell="figure"]:focus')).toBeInViewport();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2600);
	await context.close();
});
