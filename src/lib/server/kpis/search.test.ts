import { describe, expect, it } from 'vitest';
import { matchesSearch } from './search.ts';

describe('search', () => {
	it.each([
		['', true],
		['　', true],
		['特定健康', true],
		['受診率 z001', true],
		['受診率　Ｚ００１', true],
		['ＳＮＳ', true],
		['sns', true],
		['健康 診査', true],
		['とくてい', false],
		['受診率 K001', false]
	])('%s: %s', (search, found) => {
		expect(matchesSearch(search, ['特定健康診査の受診率（SNS）', 'Z001'])).toBe(found);
	});
});
