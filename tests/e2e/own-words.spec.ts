/**
 * A city with a rule of its own: the planner adopts it, and from then on everybody counts, filters and shows the city's
 * own categories. Adopting changes every page, so this runs on a city of its own.
 */
import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';

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

async function open(page: Page, path: string, username = 'viewer'): Promise<void> {
	await page.goto(`${server.origin}/sign-in?next=${encodeURIComponent(path)}`);
	await page.getByLabel('利用者名').fill(username);
	await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await page.waitForURL(`${server.origin}${path}`);
}

/** The breakdown of the home page: 「A（順調）」 → 35. */
async function breakdown(page: Page): Promise<Map<string, number>> {
	const items = page.getByRole('region', { name: '進捗の内訳' }).getByRole('listitem');
	const found = new Map<string, number>();
	for (const text of await items.allInnerTexts()) {
		const [, word = '', count = ''] = /^(.+?)\s+([\d,]+)\s*指標$/s.exec(text.trim()) ?? [];
		found.set(word.trim(), Number(count.replaceAll(',', '')));
	}
	return found;
}

const words = async (page: Page) => [...(await breakdown(page)).keys()];
const COMMON = ['達成', '順調', 'やや遅れ', '遅れ', '後退', '判定なし', '未確定', '未入力', '対象外'];
const OWN = ['A（順調）', 'B（やや遅れ）', 'C（後退）', '判定なし', '未確定', '未入力', '対象外'];

test('the planner presses 採用する, and the home page counts the city’s own categories', async ({ page }) => {
	await open(page, '/', 'planner');
	expect(await words(page)).toEqual(COMMON);
	const all = [...(await breakdown(page)).values()].reduce((sum, count) => sum + count, 0);

	await page.goto(`${server.origin}/rules/adopt?rule=fukuoka@1&year=2025`);
	await page.getByLabel('理由').fill('総合計画審議会の答申により、公表の区分にそろえるため。');
	await page.getByRole('button', { name: /令和7年度（2025）から福岡市（第1版）を採用する/ }).click();
	await expect(page.getByRole('status')).toContainText('採用しました');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('判定基準');
	await expect(page.getByRole('row', { name: /令和7年度（2025）.*福岡市（第1版）/ })).toBeVisible();
	await expectAccessible(page);

	await page.goto(server.origin);
	expect(await words(page)).toEqual(OWN);
	const counts = await breakdown(page);
	expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(all);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		new RegExp(`のうち${counts.get('A（順調）')}指標がA（順調）です$`)
	);
	await expect(page.getByText('B 順調ではないが、改善または現状維持')).toBeVisible();
	// Years under the other rule stand in a table of their own.
	await expect(page.getByRole('heading', { name: '令和6年度まで：標準（第1版）' })).toBeVisible();
	const now = page.getByRole('table', { name: '年度ごとの内訳 令和7年度から：福岡市（第1版）' });
	await expect(now.getByRole('row', { name: /令和7年度/ })).toContainText(
		String(counts.get('B（やや遅れ）'))
	);
	await expect(now.getByRole('columnheader', { name: /^A\s*（順調）$/ })).toBeVisible();
	await expect(page.getByText('動きは、R6もR7の基準で判定し直して比べています')).toBeVisible();
	await expectAccessible(page);
	await page.goto(`${server.origin}/?year=2024`);
	expect(await words(page)).toEqual(COMMON);
});

test('the count opens the list filtered by the city’s category, and its file holds the same', async ({
	page
}) => {
	await open(page, '/');
	const count = (await breakdown(page)).get('B（やや遅れ）');
	await page.getByRole('region', { name: '進捗の内訳' }).getByRole('link', { name: /^B/ }).click();
	await expect(page.getByLabel('状況')).toHaveValue('own-B');
	await expect(page.getByRole('status')).toContainText(`のうち${count}指標`);
	expect(await page.getByLabel('状況').locator('option').allInnerTexts()).toEqual(['すべて', ...OWN]);
	await expectAccessible(page);
	const file = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV' }).click();
	const rows = (await readFile(await (await file).path(), 'utf8')).trim().split('\r\n').slice(1);
	expect(rows).toHaveLength(count ?? 0);
	expect(rows.every((row) => row.includes('B（やや遅れ）'))).toBe(true);

	// The common name still leads to the same KPIs, and another year says that it has no such category.
	await page.goto(`${server.origin}/kpi?status=slightly-behind`);
	await expect(page.getByRole('status')).toContainText(`のうち${count}指標`);
	await page.goto(`${server.origin}/kpi?year=2024&status=own-B`);
	await expect(page.getByText('令和6年度は標準（第1版）で判定していて')).toBeVisible();
	await expectAccessible(page);
});

test('the committee sees the same counts in the city’s words', async ({ page }) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await open(page, '/');
	const counts = await breakdown(page);
	await page.goto(`${server.origin}/screen`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		new RegExp(`のうち\\s*${counts.get('A（順調）')}\\s*がA（順調）`)
	);
	const terms = page.locator('dl > div');
	for (const letter of ['A', 'B', 'C']) {
		const term = terms.filter({ has: page.locator('dt', { hasText: new RegExp(`^\\s*${letter}\\s*$`) }) });
		const word = OWN.find((each) => each.startsWith(letter)) ?? '';
		await expect(term.locator('dd').first()).toHaveText(String(counts.get(word)));
	}
	await expectAccessible(page);
	await page.goto(`${server.origin}/screen/attention`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		`C（後退）が${counts.get('C（後退）')}指標`
	);
	await expectAccessible(page);
	// Everything is on the screen: nothing has to be scrolled to.
	for (const path of ['/screen', '/screen/attention']) {
		await page.goto(server.origin + path);
		const [content, window] = await page.evaluate(() => {
			const main = document.querySelector('main');
			return [main?.scrollHeight ?? 0, main?.clientHeight ?? 0];
		});
		expect(content, path).toBeLessThanOrEqual(window + 1);
	}
});

test('the plan’s pages and the final evaluation count by the city’s categories', async ({ page }) => {
	await open(page, '/');
	const counts = await breakdown(page);
	await page.goto(`${server.origin}/plan/zenki/final`);
	const table = page.getByRole('table', { name: '令和7年度の判定の区分ごとの数' });
	const cells = await table.getByRole('row', { name: /^全体/ }).getByRole('cell').allInnerTexts();
	expect(cells.slice(0, OWN.length).map(Number)).toEqual(OWN.map((word) => counts.get(word)));
	await expectAccessible(page);
	await page.goto(`${server.origin}/plan`);
	await expect(page.getByText('A（順調）／全指標')).toBeVisible();
	await expectAccessible(page);
});

for (const path of ['/', '/kpi?status=own-A', '/plan', '/plan/zenki/final', '/screen', '/screen/attention']) {
	test(`${path} fits a phone`, async ({ page }) => {
		await page.setViewportSize({ width: 320, height: 720 });
		await open(page, path);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
	});
}
