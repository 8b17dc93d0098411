import { SvelteMap } from 'svelte/reactivity';
import { readEntry } from '#lib/domain/entry.ts';
import type { CellOutcome, EntryFields, GridRow } from '#lib/server/results/entry/grid-row.ts';
import { afterAnswer } from './answers.ts';
import { HelpCards } from './help-cards.svelte.ts';
import type { Line } from './line.ts';
import { previewOf } from './reading.ts';
import { cameBack, type RowRefusals } from './refused-rows.ts';
import { RowFacts } from './row-facts.ts';
import * as saving from './row-saving.ts';
import * as state from './row-state.ts';
import type { Field, RowState } from './row-state.ts';
import * as typing from './row-typing.ts';
import { isUncommitted, savingOf, type Saving } from './saving.ts';
import { askHelp, sendCells, type Answer } from './send.ts';
import { RowSender } from './sender.svelte.ts';
import { isStale } from './stored-words.ts';
import { Ticks } from './ticks.ts';
import type { UnsentStore } from './unsent-store.ts';
import { Withdrawals } from './withdrawals.svelte.ts';

export interface GridSettings {
	readonly account: number;
	readonly year: number;
	/** The address of the endpoint. */
	readonly address: string;
}

/** The rows of the grid on this screen: what the files beside it decide, carried out. */
export class EntryGrid {
	readonly rows = new SvelteMap<string, RowState>();
	readonly outcomes = new SvelteMap<string, CellOutcome>();
	readonly helps: HelpCards;
	readonly withdrawals = new Withdrawals();
	/** The row that has the focus. */
	focus = $state<string | null>(null);
	/** The last thing that happened, for readers of the screen. */
	said = $state('');
	lastSaved = $state('');

	readonly #facts = new RowFacts();
	readonly #ticks = new Ticks();
	readonly #sender: RowSender;
	/** Handed in once the page's script runs. */
	#store: UnsentStore | null = null;

