import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

const READING = [
	'/',
	'/?year=2023',
	'/?year=2028',
	'/plan',
	'/plan?term=kouki',
	'/plan/zenki/g1',
	'/plan/zenki/c1',
	'/plan/zenki/1-1',
	'/plan/kouki/1-1',
	'/kpi',
	'/kpi?q=受診',
	'/kpi?q=どこにもない',
	'/kpi/Z022',
	'/kpi/Z001',
	'/kpi/K001',
	'/editions'
];

test('every reading page opens, is accessible, and has one heading', async ({ page }) => {
	test.setTimeout(300_000);
	await signIn(page, 'viewer');
	for (const path of READING) {
		const response = await page.goto(path);
		expect(response?.status(), path).toBe(200);
		await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
		await expectAccessible(page);
	}
});

test('every page reflows on a phone and at 320 px', async ({ page }) => {
	test.setTimeout(300_000);
	await signIn(page, 'planner');
	for (const width of [390, 320]) {
		await page.setViewportSize({ width, height: 800 });
		for (const path of [
			...READING,
			'/entry',
			'/entry/I036?year=2025',
			'/entry/upload',
			'/review',
			'/account/password'
		]) {
			await page.goto(path);
			await expectNoSidewaysScroll(page);
		}
	}
});

test('unknown years, codes and editions answer 404 and say what there is', async ({ page }) => {
	await signIn(page, 'viewer');
	for (const [path, told] of [
		['/?year=1999', '計画の期間にありません'],
		['/?year=らいねん', '年度'],
		['/kpi/Z999', 'Z999'],
		['/plan/zenki/9-9', '9-9'],
		['/plan/nowhere/1-1', 'nowhere'],
		['/editions?edition=999', '999'],
		['/nowhere', 'このアドレスのページはありません']
	] as const) {
		const response = await page.goto(path);
		expect(response?.status(), path).toBe(404);
		await expect(page.getByRole('main')).toContainText(told);
	}
	await expectAccessible(page);
});

test('the chart page shows the same data as a table and the sum behind its status', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/kpi/Z022?year=2025');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('受診率');
	await expect(page.getByText('判定のしくみ').first()).toBeVisible();
	await expect(page.getByText('標準（第1版）').first()).toBeVisible();
	await expect(page.getByRole('table').first()).toBeVisible();
});

test('an administrator keeps accounts and sees no figures', async ({ page }) => {
	await signIn(page, 'admin');
	await expect(page).toHaveURL(/\/admin\/accounts/);
	await expectAccessible(page);
	await page.getByLabel('利用者名 ※必須').fill('Ｓａｔｏ');
	await page.getByLabel('表示名').fill('健康推進課 佐藤');
	await page.getByLabel('役割').selectOption('担当者');
	await page.getByRole('button', { name: '追加する' }).click();
	await expect(page.getByRole('alert')).toContainText('担当課を1つ以上');
	await page.getByLabel('担当課').selectOption(['健康推進課', '高齢介護福祉課']);
	await page.getByLabel('表示名').fill('');
	await page.getByRole('button', { name: '追加する' }).click();
	await expect(page.getByRole('alert')).toContainText('表示名を入力してください');
	// What was chosen stays, like everything typed.
	await expect(page.getByLabel('担当課').locator('option:checked')).toHaveCount(2);
	await page.getByLabel('表示名').fill('健康推進課 佐藤');
	await page.getByRole('button', { name: '追加する' }).click();
	await expect(page.getByRole('status')).toContainText('利用者「sato」を追加しました');
	const response = await page.goto('/kpi');
	expect(response?.status()).toBe(403);
	await expect(page.getByRole('main')).toContainText('利用者とシステムの管理だけ');
});

test('signing out ends the session, and the way back leads to the page that was asked for', async ({
	page
}) => {
	await page.goto('/kpi/Z022?year=2025');
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	await expectAccessible(page);
	await page.getByLabel('利用者名').fill('viewer');
	await page.getByLabel('パスワード').fill('wrong password');
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('alert')).toContainText('利用者名かパスワードが違います');
	await expect(page.getByLabel('利用者名')).toHaveValue('viewer');
	await page.getByLabel('パスワード').fill('michishirube-demo');
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page).toHaveURL(/\/kpi\/Z022\?year=2025/);
	await page.locator('summary').filter({ hasText: '小野寺' }).click();
	await page.getByRole('button', { name: 'サインアウト' }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	await page.goto('/kpi');
	await expect(page).toHaveURL(/\/sign-in/);
});
