import { describe, expect, it } from 'vitest';
import type { EditionRow } from '../../plan/queries.ts';
import { defaultEdition, editionOption, editionState, editionTitle, overlaps } from './edition-choice.ts';

const edition = (firstYear: number, rest: Partial<EditionRow> = {}): EditionRow => ({
	id: firstYear * 10 + (rest.revision ?? 1),
	planId: 1,
	firstYear,
	lastYear: firstYear + 2,
	revision: 1,
	state: 'adopted',
	adoptedOn: `${firstYear}-03-18`,
	decidedOn: null,
	reason: null,
	baseEditionId: null,
	...rest
});
const draft = edition(2027, { state: 'draft', adoptedOn: null });
const revised = edition(2024, {
	revision: 2,
	adoptedOn: '2024-10-01',
	decidedOn: '2024-09-27',
	reason: '減便'
});
const all = [edition(2023), edition(2024), revised, edition(2025), draft];

describe('the edition a page opens with', () => {
	it('begins in the year, in its newest revision', () => {
		expect(defaultEdition(all, 2025)?.id).toBe(20251);
		expect(defaultEdition(all, 2024)?.id).toBe(20242);
	});

	it('is else the newest adopted one covering the year, the newest adopted, the newest draft, none', () => {
		expect(defaultEdition(all, 2027)?.id).toBe(20251);
		expect(defaultEdition(all, 2030)?.id).toBe(20251);
		expect(defaultEdition([draft], 2025)).toBe(draft);
		expect(defaultEdition([], 2025)).toBeNull();
	});
});

describe('names of editions', () => {
	it('say window, revision, and when it was adopted or decided', () => {
		expect(editionTitle(edition(2025))).toBe('令和7〜9年度');
		expect(editionState(edition(2025))).toBe('令和7年3月18日策定');
		expect(editionOption(edition(2025))).toEqual({ value: '20251', text: '令和7〜9年度・令和7年3月策定' });
		expect(editionOption(revised).text).toBe('令和6〜8年度（第2版）・令和6年9月決裁');
		expect(editionOption(draft).text).toBe('令和9〜11年度・作成中');
	});

	it('name a shorter last window as it is', () => {
		expect(editionTitle(edition(2030, { lastYear: 2030 }))).toBe('令和12年度');
	});
});

it('an edition overlaps a basic plan by a single year', () => {
	const zenki = { firstYear: 2021, lastYear: 2025 };
	expect(overlaps(edition(2025), zenki)).toBe(true);
	expect(overlaps(edition(2026), zenki)).toBe(false);
});
