import { another, expect, expectAccessible, signIn, test, watch } from './fixtures.ts';

test('an approval in one browser changes the committee screen in the other, without a reload', async ({
	browser,
	page
}) => {
	const wall = await another(browser, 'viewer', { viewport: { width: 1920, height: 1080 } });
	const problems = watch(wall);
	await wall.goto('/screen?year=2025');
	const completeness = wall.getByText(/\d+／\d+指標が確認済/);
	await expect(completeness).toBeVisible();
	const before = (await completeness.textContent()) ?? '';
	await wall.evaluate(() => ((window as unknown as { kept: boolean }).kept = true));

	await signIn(page, 'planner');
	await page.goto('/review');
	const row = page.getByRole('article').filter({ hasText: 'テレワーク拠点の利用者数' });
	await row.getByRole('button', { name: '確認済にする' }).click();
	await expect(page.getByRole('status')).toContainText('確認済にしました');

	await expect(completeness).not.toHaveText(before);
	expect(await wall.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
	expect(problems).toEqual([]);
	await wall.context().close();
});

test('the presenter’s keys move through the screens, black them out, and come back', async ({ page }) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await signIn(page, 'viewer');
	await page.goto('/screen?year=2025');
	await expectAccessible(page);
	const pageNumber = page.getByText(/^\s*\d+／\d+\s*$/);
	await page.keyboard.press('PageDown');
	await expect(page).toHaveURL(/\/screen\/goal\//);
	await expectAccessible(page);
	await page.keyboard.press('PageUp');
	await expect(page).toHaveURL(/\/screen\?/);
	await page.keyboard.press('End');
	await expect(page).toHaveURL(/\/screen\/(kpi|attention)/);
	await expectAccessible(page);
	await page.keyboard.press('Home');
	await expect(page).toHaveURL(/\/screen\?/);
	await page.keyboard.press('3');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/screen\/goal\//);
	await page.keyboard.press('b');
	await page.keyboard.press('b');
	await page.keyboard.press('F5');
	await expect(page).toHaveURL(/\/screen\/goal\//);
	await expect(pageNumber.or(page.getByText(/3／\d+/)).first()).toBeVisible();
});

test('every kind of screen fits, in both shapes of projector', async ({ page }) => {
	await signIn(page, 'viewer');
	for (const [width, height] of [
		[1920, 1080],
		[1024, 768]
	] as const) {
		await page.setViewportSize({ width, height });
		for (const path of [
			'/screen',
			'/screen/goal/g1',
			'/screen/attention',
			'/screen/kpi/Z022',
			'/screen?year=2028'
		]) {
			await page.goto(path);
			const fits = await page.evaluate(
				() =>
					document.documentElement.scrollHeight <= innerHeight + 1 &&
					document.documentElement.scrollWidth <= innerWidth + 1
			);
			expect(fits, `${path} at ${width}×${height}`).toBe(true);
			await expectAccessible(page);
		}
	}
});
