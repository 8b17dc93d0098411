import { another, expect, expectAccessible, signIn, test } from './fixtures.ts';

test('a submission comes back with its reason, is mended, and is confirmed', async ({ browser, page }) => {
	const editor = await another(browser, 'editor_kokusai');
	await editor.getByRole('link', { name: '海洋・水素等の実証事業の数' }).click();
	const submit = async (value: string) => {
		await editor.getByLabel('令和7年度の値').fill(value);
		for (const remark of ['要因分析', '課題', '今後の取組'])
			await editor.getByLabel(remark).fill(`${remark}の記入例です。`);
		await editor.getByRole('button', { name: '提出する' }).click();
		const check = editor.getByLabel('この値で正しい');
		await expect(check.or(editor.getByText('提出しました'))).toBeVisible();
		if (await check.isVisible()) {
			await check.check();
			await editor.getByRole('button', { name: '提出する' }).click();
		}
		await expect(editor.getByRole('status')).toContainText('提出しました');
	};
	await submit('３');

	await signIn(page, 'planner');
	await page.getByRole('link', { name: '確認', exact: true }).click();
	await expectAccessible(page);
	const row = page.getByRole('article').filter({ hasText: '海洋・水素等の実証事業の数' });
	await row.getByText('差し戻す').first().click();
	await row.getByRole('button', { name: '差し戻す' }).click();
	await expect(page.getByRole('alert')).toContainText('理由を書いてください');
	await row.getByLabel('差し戻す理由').fill('国の実証も含めていますか');
	await row.getByRole('button', { name: '差し戻す' }).click();
	await expect(page.getByRole('status')).toContainText('差し戻しました');

	await editor.goto('/entry');
	await expect(editor.getByText('国の実証も含めていますか')).toBeVisible();
	await editor.getByRole('link', { name: '海洋・水素等の実証事業の数' }).click();
	await submit('４');

	await page.goto('/review');
	await row.getByRole('button', { name: '確認済にする' }).click();
	await expect(page.getByRole('status')).toContainText('1指標を確認済にしました');
	await editor.goto('/entry/I107?year=2025');
	await expect(editor.getByText('確認済').first()).toBeVisible();
	await editor.context().close();
});

test('the planning division confirms several at once', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/review');
	await page.getByRole('button', { name: '印を付けた指標を確認済にする' }).click();
	await expect(page.getByRole('alert')).toContainText('1つ以上選んでください');
	for (const name of ['公共施設の延床面積', '大学等と連携した事業数'])
		await page.getByLabel(`${name}を選ぶ`).check();
	await page.getByRole('button', { name: '印を付けた指標を確認済にする' }).click();
	await expect(page.getByRole('status')).toContainText('2指標を確認済にしました');
});

test('the planning division enters on a department’s behalf, and it shows', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/entry?department=bunka');
	await page.getByRole('link', { name: '橋野鉄鉱山の来訪者数' }).click();
	await expect(page.getByText('文化振興課に代わって入力します')).toBeVisible();
	await page.getByLabel('令和7年度の値').fill('…');
	await page.getByRole('button', { name: '下書き保存' }).click();
	await expect(page.getByRole('status')).toContainText('下書きを保存しました');
	await page.goto('/entry?department=bunka');
	await expect(page.getByText('（代理入力）')).toBeVisible();
});

test('a confirmed figure of an open year is sent back, and no longer counts', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/entry/I046?year=2025');
	await page.getByRole('button', { name: '差し戻す' }).click();
	await expect(page.getByRole('alert')).toContainText('理由を書いてください');
	await page.getByLabel('差し戻す理由').fill('アプリの重複登録を除いていますか');
	await page.getByRole('button', { name: '差し戻す' }).click();
	await expect(page.getByRole('status')).toContainText('差し戻しました');
	await page.goto('/kpi?q=健康チャレンジポイント');
	await expect(page.getByRole('row', { name: /健康チャレンジポイント/ })).toContainText('未確定');
});
