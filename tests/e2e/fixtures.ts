import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	test as base,
	type Browser,
	type BrowserContextOptions,
	type Locator,
	type Page
} from '@playwright/test';

const PASSWORD = 'michishirube-demo';

/** Every test fails on an error in the page's console or on an uncaught error. */
export const test = base.extend<{ page: Page }>({
	page: async ({ page }, use) => {
		const problems = watch(page);
		await use(page);
		expect(problems).toEqual([]);
	}
});

export { expect };

/** Collects what the browser complains about. A refused form answers 4xx, which Chromium logs: that is expected. */
export function watch(page: Page): string[] {
	const problems: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' && !/Failed to load resource.*status of 4\d\d/.test(message.text()))
			problems.push(message.text());
	});
	page.on('pageerror', (error) => problems.push(error.message));
	return problems;
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, username: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('利用者名').fill(username);
	await page.getByLabel('パスワード').fill(PASSWORD);
	await page.getByRole('button', { name: 'サインイン' }).click();
	await expect(page.getByRole('navigation', { name: '主なメニュー' })).toBeVisible();
}

/** A second person at another computer. The caller closes the context. */
export async function another(
	browser: Browser,
	username: string,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ...options });
	const page = await context.newPage();
	await signIn(page, username);
	return page;
}

/** axe finds nothing (WCAG 2.2 AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
	).toEqual([]);
}

/** Nothing sticks out of the window sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const [content, window] = await page.evaluate(() => [
		document.documentElement.scrollWidth,
		document.documentElement.clientWidth
	]);
	expect(content).toBeLessThanOrEqual(window ?? 0);
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let presses = 0; presses < 80; presses++) {
		await page.keyboard.press('Tab');
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error('Tab never reached the element');
}
