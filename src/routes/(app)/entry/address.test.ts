import { expect, test } from 'vitest';
import { entryAddress } from './address.ts';

test('keeps the department and the year, and nothing else', () => {
	const from = new URL('http://city/entry?/withdraw&year=2025&department=kenko&saved=3');
	expect(entryAddress(from, { withdrawn: 'I032' }, '#row-I032')).toBe(
		'/entry?department=kenko&year=2025&withdrawn=I032#row-I032'
	);
	expect(entryAddress(new URL('http://city/entry?/save&year='), {}, '', '/entry/submit')).toBe(
		'/entry/submit'
	);
});
