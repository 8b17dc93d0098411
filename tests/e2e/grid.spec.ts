import { cpSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { another, expect, expectAccessible, expectNoSidewaysScroll, test, watch } from './fixtures.ts';

/**
 * 健康推進課 (kenko) has 15 indicators, the only department with ten or more. Other specs use it too, so the
 * clerk's whole job runs on a city of its own, in which kenko has entered nothing for 令和7年度.
 */
const folder = temporaryFolder();
let server: RunningServer;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	test.setTimeout(240_000);
	cpSync(await demoFolder(), folder.path, { recursive: true });
	emptyDepartment('kenko');
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
});

test.afterAll(async () => {
	await server.stop();
	folder.remove();
});

/** Takes a department's figures of the open year out of the copy, past the triggers that keep history. */
function emptyDepartment(code: string): void {
	const city = new Sqlite(`${folder.path}/michishirube.db`);
	const triggers = city
		.prepare("select name, sql from sqlite_master where type = 'trigger' and tbl_name like 'result%'")
		.all() as { name: string; sql: string }[];
	for (const { name } of triggers) city.exec(`drop trigger ${name}`);
	const results = `select r.id from result r join indicator_responsibility i on i.indicator_id = r.indicator_id
		join department d on d.id = i.department_id where d.code = '${code}' and r.fiscal_year = 2025`;
	city.pragma('foreign_keys = off');
	city.exec(`delete from judgement where result_revision_id in
		(select id from result_revision where result_id in (${results}))`);
	for (const table of ['result_event', 'result_revision'])
		city.exec(`delete from ${table} where result_id in (${results})`);
	city.exec(`delete from result where id in (${results})`);
	for (const { sql } of triggers) city.exec(sql);
	city.close();
}

async function open(page: Page, username = 'editor_kenko', path = '/entry'): Promise<void> {
	await page.goto(`${server.origin}/sign-in?next=${encodeURIComponent(path)}`);
	await page.getByLabel('利用者名').fill(username);
	await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/^令和7年度の実績(を入力してください|は、すべて提出しました)$/
	);
	await alive(page);
}

/** The page's script runs: only it offers the remarks' buttons. */
async function alive(page: Page): Promise<void> {
	await expect(page.getByRole('button', { name: /要因・課題・取組/ }).first()).toBeVisible();
}

const figure = (page: Page, name: string) => page.getByLabel(`${name}のR7実績`);
const row = (page: Page, name: string) =>
	page.getByRole('row').filter({ has: page.getByRole('link', { name }) });

/** What is submitted and confirmed is folded away beside what is not. */
async function unfold(page: Page): Promise<void> {
	for (const name of [/^提出済/, /^確認済/]) {
		const part = page.getByRole('button', { name, expanded: false });
		if (await part.isVisible()) await part.click();
	}
}

test('the clerk enters 15 indicators with the keyboard only', async ({ page }, { annotations }) => {
	test.setTimeout(120_000);
	await page.goto(server.origin);
	let keystrokes = 0;
	const press = async (key: string) => {
		await page.keyboard.press(key);
		keystrokes += 1;
	};
	const type = async (text: string) => {
		await page.keyboard.type(text);
		keystrokes += text.length;
	};
	await open(page);
	const started = performance.now();
	const figures = page.locator('[data-cell="figure"]');
	const count = await figures.count();
	expect(count).toBe(15);
	await figures.first().focus();
	for (let index = 0; index < count; index++) {
		const input = figures.nth(index);
		await expect(input).toBeFocused();
		// Last year's figure again: what stands at the left.
		const last = await input.evaluate((element) => {
			const cells = element.closest('tr')?.querySelectorAll('td.past');
			return cells?.[cells.length - 1]?.textContent.trim() ?? '';
		});
		await type(last === '…' || last === '－' ? '…' : last.replaceAll(',', ''));
		await press('Enter');
	}
	await expect(page.getByRole('button', { name: '確認して提出へ' })).toBeFocused();
	await expect(page.getByText('保存済').first()).toBeVisible();
	await press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認して提出');
	await expectAccessible(page);
	const ready = page.getByRole('checkbox', { checked: true });
	const readyCount = await ready.count();
	expect(readyCount).toBeGreaterThan(0);
	const button = page.getByRole('button', { name: '印を付けた指標を提出する' });
	for (let presses = 0; presses < 60; presses++) {
		if (await button.evaluate((element) => element === document.activeElement)) break;
		await press('Tab');
	}
	await press('Enter');
	await expect(page.getByRole('status').first()).toContainText('指標を提出しました');
	await expect(page.getByRole('status').first()).toContainText('次は総合政策課が確認します');
	const seconds = Math.round((performance.now() - started) / 1000);
	const told = `15 indicators: ${keystrokes} keystrokes, ${seconds} s at machine speed, ${readyCount} submitted at once`;
	annotations.push({ type: 'effort', description: told });
	console.log(told);
	expect(keystrokes).toBeLessThan(200);
	await expectAccessible(page);
});

