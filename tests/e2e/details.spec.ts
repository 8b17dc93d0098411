import type { Browser, Page } from '@playwright/test';
import { another, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

/** A confirmed figure of the open year comes back to its department, so that it can be entered again. */
async function sendBack(browser: Browser, code: string): Promise<void> {
	const planner = await another(browser, 'planner');
	await planner.goto(`/entry/${code}?year=2025`);
	await planner.getByLabel('差し戻す理由').fill('根拠を確かめてください');
	await planner.getByRole('button', { name: '差し戻す' }).click();
	await expect(planner.getByRole('status')).toContainText('差し戻しました');
	await planner.context().close();
}

/** Submits, and confirms what is doubtful. */
async function submit(page: Page): Promise<void> {
	await page.getByRole('button', { name: '提出する' }).click();
	const check = page.getByLabel('この値で正しい');
	await expect(check.or(page.getByText('提出しました'))).toBeVisible();
	if (await check.isVisible()) {
		await check.check();
		await page.getByRole('button', { name: '提出する' }).click();
	}
	await expect(page.getByRole('status')).toContainText('提出しました');
}

const remarks = async (page: Page) => {
	for (const name of ['要因分析', '課題', '今後の取組'])
		await page.getByLabel(name, { exact: false }).first().fill(`${name}の記入例です。`);
};

test('a rate is computed from its two figures, and a wrong one is refused at its field', async ({
	browser,
	page
}) => {
	await sendBack(browser, 'I072');
	await signIn(page, 'editor_suido');
	await page.goto('/entry/I072?year=2025');
	await expectAccessible(page);
	await expect(page.getByText('有収水量 3,691 ÷ 総配水量 4,512 × 100').first()).toBeVisible();
	await page.getByLabel('有収水量').fill('３，７５０');
	await page.getByLabel('総配水量').fill('0');
	await page.getByLabel('率（%）').fill('');
	await page.getByRole('button', { name: '下書き保存' }).click();
	await expect(page.getByRole('alert')).toContainText('分母）が0のため');
	await expect(page.getByLabel('総配水量')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel('有収水量')).toHaveValue('３，７５０');
	await page.getByLabel('総配水量').fill('4,500');
	await expect(page.getByText('83.3', { exact: true })).toBeVisible();
	// Enter saves; it does not copy last year's words.
	await page.getByLabel('総配水量').press('Enter');
	await expect(page.getByRole('status')).toContainText('下書きを保存しました');
	await expect(page.getByLabel('総配水量')).toHaveValue('4,500');
	await remarks(page);
	await submit(page);
	await expect(page.getByText('有収水量 3,750 ÷ 総配水量 4,500 × 100').first()).toBeVisible();
	await expect(page.getByText('83.3').first()).toBeVisible();
});

test('districts are filled in beside last year’s, and a sum that is off has to be confirmed', async ({
	browser,
	page
}) => {
	await sendBack(browser, 'I001');
	await signIn(page, 'editor_machizukuri');
	await page.goto('/entry/I001?year=2025');
	await page.getByLabel('令和7年度の値').fill('925');
	const figures = ['190', '100', '120', '140', '160', '100', '60', 'x'];
	const table = page.getByRole('table').filter({ hasText: '釜石地区' });
	for (const [index, figure] of figures.entries()) await table.getByRole('textbox').nth(index).fill(figure);
	await expect(table).toContainText('870');
	await expect(table).toContainText('182');
	await page.getByLabel('鵜住居地区').fill('約100');
	await remarks(page);
	await page.getByRole('button', { name: '下書き保存' }).click();
	await expect(page.getByRole('alert')).toContainText('鵜住居地区');
	await expectAccessible(page);
	await page.getByLabel('鵜住居地区').fill('100');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.getByText('秘匿が唐丹地区だけのため')).toBeVisible();
	await page.getByLabel('唐丹地区').fill('45');
	await page.getByRole('button', { name: '提出する' }).click();
	await expect(page.getByText('地区別のほうが10人少なく')).toBeVisible();
	await submit(page);
	await expect(page.getByRole('region', { name: '地区別の内訳' })).toContainText('190');
});

test('last year’s words are one click away, and what they replace is quoted', async ({ browser, page }) => {
	await sendBack(browser, 'I004');
	await signIn(page, 'planner');
	await page.goto('/entry/I004?year=2025');
	const cause = page.getByLabel('要因分析', { exact: false }).first();
	const details = page.getByText('R6の要因分析を見る');
	await cause.fill('今年の文');
	await details.click();
	await page.getByRole('button', { name: /昨年度と同じにする.*要因分析/ }).click();
	await expect(page.getByRole('status')).toContainText('「今年の文」');
	await expect(cause).not.toHaveValue('今年の文');
	await expect(cause).not.toHaveValue('');
	await expectAccessible(page);
});

