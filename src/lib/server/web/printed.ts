import type { Clock } from '../clock.ts';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';

/** The line at the foot of every printed page: 「令和8年7月28日 14:05 出力」. */
export function printedAt(clock: Clock): string {
	return `${formatEraDateTime(clock.now())} 出力`;
}
