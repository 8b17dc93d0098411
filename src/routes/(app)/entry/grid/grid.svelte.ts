import { SvelteMap } from 'svelte/reactivity';
import { readEntry, type EntryIndicator } from '#lib/domain/entry.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import type { GridHelp } from '#lib/server/results/entry/grid-help.ts';
import type { CellOutcome, EntryFields, GridRow } from '#lib/server/results/entry/grid-row.ts';
import type { JsonRefusal } from '#lib/server/web/json.ts';
import type { Line } from './line.ts';
import { indicatorOf, previewOf } from './reading.ts';
import * as saving from './row-saving.ts';
import * as state from './row-state.ts';
import type { Field, RowState } from './row-state.ts';
import * as typing from './row-typing.ts';
import { askHelp, refusalOf, sendCells, type Answer } from './send.ts';
import { RowSender } from './sender.svelte.ts';
import { Ticks } from './ticks.ts';
import type { UnsentStore } from './unsent-store.ts';

/** How a row's saving stands, for the words at its cells. */
export type Saving = 'clean' | 'typing' | 'saving' | 'unsent' | 'session' | 'trouble';

export interface GridSettings {
	readonly account: number;
	readonly year: number;
	/** The address of the endpoint. */
	readonly address: string;
}

/** Rows of a refused form, by code. */
export type RowRefusals = Readonly<
	Record<
		string,
		{
			readonly refusal: JsonRefusal;
			readonly version: number;
			readonly fields: EntryFields;
			readonly confirmed: boolean;
		}
	>
>;

/** The rows of the grid on this screen: what the files beside it decide, carried out. */
export class EntryGrid {
	readonly rows = new SvelteMap<string, RowState>();
	readonly outcomes = new SvelteMap<string, CellOutcome>();
	/** A card, or why it could not be read. */
	readonly helps = new SvelteMap<string, GridHelp | string>();
	readonly #ticks = new Ticks();
	readonly #sender: RowSender;
	/** The row that has the focus. */
	focus = $state<string | null>(null);
	/** The last thing that happened, for readers of the screen. */
	said = $state('');
	lastSaved = $state('');
	/** Handed in once the page's script runs. */
	store: UnsentStore | null = null;