test('a submission is taken back from the list', async ({ page }) => {
	await open(page);
	await unfold(page);
	const back = page.getByRole('button', { name: /^取り下げる/ }).first();
	const name = ((await back.textContent()) ?? '').replace(/^取り下げる（(.*)）$/, '$1');
	await back.click();
	await expect(page.getByRole('status').filter({ hasText: '取り下げました' })).toBeVisible();
	// The hands go on where they were: at the row, which says what happened.
	await expect(figure(page, name)).toBeFocused();
	await expect(figure(page, name)).toHaveAccessibleDescription(/提出を取り下げました/);
});

test('a lost connection loses nothing, not even by a reload', async ({ browser }) => {
	const name = '健康相談の延べ利用者数';
	const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
	const page = await context.newPage();
	const problems = watch(page);
	await open(page);
	await unfold(page);
	// Nothing is taken back in silence.
	await context.setOffline(true);
	const back = page.getByRole('button', { name: /^取り下げる/ }).first();
	await back.press('Enter');
	await expect(page.getByRole('alert')).toContainText('取り下げられたか、確かめられません');
	await expect(back).toBeFocused();
	await expectAccessible(page);
	await context.setOffline(false);
	await takeBack(page, name);
	await context.setOffline(true);
	await figure(page, name).fill('２，４１８');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('未送信：接続が戻ると保存します');
	await expect(page.getByText('接続が切れています')).toBeVisible();
	await expectAccessible(page);
	// Typed on while nothing gets through.
	await figure(page, name).fill('２，４１９');
	await page.keyboard.press('Enter');
	await context.setOffline(false);
	await expect(row(page, name)).toContainText('保存済');
	await page.reload();
	await expect(figure(page, name)).toHaveValue('２，４１９');

	// The answer gets lost on its way back, and the page is closed over it.
	await alive(page);
	await page.route('**/entry/cells', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		await route.fetch();
		// The page may be gone by now, and its request with it.
		await route.abort().catch(() => {});
	});
	await figure(page, name).fill('2420');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('未送信');
	await figure(page, name).fill('2421');
	page.once('dialog', (dialog) => void dialog.accept());
	await page.reload();
	await page.unroute('**/entry/cells');
	await alive(page);
	await expect(figure(page, name)).toHaveValue('2421');
	await page.getByRole('button', { name: '下書きを保存' }).last().click();
	await expect(row(page, name)).toContainText('保存済');
	await page.reload();
	await expect(figure(page, name)).toHaveValue('2421');
	// Once each: what was sent twice was carried out once.
	const city = new Sqlite(`${folder.path}/michishirube.db`, { readonly: true });
	const entered = city
		.prepare(
			"select v.entered_text from result_revision v join result r on r.id = v.result_id join indicator i on i.id = r.indicator_id where i.name = ? and r.fiscal_year = 2025 and r.district_id is null and v.entered_text in ('2420', '2421') order by v.revision"
		)
		.pluck()
		.all(name);
	city.close();
	expect(entered).toEqual(['2420', '2421']);
	// The browser itself reports the cut lines, nothing else.
	expect(problems.filter((text) => !/net::ERR_(INTERNET_DISCONNECTED|FAILED)/.test(text))).toEqual([]);
	await context.close();
});

async function takeBack(page: Page, name: string): Promise<void> {
	await unfold(page);
	const button = row(page, name).getByRole('button', { name: /^取り下げる/ });
	if (await button.isVisible()) await button.click();
	await expect(figure(page, name)).toBeVisible();
	await alive(page);
}

test('an ended session keeps the input and says so', async ({ page, context }) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	await context.clearCookies();
	await figure(page, name).fill('2422');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('サインインし直すと保存します');
	await expect(page.getByText('入力はこの端末に残っています')).toBeVisible();
	await expectAccessible(page);
	const second = await context.newPage();
	await open(second);
	await page.getByRole('button', { name: 'もう一度送る' }).click();
	await expect(row(page, name)).toContainText('保存済');
	await second.close();
});

