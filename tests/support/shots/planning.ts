import { WORKING, top, type Studio } from './studio.ts';

/** The planning division's year: the call, the review, a correction, the rules. */
export async function planning(studio: Studio): Promise<void> {
	const { signIn, take } = studio;
	const page = await signIn('planner');
	await page.goto('/review');
	await page.locator('summary', { hasText: '差し戻す' }).first().click();
	await take(page, 'review');

	await page.goto('/review/cycles/2025-final');
	await page.evaluate(() => document.getElementById('close')?.scrollIntoView());
	await take(page, 'cycle', top(WORKING.width, 520));

	await page.goto('/rules');
	await take(page, 'rules', top(WORKING.width, 640));
	await page.goto('/rules/ratio');
	await page.getByRole('link', { name: '試算する' }).click();
	await page.getByRole('region', { name: '判定が変わる指標' }).waitFor();
	await take(page, 'bench');

	await askForCorrection(studio);
	await page.goto('/review/corrections');
	await page.getByRole('article').filter({ hasText: '森林の間伐面積' }).waitFor();
	await take(page, 'corrections', top(WORKING.width, 540));
	await page.context().close();
}

/** 農林課 found that a figure of a closed year was wrong. */
async function askForCorrection({ signIn }: Studio): Promise<void> {
	const page = await signIn('editor_norin');
	await page.goto('/entry/I095/correction?year=2024');
	await page.getByLabel('正しい値').fill('190');
	await page.getByLabel('訂正の理由').fill('2団地の面積が入っていなかったため。');
	const button = page.getByRole('button', { name: '訂正を申し出る' });
	const check = page.getByLabel('この値で正しい');
	const done = page.getByRole('status').filter({ hasText: '承認を待っています' });
	await button.click();
	await check.or(done).first().waitFor();
	if (await check.isVisible()) {
		await check.check();
		await button.click();
		await done.waitFor();
	}
	await page.context().close();
}
