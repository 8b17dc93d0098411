/**
 * 判定基準: a planner edits thresholds with the live preview, saves a version, compares on the bench, and goes as far
 * as the confirmation. Adopting itself changes every page: own-words.spec.ts presses it, on a city of its own.
 */
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test, watch } from './fixtures.ts';

test('a planner edits thresholds, sees the preview, and saves', async ({ page }) => {
	await signIn(page, 'planner');
	await page.getByRole('link', { name: '判定基準' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('判定基準');
	await expect(page.getByRole('row', { name: /令和6年度（2024）.*締切済：この基準のまま/ })).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: /もとに作る.*多摩市/ }).click();
	const aside = page.getByRole('complementary', { name: '試算' });
	const said = aside.getByRole('status');
	await expect(said).toContainText('悪くなる');
	const before = await said.textContent();
	await page.getByLabel('名前').fill('本市の基準');
	const id = `ours-${Date.now()}`;
	await page.getByLabel('符号').fill(id);
	// A gap is named beside its step while typing, and nothing can be saved with it.
	await page.getByLabel('1段目の2つ目の下の限度', { exact: true }).fill('５０');
	await expect(page.locator('.step').first()).toContainText('重なっています：50 %以上60 %未満');
	await expect(said).toContainText('直すところ');
	await page.getByLabel('1段目の3つ目の上の限度', { exact: true }).fill('50');
	await expect(said).toContainText('悪くなる');
	expect(await said.textContent()).not.toBe(before);
	await expectAccessible(page);
	await page.getByRole('button', { name: '保存する' }).click();

	await expect(page.getByRole('heading', { level: 1 })).toHaveText('本市の基準（第1版）');
	await expect(page.getByRole('status')).toContainText('採用するまで、どの年度の判定も変わりません');
	await expect(page.getByText('「概ね」50 %以上100 %未満')).toBeVisible();
	await expectAccessible(page);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'ファイルに書き出す' }).click();
	const path = await (await download).path();
	expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ id, version: 1, name: '本市の基準' });
});

test('edits are not lost without a question, and a refusal keeps what the rule is made from', async ({
	page
}) => {
	await signIn(page, 'planner');
	await page.goto('/rules/edit?rule=tama@1');
	const said = page.getByRole('complementary', { name: '試算' }).getByRole('status');
	await expect(said).toContainText('呼び方だけ変わる');
	await page.getByLabel('名前').fill('');
	await expect(said).toContainText('直すところ');
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.message());
		void dialog.dismiss();
	});
	await page.getByRole('link', { name: 'やめる' }).click();
	await expect.poll(() => asked).toEqual(['保存していない編集があります。この画面を離れますか。']);
	await page.getByRole('button', { name: '保存する' }).click();
	await expect(page.getByRole('alert')).toContainText('名前：空です。入れてください（例：本市の基準）。');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('多摩市（第1版）をもとに作る');
});

test('two rules are compared on the bench, and adopting shows first what changes', async ({ page }) => {
	await signIn(page, 'planner');
	await page.goto('/rules/ratio');
	await page.getByRole('link', { name: '試算する' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/令和7年度.*指標の判定が変わります/);
	await page.getByLabel('左の基準').selectOption('tama@1');
	await page.getByLabel('変わり方').selectOption('良くなる');
	await page.getByRole('button', { name: '試算する' }).click();
	const rows = page.getByRole('region', { name: '判定が変わる指標' }).getByRole('row');
	const shown = (await rows.count()) - 1;
	expect(shown).toBeGreaterThan(0);
	await expect(rows.nth(1)).toContainText('良くなる');
	await rows.nth(1).getByText('計算').first().click();
	await expect(rows.nth(1)).toContainText('使った目標');
	await expectAccessible(page);
	const file = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSVで書き出す' }).click();
	const csv = await readFile(await (await file).path(), 'utf8');
	expect(csv.trim().split('\r\n')).toHaveLength(shown + 1);

	await page.goto('/rules/adopt?rule=ratio@1&year=2025');
	await expect(
		page.getByRole('heading', { level: 2, name: /標準（第1版） → 実績÷目標（第1版）/ })
	).toBeVisible();
	await expect(
		page.getByRole('button', { name: /令和7年度（2025）から実績÷目標（第1版）を採用する/ })
	).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: /を採用する$/ }).click();
	await expect(page.getByRole('alert')).toContainText('採用する理由を書いてください');
	await expect(page.getByLabel('理由')).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(page);
});

