import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepForm, readKept, readTarget, writeKept } from './kept.ts';

function formOf(...fields: (readonly [string, string | File])[]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

describe('a kept form', () => {
	it('comes back as it was sent, repeated names and the order included', () => {
		const kept = keepForm(
			formOf(['item', 'I001/2025/3'], ['entered.I042', '▲１２．３'], ['item', 'I002/2025/1'], ['key', 'k-1']),
			'/entry?/save&year=2025',
			7
		);
		expect(readKept(kept === null ? '' : writeKept(kept))).toEqual({
			to: '/entry?/save&year=2025',
			by: 7,
			fields: [
				['item', 'I001/2025/3'],
				['entered.I042', '▲１２．３'],
				['item', 'I002/2025/1'],
				['key', 'k-1']
			],
			files: []
		});
	});

	it('keeps any text', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.string({ maxLength: 40 }), fc.string())), (fields) => {
				const kept = keepForm(formOf(...fields), '/entry', null);
				const own = [...formOf(...fields)].filter(([name]) => !/password/i.test(name));
				expect(readKept(kept === null ? '' : writeKept(kept))?.fields).toEqual(own);
			})
		);
	});

	it('takes no password along, and names files instead of keeping them', () => {
		const file = new File(['x'], '集計.xlsx');
		const kept = keepForm(
			formOf(['password', 'secret'], ['newPassword', 'secret'], ['file', file], ['empty', new File([], '')]),
			'/entry/upload?/preview',
			null
		);
		expect(kept).toMatchObject({ fields: [], files: ['集計.xlsx'] });
	});

	it('gives up what could not come back through a form of text', () => {
		expect(keepForm(formOf(['text', 'あ'.repeat(340_000)]), '/entry/paste?/preview', null)).not.toBeNull();
		expect(keepForm(formOf(['text', 'あ'.repeat(350_000)]), '/entry/paste?/preview', null)).toBeNull();
		const many = Array.from({ length: 9000 }, (_, index) => [`a${index}`, ''] as const);
		expect(keepForm(formOf(...many), '/entry', null)).toBeNull();
	});

	it.each(['', '{', '[]', '{"to":"/entry"}', '{"to":"/entry","by":"x","fields":[],"files":[]}'])(
		'is not made of %s',
		(text) => {
			expect(readKept(text)).toBeNull();
		}
	);
});

describe('a target', () => {
	it('names the action and its page', () => {
		expect(readTarget('/entry/I042?/save&year=2025')).toEqual({
			address: '/entry/I042?/save&year=2025',
			path: '/entry/I042',
			action: 'save',
			page: '/entry/I042?year=2025'
		});
		expect(readTarget('/entry/submit?year=2025')).toMatchObject({
			action: 'default',
			page: '/entry/submit?year=2025'
		});
	});

	it.each([
		'//evil.example/entry?/save',
		'/\\evil.example/entry',
		'\\\\evil.example',
		'http://evil.example/entry?/save',
		'javascript:alert(1)',
		'entry?/save',
		'',
		'/\t/evil.example',
		'/.//evil.example',
		'/entry?/save&/submit'
	])('is never elsewhere, nor two actions: %s', (text) => {
		expect(readTarget(text)).toBeNull();
	});

	it('stays on this site whatever is written', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const target = readTarget(`/${text}`);
				if (target === null) return;
				expect(new URL(target.address, 'http://own.example').origin).toBe('http://own.example');
				expect(new URL(target.page, 'http://own.example').origin).toBe('http://own.example');
			})
		);
	});
});
