import { WALL, WORKING, top, type Studio } from './studio.ts';

/** The pages that everybody reads, the committee's screen, and the administrator's page. */
export async function reading({ signIn, take }: Studio): Promise<void> {
	const page = await signIn('viewer');
	for (const [name, path] of [
		['overview', '/?year=2025'],
		['kpi-list', '/kpi?year=2025'],
		['kpi', '/kpi/Z022?year=2025'],
		['editions', '/editions'],
		['charts', '/charts?department=kenko&year=2025']
	] as const) {
		await page.goto(path);
		await take(page, name);
	}
	await page.goto('/plan/zenki/final');
	await take(page, 'final', top(WORKING.width, 600));
	await page.context().close();

	const wall = await signIn('viewer', WALL);
	await wall.goto('/screen?year=2025');
	await take(wall, 'screen');
	await wall.goto('/screen/kpi/Z022?year=2025');
	await take(wall, 'screen-kpi');
	await wall.context().close();

	const admin = await signIn('admin');
	await admin.goto('/admin/accounts');
	await take(admin, 'accounts', top(WORKING.width, 440));
	await admin.context().close();
}
