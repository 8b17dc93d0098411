import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, toText } from './decimal.ts';
import { ENTRY_STATES, readEntry, type EntryIndicator, type EntryState } from './entry.ts';
import { MISSING_REASONS } from './model.ts';

const RATE: EntryIndicator = {
	unit: '%',
	decimals: 1,
	accumulation: 'level',
	cumulativeEntry: 'total',
	limits: { low: decimal('0'), high: decimal('100') },
	stages: [],
	previous: [
		{ year: 2022, value: decimal('40.0') },
		{ year: 2023, value: decimal('41.0') },
		{ year: 2024, value: decimal('42.1') }
	]
};

const TOTAL: EntryIndicator = {
	...RATE,
	unit: '件',
	decimals: 0,
	accumulation: 'cumulative',
	cumulativeEntry: 'increment',
	limits: { low: decimal('0'), high: null },
	previous: [
		{ year: 2023, value: decimal('52') },
		{ year: 2024, value: decimal('64') }
	]
};

const STAGES: EntryIndicator = {
	...RATE,
	unit: '',
	decimals: 0,
	stages: ['未着手', '着手', '策定中', '策定'],
	previous: []
};

const read = (entered: string, state: EntryState = 'final', indicator = RATE) =>
	readEntry({ entered, state }, indicator);

function accepted(entered: string, state: EntryState = 'final', indicator = RATE) {
	const reading = read(entered, state, indicator);
	if (!reading.ok) throw new Error(reading.message);
	return { ...reading.entry, warnings: reading.warnings.map(({ code }) => code) };
}

function refused(entered: string, state: EntryState = 'final', indicator = RATE): string {
	const reading = read(entered, state, indicator);
	if (reading.ok) throw new Error(`accepted: ${entered}`);
	return reading.message;
}

describe('a figure', () => {
	it('keeps the text as typed beside the exact value', () => {
		expect(accepted('４３．５％')).toEqual({
			enteredText: '４３．５％',
			value: { digits: 435n, scale: 1 },
			runningTotal: null,
			valueState: 'final',
			missingReason: null,
			warnings: []
		});
	});

	it.each(['final', 'preliminary', 'forecast'] as const)('may be %s', (state) => {
		expect(accepted('43.0', state)).toMatchObject({ valueState: state, missingReason: null });
	});

	it('takes a zero for a zero', () => {
		expect(accepted('0')).toMatchObject({ value: { digits: 0n, scale: 0 }, missingReason: null });
	});

	it('is refused where it cannot be read, with the input named', () => {
		expect(refused('約43')).toContain('約43');
		expect(refused('43人')).toContain('43人');
		expect(refused('1,23')).toContain('1,23');
	});

	it('is refused beside a reason for its absence', () => {
		for (const [state, word] of Object.entries(MISSING_REASONS)) {
			expect(refused('43.0', state as EntryState)).toContain(word);
		}
	});

	it('is warned about and never blocked', () => {
		expect(accepted('43.55').warnings).toEqual(['too-many-decimals']);
		expect(accepted('142.0').warnings).toEqual(['outside-limits', 'jump']);
		expect(accepted('-1').warnings).toContain('outside-limits');
	});
});

describe('no figure', () => {
	it('is a draft when nothing is said, and no zero', () => {
		for (const entered of ['', ' ', '　']) {
			expect(accepted(entered)).toMatchObject({ value: null, valueState: null, missingReason: null });
		}
	});

	it.each([
		['…', 'unknown'],
		['‥', 'unknown'],
		['...', 'unknown'],
		['x', 'suppressed'],
		['Ｘ', 'suppressed'],
		['×', 'suppressed']
	] as const)('is what the symbol %s says', (symbol, reason) => {
		expect(accepted(symbol)).toMatchObject({ value: null, valueState: null, missingReason: reason });
		expect(accepted(symbol, reason)).toMatchObject({ missingReason: reason });
	});

	it.each(Object.keys(MISSING_REASONS) as (keyof typeof MISSING_REASONS)[])(
		'may have the reason %s',
		(reason) => {
			expect(accepted('', reason)).toMatchObject({ value: null, valueState: null, missingReason: reason });
		}
	);

	it.each(['－', '-', '—', '―'])('is asked about at %s: nothing counted, or nothing to count', (dash) => {
		expect(refused(dash)).toMatch(/0件ですか、対象なしですか/);
		expect(refused(dash)).toContain(dash);
	});

	it('is refused where symbol and reason disagree, naming both', () => {
		expect(refused('x', 'unknown')).toMatch(/秘匿.*未把握/);
		expect(refused('…', 'no-survey')).toMatch(/未把握.*調査なし/);
	});
});