test('evidence is attached, handed out and taken off without JavaScript, on a phone', async ({ browser }) => {
	await sendBack(browser, 'I073');
	const page = await another(browser, 'editor_suido', {
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	await page.goto('/entry/I073?year=2025');
	const files = page.getByLabel('付けるファイル');
	const send = page.getByRole('button', { name: '付ける', exact: true });
	await files.setInputFiles({
		name: '偽物.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('<svg onload=x>')
	});
	await send.click();
	await expect(page.getByRole('alert')).toContainText('「偽物.pdf」：この種類のファイルは付けられません');
	await expect(files).toHaveAttribute('aria-invalid', 'true');
	await files.setInputFiles({
		name: '普及率の集計.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('\ufeff区分,人\r\n処理人口,20123\r\n')
	});
	await send.click();
	await expect(page.getByRole('status')).toContainText('根拠資料を付けました');
	const link = page.getByRole('link', { name: '普及率の集計.csv' });
	const answer = await page.request.get((await link.getAttribute('href')) ?? '');
	expect(answer.headers()).toMatchObject({
		'content-type': 'text/csv',
		'x-content-type-options': 'nosniff',
		'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'"
	});
	expect(answer.headers()['content-disposition']).toContain(encodeURIComponent('普及率の集計.csv'));
	expect(await answer.text()).toContain('処理人口,20123');
	await page.getByRole('button', { name: /外す.*普及率の集計/ }).click();
	await expect(page.getByRole('status')).toContainText('外しました');
	await expect(link).toBeHidden();
	await page.context().close();
});

test('a handover card is written by one, and the second sees both', async ({ browser, page }) => {
	await signIn(page, 'editor_shimin');
	await page.goto('/entry/I003/handover');
	await expectAccessible(page);
	const planner = await another(browser, 'planner');
	await planner.goto('/entry/I003/handover');
	await planner.getByLabel('どう出したか').fill('名簿から女性の委員を数える。');
	await planner.getByRole('button', { name: '引継ぎカードを保存' }).click();
	await expect(planner.getByRole('status')).toContainText('保存しました');
	await planner.context().close();
	await page.getByLabel('どう出したか').fill('委員会ごとの名簿を集めて数える。');
	await page.getByRole('button', { name: '引継ぎカードを保存' }).click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('名簿から女性の委員を数える。');
	await expect(alert).toContainText('委員会ごとの名簿を集めて数える。');
	await expectAccessible(page);
	await page.getByRole('button', { name: '引継ぎカードを保存' }).click();
	await expect(page.getByRole('status')).toContainText('保存しました');
	await page.locator('summary').filter({ hasText: 'どう出したか' }).first().click();
	await expect(page.getByText('名簿から女性の委員を数える。').first()).toBeVisible();
	await page.goto('/entry/handover');
	await expectAccessible(page);
	await expect(page.getByRole('article', { name: /女性委員の割合/ })).toContainText(
		'委員会ごとの名簿を集めて数える。'
	);
	await page.setViewportSize({ width: 390, height: 844 });
	await expectNoSidewaysScroll(page);
});

test('the head confirms all that wait at once, and sees what was mended', async ({ browser, page }) => {
	await sendBack(browser, 'I050');
	const editor = await another(browser, 'editor_korei');
	await editor.goto('/entry/I050?year=2025');
	await remarks(editor);
	await submit(editor);
	await editor.context().close();

	await signIn(page, 'head');
	await page.getByRole('link', { name: '所属長の確認' }).click();
	await expectAccessible(page);
	const row = page.getByRole('article', { name: '要介護認定率' });
	await expect(row).toContainText('根拠を確かめてください');
	await expect(row).toContainText('要因分析の記入例です。');
	// A refusal gives every mark back as it was.
	const mark = page.getByLabel('要介護認定率を選ぶ');
	await mark.setChecked(!(await mark.isChecked()));
	const marked = await mark.isChecked();
	await row.getByText('差し戻す', { exact: true }).first().click();
	await row.getByRole('button', { name: '差し戻す' }).click();
	await expect(page.getByRole('alert')).toContainText('理由を書いてください');
	await expect(mark).toBeChecked({ checked: marked });
	await expectAccessible(page);
	// Others may wait as well: only this one is chosen.
	for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
	await mark.check();
	await page.getByRole('button', { name: '印の付いた指標を確認して' }).click();
	await expect(page.getByRole('status')).toContainText('1指標を確認して、総合政策課に渡しました');
	await expectNoSidewaysScroll(page);
});
