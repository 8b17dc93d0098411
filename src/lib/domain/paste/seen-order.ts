/** The order in which somebody saw the rows of a list: a column without names is laid against it. */

/** As a form sends it: codes joined by commas. */
export function writeOrder(rows: readonly { readonly code: string }[]): string {
	return rows.map(({ code }) => code).join(',');
}

/** Rows as the person saw them; what the page did not name comes after, in its own order. */
export function inSeenOrder<R extends { readonly code: string }>(rows: readonly R[], order: string): R[] {
	const places = new Map(order.split(',').map((code, place) => [code, place]));
	const placeOf = ({ code }: R) => places.get(code) ?? places.size;
	return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}
