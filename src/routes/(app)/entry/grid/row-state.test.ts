import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';
import { arrive, backoffMs, depart, EMPTY_LINE, first, halt, join, resume } from './line.ts';
import {
	acknowledge,
	begin,
	conflict,
	due,
	flag,
	keepMine,
	lose,
	refreshed,
	refuse,
	revived,
	unsent,
	useTheirs
} from './row-saving.ts';
import { FIELDS, isPending, rowState, shown, shownFields, type Field, type RowState } from './row-state.ts';
import { edit, putBack, restore } from './row-typing.ts';

const EMPTY: EntryFields = { entered: '', state: 'final', cause: '', issue: '', nextAction: '' };
const stored = (fields: Partial<EntryFields>): EntryFields => ({ ...EMPTY, ...fields });

describe('a cell', () => {
	it('shows what is typed until the server has it', () => {
		let row = edit(rowState(EMPTY, 0), 'entered', '37.9');
		expect(due(row)).toEqual({ entered: '37.9' });
		row = begin(row, 'k');
		expect(due(row)).toBeNull();
		row = edit(row, 'entered', '38');
		row = acknowledge(row, 1, stored({ entered: '37.9' }));
		expect(shown(row, 'entered')).toBe('38');
		expect(due(row)).toEqual({ entered: '38' });
	});

	it('sends what got lost again, unchanged and under its own key, before anything newer', () => {
		let row = lose(begin(edit(rowState(EMPTY, 3), 'entered', '1'), 'first'));
		row = edit(row, 'entered', '2');
		row = begin(row, 'second');
		expect(row.sending).toEqual({ key: 'first', version: 3, patch: { entered: '1' } });
		row = acknowledge(row, 4, stored({ entered: '1' }));
		row = begin(row, 'second');
		expect(row.sending).toEqual({ key: 'second', version: 4, patch: { entered: '2' } });
	});

	it('is restored by Esc, also while a save is on its way', () => {
		let row = edit(rowState(stored({ entered: '5' }), 1), 'entered', '6');
		expect(isPending(restore(row, 'entered'))).toBe(false);
		row = restore(begin(row, 'k'), 'entered');
		expect(shown(row, 'entered')).toBe('5');
		row = acknowledge(row, 2, stored({ entered: '6' }));
		expect(due(row)).toEqual({ entered: '5' });
	});

	it('holds back what cannot be read, and saves the rest', () => {
		let row = edit(edit(rowState(EMPTY, 0), 'entered', '約18'), 'cause', '会場が減ったため。');
		row = flag(row, { entered: '読み取れません' });
		expect(due(row)).toEqual({ cause: '会場が減ったため。' });
		expect(due(edit(row, 'entered', '18'))).toEqual({ entered: '18', cause: '会場が減ったため。' });
	});

	it('keeps the input that the server refused', () => {
		const row = refuse(begin(edit(rowState(EMPTY, 0), 'entered', '1'), 'k'), {
			kind: 'refused',
			message: '締め切られました'
		});
		expect(shown(row, 'entered')).toBe('1');
		expect(due(row)).toBeNull();
		expect(due(edit(row, 'entered', '2'))).toEqual({ entered: '2' });
	});
});

describe('a figure and a reason', () => {
	it('exclude each other, and the figure comes back in one step', () => {
		let row = edit(rowState(stored({ entered: '37.9' }), 1), 'state', 'unknown');
		expect(shownFields(row)).toMatchObject({ entered: '', state: 'unknown' });
		expect(row.aside).toEqual({ entered: '37.9', state: 'final' });
		row = putBack(row);
		expect(shownFields(row)).toMatchObject({ entered: '37.9', state: 'final' });
		expect(isPending(row)).toBe(false);
	});

	it('makes a reason the usual state again when a figure is typed', () => {
		const row = rowState(stored({ entered: '…', state: 'unknown' }), 1, 'forecast');
		expect(shownFields(edit(row, 'entered', '12'))).toMatchObject({ entered: '12', state: 'forecast' });
		expect(shown(edit(row, 'entered', '…'), 'state')).toBe('unknown');
	});

	it('follows from one sign to the next, and goes with it', () => {
		const row = rowState(stored({ entered: 'x', state: 'suppressed' }), 1, 'forecast');
		expect(shown(edit(row, 'entered', '…'), 'state')).toBe('unknown');
		expect(shown(edit(row, 'entered', ''), 'state')).toBe('forecast');
		expect(shown(edit(edit(row, 'entered', '…'), 'entered', 'Ｘ'), 'state')).toBe('suppressed');
		const chosen = rowState(stored({ entered: '', state: 'no-survey' }), 1);
		expect(shown(edit(chosen, 'entered', '…'), 'state')).toBe('unknown');
		expect(shown(edit(chosen, 'entered', ''), 'state')).toBe('no-survey');
	});

	it('drops the sign 「…」 when the state is chosen', () => {
		const row = rowState(stored({ entered: '…', state: 'unknown' }), 1);
		expect(shownFields(edit(row, 'state', 'no-survey'))).toMatchObject({ entered: '', state: 'no-survey' });
	});
});