test('two people at one figure: both values side by side, nothing overwritten silently', async ({
	browser,
	page
}) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
	const second = await context.newPage();
	const problems = watch(second);
	await open(second, 'editor');
	await figure(page, name).fill('2,430');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('保存済');
	await figure(second, name).fill('2,440');
	await second.keyboard.press('Enter');
	const mine = row(second, name);
	const choice = second.getByRole('region', { name: `「${name}」` });
	await expect(choice).toContainText('2,430');
	await expect(choice).toContainText('2,440');
	await expect(figure(second, name)).toHaveValue('2,440');
	await expectAccessible(second);
	await choice.getByRole('button', { name: '相手の値を使う' }).click();
	await expect(figure(second, name)).toHaveValue('2,430');
	await expect(figure(second, name)).toBeFocused();

	await figure(page, name).fill('2,431');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('保存済');
	await figure(second, name).fill('2,441');
	await second.keyboard.press('Enter');
	// By keyboard, from the cell on.
	await choice.getByRole('button', { name: '自分の値で保存する' }).press('Enter');
	await expect(choice).toHaveCount(0);
	await expect(mine).toContainText('保存済');
	await page.reload();
	await expect(figure(page, name)).toHaveValue('2,441');
	expect(problems).toEqual([]);
	await context.close();
});

test('Japanese input: composition is never touched, Enter ends it without moving on', async ({ page }) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	const input = figure(page, name);
	await input.fill('');
	await input.focus();
	const cdp: CDPSession = await page.context().newCDPSession(page);
	const compose = (text: string) =>
		cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
	for (const text of ['２', '２４', '２４５']) {
		await compose(text);
		await expect(input).toHaveValue(text);
	}
	// The Enter that ends a composition comes with key code 229.
	await input.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
	await input.dispatchEvent('keydown', { key: 'Escape', keyCode: 229, isComposing: true, bubbles: true });
	await expect(input).toBeFocused();
	await expect(input).toHaveValue('２４５');
	await cdp.send('Input.insertText', { text: '２４５０' });
	await expect(input).toHaveValue('２４５０');
	await expect(row(page, name)).toContainText('2,450 人として保存します');
	await page.keyboard.press('Enter');
	await expect(input).not.toBeFocused();
	await expect(row(page, name)).toContainText('保存済');
	await page.keyboard.press('Shift+Enter');
	await expect(input).toBeFocused();
	await page.keyboard.insertText('９９');
	await page.keyboard.press('Escape');
	await expect(input).toHaveValue('２４５０');
});

test('what cannot be read, and what is doubtful, stands at its cell', async ({ page }) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	const input = figure(page, name);
	await input.fill('約18');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('入力値：「約18」');
	await expect(input).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(page);
	await page.getByRole('button', { name: '確認して提出へ' }).click();
	const summary = page.getByRole('alert');
	await expect(summary).toContainText('1指標は、まだ保存していません');
	await summary.getByRole('link', { name: /約18/ }).click();
	await expect(input).toBeFocused();
	await input.fill('24500');
	await page.keyboard.press('Enter');
	await expect(input).toHaveAccessibleDescription(/これまでにない幅で増えています/);
	await expectAccessible(page);
	await page.getByLabel(`この値で正しい（${name}）`).check();
	await page.getByRole('button', { name: '確認して提出へ' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認して提出');
	await expect(page.getByLabel(`この値で正しい（${name}）`)).toBeChecked();
});

test('a reason and a figure exclude each other kindly', async ({ page }) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	const state = page.getByLabel(`${name}の値の状態`);
	await state.selectOption('未把握');
	await expect(figure(page, name)).toHaveValue('');
	await expect(row(page, name)).toContainText('保存済');
	await row(page, name).getByRole('button', { name: '値を戻す' }).click();
	await expect(figure(page, name)).toHaveValue('24500');
	await expect(state).toHaveValue('final');
	await state.selectOption('調査なし');
	await figure(page, name).fill('2450');
	await expect(state).toHaveValue('final');
	await page.keyboard.press('Enter');
	await expect(row(page, name)).toContainText('保存済');
});

test('a bad result opens its remarks, and last year’s are copied by one click', async ({ page }) => {
	const name = '健康相談の延べ利用者数';
	await open(page);
	await figure(page, name).fill('1500');
	await page.keyboard.press('Enter');
	const cause = page.getByLabel(`要因分析（${name}）`);
	await expect(cause).toBeVisible();
	const card = page.locator(`tr:has([id="${await cause.getAttribute('id')}"])`);
	await expect(card).toContainText('提出には次の3つの記入が必要です');
	const copy = card.getByRole('button', { name: '昨年度の記述を写す' });
	if (await copy.isVisible()) {
		await copy.click();
		await expect(cause).not.toHaveValue('');
	}
	await expectAccessible(page);
	await cause.fill('出張相談を減らしたため。');
	await cause.blur();
	await expect(row(page, name)).toContainText('保存済');
	await page.reload();
	await expect(page.getByLabel(`要因分析（${name}）`)).toHaveValue('出張相談を減らしたため。');
	// What is missing is filled in on the way out, and goes with the rest.
	await alive(page);
	await page.getByRole('button', { name: '確認して提出へ' }).click();
	const mine = page.locator('.row').filter({ hasText: name });
	await mine.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
	await page.getByRole('button', { name: '印を付けた指標を提出する' }).click();
	await expect(page.getByRole('alert')).toContainText('まだ1件も提出していません');
	await expectAccessible(page);
	for (const label of ['課題', '今後の取組'])
		await page.getByLabel(`${label}（${name}）`).fill(`${label}の記入例です。`);
	if (await page.getByLabel(`この値で正しい（${name}）`).isVisible())
		await page.getByLabel(`この値で正しい（${name}）`).check();
	await page.getByRole('button', { name: '印を付けた指標を提出する' }).click();
	await expect(page.getByRole('status').first()).toContainText('提出しました');
});