	readonly #settings: GridSettings;
	// Nothing is drawn from these two.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #readings = new Map<string, EntryIndicator>();
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #names = new Map<string, string>();
	/** Versions that are no answer yet: confirmed once and asked for anew, or sent back and not mended. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #unanswered = new Map<string, number>();

	constructor(settings: GridSettings, rows: readonly GridRow[]) {
		this.#settings = settings;
		const { account, year, address } = settings;
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
		const stored = fieldsOf(row);
		const known = this.rows.get(row.code);
		const next = known
			? saving.refreshed(known, stored, row.version)
			: state.rowState(stored, row.version, row.usual);
		this.rows.set(row.code, next);
		this.#names.set(row.code, row.name);
		if (next !== known) this.outcomes.set(row.code, row);
		if (row.again || row.unmended) this.#unanswered.set(row.code, row.version);
		if (row.reading === null) this.#readings.delete(row.code);
		else this.#readings.set(row.code, indicatorOf(row.reading));
	}

	/** Rows that came back from a form without script: their input kept, with the reason. */
	refuseAll(refusals: RowRefusals): void {
		for (const [code, { refusal, version, fields, confirmed }] of Object.entries(refusals)) {
			const row = this.rows.get(code);
			if (row === undefined) continue;
			const typed = { ...row, version, typed: fields };
			const answer = refusalOf(refusal);
			this.rows.set(
				code,
				answer.kind === 'conflict'
					? saving.conflict(typed, answer.message, answer.theirs)
					: saving.refuse(
							typed,
							answer.kind === 'invalid' ? answer : { kind: 'refused', message: refusal.message }
						)
			);
			if (confirmed) this.tick(code, true);
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
		const indicator = this.#readings.get(code);
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
		const row = this.row(code);
		if (row.trouble !== null) return 'trouble';
		if (!state.isPending(row)) return 'clean';
		if (this.#sender.halted === 'session') return 'session';
		if (row.lost || this.#sender.halted === 'offline') return 'unsent';
		return row.sending !== null || this.#sender.isWaiting(code) ? 'saving' : 'typing';
	}

	preview(code: string): string | null {
		const indicator = this.#readings.get(code);
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

	/** A figure or a reason is there, and the remarks that it demands. */
	isComplete(code: string): boolean {
		const row = this.row(code);
		if (this.#unanswered.get(code) === row.version) return false;
		const { entered, state: word, cause, issue, nextAction } = row.stored;
		const isFilled = entered.trim() !== '' || word in MISSING_REASONS;
		const demands = this.outcomes.get(code)?.needsRemarks ?? false;
		return (
			row.trouble === null &&
			isFilled &&
			(!demands || [cause, issue, nextAction].every((text) => text !== ''))
		);
	}

	get halted(): Line['halt'] {
		return this.#sender.halted;
	}

	/** Codes of what is typed and not saved. */
	pending(): string[] {
		return [...this.rows].flatMap(([code, row]) => (state.isPending(row) ? [code] : []));
	}

	/** Whether leaving now would break off typing: what is only on its way is sent again after the next start. */
	hasUncommitted(): boolean {
		return [...this.rows.values()].some(
			(row) =>
				state.isPending(row) &&
				(row.sending === null || row.lost || saving.due({ ...row, sending: null }) === null)
		);
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
		this.store = store;
		for (const code of store.codes()) {
			const row = this.rows.get(code);
			const kept = store.read(code);
			if (row === undefined || kept === null || !this.#readings.has(code)) continue;
			this.rows.set(code, saving.revived(row, kept));
			this.commit(code);
		}
	}

	/** The handover card of a row; asked for once. */
	async help(code: string): Promise<void> {
		if (typeof this.helps.get(code) === 'object') return;
		const { address, year } = this.#settings;
		this.helps.set(code, await askHelp(address, year, code));
	}

	stop(): void {
		this.#sender.stop();
	}

	#set(code: string, row: RowState): void {
		this.rows.set(code, row);
		this.store?.write(code, saving.unsent(row));
	}

	/** What came of sending a row. */
	#take(code: string, answer: Answer): void {
		const row = this.row(code);
		switch (answer.kind) {
			case 'saved': {
				const { version, fields, help, ...outcome } = answer.saved;
				this.#set(code, saving.acknowledge(row, version, fields));
				this.outcomes.set(code, outcome);
				this.helps.set(code, help);
				this.lastSaved = outcome.savedAt;
				this.#say(code, `保存しました（${outcome.savedAt}）`);
				break;
			}
			case 'conflict':
				this.#set(code, saving.conflict(row, answer.message, answer.theirs));
				this.#say(code, answer.message);
				break;
			case 'invalid':
				this.#set(code, saving.refuse(row, { kind: 'invalid', fields: answer.fields }));
				this.#say(code, Object.values(answer.fields)[0] ?? '');
				break;
			case 'refused':
				this.#set(code, saving.refuse(row, { kind: 'refused', message: answer.message }));
				this.#say(code, answer.message);
				break;
			case 'lost':
			case 'session':
				this.#set(code, saving.lose(row));
				this.#say(
					code,
					answer.kind === 'session'
						? 'サインインの有効期間が切れたため、まだ保存していません'
						: '未送信です。接続が戻ると保存します'
				);
				break;
		}
	}

	#say(code: string, what: string): void {
		this.said = `${this.#names.get(code) ?? ''}：${what}`;
	}
}

function fieldsOf({ entered, state: word, cause, issue, nextAction }: GridRow): EntryFields {
	return { entered, state: word, cause, issue, nextAction };
}
