import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { nearest } from './nearest.ts';
import { plainText, readHeading, readStateWord } from './words.ts';

describe('readHeading', () => {
	it('passes over a text that is far too long for a heading, without trying every part of it', () => {
		const started = performance.now();
		expect(readHeading('令和7年度'.padEnd(300_000, 'あ'))).toBeNull();
		expect(performance.now() - started).toBeLessThan(1000);
	});

	it.each([
		['指標', 'name', null],
		[' 指 標 名 ', 'name', null],
		['指標コード', 'code', null],
		['ＫＰＩ', 'name', null],
		['単位', 'unit', null],
		['年度', 'year', null],
		['R7', null, 2025],
		['Ｒ７', null, 2025],
		['令和7年度（2025）', null, 2025],
		['平成31年度', null, 2019],
		['令和7年度実績', 'entered', 2025],
		['R7の値', 'entered', 2025],
		['R10実績', 'entered', 2028],
		['2025年度 目標', 'target', 2025],
		['R6の要因分析', 'cause', 2024],
		['今後の取り組み', 'nextAction', null],
		['備考', 'other', null]
	])('reads %s', (text, role, year) => {
		expect(readHeading(text)).toEqual({ role, year, isBareYear: false, problem: null });
	});

	it('tells a bare western year, and a calendar year', () => {
		expect(readHeading('2025')).toMatchObject({ year: 2025, isBareYear: true });
		expect(readHeading('令和7年')?.problem).toContain('「年度」で入力してください');
	});

	it.each(['', '45.2', '特定健康診査の受診率', '確定', '合計', 'R7のその他', '実績実績'])(
		'takes %s for no heading',
		(text) => expect(readHeading(text)).toBeNull()
	);

	it('never throws', () => {
		fc.assert(fc.property(fc.string(), (text) => void readHeading(text)));
	});
});

describe('readStateWord', () => {
	it('reads every state that an entry may have, width and spaces aside', () => {
		for (const [state, word] of Object.entries(ENTRY_STATES)) {
			expect(readStateWord(` ${word.split('').join('　')} `)).toEqual({ kind: 'state', state });
		}
		expect(readStateWord(' 　')).toEqual({ kind: 'blank' });
	});

	it.each(['確定値', '済', 'final', '見込み'])('refuses %s with the words that may stand there', (text) => {
		expect(readStateWord(text)).toEqual({
			kind: 'unknown',
			message: expect.stringMatching(new RegExp(`「${text}」は読み取れません.*「確定」`)) as string
		});
	});
});

describe('nearest', () => {
	const names = ['特定健康診査の受診率', '特定保健指導の実施率', '乳がん検診の受診率', '道の駅の来場者数'];

	it.each([
		['特定健診の受診率', '特定健康診査の受診率'],
		['特定健康診査の受診率（％）', '特定健康診査の受診率'],
		['乳ガン検診の受診率', '乳がん検診の受診率']
	])('suggests for %s', (text, name) => expect(nearest(text, names)[0]).toBe(name));

	it('suggests nothing far away, and nothing for nothing', () => {
		expect(nearest('市営住宅', names)).toEqual([]);
		expect(nearest('', names)).toEqual([]);
	});

	it('suggests what is the same but for case, width and spaces, before all else', () => {
		fc.assert(
			fc.property(fc.constantFrom(...names), (name) => {
				expect(nearest(` ${name} `, names)[0]).toBe(name);
			})
		);
	});

	it('gives candidates only, each once, at most as many as asked for', () => {
		fc.assert(
			fc.property(fc.string(), fc.uniqueArray(fc.string(), { maxLength: 8 }), (text, candidates) => {
				const found = nearest(text, candidates, 2);
				expect(found.length).toBeLessThanOrEqual(2);
				for (const each of found) expect(candidates).toContain(each);
				expect(new Set(found).size).toBe(found.length);
			})
		);
	});
});

it('compares without width, spaces and marks that nobody sees', () => {
	expect(plainText('\u202d　Ｒ ７\u202c\ufeff')).toBe('R7');
});
