/** The middle of a list of times; the lower of two middles. @throws RangeError for an empty list. */
export function median(times: readonly number[]): number {
	const middle = [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
	if (middle === undefined) throw new RangeError('nothing was measured');
	return middle;
}
