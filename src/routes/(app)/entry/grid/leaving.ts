import { beforeNavigate, goto } from '$app/navigation';
import type { EntryGrid } from './grid.svelte.ts';

/**
 * Saves what is typed before the person goes elsewhere, and asks where that is not possible. To be called while
 * the page is set up. `mayLeave`: the page itself is leading away, with everything saved.
 */
export function saveBeforeLeaving(grid: EntryGrid, mayLeave: () => boolean): void {
	let isAgreed = false;
	beforeNavigate(({ cancel, willUnload, to, type }) => {
		if (mayLeave() || isAgreed || type === 'form' || grid.pending().length === 0) return;
		if (willUnload) {
			if (grid.hasUncommitted()) cancel();
			return;
		}
		cancel();
		void grid.flush().then(() => {
			const left = grid.pending().length;
			const question = `${left}指標の入力は、まだ保存していません（この端末には残ります）。この画面を離れますか。`;
			if (left > 0 && !confirm(question)) return;
			isAgreed = true;
			// eslint-disable-next-line svelte/no-navigation-without-resolve -- where the person was going
			if (to !== null) void goto(to.url);
		});
	});
}
