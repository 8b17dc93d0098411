/** Every hostile file sent to a served city, as a browser sends it: refused in words, in time, in little memory. */
import { cpSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoFolder, NOW, temporaryFolder } from '#tests/support/city.ts';
import { HOSTILE } from '#tests/support/hostile-files.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { visit, type Visitor } from '#tests/support/visitor.ts';
import { workbookOf } from '#tests/support/zip-files.ts';

/** What the issue demands, from the request's beginning to its answer. */
const [WITHIN_MS, WITHIN_KB] = [2000, 200_000];
/** A file that the reader works on for as long as it may. */
const COSTLY = /half a million|shared strings that fill|zip bomb that lies/;

const folder = temporaryFolder();
let server: RunningServer;
let editor: Visitor;
beforeAll(async () => {
	cpSync(await demoFolder(), folder.path, { recursive: true });
	server = await startServer({ MODE: 'demo', DATA_DIR: folder.path, CLOCK_START: NOW });
	editor = visit(server.origin);
	await editor.signIn('editor', DEMO_PASSWORD);
	// As a person does: the page first.
	expect((await editor.open('/entry/upload')).outcome).toBe('ok');
}, 240_000);
afterAll(async () => {
	await server.stop();
	folder.remove();
});

/** Kilobytes of the server's memory: now, or the most that it ever was. */
function memory(kind: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
	return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
}

/** How many times longer than its own work something takes here: 1 on a quiet machine, more among other programs. */
function machineSlowness(): number {
	const [began, before] = [performance.now(), process.cpuUsage()];
	while (performance.now() - began < 300);
	const { user, system } = process.cpuUsage(before);
	return Math.max(1, (performance.now() - began) / ((user + system) / 1000));
}

/** Ordinary use first: what a server takes for its own running is not the hostile files' doing. */
async function warmUp(): Promise<void> {
	const row = (at: number) =>
		`<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>I0${at}</t></is></c><c r="B${at}"><v>${at}</v></c></row>`;
	const honest = workbookOf(Array.from({ length: 1000 }, (_, at) => row(at + 1)).join(''));
	for (let times = 0; times < HOSTILE.length; times++)
		expect((await upload(honest)).body).toContain('指標コード');
}

/** Making a file takes so long that the server may have closed the idle connection: the close must be seen first. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

async function upload(bytes: Uint8Array, name = '実績入力.xlsx') {
	await settle();
	const form = new FormData();
	form.set('file', new Blob([Buffer.from(bytes)]), name);
	const began = performance.now();
	const { outcome, body } = await editor.send('/entry/upload?/preview', form, true);
	return { outcome, body, ms: performance.now() - began };
}

async function attach(bytes: Uint8Array, name: string) {
	await settle();
	const form = new FormData();
	form.set('fiscalYear', '2025');
	form.set('files', new Blob([Buffer.from(bytes)]), name);
	const began = performance.now();
	const { outcome, body } = await editor.send('/entry/I032?/attach', form, true);
	return { outcome, body, ms: performance.now() - began };
}

describe('sent to the page for spreadsheets', { timeout: 120_000 }, () => {
	it('each is refused with its cause within 2 s, and all together within 200 MB', async () => {
		await warmUp();
		const before = memory('VmRSS');
		let slowest = { name: '', ms: 0 };
		for (const [name, make, says] of HOSTILE) {
			const { outcome, body, ms } = await upload(make());
			if (ms > slowest.ms) slowest = { name, ms };
			expect.soft(outcome, name).toMatch(/^(400|413)$/);
			// A busy machine may not come to the cause: that it took too long is then the truth.
			expect
				.soft(/時間内に読み取れません/.test(body) || says.test(body), `${name}: ${body.slice(0, 300)}`)
				.toBe(true);
			expect.soft(ms, name).toBeLessThan(WITHIN_MS);
		}
		const grown = memory('VmHWM') - before;
		console.log(
			`${HOSTILE.length} hostile files by HTTP: slowest ${Math.round(slowest.ms)} ms (${slowest.name}), +${Math.round(grown / 1000)} MB`
		);
		expect(grown).toBeLessThan(WITHIN_KB);
	});

	it('four costly ones at once: each answered in time, and pages of others meanwhile', async () => {
		const costly = HOSTILE.filter(([name]) => COSTLY.test(name)).map(([, make]) => make());
		const [first = new Uint8Array()] = costly;
		const reader = visit(server.origin);
		await reader.signIn('viewer', DEMO_PASSWORD);
		const slowness = machineSlowness();
		let [isOver, pages, slowestPage] = [false, 0, 0];
		const reading = (async () => {
			while (!isOver) {
				const began = performance.now();
				expect((await reader.open('/kpi')).outcome).toBe('ok');
				slowestPage = Math.max(slowestPage, performance.now() - began);
				pages += 1;
			}
		})();
		const answers = await Promise.all([...costly, first].map((bytes) => upload(bytes)));
		isOver = true;
		await reading;
		console.log(
			`four at once: ${answers.map(({ outcome, ms }) => `${outcome} ${Math.round(ms)} ms`).join(', ')}; ${pages} pages meanwhile, slowest ${Math.round(slowestPage)} ms; machine × ${slowness.toFixed(1)}`
		);
		for (const { outcome, ms } of answers) {
			expect(outcome).toMatch(/^(400|503)$/);
			expect(ms).toBeLessThan(WITHIN_MS * slowness);
		}
		expect(slowestPage).toBeLessThan(1000 * slowness);
	});

	it('and the next honest file is read', async () => {
		const { outcome, body } = await upload(workbookOf('<row r="1"><c r="A1"><v>1</v></c></row>'));
		expect([outcome, /指標コード/.test(body)]).toEqual(['400', true]);
	});
});

describe('sent as evidence', { timeout: 120_000 }, () => {
	it('each is refused with its cause within 2 s: evidence is kept, and so may hold any honest table', async () => {
		let slowest = { name: '', ms: 0 };
		const hurting = HOSTILE.filter(([, , says]) =>
			/壊れ|DOCTYPE|マクロ|リンク|埋め込み|パスワード|Excelが作らない名前/.test(says.source)
		);
		for (const [name, make] of hurting) {
			const { outcome, body, ms } = await attach(make(), 'a.xlsx');
			if (ms > slowest.ms) slowest = { name, ms };
			expect.soft(ms, name).toBeLessThan(WITHIN_MS);
			expect.soft(outcome, name).toMatch(/^(400|413)$/);
			expect.soft(body, name).toMatch(/「a\.xlsx」：.*まだ何も付けていません/);
		}
		console.log(`${hurting.length} as evidence: slowest ${Math.round(slowest.ms)} ms (${slowest.name})`);
		expect(hurting.length).toBeGreaterThan(25);
	});

	it('a name that Windows takes for a device is kept and handed out under a safe one', async () => {
		expect((await attach(Buffer.from('%PDF-1.7\n1'), 'CON.pdf')).outcome).toBe('to /entry/I032');
		const page = await editor.open('/entry/I032');
		const [, path] = /href="([^"]*\/evidence\/\d+)"[^>]*>[^<]*CON_\.pdf/.exec(page.body) ?? [];
		const { headers } = await editor.open(new URL(path ?? '', `${server.origin}/entry/`).pathname);
		expect(headers.get('content-disposition')).toBe(
			`attachment; filename="CON_.pdf"; filename*=UTF-8''CON_.pdf`
		);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain('sandbox');
	});
});