describe('a colleague', () => {
	const theirs = { fields: stored({ entered: '8' }), version: 5, by: '佐藤', at: '2026-07-28T05:00:00.000Z' };
	const mine = begin(edit(rowState(EMPTY, 4), 'entered', '7'), 'k');

	it('is shown beside one’s own value, and nothing is sent before somebody chooses', () => {
		const row = conflict(mine, 'ほかの人が変更しました', theirs);
		expect(row.trouble?.kind).toBe('conflict');
		expect(shown(row, 'entered')).toBe('7');
		expect(due(row)).toBeNull();
		expect(shownFields(useTheirs(row))).toEqual(theirs.fields);
		const kept = keepMine(row);
		expect(due(kept)).toEqual({ entered: '7' });
		expect(begin(kept, 'n').sending?.version).toBe(5);
	});

	it('who wrote the same is no conflict', () => {
		const row = conflict(mine, '', { ...theirs, fields: stored({ entered: '7' }) });
		expect(row.trouble).toBeNull();
		expect(isPending(row)).toBe(false);
		expect(row.version).toBe(5);
	});

	it('does not come over what is typed when the page is read anew', () => {
		expect(shown(refreshed(edit(rowState(EMPTY, 4), 'entered', '7'), theirs.fields, 5), 'entered')).toBe('7');
		expect(shown(refreshed(rowState(EMPTY, 4), theirs.fields, 5), 'entered')).toBe('8');
		// What was asked for before a save was stored comes too late.
		expect(shown(refreshed(rowState(EMPTY, 6), theirs.fields, 5), 'entered')).toBe('');
	});
});

describe('the line', () => {
	it('sends in the order of the edits, one at a time', () => {
		const rows = new Map([
			['A', edit(rowState(EMPTY, 0), 'entered', '1')],
			['B', edit(rowState(EMPTY, 0), 'entered', '2')]
		]);
		const rowOf = (code: string) => rows.get(code);
		let line = join(join(join(EMPTY_LINE, 'B'), 'A'), 'B');
		expect(first(line, rowOf)).toBe('B');
		line = depart(line, 'B');
		expect(first(line, rowOf)).toBeNull();
		rows.set('B', rowState(EMPTY, 1));
		line = arrive(line, rowOf);
		expect(line.waiting).toEqual(['A']);
		expect(first(halt(line, 'offline'), rowOf)).toBeNull();
		expect(first(resume(halt(line, 'offline')), rowOf)).toBe('A');
	});

	it('waits longer after each try, and never more than half a minute', () => {
		expect([1, 2, 3, 4, 5, 6, 60].map(backoffMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
	});
});

/** The server as far as the cells see it: versions, keys, and a colleague. */
class Server {
	version = 0;
	fields = EMPTY;
	readonly #done = new Map<string, number>();
	/** Versions that a colleague wrote. */
	readonly colleagues = new Set<number>();
	/** A save replaced a colleague's value that its author had never had before the eyes. */
	overwroteUnseen = false;

	save(sending: NonNullable<RowState['sending']>, seen: number): 'conflict' | { version: number } {
		const id = JSON.stringify(sending);
		const before = this.#done.get(id);
		if (before !== undefined) return before === this.version ? { version: before } : 'conflict';
		if (sending.version !== this.version) return 'conflict';
		this.overwroteUnseen ||= [...this.colleagues].some((version) => version > seen);
		this.fields = { ...this.fields, ...sending.patch };
		this.version += 1;
		this.#done.set(id, this.version);
		return { version: this.version };
	}

	colleague(fields: Partial<EntryFields>): void {
		this.fields = { ...this.fields, ...fields };
		this.version += 1;
		this.colleagues.add(this.version);
	}

	theirs() {
		return { fields: this.fields, version: this.version, by: '佐藤', at: '2026-07-28T05:00:00.000Z' };
	}
}

type Step =
	| { do: 'type'; field: Field; text: string }
	| { do: 'send' | 'answer' | 'lose request' | 'lose answer' | 'reload' | 'mine' | 'theirs' | 'page anew' }
	| { do: 'colleague'; text: string };

const text = fc.constantFrom('', '1', '2', '３', '約18', '…');
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('type' as const),
			field: fc.constantFrom(...FIELDS.filter((f) => f !== 'state')),
			text
		})
	},
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constantFrom(
				'send',
				'answer',
				'lose request',
				'lose answer',
				'reload',
				'mine',
				'theirs',
				'page anew'
			)
		})
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('colleague' as const), text }) }
) as fc.Arbitrary<Step>;

