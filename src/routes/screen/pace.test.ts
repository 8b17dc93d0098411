import { describe, expect, it } from 'vitest';
import { paceOf, withPace } from './pace.ts';

const url = (search: string) => new URL(`http://localhost/screen${search}`);

describe('paceOf', () => {
	it('is off unless one of the paces is asked for', () => {
		expect(['', '?auto=', '?auto=1', '?auto=15s', '?auto=-15'].map((search) => paceOf(url(search)))).toEqual(
			Array(5).fill(null)
		);
		expect(['?auto=15', '?auto=30', '?auto=60'].map((search) => paceOf(url(search)))).toEqual([15, 30, 60]);
	});
});

describe('withPace', () => {
	it('keeps the rest of the address', () => {
		expect(withPace(url('?year=2025&auto=15'), 30)).toBe('/screen?year=2025&auto=30');
		expect(withPace(url('?year=2025&auto=15'), null)).toBe('/screen?year=2025');
		expect(withPace(url('?auto=15'), null)).toBe('/screen');
	});
});
