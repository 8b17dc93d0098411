import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countProblem, lengthProblem, tidyText } from './text-length.ts';

describe('the length of a text', () => {
	it('is counted to the last character, and the excess is named', () => {
		expect(lengthProblem('理由', 'あ'.repeat(1000), 1000, '')).toBeNull();
		expect(lengthProblem('理由', 'あ'.repeat(1015), 1000, '短くまとめてください。')).toBe(
			'理由は1,000文字までです。今は1,015文字で、15文字多くなっています。短くまとめてください。'
		);
	});

	it('is refused exactly where it is over', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (text, most) => {
				expect(lengthProblem('文', text, most, '') === null).toBe(text.length <= most);
				expect(countProblem('行', text.length, most, '') === null).toBe(text.length <= most);
			})
		);
	});

	it('counts a line break once, as the field does', () => {
		expect(tidyText(' 一行目\r\n二行目 \r\n')).toBe('一行目\n二行目');
	});
});
