import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf, type ZipEnd, type ZipPart } from '#tests/support/zip-files.ts';
import { writeWorkbook } from '../xlsx/write.ts';
import { ZipError } from './problem.ts';
import { openZip, type ZipLimits } from './zip.ts';

const LIMITS: ZipLimits = { entries: 20, entryBytes: 1_000_000, totalBytes: 3_000_000, ratio: 100 };
const A: ZipPart = { name: 'a.txt', data: 'これは1つめです。' };
const B: ZipPart = { name: 'x/b.txt', data: 'second '.repeat(30) };

function problem(bytes: Uint8Array, limits = LIMITS): string {
	try {
		for (const entry of openZip(bytes, limits).values()) entry.read();
		return 'opened';
	} catch (error) {
		if (error instanceof ZipError) return error.problem;
		throw error;
	}
}

function contents(bytes: Uint8Array): Record<string, string> {
	const entries = [...openZip(bytes, LIMITS)];
	return Object.fromEntries(entries.map(([name, entry]) => [name, Buffer.from(entry.read()).toString()]));
}

const WHOLE = { 'a.txt': A.data, 'x/b.txt': B.data };

describe('an honest zip is opened', () => {
	it.each<[string, Uint8Array]>([
		['plain', zipOf([A, B])],
		['with a comment', zipOf([A, B], { comment: Buffer.from('memo') })],
		[
			'with sizes after the data',
			zipOf([
				{ ...A, later: 'true' },
				{ ...B, later: 'true' }
			])
		],
		[
			'with unmarked sizes after the data',
			zipOf([
				{ ...A, later: 'unmarked' },
				{ ...B, later: 'unmarked' }
			])
		],
		[
			'with wide sizes after the data',
			zipOf([
				{ ...A, later: 'wide' },
				{ ...B, later: 'wide' }
			])
		],
		['with 64-bit sizes', zipOf([{ ...A, wide: true }, B])],
		[
			'with 64-bit sizes and ends',
			zipOf(
				[
					{ ...A, wide: true },
					{ ...B, wide: true }
				],
				{ wide: {} }
			)
		],
		['with all of it', zipOf([{ ...A, wide: true, later: 'wide' }, B], { wide: {} })],
		['with folders', zipOf([A, { name: 'x/', data: '', lies: {} }, B])]
	])('%s', (_how, bytes) => expect(contents(bytes)).toEqual(WHOLE));

	it('piece by piece as in one', async () => {
		for (const part of [A, B, { ...B, later: 'true' } as const]) {
			const [entry] = openZip(zipOf([part]), LIMITS).values();
			const pieces: Uint8Array[] = [];
			for await (const piece of entry?.pieces() ?? []) pieces.push(piece);
			expect(Buffer.concat(pieces).toString()).toBe(part.data);
		}
	});
});

