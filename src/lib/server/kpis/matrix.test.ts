import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import type { YearlyTarget } from '#lib/domain/targets.ts';
import { movedFrom } from './matrix.ts';

const value = (text: string): YearlyTarget => ({ kind: 'value', value: decimal(text) });
const range = (low: string, high: string): YearlyTarget => ({
	kind: 'range',
	low: decimal(low),
	high: decimal(high)
});

describe('what an edition changed', () => {
	it.each([
		['increase', value('210'), value('195'), 'easier'],
		['increase', value('195'), value('210'), 'stricter'],
		['decrease', value('18.0'), value('19.0'), 'easier'],
		['decrease', value('19.0'), value('18.0'), 'stricter'],
		['increase', value('46'), value('46.0'), null],
		['range', range('10', '20'), range('5', '20'), 'easier'],
		['range', range('5', '20'), range('10', '20'), 'stricter'],
		['stage', { kind: 'stage', stage: 2 }, { kind: 'stage', stage: 1 }, 'easier'],
		['increase', null, value('1'), null],
		['increase', { kind: 'none' }, value('1'), null],
		['increase', value('1'), { kind: 'none' }, null]
	] as const)('%s %o → %o is %s', (direction, before, now, moved) => {
		expect(movedFrom(direction, before, now)).toBe(moved);
	});
});
