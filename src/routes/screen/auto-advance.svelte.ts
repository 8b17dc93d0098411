import { paceOf } from './pace.ts';

/** 自動送り: off unless the address asks for it, and can be paused. */
export class AutoAdvance {
	isPaused = $state(false);

	readonly #advance: () => void;

	constructor(advance: () => void) {
		this.#advance = advance;
	}

	toggle(): void {
		this.isPaused = !this.isPaused;
	}

	/** Where less motion is wished for, it starts paused. */
	respectMotion(): void {
		if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.isPaused = true;
	}

	/** Waits on the screen at `url`; `rests` while there is nothing to go on to. Returns how to stop. */
	run(url: URL, rests: boolean): (() => void) | undefined {
		const pace = paceOf(url);
		if (pace === null || this.isPaused || rests) return undefined;
		const timer = setTimeout(this.#advance, pace * 1000);
		return () => clearTimeout(timer);
	}
}
