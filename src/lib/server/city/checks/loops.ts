/** The codes that lie on a circle of references: a is followed by b, b by a. `next` answers null at the end. */
export function loops(codes: Iterable<string>, next: (code: string) => string | null): string[] {
	return [...codes].filter((start) => {
		const seen = new Set<string>();
		let code = next(start);
		while (code !== null && !seen.has(code)) {
			if (code === start) return true;
			seen.add(code);
			code = next(code);
		}
		return false;
	});
}
