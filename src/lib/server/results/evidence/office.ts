import { DomainError } from '#lib/domain/errors.ts';
import { namesMacros, pointsOutside } from '../../files/read/relations.ts';
import { openZip, type ZipEntry, type ZipLimits } from '../../files/zip/zip.ts';
import { ZipError, type ZipProblem } from '../../files/zip/problem.ts';

/**
 * Office files as evidence: kept and handed out, never interpreted. What they may not hold is refused all the
 * same: whoever opens one trusts the city's own server.
 */

/** Ten megabytes of photographs in a report, or of raw figures in a table. */
const LIMITS: ZipLimits = {
	entries: 3000,
	entryBytes: 150_000_000,
	totalBytes: 300_000_000,
	ratio: 200
};
/** Bytes of one part that says which others belong to it. */
const LINK_BYTES = 2_000_000;
/** Bytes of XML, which is looked through. */
const XML_BYTES = 150_000_000;

const AGAIN = '新しいファイルに保存し直して付けてください。';
const UNREADABLE = `中を読み取れないファイルです。${AGAIN}`;
const TOO_LARGE =
	'展開すると大きくなりすぎるファイルです。不要なシートや書式を消すか、PDFにして付けてください。';
const MACRO =
	'マクロや埋め込みの入ったファイルは付けられません。「Excelブック（.xlsx）」として保存し直すか、PDFにして付けてください。';
const LINK =
	'ほかのファイルへのリンクが入っています。「データ」→「リンクの編集」で解除して保存するか、PDFにして付けてください。';

const MESSAGES: Readonly<Record<ZipProblem, string>> = {
	damaged: 'ファイルが壊れているか、読み取れないzipです。保存し直して付けてください。',
	'too-large': TOO_LARGE,
	'too-many': TOO_LARGE,
	encrypted: 'パスワードの付いたファイルです。パスワードを外して保存し、付けてください。',
	'bad-name': `中の構造が正しくないファイルです。${AGAIN}`
};

export type OfficeReading =
	{ readonly ok: true; readonly type: 'xlsx' | 'docx' } | { readonly ok: false; readonly message: string };

/** What the zip's directory tells: the type, or why it is refused. Nothing is inflated. Never throws. */
export function readOfficeType(bytes: Uint8Array): OfficeReading {
	try {
		const entries = openZip(bytes, LIMITS);
		const type = entries.has('xl/workbook.xml') ? 'xlsx' : entries.has('word/document.xml') ? 'docx' : null;
		if (type === null || !entries.has('[Content_Types].xml'))
			return no(
				'zipファイルは付けられません。中のファイル（PDFやExcelなど）を取り出して、1つずつ付けてください。'
			);
		const names = [...entries.keys()];
		const forbidden = /vbaproject|vbadata|(^|\/)(macrosheets|dialogsheets|activex|embeddings)\//i;
		if (names.some((name) => forbidden.test(name))) return no(MACRO);
		if (names.some((name) => /(^|\/)(externalLinks|queryTables)\/|(^|\/)connections\.xml$/i.test(name)))
			return no(LINK);
		const links = [...entries.values()].filter(({ name }) => /\.rels$/i.test(name));
		const types = entries.get('[Content_Types].xml');
		if ([...links, ...(types ? [types] : [])].some(({ size }) => size > LINK_BYTES)) return no(TOO_LARGE);
		if (xmlOf(entries).reduce((sum, { size }) => sum + size, 0) > XML_BYTES) return no(TOO_LARGE);
		return { ok: true, type };
	} catch (error) {
		if (error instanceof ZipError) return no(MESSAGES[error.problem]);
		throw error;
	}
}

/**
 * What is wrong inside, looked through piece by piece; null where nothing is. For the reader: it may take time.
 * Never throws for a file.
 */
export async function officeProblem(bytes: Uint8Array): Promise<string | null> {
	try {
		const entries = openZip(bytes, LIMITS);
		const types = entries.get('[Content_Types].xml');
		for (const entry of xmlOf(entries)) {
			if (await holds(entry, /<!(DOCTYPE|ENTITY)|<\0!\0D\0/i))
				return `安全でない宣言（DOCTYPE）の入ったファイルです。${AGAIN}`;
		}
		if (types && namesMacros(types.read())) return MACRO;
		const links = [...entries.values()].filter(({ name }) => /\.rels$/i.test(name));
		return links.some((entry) => pointsOutside(entry.read())) ? LINK : null;
	} catch (error) {
		// What says which parts belong together is no XML, or in another encoding.
		if (error instanceof DomainError) return UNREADABLE;
		if (error instanceof ZipError) return error.problem === 'damaged' ? UNREADABLE : MESSAGES[error.problem];
		throw error;
	}
}

function xmlOf(entries: ReadonlyMap<string, ZipEntry>): ZipEntry[] {
	return [...entries.values()].filter(({ name }) => /\.(xml|rels|vml)$/i.test(name));
}

/** Whether an entry has such words anywhere; also where a piece ends in the middle of one. */
async function holds(entry: ZipEntry, words: RegExp): Promise<boolean> {
	let [tail, found] = ['', false];
	for await (const piece of entry.pieces()) {
		const text = tail + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
		found ||= words.test(text);
		tail = text.slice(-30);
	}
	return found;
}

function no(message: string): OfficeReading {
	return { ok: false, message };
}