describe('a zip that two programs would read differently, or that lies, is refused', () => {
	const lie = (lies: ZipPart['lies'], more: Partial<ZipPart> = {}): Uint8Array =>
		zipOf([A, { ...B, ...more, ...(lies === undefined ? {} : { lies }) }]);
	const ended = (end: ZipEnd): Uint8Array => zipOf([A, B], end);

	it.each<[string, string, () => Uint8Array]>([
		['a name twice', 'damaged', () => zipOf([A, B, { ...A, data: 'other' }])],
		['a name twice in another case', 'damaged', () => zipOf([A, { ...A, name: 'A.TXT' }])],
		['a name twice as folder and file', 'damaged', () => zipOf([A, { name: 'a.txt/', data: '' }])],
		[
			'a name twice in another form',
			'damaged',
			() =>
				zipOf([
					{ ...A, name: 'が' },
					{ ...A, name: 'か\u3099' }
				])
		],
		['entries over one another', 'damaged', () => lie({ offset: 0, localName: 'a.txt' }, { name: 'a2.txt' })],
		['an entry inside another', 'damaged', () => lie({ offset: 40 })],
		['an offset outside', 'damaged', () => lie({ offset: 0x7fff_ffff })],
		['another name in its own header', 'damaged', () => lie({ localName: 'x/c.txt' })],
		['another size in its own header', 'damaged', () => lie({ localSize: 3 })],
		['another checksum in its own header', 'damaged', () => lie({ localCrc: 3 })],
		['a wrong checksum', 'damaged', () => lie({ crc: 3 })],
		['a smaller size', 'damaged', () => lie({ size: 10 })],
		['a larger size', 'damaged', () => lie({ size: 211 })],
		['wrong sizes after the data', 'damaged', () => lie(undefined, { later: 'lie' })],
		['a patch', 'damaged', () => lie({ flags: 0x20 })],
		['encryption', 'encrypted', () => lie({ flags: 1 })],
		['strong encryption', 'encrypted', () => lie({ flags: 0x41 })],
		['hidden headers', 'encrypted', () => lie({ flags: 0x2000 })],
		['an unknown compression', 'damaged', () => lie({ method: 12 })],
		['stored bytes of another size', 'damaged', () => lie({ method: 0 })],
		['bytes behind the compressed ones', 'damaged', () => lie({ trailing: Buffer.from('hidden') })],
		['an entry that is not listed, in front', 'damaged', () => ended({ before: zipOf([A]).slice(0, 60) })],
		['a comment with another end', 'damaged', () => ended({ comment: zipOf([]) })],
		['fewer entries than there are', 'damaged', () => ended({ count: 1 })],
		['more entries than there are', 'damaged', () => ended({ count: 3 })],
		['a directory elsewhere', 'damaged', () => ended({ start: 0 })],
		['a 64-bit end that disagrees', 'damaged', () => ended({ wide: { count: 1 } })],
		['a way up', 'bad-name', () => lie(undefined, { name: 'x/../../b' })],
		['a way from the top', 'bad-name', () => lie(undefined, { name: '/b' })],
		['a drive', 'bad-name', () => lie(undefined, { name: 'C:b' })],
		['a Windows path', 'bad-name', () => lie(undefined, { name: 'x\\b' })],
		['a way that stays', 'bad-name', () => lie(undefined, { name: 'x/./b' })],
		['an empty folder name', 'bad-name', () => lie(undefined, { name: 'x//b' })],
		['a letter by number', 'bad-name', () => lie(undefined, { name: 'xl/%76baProject.bin' })],
		['a separator by number', 'bad-name', () => lie(undefined, { name: 'xl%2Fb' })],
		['control characters', 'bad-name', () => lie(undefined, { name: 'x\nb' })],
		['no name', 'bad-name', () => lie(undefined, { name: '' })],
		['an endless name', 'bad-name', () => lie(undefined, { name: 'x'.repeat(201) })],
		[
			'too many entries',
			'too-many',
			() => zipOf(Array.from({ length: 21 }, (_, at) => ({ ...A, name: `${at}` })))
		],
		['a large entry', 'too-large', () => lie({ size: 1_000_001 })],
		['a dense entry', 'too-large', () => zipOf([{ ...A, data: ' '.repeat(900_000) }])],
		[
			'large entries together',
			'too-large',
			() => zipOf(Array.from({ length: 4 }, (_, at) => ({ name: `${at}`, data: randomBytes(900_000) })))
		],
		['nothing', 'damaged', () => new Uint8Array()],
		['half', 'damaged', () => zipOf([A, B]).slice(0, 80)],
		['bytes behind the end', 'damaged', () => Buffer.concat([zipOf([A, B]), Buffer.from('x')])]
	])('%s: %s', (_what, expected, make) => expect(problem(make())).toBe(expected));

	it(
		'or opened with the very same content, whatever byte is changed, cut or added',
		{ timeout: 120_000 },
		async () => {
			const columns = [{ header: '指標コード' }, { header: '値', open: true }];
			const real = await writeWorkbook({
				title: '実績',
				sheets: [{ name: '実績入力', columns, rows: [['I001', { number: '5' }]], protected: true }]
			});
			const seeds = [
				zipOf([A, B]),
				zipOf(
					[
						{ ...A, later: 'true' },
						{ ...B, wide: true }
					],
					{ wide: {}, comment: Buffer.from('memo') }
				),
				real
			];
			const whole = { ...LIMITS, entries: 100 };
			const readAll = (bytes: Uint8Array) =>
				new Map(
					[...openZip(bytes, whole)].map(([name, entry]) => [
						name,
						Buffer.from(entry.read()).toString('base64')
					])
				);
			const originals = seeds.map(readAll);
			let [refused, same] = [0, 0];
			const change = fc.record({ at: fc.nat(1_000_000), byte: fc.nat(255), cut: fc.nat(2), add: fc.nat(2) });
			fc.assert(
				fc.property(
					fc.nat(seeds.length - 1),
					fc.array(change, { minLength: 1, maxLength: 4 }),
					(which, changes) => {
						const bytes = [...(seeds[which] ?? [])];
						for (const { at, byte, cut, add } of changes)
							bytes.splice(at % bytes.length, cut, ...Array<number>(add).fill(byte));
						try {
							// What is opened was written so: only a name may have changed, in both places at once.
							const values = [...readAll(Uint8Array.from(bytes)).values()];
							expect(values).toEqual([...(originals[which]?.values() ?? [])].slice(0, values.length));
							same += 1;
						} catch (error) {
							if (!(error instanceof ZipError)) throw error;
							refused += 1;
						}
					}
				),
				{ numRuns: 3000 }
			);
			console.log(`3,000 changed zips: ${refused} refused, ${same} opened with the same content`);
			expect(refused).toBeGreaterThan(1000);
		}
	);

	it('noise is answered', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (noise) => {
				expect(problem(noise)).toBe('damaged');
				expect(['damaged', 'bad-name', 'too-many', 'too-large', 'encrypted']).toContain(
					problem(Buffer.concat([noise, zipOf([]).slice(-22)]))
				);
			}),
			{ numRuns: 500 }
		);
	});
});

function randomBytes(length: number): Uint8Array {
	let state = 7;
	return Uint8Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16);
}
