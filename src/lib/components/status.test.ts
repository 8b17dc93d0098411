import { describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import { COMMON_SCALE } from '#lib/domain/judging/scale.ts';
import { shapeOf, STATUS_MARKS, STATUS_ORDER, STATUS_UNITS } from './status.ts';

const withoutColour = (text: string) => text.replace(/#[0-9A-Fa-f]{3,6}/g, '');

describe('the shapes of statuses', () => {
	it('are all drawn, each once, and differ without their colours', () => {
		expect([...STATUS_ORDER].sort()).toEqual([...Object.keys(STATUSES), 'unconfirmed'].sort());
		const marks = STATUS_ORDER.map((shape) => withoutColour(STATUS_MARKS[shape]));
		expect(new Set(marks).size).toBe(STATUS_ORDER.length);
	});

	it('differ as units too, where nothing was judged: a count must be countable in greyscale', () => {
		const apart = (['none', 'unconfirmed', 'missing'] as const).map((shape) => {
			const { dash, inside } = STATUS_UNITS[shape];
			return `${dash}/${inside}`;
		});
		expect(new Set(apart).size).toBe(3);
	});

	it('tell 未確定 from 判定なし by the word beside it, and leave every other status alone', () => {
		expect([shapeOf('none', '未確定'), shapeOf('none', '判定なし'), shapeOf('none', null)]).toEqual([
			'unconfirmed',
			'none',
			'none'
		]);
		for (const status of Object.keys(STATUSES) as Status[])
			if (status !== 'none') expect(shapeOf(status, '未確定')).toBe(status);
		const shapes = COMMON_SCALE.apart.map(({ status, label }) => shapeOf(status, label));
		expect(shapes).toEqual(['none', 'unconfirmed', 'missing', 'outside']);
	});
});
