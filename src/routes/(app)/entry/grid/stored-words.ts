import { ENTRY_STATES } from '#lib/domain/entry.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import type { RowState } from './row-state.ts';

/**
 * What is stored for a row while something else stands in its cells: 「18」, 「未把握」; empty where nothing is, and
 * where a colleague stored another value since, which stands below.
 */
export function storedWords({ stored, trouble }: Pick<RowState, 'stored' | 'trouble'>): string {
	if (trouble?.kind === 'conflict') return '';
	if (stored.state in MISSING_REASONS) return ENTRY_STATES[stored.state];
	return stored.entered.trim();
}

/** The cells say something that is not stored: what was said of the stored figure does not hold for it. */
export function isStale({ typed }: Pick<RowState, 'typed'>): boolean {
	return typed.entered !== undefined || typed.state !== undefined;
}