test('the sum behind the status opens in place', async ({ page }) => {
	await open(page);
	await page.getByText('の計算）').first().locator('..').click();
	await expect(page.getByText('判定基準').first()).toBeVisible();
	await expectAccessible(page);
});

test('the same job without JavaScript: good rows are saved, the bad one says why', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ja-JP' });
	const page = await context.newPage();
	await page.goto(`${server.origin}/sign-in?next=/entry`);
	await page.getByLabel('利用者名').fill('editor_kenko');
	await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await page
		.getByRole('button', { name: /^取り下げる/ })
		.first()
		.click();
	await expect(page.getByRole('status').first()).toContainText('取り下げました');
	// The page comes back at the row.
	const code = new URL(page.url()).searchParams.get('withdrawn') ?? '';
	expect(new URL(page.url()).hash).toBe(`#row-${code}`);
	await expect(page.locator(`#row-${code}`).getByText('提出を取り下げました')).toBeInViewport();
	const inputs = page.locator('input[data-cell="figure"]');
	const [good, bad] = [inputs.nth(0), inputs.nth(1)];
	const before = await good.inputValue();
	await good.fill('１２');
	await bad.fill('約9');
	await page.getByRole('button', { name: '下書きを保存' }).last().click();
	await expect(page.getByRole('alert')).toContainText('1指標を保存しました。1指標は、まだ保存していません');
	await expect(page.getByRole('alert').getByRole('link')).toContainText('約9');
	const badInput = page.locator('input[data-cell="figure"][aria-invalid="true"]');
	await expect(badInput).toHaveValue('約9');
	await badInput.fill('9');
	await page.getByRole('button', { name: '確認して提出へ' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認して提出');
	expect(before).not.toBe('１２');
	await context.close();
});

test('without JavaScript a refused 取り下げる loses nothing of the other rows', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ja-JP' });
	const page = await context.newPage();
	await page.goto(`${server.origin}/sign-in?next=/entry`);
	await page.getByLabel('利用者名').fill('editor_kenko');
	await page.getByLabel('パスワード').fill(DEMO_PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	const withdraw = page.getByRole('button', { name: /^取り下げる/ }).first();
	const item = (await withdraw.getAttribute('value')) ?? '';
	const [code = ''] = item.split('/');
	// A colleague is quicker.
	const colleague = await context.newPage();
	await colleague.goto(`${server.origin}/entry`);
	await colleague.locator(`button[value="${item}"]`).click();
	await expect(colleague.locator(`#row-${code}`)).toContainText('提出を取り下げました');

	const input = page.locator('input[data-cell="figure"]').first();
	await input.fill('約９');
	const remark = page.locator('textarea').first();
	await remark.evaluate((element: HTMLTextAreaElement) => {
		element.value = 'あ'.repeat(2015);
	});
	await withdraw.click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('取り下げていません');
	await expect(input).toHaveValue('約９');
	await expect(remark).toHaveValue('あ'.repeat(2015));
	await expect(page.getByText('15文字多くなっています').first()).toBeVisible();
	await context.close();
});

test('on a phone each row is a block, with the same function', async ({ browser }) => {
	const page = await another(browser, 'viewer');
	await page.context().close();
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP' });
	const phone = await context.newPage();
	const problems = watch(phone);
	await open(phone);
	await expectNoSidewaysScroll(phone);
	await expectAccessible(phone);
	const input = phone.locator('input[data-cell="figure"]').first();
	expect(Number.parseFloat(await input.evaluate((e) => getComputedStyle(e).fontSize))).toBeGreaterThanOrEqual(
		16
	);
	await phone.getByText('説明と引継ぎ').first().click();
	await expect(phone.getByText('何を数えるか').first()).toBeVisible();
	await phone.setViewportSize({ width: 320, height: 700 });
	await expectNoSidewaysScroll(phone);
	expect(problems).toEqual([]);
	await context.close();
});
