import { another, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

/** 森林の間伐面積 of 農林課: R6 is closed, and nobody else's test touches it. */
const FOREST = '/entry/I095/correction?year=2024';

test('a sealed figure is corrected: asked for, approved, and in the 正誤表', async ({ browser, page }) => {
	const editor = await another(browser, 'editor_norin');
	await editor.goto(FOREST);
	await expectAccessible(editor);
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByText('訂正の理由を書いてください').first()).toBeVisible();
	await expectAccessible(editor);
	await editor.getByLabel('正しい値').fill('１９０');
	await editor.getByLabel('訂正の理由').fill('2団地の面積が入っていなかったため。');
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	const check = editor.getByLabel('この値で正しい');
	await expect(check.or(editor.getByRole('status'))).toBeVisible();
	if (await check.isVisible()) {
		await check.check();
		await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	}
	await expect(editor.getByRole('status')).toContainText('承認を待っています');
	await expect(editor.getByRole('button', { name: '申出を取り下げる' })).toBeVisible();

	await signIn(page, 'planner');
	await page.goto('/review');
	await page.getByRole('link', { name: /訂正の承認/ }).click();
	await expectAccessible(page);
	const request = page.getByRole('article').filter({ hasText: '森林の間伐面積' });
	await expect(request).toContainText('133');
	await expect(request).toContainText('190');
	await expect(request).toContainText('達成');
	await request.getByText('承認しない', { exact: true }).click();
	await request.getByRole('button', { name: '不承認にする' }).click();
	await expect(page.getByRole('alert')).toContainText('承認しない理由を書いてください');
	await expectAccessible(page);
	await request.getByRole('button', { name: /承認する/ }).click();
	await expect(page.getByRole('status')).toContainText('訂正を承認しました');

	await page.goto('/corrections?year=R6');
	const line = page.getByRole('row', { name: /森林の間伐面積/ });
	await expect(line).toContainText('133');
	await expect(line).toContainText('190');
	await expect(line).toContainText('2団地の面積が入っていなかったため。');
	await expect(line).toContainText('達成');
	await expectAccessible(page);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSVで書き出す' }).click();
	expect((await download).suggestedFilename()).toBe('michishirube-corrections-2024.csv');

	await editor.goto(FOREST);
	await expect(editor.getByText('その後の判定')).toBeVisible();
	await editor.context().close();
});

test('without JavaScript a department asks for a correction and takes it back', async ({ browser }) => {
	const editor = await another(browser, 'editor_norin', { javaScriptEnabled: false });
	await editor.goto('/entry/I093/correction?year=2023');
	await editor.getByLabel('正しい値').fill('960');
	await editor.getByLabel('訂正の理由').fill('狩猟の8頭を重ねて数えていたため。');
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByRole('status')).toContainText('承認を待っています');
	await editor.getByRole('button', { name: '申出を取り下げる' }).click();
	await expect(editor.getByRole('status')).toContainText('取り下げました');
	await expect(editor.getByText('取下げ', { exact: true })).toBeVisible();
	await editor.context().close();
});

test('a cumulative figure is corrected with the years after it, in one act', async ({ browser, page }) => {
	const editor = await another(browser, 'editor_shoko');
	await editor.goto('/entry/I096/correction?year=2022');
	await editor.getByLabel('正しい値').fill('7');
	await editor.getByLabel('訂正の理由').fill('2件を重ねて数えていたため。');
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByRole('row', { name: /^R6/ })).toContainText(/19\s*17/);
	await expect(editor.getByLabel('R7も訂正する')).toBeChecked();
	await expectAccessible(editor);
	await editor.getByLabel('R7も訂正する').uncheck();
	await editor.getByLabel('この値で正しい').check();
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByText('R7を訂正しない理由を書いてください').first()).toBeVisible();
	await expect(editor.getByLabel('R7も訂正する')).not.toBeChecked();
	await editor.getByLabel('R7も訂正する').check();
	await editor.getByLabel('この値で正しい').check();
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByRole('status')).toContainText('承認を待っています');
	await expectAccessible(editor);
	await editor.context().close();

	await signIn(page, 'planner');
	await page.goto('/review/corrections');
	const request = page.getByRole('article').filter({ hasText: '事業承継' });
	await expectAccessible(page);
	await request.getByRole('button', { name: /4年度分をまとめて承認する/ }).click();
	await expect(page.getByRole('status')).toContainText('訂正を承認しました');
	await page.goto('/corrections');
	await expect(page.getByRole('row', { name: /事業承継/ })).toHaveCount(4);
	await expect(page.getByText('伴う訂正', { exact: true })).toHaveCount(3);
	await expectAccessible(page);
});

