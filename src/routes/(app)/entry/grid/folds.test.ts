import { describe, expect, it } from 'vitest';
import { Folds, foldOf } from './folds.svelte.ts';

const ALL = ['returned', 'due', 'draft', 'submitted', 'confirmed', 'later'] as const;

describe('the parts of the list', () => {
	it('are folded where the department is done, and on a phone where nothing is wanted now', () => {
		expect(ALL.map((group) => foldOf(group, ALL))).toEqual([
			'never',
			'never',
			'phone',
			'always',
			'always',
			'phone'
		]);
	});

	it('are never folded beside nothing', () => {
		expect(foldOf('draft', ['draft', 'confirmed'])).toBe('never');
		expect(foldOf('confirmed', ['draft', 'confirmed'])).toBe('always');
		expect(foldOf('confirmed', ['submitted', 'confirmed'])).toBe('never');
	});

	it('stand as somebody chose', () => {
		const folds = new Folds(() => ALL);
		expect(folds.isFolded('draft')).toBe(false);
		folds.isPhone = true;
		expect(folds.isFolded('draft')).toBe(true);
		folds.toggle('draft');
		expect(folds.isFolded('draft')).toBe(false);
		folds.open('confirmed');
		expect(folds.isFolded('confirmed')).toBe(false);
		folds.toggle('confirmed');
		expect(folds.isFolded('confirmed')).toBe(true);
	});
});
