import type { ScreenAsked } from '#lib/server/kpis/screen/frame.ts';

/** What an address of the committee screen asks for. */
export function askedOf(url: URL): ScreenAsked {
	return { year: url.searchParams.get('year'), auto: url.searchParams.get('auto') };
}
