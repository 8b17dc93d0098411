import { describe, expect, it } from 'vitest';
import type { EditionRow } from '../../plan/queries.ts';
import { windowOf } from './window.ts';

const edition = (
	firstYear: number,
	lastYear: number,
	state: EditionRow['state'] = 'adopted'
): EditionRow => ({
	id: firstYear,
	planId: 1,
	firstYear,
	lastYear,
	revision: 1,
	state,
	adoptedOn: state === 'adopted' ? `${firstYear}-03-20` : null,
	decidedOn: null,
	reason: null,
	baseEditionId: null
});
const EDITIONS = [2021, 2022, 2023, 2024, 2025, 2026].map((year) => edition(year, year + 2));
const FIRST = { firstYear: 2021, lastYear: 2025 };
const SECOND = { firstYear: 2026, lastYear: 2030 };

describe('the window of the list', () => {
	it.each([
		[2021, FIRST, [2021, 2022, 2023]],
		[2022, FIRST, [2022, 2023, 2024]],
		[2023, FIRST, [2023, 2024, 2025]],
		[2025, FIRST, [2023, 2024, 2025]],
		[2026, SECOND, [2026, 2027, 2028]]
	] as const)('of %i stays within its basic plan, and is the newest of several', (year, term, years) => {
		expect(windowOf(year, term, EDITIONS, null).years).toEqual(years);
	});

	it('does not go by a draft', () => {
		const drafted = [edition(2023, 2025), edition(2024, 2025, 'draft')];
		expect(windowOf(2025, FIRST, drafted, null).years).toEqual([2023, 2024, 2025]);
	});

	it('is the last three years where no edition covers the year', () => {
		expect(windowOf(2025, FIRST, [], null)).toEqual({ years: [2023, 2024, 2025], text: '令和5〜7年度' });
		expect(windowOf(2022, FIRST, [], null).years).toEqual([2021, 2022]);
	});

	it('is the chosen edition’s, with the year shown beside it', () => {
		expect(windowOf(2022, FIRST, EDITIONS, edition(2024, 2026)).years).toEqual([2022, 2024, 2025, 2026]);
		expect(windowOf(2025, FIRST, EDITIONS, edition(2024, 2026)).text).toBe('令和6〜8年度');
	});
});
