import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../plan/queries.ts';
import { placeName, placesIn } from './places.ts';

const LEVELS = ['部', '基本目標', '章', '施策'];
let id = 0;

function node(depth: number, name: string, children: TreeNode[] = [], levels = LEVELS): TreeNode {
	id += 1;
	return {
		id,
		code: name,
		parentId: null,
		level: { code: `l${depth}`, name: levels[depth - 1] ?? '', depth },
		number: null,
		field: null,
		name,
		subtitle: null,
		isSample: false,
		children
	};
}

describe('places in the hierarchy', () => {
	it('finds goal, chapter and measure from below', () => {
		const measure = node(4, '1-1');
		const tree = [node(1, '2部', [node(2, 'g1', [node(3, 'c1', [measure])])])];
		const place = placesIn(tree).of(measure.id);
		expect([place.goal?.name, place.chapter?.name, place.measure?.name]).toEqual(['g1', 'c1', '1-1']);
		expect(placesIn(tree).names).toEqual({ goal: '基本目標', chapter: '章', measure: '施策' });
	});

	it('takes the outermost node where there is no goal above a chapter', () => {
		const measure = node(4, '0-1');
		const deep = node(2, 'g1', [node(3, 'c1', [node(4, '1-1')])]);
		const place = placesIn([node(1, '1部', [node(3, 'c0', [measure])]), node(1, '2部', [deep])]).of(
			measure.id
		);
		expect([place.goal?.name, place.chapter?.name]).toEqual(['1部', 'c0']);
	});

	it('fits a plan of two levels, of one, and an unknown node', () => {
		const levels = ['政策', '施策'];
		const below = node(2, 's1', [], levels);
		const two = placesIn([node(1, 'p1', [below], levels)]);
		expect(two.names).toEqual({ goal: '政策', chapter: '政策', measure: '施策' });
		expect(two.of(below.id).goal?.name).toBe('p1');
		const only = node(1, 'p1', [], ['柱']);
		expect(placesIn([only]).of(only.id).measure?.name).toBe('p1');
		expect(placesIn([]).of(99)).toEqual({ goal: null, chapter: null, measure: null });
	});

	it('names a node as printed', () => {
		expect(placeName({ ...node(3, 'あらゆる人の幸せ'), number: '第1章', field: '保健福祉' })).toBe(
			'第1章 〈保健福祉〉 あらゆる人の幸せ'
		);
	});
});
