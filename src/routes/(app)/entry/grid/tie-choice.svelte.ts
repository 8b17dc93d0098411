import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Ties a `<select>` to a value. What somebody chose before the page's script ran is taken over; `bind:value`
 * would put the stored choice back.
 */
export function tieChoice<T extends string>(
	get: () => T,
	set: (value: T) => void
): Attachment<HTMLSelectElement> {
	return (select) => {
		const chosen = [...select.options].find(({ selected }) => selected);
		const rendered = [...select.options].find(({ defaultSelected }) => defaultSelected) ?? select.options[0];
		untrack(() => {
			if (chosen !== undefined && chosen !== rendered) set(chosen.value as T);
		});
		const onInput = () => set(select.value as T);
		select.addEventListener('input', onInput);
		$effect(() => {
			const value = get();
			if (select.value !== value) select.value = value;
		});
		return () => select.removeEventListener('input', onInput);
	};
}
