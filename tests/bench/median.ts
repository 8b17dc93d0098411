/** The middle of a list of times; the lower of two middles. @throws RangeError for an empty list. */
export function median(times: readonly number[]): number {
	const middle = [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
	if (middle === undefined) throw new RangeError('nothing was measured');
	return middle;
}

/** Milliseconds that a piece of work takes. */
export function elapsed(work: () => unknown): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

/** The same for work that is waited for. */
export async function elapsedAsync(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
