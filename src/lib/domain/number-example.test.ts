import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import { readEntry, type EntryIndicator } from './entry.ts';
import { usualExample } from './number-example.ts';
import { readNumber } from './number-input.ts';

describe('an example is a figure of the indicator', () => {
	it.each([
		['2340', 0, '2,340'],
		['16.3', 1, '16.3'],
		['44.710144927536', 1, '44.7'],
		['-3.5', 1, '-3.5'],
		['0.05', 2, '0.05'],
		['12', 1, '12.0'],
		[null, 0, '123'],
		[null, 1, '12.3'],
		[null, 3, '1.234'],
		['0', 1, '12.3']
	])('%s with %i decimals: %s', (last, decimals, example) => {
		expect(usualExample({ last: last === null ? null : decimal(last), decimals })).toBe(example);
	});

	const messageOf = (text: string, unit: string, last: string, decimals: number) => {
		const reading = readNumber(text, unit, { last: decimal(last), decimals });
		return reading.kind === 'error' ? reading.message : reading.kind;
	};

	it.each([
		['約2340', '人', '2340', 0, '（例：2,340）'],
		['不明です', '人', '2340', 0, '（例：2,340）'],
		['18％', '人', '16.3', 1, '（例：16.3人）'],
		['(5)', '人', '16.3', 1, '（例：-16.3）'],
		['３０〜４０', '%', '36.4', 1, '（例：36.4）'],
		['1,2,3', '千円', '120400', 0, '（例：120,400）']
	])('%s（%s）', (text, unit, last, decimals, says) => {
		expect(messageOf(text, unit, last, decimals)).toContain(says);
	});

	it.each([
		['18,5', '18.5'],
		['１８，５', '18.5'],
		['18、5', '18.5'],
		['-3・25', '-3.25'],
		['0,12', '0.12']
	])('「%s」 is asked back as %s', (text, meant) => {
		const message = messageOf(text, '%', '17.9', 1);
		expect(message).toContain(`「${meant}」ですか`);
		expect(message).not.toContain('1,234.5');
	});

	it.each(['1,23,456', '12,0000', '1,2,3'])('「%s」 is not', (text) => {
		expect(messageOf(text, '%', '17.9', 1)).not.toContain('ですか');
	});

	it('reaches the entry, also where a year’s amount is typed', () => {
		const indicator: EntryIndicator = {
			unit: '人',
			decimals: 0,
			accumulation: 'annual',
			cumulativeEntry: 'total',
			limits: { low: null, high: null },
			stages: [],
			previous: [
				{ year: 2023, value: decimal('2300') },
				{ year: 2024, value: decimal('2340') }
			]
		};
		const says = (more: Partial<EntryIndicator>) => {
			const reading = readEntry({ entered: '約9', state: 'final' }, { ...indicator, ...more });
			return reading.ok ? '' : reading.message;
		};
		expect(says({})).toContain('（例：2,340）');
		expect(says({ accumulation: 'cumulative', cumulativeEntry: 'increment' })).toContain('（例：40）');
		expect(says({ previous: [] })).toContain('（例：123）');
	});
});