test('districts are corrected beside the city’s figure', async ({ browser }) => {
	const editor = await another(browser, 'editor_korei', { javaScriptEnabled: false });
	await editor.goto('/entry/I049/correction?year=2024');
	await editor.getByLabel('唐丹地区').fill('9');
	await editor.getByLabel('訂正の理由').fill('1箇所を別の地区に数えていたため。');
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByText(/地区別のほうが/).first()).toBeVisible();
	await editor.getByLabel('この値で正しい').check();
	await editor.getByRole('button', { name: '訂正を申し出る' }).click();
	await expect(editor.getByRole('status')).toContainText('承認を待っています');
	await expect(editor.getByText('唐丹地区').first()).toBeVisible();
	await editor.getByRole('button', { name: '申出を取り下げる' }).click();
	await editor.context().close();
});

test('calls for figures are refused beside the field, and closing shows what it does', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/review/cycles');
	await expectAccessible(page);
	await page.getByLabel('年度', { exact: false }).first().selectOption('2025');
	await page.getByLabel('年度末実績').check();
	await page.getByLabel('開始日').fill('2026-06-15');
	await page.getByLabel('提出期限').fill('2026-06-01');
	await page.getByRole('button', { name: '照会を登録する' }).click();
	await expect(page.getByText('もうあります').first()).toBeVisible();
	await expect(page.getByLabel('提出期限')).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(page);

	await page.getByRole('link', { name: /令和7年度\s*の年度末実績$/ }).click();
	await expect(page.getByRole('heading', { name: /後日報告として残る指標/ })).toBeVisible();
	await expectAccessible(page);
	// Without the tick nothing is closed.
	await page.getByRole('button', { name: '令和7年度の年度末実績を締め切る' }).click();
	await expect(page.getByRole('alert')).toContainText('締切りは取り消せません');
	await expect(page.getByText('受付中').first()).toBeVisible();
});

test('a confirmed 速報 is followed by another report, which can be given up', async ({ page }) => {
	await signIn(page, 'editor_koho');
	await page.goto('/entry/I007?year=2025');
	await expect(page.getByText(/今は速報.*49\.0/)).toBeVisible();
	await page.getByLabel('令和7年度の値').fill('50.5');
	await page.getByLabel('値の状態').selectOption('final');
	await page.getByRole('button', { name: '下書き保存' }).click();
	await expect(page.getByRole('status').first()).toContainText('下書きを保存しました');
	await expectAccessible(page);
	await page.getByRole('button', { name: '続報を取りやめる' }).click();
	await expect(page.getByRole('status').first()).toContainText('続報を取りやめました');
	await expect(page.getByLabel('令和7年度の値')).toHaveValue('49.0');
});

test('a planner finds a confirmed figure again', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/review/confirmed');
	await expectAccessible(page);
	await page.getByLabel('指標名').fill('ニホンジカ');
	await page.getByRole('button', { name: '絞り込む' }).click();
	await page.getByRole('link', { name: /差し戻す\s*：ニホンジカの捕獲頭数/ }).click();
	await expect(page.getByLabel('差し戻す理由')).toBeVisible();
});

test('what waits for closed years is on the board', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/review');
	await expect(page.getByRole('heading', { name: /後日報告/ })).toBeVisible();
	await page.getByRole('link', { name: '新規漁業就業者数' }).click();
	await expect(page.getByLabel('令和6年度の値')).toBeVisible();
});

test('the pages of a figure’s life fit a phone', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 800 });
	await signIn(page, 'planner');
	for (const path of [
		'/review',
		'/review/corrections',
		'/review/confirmed',
		'/review/cycles',
		'/review/cycles/2025-final',
		'/corrections',
		'/entry/I093/correction?year=2022',
		'/entry/I049/correction?year=2024',
		'/entry/I032/correction?year=2024'
	]) {
		await page.goto(path);
		await expectNoSidewaysScroll(page);
	}
});
