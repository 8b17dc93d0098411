import type { Page } from '@playwright/test';
import { another, expect, expectAccessible, signIn, tabTo, test, watch } from './fixtures.ts';

test('a department enters and submits a figure with the keyboard only, in full-width digits', async ({
	page
}) => {
	await page.goto('/sign-in');
	await tabTo(page, page.getByLabel('利用者名'));
	await page.keyboard.type('editor');
	await page.keyboard.press('Tab');
	await page.keyboard.type('michishirube-demo');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('令和7年度の実績を入力してください');
	await expectAccessible(page);

	await tabTo(page, page.getByRole('link', { name: '特定保健指導の実施率' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('特定保健指導の実施率');
	await expectAccessible(page);
	await tabTo(page, page.getByLabel('令和7年度の値'));
	await page.keyboard.insertText('４５．２％');
	await expect(page.getByText('45.2 %として保存します')).toBeVisible();
	await tabTo(page, page.getByRole('button', { name: '下書き保存' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toContainText('下書きを保存しました');
	await expect(page.getByLabel('令和7年度の値')).toHaveValue('４５．２％');
	await tabTo(page, page.getByRole('button', { name: '提出する' }));
	await page.keyboard.press('Enter');
	await expect(page.getByText('この値で正しい').or(page.getByText('提出しました'))).toBeVisible();
	if (await page.getByLabel('この値で正しい').isVisible()) {
		await expectAccessible(page);
		await tabTo(page, page.getByLabel('この値で正しい'));
		await page.keyboard.press('Space');
		await tabTo(page, page.getByRole('button', { name: '提出する' }));
		await page.keyboard.press('Enter');
	}
	await expect(page.getByRole('status')).toContainText('提出しました');

	await tabTo(page, page.getByRole('button', { name: '提出を取り下げる' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toContainText('提出を取り下げました');
});

test('refused input stays in its field, with cause, remedy and example beside it', async ({ page }) => {
	await signIn(page, 'editor');
	await page.getByRole('link', { name: '自殺死亡率（10万人当たり）' }).click();
	const value = page.getByLabel('令和7年度の値');
	for (const [typed, told] of [
		['約18', '約18'],
		['－', '0件ですか、対象なしですか'],
		['18台', '人'],
		['1,23', '1,23']
	] as const) {
		await value.fill(typed);
		await page.getByRole('button', { name: '下書き保存' }).click();
		await expect(page.locator('#entered-error')).toContainText(told);
		await expect(value).toHaveValue(typed);
		await expect(value).toHaveAttribute('aria-invalid', 'true');
	}
	await expectAccessible(page);

	await value.fill('18.1');
	await page.getByLabel('値の状態').selectOption('未把握');
	await page.getByRole('button', { name: '下書き保存' }).click();
	await expect(page.locator('#entered-error')).toContainText('同時に登録できません');

	await page.getByLabel('値の状態').selectOption('速報');
	await value.fill('22.9');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.locator('#cause-error')).toContainText('提出には記入が必要です');
	await expect(page.locator('#nextAction-error')).toBeVisible();
	await expect(value).toHaveValue('22.9');
});

test('the same job is done with JavaScript off', async ({ browser }) => {
	const page = await another(browser, 'editor', { javaScriptEnabled: false });
	await page.getByRole('link', { name: '脳血管疾患の年齢調整死亡率（10万人当たり）' }).click();
	await page.getByLabel('令和7年度の値').fill('▲１');
	await page.getByLabel('要因分析').fill('会場が減ったため。');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.getByRole('alert')).toContainText('まだ保存していません');
	await expect(page.getByLabel('要因分析')).toHaveValue('会場が減ったため。');
	await page.getByLabel('令和7年度の値').fill('１０４．８');
	await page.getByLabel('課題').fill('受診の機会。');
	await page.getByLabel('今後の取組').fill('休日の健診を増やす。');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.getByRole('status')).toContainText('提出しました');
	await page.context().close();
});

test('two people at one figure both see both values, and nothing is overwritten silently', async ({
	browser
}) => {
	const first = await another(browser, 'editor');
	const second = await another(browser, 'editor_kenko');
	const problems = [watch(first), watch(second)];
	for (const page of [first, second]) {
		await page.getByRole('link', { name: '健康相談の延べ利用者数' }).click();
		// Both have seen the figure as it was before either writes.
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('健康相談の延べ利用者数');
	}
	await first.getByLabel('令和7年度の値').fill('2,420');
	await first.getByRole('button', { name: '下書き保存' }).click();
	await expect(first.getByRole('status')).toContainText('下書きを保存しました');

	await second.getByLabel('令和7年度の値').fill('2,430');
	await second.getByRole('button', { name: '下書き保存' }).click();
	const alert = second.getByRole('alert');
	await expect(alert).toContainText('まだ保存していません');
	await expect(alert.getByRole('row').filter({ hasText: '2,430' })).toContainText('2,420');
	await expectAccessible(second);
	await second.getByRole('button', { name: '下書き保存' }).click();
	await expect(second.getByRole('status')).toContainText('下書きを保存しました');
	await expect(second.getByLabel('令和7年度の値')).toHaveValue('2,430');

	// A file attached meanwhile brings the page's data anew: neither is the input replaced nor the other's seen.
	await first.getByLabel('令和7年度の値').fill('2,440');
	await first.getByLabel('付けるファイル').setInputFiles({
		name: '月報の集計.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('\ufeff月,人\r\n4月,203\r\n')
	});
	await first.getByRole('button', { name: '付ける', exact: true }).click();
	await expect(first.getByRole('link', { name: '月報の集計.csv' })).toBeVisible();
	await expect(first.getByLabel('令和7年度の値')).toHaveValue('2,440');
	await first.getByRole('button', { name: '下書き保存' }).click();
	await expect(first.getByRole('alert')).toContainText('まだ保存していません');
	await expect(first.getByRole('alert').getByRole('row').filter({ hasText: '2,440' })).toContainText('2,430');
	expect(problems.flat()).toEqual([]);
	for (const page of [first, second]) await page.context().close();
});

test('a stage is chosen by name', async ({ page }) => {
	await signIn(page, 'editor_bosai');
	await page.getByRole('link', { name: '業務継続計画（BCP）の見直しの段階' }).click();
	const stages = page.getByLabel('令和7年度の値').locator('option');
	await page.getByLabel('令和7年度の値').selectOption((await stages.last().textContent()) ?? '');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.getByRole('status')).toContainText('提出しました');
});

test('another department’s figure and closed years are locked, and say why', async ({ page }) => {
	await signIn(page, 'editor');
	await page.goto('/entry/I071?year=2025');
	await expect(page.getByLabel('令和7年度の値')).toHaveCount(0);
	await page.goto('/entry/I032?year=2024');
	await expect(page.getByText('令和6年度の実績は令和7年9月30日に締め切られました').first()).toBeVisible();
	// A confirmed figure is mended in one way, offered once.
	await page.goto('/entry/I043?year=2025');
	await expect(page.getByRole('link', { name: /^(訂正を申し出る|申し出られた訂正を見る)$/ })).toHaveCount(1);
	// Where a year's increase is typed, its correction is one too, and says so.
	await page.goto('/entry/I046/correction?year=2024');
	await expect(page.getByLabel('この年度に増えた分の正しい値')).toBeVisible();
	await expect(page.getByText('累計ではなく、この年度に増えた分だけを入れます')).toBeVisible();
	await page.goto('/entry/I999?year=2025');
	await expect(page.getByRole('main')).toContainText('「I999」はありません');
	await page.goto('/review');
	await expect(page.getByRole('main')).toContainText('総合政策課の仕事です');
});

/** Opens a page whose script is held back until `release` is called; resolves once the page's HTML is there. */
async function openHeldBack(page: Page, path: string): Promise<{ release: () => Promise<void> }> {
	let open = () => {};
	const held = new Promise<void>((resolve) => (open = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(path, { waitUntil: 'commit' });
	return {
		release: async () => {
			const loaded = page.waitForLoadState('load');
			open();
			await loaded;
		}
	};
}

test('what is typed before the page’s script has loaded is kept', async ({ page }) => {
	await signIn(page, 'editor_shogai');
	const { release } = await openHeldBack(page, '/entry/I124?year=2025');
	await page.getByLabel('令和7年度の値').fill('61.7');
	await page.getByLabel('値の状態').selectOption('速報');
	await page.getByLabel('要因分析').fill('朝の読書を続けたため。');
	await release();
	// Only the page's script answers this, and it may still be starting.
	const figure = page.getByLabel('令和7年度の値');
	await expect(async () => {
		await figure.press('End');
		await figure.press('Backspace');
		await figure.press('7');
		await expect(page.getByText('として保存します')).toBeVisible({ timeout: 500 });
	}).toPass();
	await expect(figure).toHaveValue('61.7');
	await expect(page.getByLabel('値の状態')).toHaveValue('preliminary');
	await expect(page.getByLabel('要因分析')).toHaveValue('朝の読書を続けたため。');
});

test('a reason and a handover card typed before the script has loaded are kept', async ({ page }) => {
	await signIn(page, 'planner');
	for (const [path, label] of [
		['/entry/I005?year=2025', '差し戻す理由'],
		['/entry/I005/handover', 'どう出したか']
	] as const) {
		const { release } = await openHeldBack(page, path);
		await page.getByLabel(label).fill('交付決定の日で数えていますか。');
		await release();
		await page.waitForLoadState('networkidle');
		await expect(page.getByLabel(label)).toHaveValue('交付決定の日で数えていますか。');
		await page.unroute('**/_app/immutable/**/*.js');
	}
});

test('an ended session keeps what was typed, on the page of one figure and on a card', async ({
	page,
	context
}) => {
	await signIn(page, 'editor_shogai');
	for (const [path, label, button] of [
		['/entry/I124?year=2025', '要因分析', '下書き保存'],
		['/entry/I124/handover', 'どう出したか', '引継ぎカードを保存']
	] as const) {
		await page.goto(path);
		await page.waitForLoadState('networkidle');
		await page.getByLabel(label).fill('朝の読書を続けたため。');
		await context.clearCookies();
		await page.getByRole('button', { name: button }).click();
		await expect(page.getByRole('alert')).toContainText('まだ保存していません');
		await expectAccessible(page);
		const other = await context.newPage();
		await signIn(other, 'editor_shogai');
		await other.close();
		await page.getByRole('button', { name: button }).click();
		await expect(page.getByRole('status').first()).toContainText('保存しました');
		await expect(page.getByLabel(label)).toHaveValue('朝の読書を続けたため。');
	}
});