test('everything works without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ja-JP' });
	const page = await context.newPage();
	const problems = watch(page);
	await signIn(page, 'planner');
	await page.goto('/rules/edit?rule=standard@1');
	await page.getByLabel('順調の下限').fill('80');
	await page.getByLabel('やや遅れの下限').fill('90');
	await page.getByRole('button', { name: '試算する' }).click();
	await expect(page.getByRole('alert')).toContainText('区分が重なっています');
	await expect(page.getByLabel('やや遅れの下限')).toHaveValue('90');
	await page.getByLabel('やや遅れの下限').fill('70');
	await page.getByRole('button', { name: '試算する' }).click();
	await expect(page.getByRole('status')).toContainText('悪くなる');
	await page.getByRole('button', { name: '全体をJSONで直す' }).click();
	await expect(page.getByLabel('判定基準の全体（JSON）')).toHaveValue(/"slightlyBehind": "0.7"/);
	await page.getByLabel('判定基準の全体（JSON）').fill('{');
	await page.getByRole('button', { name: '保存する' }).click();
	await expect(page.getByRole('alert')).toContainText('JSONとして読み取れません');

	await page.goto('/rules/edit');
	await page.getByLabel('判定基準のファイル（JSON）').setInputFiles({
		name: 'rule.json',
		mimeType: 'application/json',
		buffer: Buffer.from(
			'{"id":"gap","name":"すき間","method":"standard","thresholds":{"onTrack":"0.9","slightlyBehind":"0.9"}}'
		)
	});
	await page.getByRole('button', { name: '読み込む' }).click();
	await expect(page.getByRole('alert')).toContainText('やや遅れに入る値がありません');
	await page.goto('/rules/bench?left=standard@1&right=kurayoshi@1');
	await expect(page.getByText('評価点の平均')).toBeVisible();
	await page.getByText('判定基準のファイルと比べる').click();
	await page.getByLabel('判定基準のファイル（JSON）').setInputFiles({
		name: 'strict.json',
		mimeType: 'application/json',
		buffer: Buffer.from(
			'{"id":"strict","name":"厳しい標準","method":"standard","thresholds":{"onTrack":"1","slightlyBehind":"0.9"}}'
		)
	});
	await page.getByRole('button', { name: 'ファイルと比べる' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('厳しい標準（第1版）');
	const file = page.waitForEvent('download');
	await page.getByRole('button', { name: 'CSVで書き出す' }).click();
	expect(await readFile(await (await file).path(), 'utf8')).toContain('厳しい標準（第1版）');
	expect(problems).toEqual([]);
	await context.close();
});

test('a viewer reads the rules, and is told whose task changing them is', async ({ page }) => {
	await signIn(page, 'viewer');
	await page.goto('/rules');
	await expect(page.getByRole('link', { name: '標準（第1版）' }).first()).toBeVisible();
	await expect(page.getByRole('link', { name: /採用する/ })).toHaveCount(0);
	await page.goto('/rules/kurayoshi');
	await expect(page.getByText('評価点の平均（小数第1位まで）')).toBeVisible();
	await page.goto('/rules/bench');
	await expect(page.getByText('総合政策課の仕事です')).toBeVisible();
});

for (const path of [
	'/rules',
	'/rules/miyagi',
	'/rules/edit?rule=fukuoka@1',
	'/rules/adopt?rule=ratio@1',
	'/rules/bench?right=nagayo@1'
]) {
	test(`${path} fits a phone`, async ({ page }) => {
		await page.setViewportSize({ width: 320, height: 720 });
		await signIn(page, 'planner');
		await page.goto(path);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
	});
}
