import { createHash } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { demand, may, type Actor } from '#lib/domain/permissions.ts';
import { isEditable } from '#lib/domain/workflow.ts';
import { todayOf } from '../../clock.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { evidenceContent, evidenceFile, indicator, result } from '../../db/schema/index.ts';
import { entryItem, type EntryItem } from '../entry-items.ts';
import { answerDeadline, askReader } from '../../files/read/reader.ts';
import { visibleName } from '../../files/file-name.ts';
import { endingProblem, evidenceName } from './name.ts';
import { EVIDENCE_TYPES, readEvidenceType, type EvidenceType, type TypeReading } from './type.ts';
import { heldIndicators } from '../../indicators/queries.ts';
import { lockReason } from '../locks.ts';
import { patched } from '../patch.ts';
import { situationOf } from '../writing/situation.ts';
import { store } from '../writing/store.ts';

/** Bytes of one file. */
const LARGEST_EVIDENCE = 10 * 1024 * 1024;
/** Files of one value, those taken off not counted. */
export const MOST_EVIDENCE = 10;

export interface UploadedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

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

/** Why nobody, or not this person, may attach a file now; null when they may. */
export function evidenceLock(context: Context, item: EntryItem): string | null {
	if (!mayAttach(context.actor, item))
		return '根拠資料を付けられるのは、その指標の担当課の担当者と総合政策課です。';
	const locked = closedBecause(context, item);
	if (locked === null || may(context.actor, { kind: 'review-results' })) return null;
	return `締め切られた年度の根拠資料は、総合政策課だけが付けられます。資料を総合政策課に渡してください（${locked}）`;
}

/** Why a file of this result may not be taken off now; null when it may. What was reviewed stays beside its figure. */
export function removalLock(context: Context, item: EntryItem): string | null {
	const locked = closedBecause(context, item);
	if (locked !== null) return `締め切られた年度の根拠資料は外せません。記録として残します（${locked}）`;
	if (!mayAttach(context.actor, item))
		return '根拠資料を外せるのは、その指標の担当課の担当者と総合政策課です。';
	if (isEditable(situationOf(item)) || may(context.actor, { kind: 'review-results' })) return null;
	return '提出した値の根拠資料は外せません。提出を取り下げると外せます。';
}

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

/** Why the year is over for this figure; null while it is open, or where a 後日報告 is still wanted. */
function closedBecause(context: Context, item: EntryItem): string | null {
	return item.lock === null ? null : lockReason(context.database, item.year, todayOf(context.clock));
}

interface CheckedFile {
	readonly name: string;
	readonly type: EvidenceType;
	readonly bytes: Buffer;
	readonly sha256: string;
}

/** Before any lock is taken: sizes, types and contents of all files, every problem named. */
async function checkFiles(files: readonly UploadedFile[]): Promise<CheckedFile[]> {
	if (files.length === 0) refuseFile('付けるファイルを選んでください（例：受診者数の集計表.xlsx）。');
	const deadline = answerDeadline();
	const problems: string[] = [];
	const checked: CheckedFile[] = [];
	for (const { name, bytes } of files) {
		const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const reading = await readContent(name, file, deadline);
		if (!reading.ok) {
			problems.push(`「${visibleName(name).slice(0, 60)}」：${reading.message}`);
			continue;
		}
		const sha256 = createHash('sha256').update(file).digest('hex');
		checked.push({ name: evidenceName(name, reading.type), type: reading.type, bytes: file, sha256 });
	}
	if (problems.length > 0) refuseFile(`${problems.join('')}まだ何も付けていません。`);
	return checked;
}

async function readContent(name: string, file: Buffer, deadline: number): Promise<TypeReading> {
	if (file.length > LARGEST_EVIDENCE)
		return {
			ok: false,
			message: `${sizeText(file.length)}です。1つ10 MBまでにしてください（必要なページだけのPDFにするなど）。`
		};
	const reading = readEvidenceType(file);
	if (!reading.ok) return reading;
	const problem = endingProblem(name, reading.type) ?? (await problemInside(file, reading.type, deadline));
	return problem === null ? reading : { ok: false, message: problem };
}

/** Office files are looked through by the reader. @throws DomainError `unavailable` when others keep it busy. */
async function problemInside(file: Buffer, type: EvidenceType, deadline: number): Promise<string | null> {
	if (type !== 'xlsx' && type !== 'docx') return null;
	try {
		return await askReader<string | null>('evidence', file, deadline);
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		if (error.code === 'invalid') return error.message;
		throw new DomainError(error.code, error.message, { fields: { files: error.message } });
	}
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

function findEvidence(db: Database, id: number) {
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

function refuseTooMany(there: number, more: number): void {
	if (there + more <= MOST_EVIDENCE) return;
	refuseFile(
		`根拠資料は1つの値に${MOST_EVIDENCE}個までです（今${there}個）。まとめて1つのPDFにするか、要らないものを外してください。`
	);
}

function refuseFile(message: string): never {
	throw new DomainError('invalid', message, { fields: { files: message } });
}

function mayAttach(actor: Actor, item: Pick<EntryItem, 'holders'>): boolean {
	return may(actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) });
}

function kindOf(mediaType: string): string {
	return Object.values(EVIDENCE_TYPES).find((each) => each.mediaType === mediaType)?.name ?? '資料';
}

/** 「820 B」「34 KB」「1.2 MB」 */
function sizeText(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
