/**
 * What was typed outlives the session, in a browser without JavaScript. Uses 文化振興課 (bunka) and the demo's head.
 */
import type { Browser, Page } from '@playwright/test';
import { another, expect, expectAccessible, test, watch } from './fixtures.ts';

const PASSWORD = 'michishirube-demo';

async function plainPage(browser: Browser, username: string): Promise<Page> {
	return another(browser, username, { javaScriptEnabled: false });
}

/** The session ends; the form's button leads to the sign-in page, and that to 「入力の続き」. */
async function signInAgain(page: Page, username: string, press: () => Promise<void>): Promise<void> {
	await page.context().clearCookies();
	await press();
	await expect(page.getByText('この画面が預かっています')).toBeVisible();
	await page.getByLabel('利用者名').fill(username);
	await page.getByLabel('パスワード').fill('wrong');
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('alert')).toContainText('違います');
	await page.getByLabel('パスワード').fill(PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('heading', { name: '入力の続き' })).toBeVisible();
}

test('the grid: a figure typed before the session ended is saved by one press', async ({ browser }) => {
	const page = await plainPage(browser, 'editor_bunka');
	await page.goto('/entry?year=2025');
	const figure = page.locator('input[data-cell="figure"]').first();
	const id = (await figure.getAttribute('id')) ?? '';
	await figure.fill('１２，３４５');
	await signInAgain(page, 'editor_bunka', () =>
		page.locator('.acts').getByRole('button', { name: '下書きを保存' }).click()
	);
	await expect(page.getByText('１２，３４５')).toBeVisible();
	await page.getByRole('button', { name: 'この内容を送る' }).click();
	await expect(page.getByRole('status').first()).toContainText('1指標を下書きとして保存しました');
	await expect(page.locator(`#${id}`)).toHaveValue('１２，３４５');
	await page.context().close();
});

test('the single page: remarks come along, and another account is named', async ({ browser }) => {
	const page = await plainPage(browser, 'editor_bunka');
	await page.goto('/entry?year=2025');
	await page.locator('th.name a').first().click();
	await page.getByLabel('要因分析').fill('展示を2回\n増やしたため。');
	// Signed out at another tab: the browser no longer says who it was.
	await signInAgain(page, 'viewer', () => page.getByRole('button', { name: '下書き保存' }).last().click());
	await expect(page.getByText('この利用者では送れません')).toBeVisible();
	await expect(page.getByText('展示を2回')).toBeVisible();
	await expect(page.getByRole('button', { name: 'この内容を送る' })).toHaveCount(0);
	await page.context().close();

	const again = await plainPage(browser, 'editor_bunka');
	await again.goto('/entry?year=2025');
	await again.locator('th.name a').first().click();
	await again.getByLabel('要因分析').fill('展示を2回\n増やしたため。');
	await signInAgain(again, 'editor_bunka', () =>
		again.getByRole('button', { name: '下書き保存' }).last().click()
	);
	await again.getByRole('button', { name: 'この内容を送る' }).click();
	await expect(again.getByRole('status').first()).toContainText('下書きを保存しました');
	await expect(again.getByLabel('要因分析')).toHaveValue('展示を2回\n増やしたため。');
	await again.context().close();
});

test('the head’s page: a reason outlives the session, and the mended figure is passed on', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const name = '地域の通いの場の数';
	const editor = await another(browser, 'editor_korei');
	await editor.goto('/entry/I049?year=2025');
	await editor.getByLabel('値の状態').selectOption('未把握');
	await editor.getByRole('button', { name: '提出する' }).click();
	await expect(editor.getByRole('status')).toContainText('提出しました');
	await editor.context().close();

	// A page without a script of its own; axe needs one.
	const page = await another(browser, 'head');
	const problems = watch(page);
	await page.goto('/entry/confirm');
	const row = page.getByRole('article', { name });
	await row.locator('summary', { hasText: '差し戻す' }).click();
	await row.getByLabel('差し戻す理由').fill('去年の数え方で出せませんか');
	await signInAgain(page, 'head', () => row.getByRole('button', { name: '差し戻す', exact: true }).click());
	await expect(page.getByText('去年の数え方で出せませんか')).toBeVisible();
	await expectAccessible(page);
	await expect(page.getByText('まだ何も送っていません')).toBeVisible();
	await page.getByRole('button', { name: 'この内容を送る' }).click();
	await expect(page.getByRole('status')).toContainText('差し戻しました');
	await expect(row).toHaveCount(0);

	const mending = await another(browser, 'editor_korei');
	await mending.getByRole('link', { name }).click();
	// The list has fields of the same names.
	await expect(mending.getByRole('heading', { level: 1, name })).toBeVisible();
	await expect(mending.getByText('差戻し：去年の数え方で出せませんか')).toBeVisible();
	await mending.getByLabel('値の状態').selectOption('確定');
	await mending.getByLabel('令和7年度の値').fill('62');
	await mending.getByRole('button', { name: '提出する' }).click();
	await mending.getByLabel('この値で正しい').check();
	await mending.getByRole('button', { name: '提出する' }).click();
	await expect(mending.getByRole('status')).toContainText('提出しました');
	await mending.context().close();

	await page.goto('/entry?department=korei');
	await expectAccessible(page);
	await page.getByRole('link', { name }).click();
	await expectAccessible(page);
	await page.getByRole('button', { name: '確認して総合政策課へ渡す' }).click();
	await expect(page.getByRole('status')).toContainText('総合政策課に渡りました');
	expect(problems).toEqual([]);
	await page.context().close();
});

test('the planner’s page: a refusal of one row keeps what was typed at the others', async ({ browser }) => {
	const page = await plainPage(browser, 'planner');
	await page.goto('/review');
	const rows = page.getByRole('article');
	const first = rows.nth(0);
	await first.locator('summary', { hasText: '差し戻す' }).click();
	await first.getByLabel('差し戻す理由').fill('分母を確かめてください');
	await rows.nth(1).getByRole('checkbox').check();
	await rows.nth(2).locator('summary', { hasText: '差し戻す' }).click();
	await rows.nth(2).getByRole('button', { name: '差し戻す', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('理由を書いてください');
	await expect(first.getByLabel('差し戻す理由')).toHaveValue('分母を確かめてください');
	await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
	await page.context().close();
});
