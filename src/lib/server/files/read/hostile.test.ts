import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { CELL, HOSTILE } from '#tests/support/hostile-files.ts';
import { workbookOf } from '#tests/support/zip-files.ts';
import { readFile } from './read-file.ts';
import { readTable } from './read-table.ts';

/** What the issue demands of every hostile file. */
const [WITHIN_MS, WITHIN_BYTES] = [2000, 200_000_000];

/** Sends the file as the page would, and tells what came of it and what it cost beyond what was there before. */
async function send(bytes: Uint8Array) {
	const before = process.memoryUsage().rss;
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
	const started = performance.now();
	try {
		await readFile(bytes);
		return { message: '', code: 'read', ms: performance.now() - started, grown: peak - before };
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		return {
			message: error.message,
			code: error.code,
			ms: performance.now() - started,
			grown: peak - before
		};
	} finally {
		clearInterval(watch);
	}
}

describe('a hostile file', { timeout: 60_000 }, () => {
	it.each(HOSTILE)('%s is refused in words, in time and in little memory', async (name, make, says) => {
		const bytes = make();
		const { message, code, ms, grown } = await send(bytes);
		console.log(
			`${name}: ${Math.round(bytes.length / 1000)} KB, ${Math.round(ms)} ms, +${Math.round(grown / 1_000_000)} MB`
		);
		expect(code).not.toBe('read');
		expect(message).toMatch(says);
		expect(ms).toBeLessThan(WITHIN_MS);
		expect(grown).toBeLessThan(WITHIN_BYTES);
	});

	it('an honest table of 10,000 rows is no such file: read whole, from a workbook and from a CSV', async () => {
		const cells = (row: number) =>
			Array.from({ length: 16 }, (_, column) =>
				column < 6 ? `セルの文${row}-${column}` : String(row * 7.25)
			);
		const rows = Array.from({ length: 10_000 }, (_, row) => cells(row + 1));
		const xml = rows.map(
			(row, at) =>
				`<row r="${at + 1}">${row.map((text, column) => `<c r="${String.fromCharCode(65 + column)}${at + 1}"${column < 6 ? ` t="inlineStr"><is><t>${text}</t></is>` : `><v>${text}</v>`}</c>`).join('')}</row>`
		);
		const files = [workbookOf(xml.join('')), Buffer.from(rows.map((row) => `${row.join(',')}\r\n`).join(''))];
		for (const bytes of files) {
			const { sheets } = readTable(bytes);
			expect(sheets[0]?.rows).toHaveLength(10_000);
			const filled = sheets[0]?.rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
			expect(filled).toHaveLength(160_000);
			expect(await answeredWith(bytes)).toContain('read');
		}
	});

	/** What the reader says of an honest file; on a busy machine it may need another try. */
	async function answeredWith(bytes: Uint8Array): Promise<string[]> {
		const said: string[] = [];
		while (said.length < 8 && !said.includes('read')) {
			const { code, ms, grown } = await send(bytes);
			console.log(`10,000 rows: ${code}, ${Math.round(ms)} ms, +${Math.round(grown / 1_000_000)} MB`);
			expect(grown).toBeLessThan(WITHIN_BYTES);
			said.push(code);
		}
		return said;
	}

	it('keeps nobody waiting for long when many come at once, and the next honest file is read', async () => {
		const bad = workbookOf(`<row r="1"><c r="XFD1048576"><v>1</v></c></row>`);
		const answers = await Promise.all(Array.from({ length: 6 }, () => send(bad)));
		expect(answers.every(({ code }) => code === 'invalid')).toBe(true);
		expect((await readFile(workbookOf(CELL))).sheets[0]?.rows).toHaveLength(1);
	});
});
