/**
 * Excelから貼り付ける: by a real paste into the grid, and by the page that works without JavaScript.
 * Uses 都市計画課 (toshi), 水産課 (suisan) and 観光課 (kanko) and no other department.
 */
import type { Browser, Page } from '@playwright/test';
import { another, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

/** The planning division sends confirmed figures back, so that there is something to enter. */
async function sendBack(browser: Browser, codes: readonly string[]): Promise<void> {
	const planner = await another(browser, 'planner');
	for (const code of codes) {
		await planner.goto(`/entry/${code}?year=2025`);
		await planner.getByLabel('差し戻す理由').fill('元の表と合わせてください。');
		await planner.getByRole('button', { name: '差し戻す' }).click();
		await expect(planner.getByText('担当課に差し戻しました。')).toBeVisible();
	}
	await planner.context().close();
}

/** What Excel puts on the clipboard, pasted into the element that has the focus. */
async function pasteText(page: Page, text: string): Promise<void> {
	await page.evaluate((pasted) => {
		const data = new DataTransfer();
		data.setData('text/plain', pasted);
		document.activeElement?.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		);
	}, text);
}

const count = (page: Page, label: string) => page.locator('.counts div', { hasText: label }).locator('dd');

test('a column pasted into the grid, applied as one and taken back as one', async ({ page, browser }) => {
	await sendBack(browser, ['I074', 'I075', 'I079']);
	await signIn(page, 'editor_toshi');
	await page.goto('/entry?year=2025');
	const first = page.getByLabel('住宅の耐震化率のR7実績');
	await expect(first).toHaveValue('87.2');
	// One cell is the input's own.
	await first.focus();
	await pasteText(page, '87.9\r\n');
	await expect(page).toHaveURL(/\/entry\?/);
	const order = await page
		.locator('[name^="entered."]')
		.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('name')?.split('.')[1]));
	const column = { I074: '87.9', I075: '11', I079: '７３１' } as Record<string, string>;
	expect(order.slice(0, 3).sort()).toEqual(Object.keys(column).sort());
	await page.locator(`[name="entered.${order[0]}"]`).focus();
	await pasteText(
		page,
		order
			.slice(0, 4)
			.map((code) => `${column[code ?? '']}\r\n`)
			.join('')
	);

	await expect(page.getByRole('heading', { level: 1, name: '貼り付けた内容を確かめる' })).toBeVisible();
	await expect(count(page, '変わる')).toHaveText('2');
	await expect(count(page, '同じ')).toHaveText('1');
	const row = page.getByRole('row', { name: /住宅の耐震化率/ });
	await expect(row).toContainText('87.2');
	await expect(row).toContainText('87.9');
	await expectAccessible(page);
	for (const tick of await page.getByRole('checkbox').all()) await tick.check();
	await page.getByRole('button', { name: '2件を下書きに反映する' }).click();

	await expect(page).toHaveURL(/\/entry\?.*batch=\d+/);
	await expect(page.getByText('貼り付けた2件を下書きに保存しました。提出はまだです。')).toBeVisible();
	await expect(page.getByLabel('住宅の耐震化率のR7実績')).toHaveValue('87.9');
	await expectAccessible(page);
	await page.getByRole('button', { name: '貼り付けた2件を元に戻す' }).click();
	await expect(page.getByText('2件を、取り込む前の値に戻しました。')).toBeVisible();
	await expect(page.getByLabel('住宅の耐震化率のR7実績')).toHaveValue('87.2');
});

test('several years without JavaScript: closed years are compared, never written', async ({ browser }) => {
	await sendBack(browser, ['I090', 'I091']);
	const page = await another(browser, 'editor_suisan', { javaScriptEnabled: false });
	await page.goto('/entry/paste?year=2025');
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await expect(page.locator('#text-error')).toContainText('貼り付ける表がありません');
	await page
		.getByLabel('Excelでコピーした範囲')
		.fill(
			'指標名\t単位\tR6\t令和7年度\n魚市場の水揚数量\tt\t10,250\t１０，９００\n養殖生産量\tt\t2,041\t2265\n'
		);
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await expect(page.getByText('1行目を見出しとして読みました。')).toBeVisible();
	await expect(count(page, '変わる')).toHaveText('1');
	await expect(count(page, '締切済の年度')).toContainText('一致 1・不一致 1');
	await expect(page.getByRole('row', { name: /養殖生産量/ })).toContainText(
		'不一致（締切済：訂正の申し出が必要）'
	);
	for (const tick of await page.getByRole('checkbox').all()) await tick.check();
	await page.getByRole('button', { name: '1件を下書きに反映する' }).click();
	await expect(page.getByText('貼り付けた1件を下書きに保存しました。')).toBeVisible();
	await page.goto('/entry/I091?year=2024');
	await expect(page.locator('main')).toContainText('2,040');
	await page.goto('/entry?year=2025');
	await page.getByRole('button', { name: '貼り付けた1件を元に戻す' }).click();
	await expect(page.getByText('1件を、取り込む前の値に戻しました。')).toBeVisible();
	await page.context().close();
});

test('a block with names on a phone: what is refused says why, and is left out only by choice', async ({
	page,
	browser
}) => {
	await sendBack(browser, ['I101', 'I103']);
	await page.setViewportSize({ width: 390, height: 844 });
	await signIn(page, 'editor_kanko');
	await page.goto('/entry/paste?year=2025');
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page
		.getByLabel('Excelでコピーした範囲')
		.fill(
			'指標\tR7\t値の状態\t要因分析\n観光客の満足度\t4.18\t速報\t"案内所を増やした。\n駐車場は足りない。"\n観光入込客\t548,500\t\t\n観光入込客数\t約54万\t\t\n宿泊者数\t161000\t\t\n'
		);
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await expect(count(page, '変わる')).toHaveText('1');
	await expect(count(page, '断られた')).toHaveText('2');
	await expect(page.getByText('「観光入込客数」ではありませんか。')).toBeVisible();
	await expect(page.getByText('入力値：「約54万」')).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);

	// Without the choice the browser stays on the page.
	const apply = page.getByRole('button', { name: '1件を下書きに反映する' });
	await apply.click();
	await expect(page).toHaveURL(/\/entry\/paste/);
	await page.getByRole('checkbox', { name: '断られた2件' }).check();
	for (const tick of await page.getByRole('checkbox', { name: 'この値で正しい' }).all()) await tick.check();

	// A colleague is quicker: nothing is overwritten, the new value is shown.
	const colleague = await another(browser, 'planner');
	await colleague.goto('/entry/I103?year=2025');
	await colleague.getByLabel('令和7年度の値').fill('4.20');
	await colleague.getByRole('button', { name: '下書き保存' }).click();
	await expect(colleague.getByText('下書きを保存しました。')).toBeVisible();
	await colleague.context().close();
	await apply.click();
	await expect(page.getByRole('alert')).toContainText('状況が変わりました');
	await expect(page.getByRole('row', { name: /観光客の満足度/ })).toContainText('4.20');
	await page.getByRole('checkbox', { name: '断られた2件' }).check();
	for (const tick of await page.getByRole('checkbox', { name: 'この値で正しい' }).all()) await tick.check();
	await page.getByRole('button', { name: '1件を下書きに反映する' }).click();
	await expect(page.getByText('貼り付けた1件を下書きに保存しました。')).toBeVisible();
	await page.goto('/entry/I103?year=2025');
	await expect(page.getByLabel('令和7年度の値')).toHaveValue('4.18');
	await expect(page.getByLabel('要因分析')).toHaveValue('案内所を増やした。\n駐車場は足りない。');
});
