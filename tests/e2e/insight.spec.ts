/** Target checks, why it moved, the final evaluation, small charts and the page of a KPI, as people open them. */
import { readFile } from 'node:fs/promises';
import { another, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

const PAGES = [
	'/',
	'/plan/zenki/c1',
	'/plan/zenki/final',
	'/plan/kouki/final',
	'/charts',
	'/charts?department=kenko&year=2024',
	'/kpi/Z022',
	'/kpi/Z039?year=2024',
	'/kpi/Z015',
	'/kpi/Z044',
	'/editions?edition=8'
];

for (const path of PAGES)
	test(`${path} opens, is accessible and has one heading, with everything unfolded`, async ({ page }) => {
		test.setTimeout(120_000);
		await signIn(page, 'planner');
		const response = await page.goto(path);
		expect(response?.status()).toBe(200);
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
		await page.evaluate(() => {
			for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
		});
		await expectAccessible(page);
	});

test('reflows at 390 and 320 px', async ({ page }) => {
	test.setTimeout(300_000);
	await signIn(page, 'viewer');
	for (const width of [390, 320]) {
		await page.setViewportSize({ width, height: 844 });
		for (const path of PAGES) {
			await page.goto(path);
			await expectNoSidewaysScroll(page);
		}
	}
});

test('works without JavaScript: charts, bullet and tables are drawn by the server', async ({ browser }) => {
	const page = await another(browser, 'viewer', { javaScriptEnabled: false });
	await page.goto('/charts');
	await page.getByLabel('担当課').selectOption({ label: '健康推進課' });
	await page.getByLabel('基本目標・章').selectOption({ index: 2 });
	await page.goto('/charts?department=kenko');
	const charts = page.getByRole('main').getByRole('img');
	await expect(charts).toHaveCount(15);
	await expect(charts.first()).toHaveAccessibleName(/特定健康診査の受診率の推移。R7の実績は37.9%/);
	await page.goto('/kpi/Z022');
	await expect(page.getByRole('img', { name: /^基準 38.2、R7の目標 46.0/ })).toBeVisible();
	await expect(page.getByRole('region', { name: '年度別の表' })).toBeVisible();
	await page.context().close();
});

test('the overview says 進捗の動き, and opens who moved and why', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/?year=2025');
	const card = page.getByRole('region', { name: '前年度からの進捗の動き' });
	await expect(card).toContainText('進捗が悪化');
	const moved = page.getByRole('region', { name: '進捗が動いた指標' });
	await moved.getByText('進捗の区分が変わった指標').click();
	await expect(moved.getByRole('link', { name: '特定健康診査の受診率' })).toBeVisible();
	// Open, the names stand below over the whole width: no empty side beside a long card.
	const [list, numbers] = [await moved.boundingBox(), await card.boundingBox()];
	expect(list?.y ?? 0).toBeGreaterThanOrEqual((numbers?.y ?? 0) + (numbers?.height ?? 0));
	expect(list?.width ?? 0).toBeGreaterThan(2 * (numbers?.width ?? 0));
	const why = page.getByRole('table', { name: '目標との差が大きく動いた指標' });
	await expect(why.getByRole('columnheader')).toContainText(['目標との差', '実績', '予定された目標の動き']);
	await page.getByRole('link', { name: '前期基本計画の最終評価' }).click();
	await expect(page).toHaveURL(/\/plan\/zenki\/final/);
});

test('the final evaluation says that it is interim, adds up and is saved as a file', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/plan/zenki/final');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('【途中】');
	await expect(page.getByText('途中の状況です。')).toBeVisible();
	const all = page.getByRole('table', { name: '基本目標・章ごとの数' }).getByRole('row', { name: /^全体/ });
	const counts = (await all.getByRole('cell').allTextContents()).map(Number);
	expect((counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0)).toBe(counts[3]);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'CSVで書き出す' }).click()
	]);
	expect(download.suggestedFilename()).toBe('michishirube-final-zenki.csv');
	const text = await readFile(await download.path(), 'utf8');
	expect(text.startsWith('\u{feff}基本計画,時点,')).toBe(true);
	expect(text.trimEnd().split('\r\n')).toHaveLength((counts[3] ?? 0) + 1);
	const row = page.getByRole('row', { name: /^特定健康診査の受診率/ });
	await row.locator('summary').click();
	await expect(row.getByText('37.9 ＜ 46.0 のため未達成')).toBeVisible();
	const sum = row.getByRole('link', { name: /^後退\s*（特定健康診査の受診率）の計算を見る$/ });
	await expect(sum).toHaveAttribute('href', /\/kpi\/Z022\?year=2025#sum$/);
	await row.getByRole('link', { name: '特定健康診査の受診率', exact: true }).click();
	await expect(page).toHaveURL(/\/kpi\/Z022\?year=2025/);
});

test('a draft’s targets are checked for planners, an adopted edition’s for everybody', async ({
	page,
	browser
}) => {
	await signIn(page, 'planner');
	await page.goto('/editions?edition=8');
	await page.locator('#honesty summary').click();
	await expect(page.locator('#honesty')).toContainText(
		'R9の目標44.0は、前の実施計画（R8〜10）の47.1から3.1ポイント引き下げられています'
	);
	const viewer = await another(browser, 'viewer');
	await viewer.goto('/editions?edition=8');
	await expect(viewer.locator('#honesty')).toHaveCount(0);
	await viewer.goto('/editions');
	await expect(viewer.locator('#honesty')).toContainText(/点検した\d+目標のうち\d+に確認点/);
	await viewer.context().close();
});

test('a viewer gets no handover card, neither on the page nor in its data', async ({ page, browser }) => {
	await signIn(page, 'viewer');
	await page.goto('/kpi/Z022');
	await expect(page.getByText('引継ぎカード')).toHaveCount(0);
	const data = await page.request.get('/kpi/Z022/__data.json');
	expect(await data.text()).not.toContain('内線');
	const staff = await another(browser, 'editor');
	await staff.goto('/kpi/Z022');
	await expect(staff.getByText('引継ぎカード')).toBeVisible();
	await staff.context().close();
});

test('small charts share one axis, or keep their units, by the address', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/charts?chapter=c1');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('第1章〈保健福祉〉');
	await expect(page.getByRole('heading', { name: /^共通の目盛に置けない指標/ })).toBeVisible();
	await expect(page.getByText('維持する指標のため').first()).toBeVisible();
	await page.getByLabel('縦軸').selectOption({ label: '指標ごとの単位' });
	await page.getByRole('button', { name: '表示', exact: true }).click();
	await expect(page).toHaveURL(/scale=unit/);
	await expect(page.getByText('図どうしの高さは比べられません。').first()).toBeVisible();
	await expect(page.getByRole('heading', { name: /^共通の目盛に置けない指標/ })).toHaveCount(0);
	const response = await page.goto('/charts?chaptr=c1');
	expect(response?.status()).toBe(404);
	await expect(page.getByText('指定「chaptr」はありません')).toBeVisible();
});

test('small charts print four by three on A3, and their data opens as a table', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/plan/zenki/c1');
	await page.getByRole('link', { name: '25指標を小さな図で並べて見る' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('25指標');
	await page.getByText('データ（特定健康診査の受診率）').click();
	await expect(page.getByRole('table', { name: '特定健康診査の受診率の年度別の値' })).toContainText('37.9');
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(3);
});
