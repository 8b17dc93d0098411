/** 指標一覧: found, sorted, grouped, its columns chosen and taken away, from the keyboard and without a script. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, tabTo, test } from './fixtures.ts';

const rowNames = (page: Page) => page.locator('tbody th[scope=row] a').allTextContents();

async function downloaded(page: Page, name: string): Promise<{ file: string; bytes: Buffer }> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name, exact: true }).click()
	]);
	return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('sorts from the keyboard: up, down, and back to the order of the plan', async ({ page }) => {
	test.setTimeout(180_000);
	await signIn(page, 'planner');
	await page.goto('/kpi');
	const head = page.getByRole('columnheader', { name: '見通し' });
	await expect(head).not.toHaveAttribute('aria-sort');
	await tabTo(page, head.getByRole('link'));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/kpi\?sort=outlook#list$/);
	await expect(head).toHaveAttribute('aria-sort', 'ascending');
	await expect(page.locator('tbody tr').first()).toContainText('届かない見込み');
	await expect(page.getByText('並べ替えの間はまとまりを外しています')).toBeVisible();
	await expectAccessible(page);
	// The place is kept: the next stop is in the list, not at the top of the page.
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.closest('form') === null)).toBe(true);
	await tabTo(page, head.getByRole('link'));
	await page.keyboard.press('Enter');
	await expect(head).toHaveAttribute('aria-sort', 'descending');
	await tabTo(page, head.getByRole('link'));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/kpi#list$/);
	await expect(head).not.toHaveAttribute('aria-sort');
});

test('chooses columns from the keyboard, and keeps the choice in a short address', async ({ page }) => {
	test.setTimeout(180_000);
	await signIn(page, 'planner');
	await page.goto('/kpi?group=policy');
	await tabTo(page, page.locator('summary').filter({ hasText: '列を選ぶ' }));
	await page.keyboard.press('Enter');
	await expectAccessible(page);
	for (const column of ['担当課', '基準値', '目標の点検']) {
		await tabTo(page, page.getByRole('checkbox', { name: column, exact: true }));
		await page.keyboard.press('Space');
	}
	await tabTo(page, page.getByRole('button', { name: '表示する' }));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(
		/\/kpi\?year=2025&group=policy&c=base\.target\.actual\.status\.final\.reach\.change\.outlook#list$/
	);
	await expect(page.getByRole('columnheader', { name: '基準値' })).toBeVisible();
	await expect(page.getByRole('columnheader', { name: '担当課' })).toHaveCount(0);
	await expect(page.getByText(/のべ\d+行（複数に入る指標/)).toBeVisible();
	await expectAccessible(page);
});

test('opens the sum behind a status of any year of the window', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/kpi?q=特定健康診査の受診率');
	const row = page.getByRole('row', { name: /特定健康診査の受診率/ });
	await row.getByRole('link', { name: '後退' }).click();
	await expect(page).toHaveURL(/\/kpi\/Z022\?year=2025#sum$/);
	await expect(page.locator('#sum')).toBeVisible();
});

test('takes away exactly what is shown', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/kpi?department=kenko&group=policy&sort=-reach');
	const shown = await rowNames(page);
	const csv = await downloaded(page, 'CSV');
	expect(csv.file).toMatch(/^指標一覧_.*\.csv$/);
	const lines = csv.bytes.toString('utf8').split('\r\n');
	expect(lines[0]).toMatch(/^\u{feff}まとまり（重点施策）,KPIコード,KPI名,単位/u);
	expect(lines.slice(1, -1).map((line) => line.split(',')[2])).toEqual(shown);
	const workbook = await downloaded(page, 'Excel');
	expect(workbook.file).toMatch(/^指標一覧_.*\.xlsx$/);
	expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('works without a script', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ja-JP' });
	const page = await context.newPage();
	await signIn(page, 'planner');
	await page.goto('/kpi');
	await page.getByLabel('担当課', { exact: true }).first().selectOption('健康推進課');
	await page.getByLabel('まとめ方').selectOption('重点施策');
	await page.getByLabel('並べ順').selectOption('見通し（届かない見込みから）');
	await page.locator('summary').filter({ hasText: '列を選ぶ' }).click();
	await page.getByRole('checkbox', { name: '前回比' }).uncheck();
	await page.getByRole('button', { name: '表示する' }).click();
	await expect(page).toHaveURL(/\/kpi\?year=2025&department=kenko&group=policy&sort=outlook&c=[a-z.]+#list$/);
	await expect(page.getByRole('status')).toContainText('97指標のうち15指標');
	await expect(page.getByRole('columnheader', { name: '前回比' })).toHaveCount(0);
	await page.getByRole('columnheader', { name: '指標', exact: true }).getByRole('link').click();
	await expect(page).toHaveURL(/sort=name/);
	await page.getByRole('link', { name: '絞り込みを解除' }).click();
	await expect(page).toHaveURL(/group=policy/);
	await expect(page.getByRole('status')).toContainText('97指標');
	await context.close();
});

test('keeps heads and names in sight while it scrolls, and no link under them', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/kpi?c=goal.chapter.measure.dept.policy.base.target.actual.status.final.reach.sum');
	const region = page.getByRole('region', { name: '指標の一覧' });
	await region.evaluate((element) => {
		element.scrollTop = 1500;
		element.scrollLeft = 700;
	});
	const [head, name, frame] = await Promise.all([
		page.getByRole('columnheader', { name: '指標', exact: true }).boundingBox(),
		page.locator('tbody th[scope=row]').nth(40).boundingBox(),
		region.boundingBox()
	]);
	expect(Math.abs((head?.y ?? 0) - (frame?.y ?? -99))).toBeLessThan(3);
	expect(Math.abs((name?.x ?? 0) - (frame?.x ?? -99))).toBeLessThan(3);
	const link = page.locator('tbody td.status a').nth(30);
	await link.focus();
	const [box, names, top] = [
		await link.boundingBox(),
		await page.locator('tbody th[scope=row]').first().boundingBox(),
		await page.getByRole('columnheader', { name: '指標', exact: true }).boundingBox()
	];
	expect(box?.x ?? 0).toBeGreaterThanOrEqual((names?.x ?? 0) + (names?.width ?? 0));
	expect(box?.y ?? 0).toBeGreaterThan((top?.y ?? 0) + (top?.height ?? 0) - 4);
});

test('is a block per KPI on a phone, with nothing sideways', async ({ page }) => {
	test.setTimeout(180_000);
	await signIn(page, 'planner');
	for (const width of [390, 320]) {
		await page.setViewportSize({ width, height: 844 });
		for (const path of [
			'/kpi?q=受診',
			'/kpi?edition=4&group=district',
			'/kpi?c=name',
			'/kpi?sort=-check&c=sum.own.check'
		]) {
			await page.goto(path);
			await expectNoSidewaysScroll(page);
			await expect(page.locator('tbody th[scope=row]').first()).toBeVisible();
		}
	}
	await page.goto('/kpi?q=受診');
	await expectAccessible(page);
	// The small labels are the words of the heads, and so of the plan's own levels.
	await page.goto('/kpi?q=受診&c=goal.chapter.measure');
	for (const [column, word] of [
		['goal', '基本目標'],
		['chapter', '章'],
		['measure', '施策']
	] as const) {
		const cell = page.locator(`tbody td.${column}`).first();
		await expect(cell).toHaveAttribute('data-label', word);
		expect(await cell.evaluate((td) => getComputedStyle(td, '::before').content)).toBe(`"${word}"`);
	}
});

test('says what there is instead of what there is not', async ({ page }) => {
	await signIn(page, 'viewer');
	for (const [path, told] of [
		['/kpi?group=mood', '重点施策（policy）'],
		['/kpi?sort=mood', '見通し（outlook）'],
		['/kpi?c=mood', '担当課（dept）'],
		['/kpi?edition=99', 'R7〜9（6）'],
		['/kpi?outlook=rosy', '届かない見込み（will-miss）']
	] as const) {
		const response = await page.goto(path);
		expect(response?.status(), path).toBe(404);
		await expect(page.getByRole('main')).toContainText(told);
	}
	const refused = await page.request.get('/kpi/export.csv?group=mood');
	expect(refused.status()).toBe(404);
	expect(await refused.text()).toContain('重点施策（policy）');
});
