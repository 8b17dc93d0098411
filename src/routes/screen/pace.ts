/** 自動送り as addresses ask for it: `?auto=15|30|60`, seconds a screen. */
export const PACES = [15, 30, 60] as const;

/** The pace that an address asks for; null for none. */
export function paceOf(url: URL): number | null {
	const asked = url.searchParams.get('auto');
	return PACES.find((pace) => String(pace) === asked) ?? null;
}

/** The same screen at another pace, or at none. */
export function withPace(url: URL, pace: number | null): string {
	const query = new URLSearchParams(url.search);
	if (pace === null) query.delete('auto');
	else query.set('auto', String(pace));
	const search = query.toString();
	return url.pathname + (search === '' ? '' : `?${search}`);
}