	constructor({ account, year, address }: GridSettings, rows: readonly GridRow[]) {
		this.helps = new HelpCards((code) => askHelp(address, year, code));
		this.#sender = new RowSender({
			find: (code) => this.rows.get(code),
			set: (code, row) => this.#set(code, row),
			ask: (code, sending) => sendCells(address, { account, year, indicator: code, sending }),
			answered: (code, answer) => this.#take(code, answer)
		});
		for (const row of rows) this.take(row);
	}

	/** Takes a row as the page brings it; what is typed stays. */
	take(row: GridRow): void {
		const { entered, state: word, cause, issue, nextAction } = row;
		const stored: EntryFields = { entered, state: word, cause, issue, nextAction };
		const known = this.rows.get(row.code);
		const next = known
			? saving.refreshed(known, stored, row.version)
			: state.rowState(stored, row.version, row.usual);
		this.rows.set(row.code, next);
		if (next !== known) this.outcomes.set(row.code, row);
		this.#facts.take(row);
	}

	/** Rows that came back from a form without script: their input kept, with the reason. */
	refuseAll(refusals: RowRefusals): void {
		for (const [code, refused] of Object.entries(refusals)) {
			const row = this.rows.get(code);
			if (row === undefined) continue;
			this.rows.set(code, cameBack(row, refused));
			if (refused.confirmed) this.tick(code, true);
		}
	}

	row(code: string): RowState {
		const row = this.rows.get(code);
		if (row === undefined) throw new RangeError(code);
		return row;
	}

	shown<F extends Field>(code: string, field: F): EntryFields[F] {
		return state.shown(this.row(code), field);
	}

	/** Somebody types: kept in the browser at once, saved when the cell is left. */
	edit<F extends Field>(code: string, field: F, value: EntryFields[F]): void {
		this.#set(code, typing.edit(this.row(code), field, value));
	}

	putBack(code: string): void {
		this.#set(code, typing.putBack(this.row(code)));
		this.commit(code);
	}

	/** Esc. */
	restore(code: string, field: Field): void {
		this.#set(code, typing.restore(this.row(code), field));
	}

	/** The cell was left: what can be read is saved, what cannot says why. */
	commit(code: string): void {
		const row = this.row(code);
		const indicator = this.#facts.reading(code);
		if (indicator === undefined) return;
		const touched = row.typed.entered !== undefined || row.typed.state !== undefined;
		const reading = touched && row.trouble === null ? readEntry(state.shownFields(row), indicator) : null;
		if (reading?.ok === false) {
			this.rows.set(code, saving.flag(row, { entered: reading.message }));
			this.#say(code, reading.message);
		}
		if (state.isPending(row)) this.#sender.add(code);
		this.#sender.next();
	}

	useTheirs(code: string): void {
		this.#set(code, saving.useTheirs(this.row(code)));
		this.#say(code, '保存されている値にしました');
	}

	keepMine(code: string): void {
		this.#set(code, saving.keepMine(this.row(code)));
		this.commit(code);
	}

	saving(code: string): Saving {
		return savingOf(this.row(code), this.#sender.halted, this.#sender.isWaiting(code));
	}

	preview(code: string): string | null {
		const indicator = this.#facts.reading(code);
		const row = this.row(code);
		if (indicator === undefined || row.typed.entered === undefined || row.trouble !== null) return null;
		return previewOf(state.shownFields(row), indicator);
	}

	isTicked(code: string): boolean {
		return this.#ticks.has(code, this.shown(code, 'entered'));
	}

	tick(code: string, isOn: boolean): void {
		this.#ticks.set(code, this.shown(code, 'entered'), isOn);
	}

	/** 「I042:3」 for every confirmed doubt, on the version that it was confirmed of. */
	ticked(): string[] {
		return [...this.rows].flatMap(([code, row]) => (this.isTicked(code) ? [`${code}:${row.version}`] : []));
	}

	/** As the server counts it, for everybody who looks at the row. */
	isComplete(code: string): boolean {
		return this.outcomes.get(code)?.complete ?? false;
	}

	/** What is asked about the figure that stands in the cell; nothing while another is typed. */
	doubts(code: string): readonly string[] {
		if (this.#facts.reading(code) === undefined || isStale(this.row(code))) return [];
		return this.outcomes.get(code)?.warnings ?? [];
	}

	get halted(): Line['halt'] {
		return this.#sender.halted;
	}

	/** Codes of what is typed and not saved. */
	pending(): string[] {
		return [...this.rows].flatMap(([code, row]) => (state.isPending(row) ? [code] : []));
	}

	/** Whether leaving now would break off typing. */
	hasUncommitted(): boolean {
		return [...this.rows.values()].some(isUncommitted);
	}

	/** Saves all that can be saved; resolves when nothing more can be sent now. */
	async flush(): Promise<void> {
		for (const code of this.pending()) this.commit(code);
		if (this.#sender.halted === 'offline') this.again();
		await this.#sender.finished();
	}

	/** Tries again at once. */
	again(): void {
		this.#sender.again();
	}

	/** What an earlier visit left unsent comes back into its cells, and is sent. */
	revive(store: UnsentStore): void {
		this.#store = store;
		for (const code of store.codes()) {
			const row = this.rows.get(code);
			const kept = store.read(code);
			if (row === undefined || kept === null || this.#facts.reading(code) === undefined) continue;
			this.rows.set(code, saving.revived(row, kept));
			this.commit(code);
		}
	}

	stop(): void {
		this.#sender.stop();
	}

	#set(code: string, row: RowState): void {
		this.rows.set(code, row);
		this.#store?.write(code, saving.unsent(row));
	}

	#take(code: string, answer: Answer): void {
		const { row, said } = afterAnswer(this.row(code), answer);
		this.#set(code, row);
		if (answer.kind === 'saved') {
			const { version: _, fields: __, help, ...outcome } = answer.saved;
			this.outcomes.set(code, outcome);
			this.helps.set(code, help);
			this.lastSaved = outcome.savedAt;
		}
		this.#say(code, said);
	}

	#say(code: string, what: string): void {
		this.said = `${this.#facts.name(code)}：${what}`;
	}
}
