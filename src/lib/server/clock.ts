import { japanDate } from '#lib/domain/fiscal-year.ts';

/** The only source of "now". Rules never ask the machine. */
export interface Clock {
	/** The current moment. */
	now(): Date;
}

/** The machine's clock, or one that started at `start` when the process did. */
export function createClock(start: string | null): Clock {
	if (start === null) return { now: () => new Date() };
	const offset = Date.parse(start) - Date.now();
	return { now: () => new Date(Date.now() + offset) };
}

/** The current moment as stored: UTC, ISO 8601. */
export function instantOf(clock: Clock): string {
	return clock.now().toISOString();
}

/** Today's date in Japan, `2026-08-21`. */
export function todayOf(clock: Clock): string {
	return japanDate(clock.now());
}
