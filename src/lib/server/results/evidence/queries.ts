/** Evidence as it is listed and handed out. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { demand, may } from '#lib/domain/permissions.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { evidenceContent, evidenceFile, indicator, result } from '../../db/schema/index.ts';
import { heldIndicators } from '../../indicators/queries.ts';
import { sizeText } from './size.ts';
import { EVIDENCE_TYPES } from './type.ts';

export interface EvidenceRow {
	readonly id: number;
	readonly name: string;
	/** Kind in words: PDF, Excel（.xlsx）. */
	readonly kind: string;
	/** 「1.2 MB」 */
	readonly size: string;
	readonly by: string;
	readonly at: string;
}

/** What is attached to a result now, oldest first. */
export function listEvidence(database: Database, resultId: number): EvidenceRow[] {
	return database
		.select()
		.from(evidenceFile)
		.where(and(eq(evidenceFile.resultId, resultId), isNull(evidenceFile.removedAt)))
		.orderBy(asc(evidenceFile.id))
		.all()
		.map((row) => ({
			id: row.id,
			name: row.name,
			kind: kindOf(row.mediaType),
			size: sizeText(row.size),
			by: row.addedByName,
			at: formatEraDateTime(row.addedAt)
		}));
}

/** A file to hand out. @throws DomainError `not-found`, saying who took it off. */
export function readEvidence(
	context: Context,
	id: number
): { name: string; mediaType: string; bytes: Buffer } {
	const { file, indicatorCode } = findEvidence(context.database, id);
	const held = heldIndicators(context.database, [indicatorCode], todayOf(context.clock)).get(indicatorCode);
	demand(context.actor, { kind: 'see-entry', departmentIds: held?.departmentIds ?? [] });
	if (file.removedAt !== null && !may(context.actor, { kind: 'review-results' })) {
		throw new DomainError(
			'not-found',
			`「${file.name}」は${formatEraDateTime(file.removedAt)}に${file.removedByName ?? ''}が外しました。必要なときは総合政策課に尋ねてください。`
		);
	}
	const content = context.database
		.select({ bytes: evidenceContent.bytes })
		.from(evidenceContent)
		.where(eq(evidenceContent.sha256, file.sha256))
		.get();
	if (content === undefined) throw new Error(`evidence ${id} has no content`);
	return { name: file.name, mediaType: file.mediaType, bytes: content.bytes };
}

/** A file with the value that it belongs to. @throws DomainError `not-found`. */
export function findEvidence(db: Database, id: number) {
	const found = db
		.select({ file: evidenceFile, fiscalYear: result.fiscalYear, indicatorCode: indicator.code })
		.from(evidenceFile)
		.innerJoin(result, eq(result.id, evidenceFile.resultId))
		.innerJoin(indicator, eq(indicator.id, result.indicatorId))
		.where(eq(evidenceFile.id, id))
		.get();
	if (found === undefined)
		throw new DomainError('not-found', 'この根拠資料はありません。指標の画面から開き直してください。');
	return found;
}

function kindOf(mediaType: string): string {
	return Object.values(EVIDENCE_TYPES).find((each) => each.mediaType === mediaType)?.name ?? '資料';
}
