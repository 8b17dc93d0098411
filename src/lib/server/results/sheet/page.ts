import type { Context } from '../../command.ts';
import { activeItems } from '../entry/grid.ts';
import { entryScope, type EntryScope } from '../entry/scope.ts';
import type { SheetRequest } from './file.ts';

/** The page 「Excelで入力する」. */
export interface UploadPage {
	readonly scope: Omit<EntryScope, 'departmentIds'>;
	/** Somebody can type into the department's sheet now. */
	readonly isOpen: boolean;
}

/** @throws DomainError as `entryScope`. */
export function readUploadPage(context: Context, asked: SheetRequest): UploadPage {
	const { departmentIds, ...scope } = entryScope(context, asked);
	const { year, cycle } = scope;
	const isOpen =
		cycle !== null ||
		(year !== null && activeItems(context, year, departmentIds).some(({ lock }) => lock === null));
	return { scope, isOpen };
}
