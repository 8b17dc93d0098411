/** Attaching files to a value and taking them off. */
import { and, eq, isNull } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import { evidenceContent, evidenceFile } from '../../db/schema/index.ts';
import { entryItem } from '../entry-items.ts';
import { patched } from '../patch.ts';
import { store } from '../writing/store.ts';
import { checkFiles, refuseFile, type CheckedFile, type UploadedFile } from './check.ts';
import { evidenceLock, removalLock } from './locks.ts';
import { findEvidence } from './queries.ts';
import { EVIDENCE_TYPES } from './type.ts';

/** Files of one value, those taken off not counted. */
export const MOST_EVIDENCE = 10;

/**
 * Attaches files to a value, all or none. The type is decided by content; the same content is kept once. Where
 * nothing is entered yet, an empty draft begins.
 * @throws DomainError `invalid` naming each file, `locked`, `forbidden`, `not-found`.
 */
export async function addEvidence(
	context: Context,
	request: { readonly indicatorCode: string; readonly fiscalYear: number },
	files: readonly UploadedFile[]
): Promise<number> {
	const attachable = () => {
		const item = entryItem(context, request.fiscalYear, request.indicatorCode);
		demand(context.actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) });
		return item;
	};
	// Rights first; then the files, which take their time, outside the transaction.
	attachable();
	refuseTooMany(0, files.length);
	const checked = await checkFiles(files);
	return command(context, (transaction) => {
		const item = attachable();
		const locked = evidenceLock(context, item);
		if (locked !== null) throw new DomainError('locked', locked);
		const resultId =
			item.head?.id ??
			store(context, transaction, { ...request, form: patched(item, 0, {}) }, 'save').stored.resultId;
		const there = attached(transaction, resultId);
		refuseTooMany(there.length, checked.length);
		for (const file of checked) {
			const twin = there.find(({ sha256 }) => sha256 === file.sha256);
			if (twin !== undefined)
				refuseFile(
					`「${file.name}」は、同じ内容の「${twin.name}」がすでに付いています。まだ何も付けていません。`
				);
			keep(transaction, resultId, request, file);
			there.push(file);
		}
		return checked.length;
	});
}

/** Takes a file off: marked, kept, and no longer shown. @throws DomainError `not-found`, `locked`, `forbidden`. */
export function removeEvidence(context: Context, id: number): Promise<void> {
	return command(context, (transaction) => {
		const found = findEvidence(context.database, id);
		const item = entryItem(context, found.fiscalYear, found.indicatorCode);
		demand(context.actor, { kind: 'enter-result', departmentIds: item.holders.map((each) => each.id) });
		const locked = removalLock(context, item);
		if (locked !== null) throw new DomainError('locked', locked);
		if (found.file.removedAt !== null)
			throw new DomainError('conflict', `「${found.file.name}」は、すでに外されています。`);
		const { actor, now } = transaction;
		transaction.database
			.update(evidenceFile)
			.set({ removedAt: now, removedBy: actor.accountId, removedByName: actor.name })
			.where(eq(evidenceFile.id, id))
			.run();
		transaction.record({
			action: 'evidence-removed',
			entity: 'result',
			entityId: `${found.indicatorCode}/${found.fiscalYear}`,
			before: { id, name: found.file.name, sha256: found.file.sha256 }
		});
	});
}

function keep(
	{ database, actor, now, record }: Transaction,
	resultId: number,
	request: { readonly indicatorCode: string; readonly fiscalYear: number },
	{ name, type, bytes, sha256 }: CheckedFile
): void {
	database.insert(evidenceContent).values({ sha256, bytes }).onConflictDoNothing().run();
	const { id } = database
		.insert(evidenceFile)
		.values({
			resultId,
			name,
			mediaType: EVIDENCE_TYPES[type].mediaType,
			size: bytes.length,
			sha256,
			addedBy: actor.accountId,
			addedByName: actor.name,
			addedAt: now
		})
		.returning({ id: evidenceFile.id })
		.get();
	record({
		action: 'evidence-added',
		entity: 'result',
		entityId: `${request.indicatorCode}/${request.fiscalYear}`,
		after: { id, name, size: bytes.length, sha256 }
	});
}

function attached({ database: db }: Transaction, resultId: number) {
	return db
		.select({ name: evidenceFile.name, sha256: evidenceFile.sha256 })
		.from(evidenceFile)
		.where(and(eq(evidenceFile.resultId, resultId), isNull(evidenceFile.removedAt)))
		.all();
}

function refuseTooMany(there: number, more: number): void {
	if (there + more <= MOST_EVIDENCE) return;
	refuseFile(
		`根拠資料は1つの値に${MOST_EVIDENCE}個までです（今${there}個、選んだのは${more}個で、${there + more - MOST_EVIDENCE}個多くなります）。まとめて1つのPDFにするか、要らないものを外してください。`
	);
}