describe('a cumulative figure entered as this year’s amount', () => {
	it('makes a total with the last one', () => {
		const entry = accepted('11', 'final', TOTAL);
		expect([entry.value && toText(entry.value), entry.runningTotal && toText(entry.runningTotal)]).toEqual([
			'11',
			'75'
		]);
	});

	it('is the total itself in the first year', () => {
		expect(accepted('11', 'final', { ...TOTAL, previous: [] }).runningTotal).toEqual(decimal('11'));
	});

	it('keeps every decimal of both', () => {
		const fine = { ...TOTAL, decimals: 2, previous: [{ year: 2024, value: decimal('64.5') }] };
		expect(accepted('0.25', 'final', fine).runningTotal).toEqual(decimal('64.75'));
		expect(accepted('1', 'final', fine).runningTotal).toEqual(decimal('65.5'));
	});

	it('is warned about as a total: an amount taken back makes it fall', () => {
		expect(accepted('-4', 'final', TOTAL).warnings).toContain('falling-cumulative');
		expect(accepted('11', 'final', TOTAL).warnings).toEqual([]);
	});

	it('makes no total where none is entered, nor where totals are entered', () => {
		expect(accepted('', 'unknown', TOTAL).runningTotal).toBeNull();
		expect(accepted('75', 'final', { ...TOTAL, cumulativeEntry: 'total' })).toMatchObject({
			value: decimal('75'),
			runningTotal: null
		});
		expect(accepted('63', 'final', { ...TOTAL, cumulativeEntry: 'total' }).warnings).toContain(
			'falling-cumulative'
		);
	});

	it('is asked about once where it falls far, and by the jump where it rises far', () => {
		const total = { ...TOTAL, cumulativeEntry: 'total' as const };
		expect(accepted('1', 'final', total).warnings).toEqual(['falling-cumulative']);
		expect(accepted('6400', 'final', total).warnings).toEqual(['jump']);
	});

	it('adds up exactly over any number of years', () => {
		const amounts = fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 10 });
		fc.assert(
			fc.property(amounts, (years) => {
				const previous: { year: number; value: ReturnType<typeof decimal> }[] = [];
				years.forEach((tenths, index) => {
					const text = `${Math.floor(tenths / 10)}.${tenths % 10}`;
					const total = accepted(text, 'final', { ...TOTAL, decimals: 1, previous }).runningTotal;
					if (total !== null) previous.push({ year: 2021 + index, value: total });
				});
				expect(previous.at(-1)?.value.digits).toBe(BigInt(years.reduce((sum, each) => sum + each, 0)));
			})
		);
	});
});

describe('a stage', () => {
	it.each(STAGES.stages.map((name, index) => [name, index] as const))('%s is number %i', (name, index) => {
		expect(accepted(name, 'final', STAGES)).toMatchObject({
			value: { digits: BigInt(index), scale: 0 },
			valueState: 'final'
		});
	});

	it('is read whatever the blanks around it', () => {
		expect(accepted(' 策定中　', 'forecast', STAGES)).toMatchObject({
			value: { digits: 2n },
			valueState: 'forecast'
		});
	});

	it('that is not in the list is refused with the list', () => {
		expect(refused('検討', 'final', STAGES)).toContain(
			'「検討」という段階はありません。「未着手」「着手」「策定中」「策定」'
		);
		expect(refused('2', 'final', STAGES)).toContain('「2」');
	});

	it('may be missing with a reason, and not beside one', () => {
		expect(accepted('', 'unknown', STAGES)).toMatchObject({ value: null, missingReason: 'unknown' });
		expect(accepted('', 'final', STAGES)).toMatchObject({ value: null, missingReason: null });
		expect(refused('策定', 'unknown', STAGES)).toContain('未把握');
	});
});

it('never has both a figure and a reason, whatever is typed', () => {
	const states = fc.constantFrom(...(Object.keys(ENTRY_STATES) as EntryState[]));
	const typed = fc.oneof(
		fc.string(),
		fc.stringMatching(/^[0-9０-９.,，．▲△－%…×x ]{0,8}$/),
		fc.constantFrom('', '…', 'x', '０', '策定')
	);
	fc.assert(
		fc.property(typed, states, fc.constantFrom(RATE, TOTAL, STAGES), (entered, state, indicator) => {
			const reading = read(entered, state, indicator);
			if (!reading.ok) {
				expect(reading.message).toMatch(/。/);
				return;
			}
			const { value, missingReason, valueState, enteredText } = reading.entry;
			expect(enteredText).toBe(entered);
			expect(value === null || missingReason === null).toBe(true);
			expect(valueState === null).toBe(value === null);
		})
	);
});

describe('a running total', () => {
	const last = (text: string): EntryIndicator => ({
		...TOTAL,
		previous: [{ year: 2024, value: decimal(text) }]
	});

	it('that would have too many digits to be stored is refused with the figure', () => {
		const full = readEntry({ entered: '1', state: 'final' }, last('999999999999999'));
		expect(full).toMatchObject({ ok: false, message: expect.stringContaining('累計が15桁に収まりません') });
		expect(readEntry({ entered: '0.01', state: 'final' }, last('99999999999999'))).toMatchObject({
			ok: false
		});
		expect(readEntry({ entered: '1', state: 'final' }, last('999999999999998'))).toMatchObject({ ok: true });
	});
});

it('a running total that lacks a year says so', () => {
	const series: EntryIndicator = {
		unit: '件',
		decimals: 0,
		accumulation: 'cumulative',
		cumulativeEntry: 'increment',
		limits: { low: null, high: null },
		stages: [],
		previous: [
			{ year: 2023, value: decimal('100') },
			{ year: 2024, value: decimal('112') }
		]
	};
	const read = (gaps: readonly number[]) => {
		const reading = readEntry({ entered: '12', state: 'final' }, { ...series, gaps });
		return reading.ok ? reading.warnings.map(({ message }) => message) : null;
	};
	expect(read([])).toEqual([]);
	expect(read([2025])).toEqual([expect.stringContaining('累計にR7の分が入っていません')]);
});
