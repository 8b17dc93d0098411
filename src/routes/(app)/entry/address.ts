/** 実績入力 of the same department and year, from any of its pages. */

/**
 * The address to go on to after an act. `done`: what was done; `anchor`: the place on the page that says so, where
 * the hands go on, 「#done」.
 */
export function entryAddress(
	{ searchParams }: URL,
	done: Readonly<Record<string, string | number>>,
	anchor: string,
	path = '/entry'
): string {
	const query = new URLSearchParams();
	for (const name of ['department', 'year']) {
		const value = searchParams.get(name);
		if (value) query.set(name, value);
	}
	for (const [name, value] of Object.entries(done)) query.set(name, String(value));
	const text = query.toString();
	return (text === '' ? path : `${path}?${text}`) + anchor;
}
