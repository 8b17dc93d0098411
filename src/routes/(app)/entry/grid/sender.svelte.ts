import { arrive, backoffMs, depart, EMPTY_LINE, first, halt, join, resume, type Line } from './line.ts';
import { begin } from './row-saving.ts';
import type { RowState, Sending } from './row-state.ts';
import type { Answer } from './send.ts';

/** What the sender needs of the rows. */
export interface SentRows {
	/** Undefined for a row that is not on the page. */
	find(code: string): RowState | undefined;
	set(code: string, row: RowState): void;
	ask(code: string, sending: Sending): Promise<Answer>;
	/** An answer has come, or none: the row takes it over. */
	answered(code: string, answer: Answer): void;
}

/** Sends rows one after the other, and again after a lost answer: what `line.ts` decides, carried out. */
export class RowSender {
	#line = $state.raw<Line>(EMPTY_LINE);
	readonly #rows: SentRows;
	#waiters: (() => void)[] = [];
	#retry: ReturnType<typeof setTimeout> | undefined;
	#keys = 0;

	constructor(rows: SentRows) {
		this.#rows = rows;
	}

	/** Why nothing is sent now; null while it is. */
	get halted(): Line['halt'] {
		return this.#line.halt;
	}

	isWaiting(code: string): boolean {
		return this.#line.waiting.includes(code);
	}

	/** Puts a row into the line. */
	add(code: string): void {
		this.#line = join(this.#line, code);
	}

	/** Sends the first that can be sent, unless one is on its way. */
	next(): void {
		const code = first(this.#line, (each) => this.#rows.find(each));
		const row = code === null ? undefined : this.#rows.find(code);
		if (code === null || row === undefined) {
			if (this.#line.busy === null) for (const resolve of this.#waiters.splice(0)) resolve();
			return;
		}
		this.#rows.set(code, begin(row, this.#newKey()));
		this.#line = depart(this.#line, code);
		void this.#send(code);
	}

	/** Tries again at once. */
	again(): void {
		clearTimeout(this.#retry);
		this.#line = resume(this.#line);
		this.next();
	}

	/** Resolves when nothing more can be sent now. */
	async finished(): Promise<void> {
		if (this.#line.busy === null) return;
		await new Promise<void>((resolve) => this.#waiters.push(resolve));
	}

	stop(): void {
		clearTimeout(this.#retry);
	}

	async #send(code: string): Promise<void> {
		const sending = this.#rows.find(code)?.sending ?? null;
		if (sending === null) return;
		const answer = await this.#rows.ask(code, sending);
		this.#rows.answered(code, answer);
		if (answer.kind === 'lost' || answer.kind === 'session') {
			this.#line = halt(this.#line, answer.kind === 'session' ? 'session' : 'offline');
			if (answer.kind === 'lost') this.#retry = setTimeout(() => this.again(), backoffMs(this.#line.tries));
		} else this.#line = arrive(this.#line, (each) => this.#rows.find(each));
		this.next();
	}

	/** Random, because plain http has no `crypto.randomUUID`; numbered, because one page sends many. */
	#newKey(): string {
		const random = crypto.getRandomValues(new Uint32Array(3));
		this.#keys += 1;
		return `${[...random].map((part) => part.toString(36)).join('')}-${this.#keys}`;
	}
}
