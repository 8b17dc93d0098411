import { refuse } from './refusal.ts';
import { openZip, SPREADSHEET_LIMITS, type ZipEntry } from './zip.ts';

/**
 * The parts of a workbook that are read, checked before any parser sees them: no macros, nothing embedded,
 * nothing that points outside, no DOCTYPE, no nesting deeper than spreadsheets write.
 */

/** Bytes of everything that is parsed; a parser needs a multiple of it. */
const PARSED_BYTES = 14_000_000;
const DEEPEST = 60;
/** Tags of a sheet, which is read tag by tag, and of a part that becomes a tree in memory. */
const [SHEET_TAGS, TAGS] = [800_000, 300_000];

/** What the parser gets to see; the rest (pictures, charts, comments, print settings) stays in the file. */
const READ =
	/^(\[content_types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|xl\/sharedstrings\.xml|xl\/worksheets\/[^/]+\.xml)$/i;

const TOO_LARGE =
	'表が大きすぎます。ダウンロードした入力用のファイルに、この課の指標だけを書き写してから選んでください。';

const FORBIDDEN: readonly (readonly [name: RegExp, message: string])[] = [
	[
		/vbaproject|(^|\/)macrosheets\/|(^|\/)dialogsheets\/|customui/i,
		'マクロの入ったファイルは受け付けません。Excelで「名前を付けて保存」を選び、「Excel ブック（*.xlsx）」（マクロなし）で保存し直してください。'
	],
	[
		/(^|\/)(externallinks|querytables)\/|(^|\/)connections\.xml$/i,
		'ほかのファイルやデータベースへのリンクが入っています。Excelの「データ」→「リンクの編集」でリンクを解除し、値だけにして保存し直してください。'
	],
	[
		/(^|\/)(embeddings|activex|oleobjects)\//i,
		'ほかの文書やプログラムが埋め込まれています。埋め込みを削除して保存し直してください。'
	]
];

/**
 * The parts by name.
 * @throws DomainError `invalid`, in words: another office format, macros, links outside, damaged or hostile content.
 */
export function workbookParts(bytes: Uint8Array): Map<string, Uint8Array> {
	const wanted = wantedEntries(bytes);
	const parts = new Map<string, Uint8Array>();
	for (const entry of wanted) {
		const content = entry.read();
		checkXml(content, /worksheets\/[^/]+$/i.test(entry.name) ? SHEET_TAGS : TAGS);
		if (/\.rels$/i.test(entry.name)) refuseLinksOutside(content);
		if (READ.test(entry.name)) parts.set(entry.name, content);
	}
	const types = textOf(parts.get('[Content_Types].xml') ?? new Uint8Array());
	if (/macroEnabled|vbaProject/i.test(types)) refuse(FORBIDDEN[0]?.[1] ?? '');
	return parts;
}

/**
 * The entries to read, by the zip's directory alone: nothing is inflated, so that most hostile files are
 * refused before any worker begins.
 * @throws DomainError as `workbookParts`.
 */
export function wantedEntries(bytes: Uint8Array): ZipEntry[] {
	const entries = openZip(bytes, SPREADSHEET_LIMITS);
	refuseOtherFormats(entries);
	for (const [name, message] of FORBIDDEN) {
		if ([...entries.keys()].some((entry) => name.test(entry))) refuse(message);
	}
	const wanted = [...entries.values()].filter(({ name }) => READ.test(name) || /\.rels$/i.test(name));
	if (wanted.reduce((sum, { size }) => sum + size, 0) > PARSED_BYTES) refuse(TOO_LARGE);
	return wanted;
}

function refuseOtherFormats(entries: ReadonlyMap<string, ZipEntry>): void {
	const names = [...entries.keys()];
	const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
	const save = 'Excelで開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」を選んで保存し直してください。';
	if (has(/^xl\/workbook\.bin$/i)) refuse(`Excel バイナリ ブック（.xlsb）です。${save}`);
	if (has(/^word\//i))
		refuse('Wordの文書で、表計算のファイルではありません。入力用のファイルを選んでください。');
	if (has(/^ppt\//i))
		refuse('PowerPointの資料で、表計算のファイルではありません。入力用のファイルを選んでください。');
	if (has(/^(mimetype|META-INF\/manifest\.xml)$/i)) refuse(`OpenDocumentの形式（.ods など）です。${save}`);
	if (!has(/^\[Content_Types\]\.xml$/) || !has(/^xl\/workbook\.xml$/i))
		refuse(
			'圧縮ファイル（zip）で、表計算のファイルではありません。中に入力用のファイル（.xlsx）があれば、取り出してから選んでください。'
		);
}

/** Addresses in a cell are harmless, because nobody follows them; everything else outside is not. */
function refuseLinksOutside(content: Uint8Array): void {
	for (const [tag] of textOf(content).matchAll(/<[^<>]*Relationship[^<>]*>/g)) {
		if (/TargetMode\s*=\s*["']External/i.test(tag) && !/relationships\/hyperlink["']/i.test(tag))
			refuse(FORBIDDEN[1]?.[1] ?? '');
	}
}

/** One pass over the bytes: declarations, encoding, depth and number of tags. UTF-8 is all that office programs write. */
function checkXml(content: Uint8Array, mostTags: number): void {
	const damaged = 'ファイルの中身を読み取れません。Excelで開き直して保存し、もう一度選んでください。';
	if (content.includes(0)) refuse(damaged);
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const declared = /^(?:\ufeff)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)/i.exec(
		bytes.toString('utf8', 0, 200)
	)?.[1];
	if (declared !== undefined && !/^utf-?8$/i.test(declared)) refuse(damaged);
	let [depth, tags] = [0, 0];
	for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) {
		tags += 1;
		if (tags > mostTags) refuse(TOO_LARGE);
		const next = bytes[at + 1];
		if (next === 0x21) {
			// <!-- and <![CDATA[ are harmless; DOCTYPE and ENTITY are not, wherever they stand.
			const [a, b] = [bytes[at + 2], bytes[at + 3]];
			if (!(a === 0x2d && b === 0x2d) && a !== 0x5b)
				refuse(
					'ファイルの中に、Excelが作らない定義（DOCTYPE）があるため、開きませんでした。Excelで新しく作り直したファイルを選んでください。'
				);
		} else if (next === 0x2f) depth -= 1;
		else if (next !== 0x3f) {
			const close = bytes.indexOf(0x3e, at);
			if (close < 0) refuse(damaged);
			if (bytes[close - 1] !== 0x2f) depth += 1;
			if (depth > DEEPEST) refuse(damaged);
		}
	}
}

function textOf(content: Uint8Array): string {
	return new TextDecoder('utf-8').decode(content);
}
