import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fillRows } from '../fill-sheet.ts';
import { around, DESK, PHONE, top, WORKING, type Studio } from './studio.ts';

const CLERK = 'editor_kenko';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A department's year: the grid, paste, file, submission, handover, two people at once, the head. */
export async function entering(studio: Studio): Promise<void> {
	const wide = await studio.signIn(CLERK);
	await grid(studio, wide);
	await wide.context().close();

	const page = await studio.signIn(CLERK, DESK);
	await submission(studio, page);
	await paste(studio, page);
	await upload(studio, page);
	await page.goto('/entry/handover');
	await page.evaluate(() => document.querySelector('main article')?.scrollIntoView());
	await studio.take(page, 'handover', top(DESK.width, 560));
	await page.context().close();
	await together(studio);
	await phone(studio);
	await head(studio);
}

async function grid({ take }: Studio, page: Page): Promise<void> {
	await openGrid(page);
	const suicides = '自殺死亡率（10万人当たり）';
	await figure(page, suicides).fill('１９．２');
	await row(page, suicides).getByText('19.2 人として保存します').waitFor();
	await page.getByRole('complementary', { name: '引継ぎカード' }).getByText('問い合わせ先').waitFor();
	await page.evaluate(() => scrollTo(0, 0));
	await take(page, 'entry');
	await page.keyboard.press('Escape');

	// A figure that falls behind: the doubt and the remarks below its row.
	const volunteers = '食育ボランティアの登録者数（累計）';
	await figure(page, volunteers).fill('49');
	await page.keyboard.press('Enter');
	await page.locator('tr.wide').getByText('この値で正しい').first().waitFor();
	await page.getByLabel(`要因分析（${volunteers}）`).waitFor();
	await row(page, volunteers).evaluate((element) => element.scrollIntoView({ block: 'center' }));
	await page.mouse.move(0, 0);
	const remarks = page.locator('tr.wide.open:not([hidden])').last();
	await take(page, 'entry-remarks', await around(row(page, volunteers), remarks));
	await figure(page, volunteers).fill('57');
	await page.keyboard.press('Enter');
	await row(page, volunteers).getByText('保存済').waitFor();
}

async function submission({ take }: Studio, page: Page): Promise<void> {
	await openGrid(page);
	await page.getByRole('button', { name: '確認して提出へ' }).click();
	await page.getByRole('heading', { level: 1, name: '確認して提出' }).waitFor();
	await take(page, 'submit', top(DESK.width, 600));
}

async function paste({ take }: Studio, page: Page): Promise<void> {
	await page.goto('/entry/paste?year=2025');
	await page
		.getByLabel('Excelでコピーした範囲')
		.fill(
			'指標\tR7\t値の状態\n健康相談の延べ利用者数\t2,418\t確定\n食育ボランティアの登録者数（累計）\t58\t確定\n乳がん検診\t36.4\t確定\n'
		);
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await page.getByRole('heading', { level: 1, name: '貼り付けた内容を確かめる' }).waitFor();
	await take(page, 'paste');
}

async function upload({ take }: Studio, page: Page): Promise<void> {
	await page.goto('/entry/upload?year=2025');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Excelのファイル（.xlsx）' }).click()
	]);
	const filled = fillRows(new Uint8Array(await readFile(await file.path())), {
		I036: { J: 36.6, K: '速報' },
		I037: { J: '約57' }
	});
	await page
		.getByLabel('入力したファイル')
		.setInputFiles({ name: file.suggestedFilename(), mimeType: XLSX, buffer: Buffer.from(filled) });
	await page.getByRole('button', { name: '内容を確かめる' }).click();
	await page.getByRole('heading', { level: 1, name: 'ファイルの内容を確かめる' }).waitFor();
	await take(page, 'upload');
}

/** Two people at one figure: the second one sees both values. */
async function together({ signIn, take }: Studio): Promise<void> {
	const name = '健康相談の延べ利用者数';
	const [first, second] = [await signIn('editor', DESK), await signIn(CLERK, DESK)];
	for (const page of [first, second]) await openGrid(page);
	await figure(first, name).fill('2,420');
	await first.keyboard.press('Enter');
	await row(first, name).getByText('保存済').waitFor();
	await figure(second, name).fill('2,430');
	await second.keyboard.press('Enter');
	const theirs = second.getByRole('button', { name: '相手の値を使う' });
	await theirs.waitFor();
	const choice = second.locator('tr.wide').filter({ has: theirs });
	await choice.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	await take(second, 'conflict', await around(row(second, name), choice));
	await first.context().close();
	await second.context().close();
}

async function phone({ signIn, take }: Studio): Promise<void> {
	const name = '特定保健指導の実施率';
	const page = await signIn(CLERK, PHONE);
	await openGrid(page);
	await figure(page, name).fill('約45');
	await figure(page, name).blur();
	await row(page, name).getByText('入力値：「約45」').waitFor();
	await row(page, name).evaluate((element) => element.scrollIntoView());
	await page.mouse.move(0, 0);
	await take(page, 'entry-phone', top(PHONE.width, 320));
	await page.context().close();
}

/** 高齢介護課 uses the head's step; its figure has a breakdown by district. */
async function head({ signIn, take }: Studio): Promise<void> {
	const places = '地域の通いの場の数';
	const editor = await signIn('editor_korei');
	await editor.goto('/entry');
	await editor.getByRole('link', { name: places, exact: true }).click();
	const value = editor.getByLabel('令和7年度の値');
	await value.waitFor();
	await editor.waitForLoadState('networkidle');
	await value.fill('61');
	const districts = editor.locator('input[name^="district-"]');
	for (const [index, text] of ['10', '6', '8', '10', '12', '7', '4', '4'].entries())
		await districts.nth(index).fill(text);
	for (const [remark, text] of [
		['要因分析', '会場の休止が2か所あった。'],
		['課題', '世話役の後継者が足りない。'],
		['今後の取組', '世話役の講座を年2回開く。']
	] as const)
		await editor.getByLabel(remark).fill(text);
	await submit(editor);
	await editor.context().close();

	const page = await signIn('head');
	await page.goto('/entry/confirm');
	await page.getByRole('heading', { level: 3, name: places }).waitFor();
	await take(page, 'head', top(WORKING.width, 720));
	await page.context().close();
}

const figure = (page: Page, name: string) => page.getByLabel(`${name}のR7実績`);
const row = (page: Page, name: string) =>
	page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

/** Waits until the page's script runs: it is what shows how a figure is read. */
async function openGrid(page: Page): Promise<void> {
	await page.goto('/entry?year=2025');
	await page
		.getByRole('button', { name: /要因・課題・取組/ })
		.first()
		.waitFor();
	await page.waitForLoadState('networkidle');
}

/** Submits, and confirms a figure that the app asks about. */
async function submit(page: Page): Promise<void> {
	const button = page.getByRole('button', { name: '提出する' });
	const check = page.getByLabel('この値で正しい');
	const done = page.getByRole('status').filter({ hasText: '提出しました' });
	await button.click();
	await check.or(done).first().waitFor();
	if (!(await check.isVisible())) return;
	await check.check();
	await button.click();
	await done.waitFor();
}
