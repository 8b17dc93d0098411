/**
 * Excelで入力する: a clerk's whole job by file, with JavaScript and without. Uses 商工課 (shoko) and 総務課 (somu)
 * and no other department.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { fillRows } from '../support/fill-sheet.ts';
import { another, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from './fixtures.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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

async function download(page: Page, link: string): Promise<{ name: string; bytes: Uint8Array }> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: link }).click()
	]);
	return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}

async function choose(page: Page, bytes: Uint8Array, name = '実績入力.xlsx', mimeType = XLSX): Promise<void> {
	await page.getByLabel('入力したファイル').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
	await page.getByRole('button', { name: '内容を確かめる' }).click();
}

const count = (page: Page, label: string) => page.locator('.counts div', { hasText: label }).locator('dd');

test('the year of a department by file: download, fill in, check, apply, take back', async ({
	page,
	browser
}) => {
	await sendBack(browser, ['I096', 'I097', 'I104', 'I106']);
	await signIn(page, 'editor_shoko');
	await page.goto('/entry?year=2025');
	const started = performance.now();
	await page.getByRole('link', { name: 'Excelで入力する' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Excelで入力する' })).toBeVisible();
	await expectAccessible(page);
	const { name, bytes } = await download(page, 'Excelのファイル（.xlsx）');
	expect(name).toBe('実績入力_商工課_令和7年度.xlsx');

	// As it came down it changes nothing.
	await choose(page, bytes, name);
	await expect(page.getByText('7指標の行を読みました')).toBeVisible();
	await expect(page.getByText('反映する値はありません。')).toBeVisible();
	await page.getByRole('link', { name: 'やめる' }).click();

	const filled = fillRows(bytes, {
		I096: { J: 27, M: '相談員が足りない。' },
		I097: { J: '３０店舗', K: '速報' },
		I104: { J: '120/260' },
		I106: { J: null, K: '未把握' }
	});
	await choose(page, filled, name);
	await expect(page.getByRole('heading', { level: 1, name: 'ファイルの内容を確かめる' })).toBeVisible();
	await expect(count(page, '変わる')).toHaveText('4');
	await expect(count(page, '同じ')).toHaveText('3');
	await expect(count(page, '断られた')).toHaveText('0');
	await expectAccessible(page);
	for (const box of await page.getByRole('checkbox').all()) await box.check();
	await page.getByRole('button', { name: '4件を下書きに反映する' }).click();
	await expect(page).toHaveURL(/\/entry\?.*batch=\d+/);
	console.log(`四つの値をファイルで：${Math.round(performance.now() - started)} ms`);

	await expect(page.getByLabel('中心市街地の空き店舗数のR7実績')).toHaveValue('３０店舗');
	await expect(page.getByLabel('新規高卒者の管内就職率のR7実績')).toHaveValue('120/260');
	await page.getByRole('button', { name: /元に戻す/ }).click();
	await expect(page.getByLabel('中心市街地の空き店舗数のR7実績')).toHaveValue('29');
});

test('without JavaScript, on a telephone, in a CSV as Excel in Japan saves it', async ({ browser }) => {
	await sendBack(browser, ['I011', 'I013', 'I021']);
	const page = await another(browser, 'editor_somu', {
		javaScriptEnabled: false,
		acceptDownloads: true,
		viewport: { width: 390, height: 844 }
	});
	await page.goto('/entry/upload?department=somu&year=2025');
	await expectNoSidewaysScroll(page);
	const { name, bytes } = await download(page, 'CSV（.csv）');
	expect(name).toBe('実績入力_総務課_令和7年度.csv');
	const text = new TextDecoder().decode(bytes);
	expect(text).toContain('I011');
	// 「速」 and 「報」 in Shift_JIS; the rest of the file is what the reader needs of it.
	const head = '指標コード,値,値の状態\r\n';
	const sjis = Buffer.concat([
		Buffer.from([
			0x8e, 0x77, 0x95, 0x57, 0x83, 0x52, 0x81, 0x5b, 0x83, 0x68, 0x2c, 0x92, 0x6c, 0x2c, 0x92, 0x6c, 0x82,
			0xcc, 0x8f, 0xf3, 0x91, 0xd4, 0x0d, 0x0a
		]),
		Buffer.from('I011,67.5,'),
		Buffer.from([0x91, 0xac, 0x95, 0xf1]),
		Buffer.from('\r\nI021,1.2.3,\r\n')
	]);
	expect(new TextDecoder('windows-31j').decode(sjis)).toBe(`${head}I011,67.5,速報\r\nI021,1.2.3,\r\n`);
	await choose(page, sjis, '総務課.csv', 'text/csv');
	await expect(page.getByText('文字コードはShift_JIS（Windows-31J）です。')).toBeVisible();
	await expect(count(page, '変わる')).toHaveText('1');
	await expect(count(page, '断られた')).toHaveText('1');
	await expect(page.getByText('小数点は1つだけにしてください')).toBeVisible();
	await expectNoSidewaysScroll(page);
	for (const box of await page.getByRole('checkbox').all()) await box.check();
	await page.getByRole('button', { name: '1件を下書きに反映する' }).click();
	await expect(page).toHaveURL(/\/entry\?.*batch=\d+/);
	await page.context().close();
});

test('files that cannot be read are answered in words, and the page stays', async ({ page }) => {
	await signIn(page, 'editor_shoko');
	await page.goto('/entry/upload?department=shoko&year=2025');
	const { bytes } = await download(page, 'Excelのファイル（.xlsx）');
	const answers = async (file: Uint8Array, name: string, says: string | RegExp) => {
		await choose(page, file, name);
		await expect(page.getByRole('alert')).toContainText(says);
		await expect(page).toHaveTitle(/^エラー：/);
	};
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await expect(page.getByRole('alert')).toContainText('ファイルが選ばれていません');
	await expect(page.getByRole('alert').getByRole('link')).toHaveAttribute('href', '#file');
	await expectAccessible(page);
	await answers(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), '実績入力.xlsx', '写真（JPEG）');
	await answers(
		Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
		'実績入力.xlsx',
		'パスワードを外して'
	);
	await answers(bytes.slice(0, bytes.length - 40), '実績入力.xlsx', '途中で切れて');
	await answers(Buffer.from('指標コード,目標\r\nI096,1\r\n'), 'a.csv', '見出し「値」の列がありません');
	await answers(
		Buffer.from('年度,指標コード,値\r\nR6,I096,1\r\n'),
		'a.csv',
		'令和6年度の入力用のファイルです'
	);
	// More than the route takes: refused before anything is read.
	const tooLarge = await page.request.post('/entry/upload?/preview', {
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
		multipart: { file: { name: 'a.xlsx', mimeType: XLSX, buffer: Buffer.alloc(7_000_000) } }
	});
	expect(tooLarge.status()).toBe(413);
	expect(await tooLarge.text()).toContain('5MBまで');
	const ordinary = await page.request.post('/entry?/save', {
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
		multipart: { text: { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(1_200_000) } }
	});
	expect(ordinary.status()).toBe(413);
});
