import type { Sum } from '#lib/domain/judging/judgement.ts';
import type { Context } from '../../command.ts';
import { readEntryPage, type EntryPage } from './page.ts';

/** What helps to fill in one row: the handover card, and the sum behind its status. */
export interface GridHelp extends Pick<
	EntryPage,
	| 'definition'
	| 'formula'
	| 'source'
	| 'measuredPeriod'
	| 'direction'
	| 'targetUsed'
	| 'example'
	| 'stages'
	| 'handover'
	| 'lastRemarks'
> {
	readonly code: string;
	readonly name: string;
	readonly isSample: boolean;
	readonly sum: Sum | null;
}

/** One row's help. @throws DomainError `not-found`. */
export function readGridHelp(context: Context, year: number, indicatorCode: string): GridHelp {
	const page = readEntryPage(context, year, indicatorCode);
	return {
		code: page.row.code,
		name: page.row.name,
		isSample: page.row.isSample,
		definition: page.definition,
		formula: page.formula,
		source: page.source,
		measuredPeriod: page.measuredPeriod,
		direction: page.direction,
		targetUsed: page.targetUsed,
		example: page.example,
		stages: page.stages,
		handover: page.handover,
		lastRemarks: page.lastRemarks,
		sum: page.sum
	};
}