describe('whatever the order of edits, answers, failures, reloads and colleagues', () => {
	it('no typed value is lost, and no colleague’s value is overwritten unseen', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
				const server = new Server();
				let row = rowState(EMPTY, 0);
				/** What the person last typed or chose in each field, and has neither seen saved nor given up. */
				const wanted: Partial<Record<Field, string>> = {};
				/** The newest version whose values the person has had before the eyes. */
				let seen = 0;
				let keys = 0;
				const settle = (reply: ReturnType<Server['save']>) => {
					row =
						reply === 'conflict'
							? conflict(row, 'ほかの人が変更しました', server.theirs())
							: acknowledge(row, reply.version, server.fields);
					// Without a choice, only where nothing of one’s own was left to save.
					if (reply !== 'conflict' || !isPending(row)) seen = server.version;
				};
				for (const each of steps) {
					switch (each.do) {
						case 'type':
							row = edit(row, each.field, each.text as never);
							expect(shown(row, each.field)).toBe(each.text);
							// Typing what already stands there asks for nothing.
							if (each.field in row.typed) wanted[each.field] = each.text;
							else delete wanted[each.field];
							break;
						case 'send':
							if (due(row) !== null) row = begin(row, `key-${(keys += 1)}`);
							break;
						case 'answer':
							if (row.sending !== null && !row.lost) settle(server.save(row.sending, seen));
							break;
						case 'lose request':
							row = lose(row);
							break;
						case 'lose answer':
							if (row.sending !== null && !row.lost) server.save(row.sending, seen);
							row = lose(row);
							break;
						case 'reload': {
							const kept = JSON.parse(JSON.stringify(unsent(row))) as ReturnType<typeof unsent>;
							const fresh = rowState(server.fields, server.version);
							row = kept === null ? fresh : revived(fresh, kept);
							if (kept === null) seen = server.version;
							break;
						}
						case 'mine':
							if (row.trouble?.kind === 'conflict') seen = row.trouble.theirs.version;
							row = keepMine(row);
							break;
						case 'theirs':
							if (row.trouble?.kind === 'conflict') {
								seen = row.trouble.theirs.version;
								for (const field of FIELDS) delete wanted[field];
							}
							row = useTheirs(row);
							break;
						case 'page anew':
							if (!isPending(row)) seen = server.version;
							row = refreshed(row, server.fields, server.version);
							break;
						case 'colleague':
							server.colleague({ entered: each.text });
							// What this row has already had acknowledged may now rightly show the colleague's.
							for (const field of FIELDS) {
								if (!(field in row.typed) && row.sending?.patch[field] === undefined) delete wanted[field];
							}
							break;
					}
					for (const [field, value] of Object.entries(wanted)) {
						expect(shown(row, field as Field), `${field} after ${JSON.stringify(each)}`).toBe(value);
					}
					expect(server.overwroteUnseen, JSON.stringify(each)).toBe(false);
				}
				// The connection comes back: everything that can be sent is stored.
				for (let tries = 0; due(row) !== null && tries < 10; tries += 1) {
					row = begin(row, `end-${tries}`);
					if (row.sending !== null) settle(server.save(row.sending, seen));
				}
				if (row.sending !== null && !row.lost) settle(server.save(row.sending, seen));
				for (let tries = 0; due(row) !== null && tries < 10; tries += 1) {
					row = begin(row, `last-${tries}`);
					if (row.sending !== null) settle(server.save(row.sending, seen));
				}
				if (row.trouble === null) {
					expect(isPending(row)).toBe(false);
					for (const [field, value] of Object.entries(wanted))
						expect(server.fields[field as Field]).toBe(value);
				}
			}),
			{ numRuns: 500 }
		);
	}, 30_000);
});
