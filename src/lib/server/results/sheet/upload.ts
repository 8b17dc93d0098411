import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import type { KnownSheet } from '#lib/domain/sheet/known.ts';
import { readEntrySheet } from '#lib/domain/sheet/read.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { department, indicator, indicatorResponsibility } from '../../db/schema/index.ts';
import { safeFileName } from '../../files/file-name.ts';
import { readFile } from '../../files/read/read-file.ts';
import { previewBatch } from '../batch/preview.ts';
import type { BatchPreview } from '../batch/types.ts';
import { activeItems } from '../entry/grid.ts';
import { entryScope } from '../entry/scope.ts';
import { districtRowsOf } from './districts.ts';
import type { SheetRequest } from './file.ts';
import { sheetRowOf } from './rows.ts';

/** What a file that was sent would change, and how it was read. */
export interface UploadPreview {
	readonly preview: BatchPreview;
	/** Rows with an indicator of the department. */
	readonly rows: number;
	/** 「UTF-8」; null for a spreadsheet. */
	readonly encoding: string | null;
}

/**
 * Reads a filled-in sheet and shows what it would change. Writes nothing.
 * @throws DomainError `invalid` or `too-large` for a file that cannot be read as a whole, `not-found` for a
 * department that this person cannot choose.
 */
export async function previewUpload(
	context: Context,
	asked: SheetRequest,
	file: { readonly name: string; readonly bytes: Uint8Array }
): Promise<UploadPreview> {
	// Before anything is read: whose sheet it may be.
	const known = knownSheet(context, asked);
	const table = await readFile(file.bytes);
	const { proposals, refused, ignored, rows } = readEntrySheet(table, known);
	const preview = previewBatch(context, {
		source: 'upload',
		fileName: safeFileName(file.name),
		proposals,
		refused,
		ignored
	});
	return { preview, rows, encoding: table.encoding };
}

function knownSheet(context: Context, asked: SheetRequest): KnownSheet {
	const { year, department, departmentIds } = entryScope(context, asked);
	if (year === null) throw new DomainError('locked', '今、入力できる実績照会はありません。');
	const items = activeItems(context, year, departmentIds);
	const rows = items.map((item) => sheetRowOf(context, item));
	const districts = items.map(
		(item) => [item.material.indicator.code, districtRowsOf(context, item)] as const
	);
	return {
		year,
		department,
		rows: new Map(rows.map((row) => [row.code, row])),
		districts: new Map(districts.filter(([, own]) => own.length > 0)),
		elsewhere: leadsElsewhere(context, departmentIds)
	};
}

/** The departments that hold today what none of the given ones does, by the indicator's code. */
function leadsElsewhere({ database, clock }: Context, own: readonly number[]): Map<string, string> {
	const today = todayOf(clock);
	const held = database
		.select({
			code: indicator.code,
			departmentId: department.id,
			name: department.name,
			role: indicatorResponsibility.role
		})
		.from(indicatorResponsibility)
		.innerJoin(indicator, eq(indicator.id, indicatorResponsibility.indicatorId))
		.innerJoin(department, eq(department.id, indicatorResponsibility.departmentId))
		.where(
			and(
				lte(indicatorResponsibility.validFrom, today),
				or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, today))
			)
		)
		.all();
	const shared = new Set(
		held.filter(({ departmentId }) => own.includes(departmentId)).map(({ code }) => code)
	);
	return new Map(
		held
			.filter(({ code, role }) => role === 'lead' && !shared.has(code))
			.map(({ code, name }) => [code, name])
	);
}
