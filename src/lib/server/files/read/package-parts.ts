import { openZip, type ZipEntry, type ZipLimits } from '../zip/zip.ts';
import { ZipError, type ZipProblem } from '../zip/problem.ts';
import { namesMacros, pointsOutside } from './relations.ts';
import { refuse, SAVE_AS_XLSX } from './refusal.ts';
import { refuseDeclarations } from './xml.ts';

/**
 * The parts of a workbook, checked before any is parsed: no macros, nothing embedded, nothing that points
 * outside, no DOCTYPE in any part, also in those that are not read.
 */

/** For the spreadsheet of one department, or of a whole city with ten thousand rows. */
export const SPREADSHEET_LIMITS: ZipLimits = {
	entries: 300,
	entryBytes: 20_000_000,
	totalBytes: 32_000_000,
	ratio: 250
};
/** Bytes of all XML, pictures left out. */
const XML_BYTES = 24_000_000;
/** Pictures, charts and notes lie on a sheet; a flood of them is no department's table. */
const MOST_DRAWINGS = 60;

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

const ZIP_MESSAGES: Readonly<Record<ZipProblem, string>> = {
	damaged: 'ファイルが壊れているか、途中で切れています。Excelで開き直して保存し、もう一度選んでください。',
	'too-large':
		'中身が大きすぎるため、開きませんでした（小さなファイルに大量の内容が詰め込まれています）。ダウンロードした入力用のファイルに書き写してください。',
	'too-many':
		'ファイルの中の部品が多すぎます。画像などを取り除くか、ダウンロードした入力用のファイルに書き写してください。',
	encrypted: 'ファイルに暗号がかかっています。パスワードを外して保存し直してから、もう一度選んでください。',
	'bad-name':
		'ファイルの中に、Excelが作らない名前の部品があります。Excelで開き直して保存し、もう一度選んでください。'
};

/**
 * The XML parts by name, inflated.
 * @throws DomainError `invalid`, in words: another office format, macros, links outside, damaged or hostile content.
 */
export function workbookParts(bytes: Uint8Array): Map<string, Uint8Array> {
	return inWords(() => {
		const parts = new Map<string, Uint8Array>();
		for (const entry of xmlEntries(bytes)) {
			const content = entry.read();
			refuseDeclarations(content);
			if (/\.rels$/i.test(entry.name) && pointsOutside(content)) refuse(FORBIDDEN[1]?.[1] ?? '');
			parts.set(entry.name.toLowerCase(), content);
		}
		const types = parts.get('[content_types].xml');
		if (types && namesMacros(types)) refuse(FORBIDDEN[0]?.[1] ?? '');
		return parts;
	});
}

/**
 * What the zip's directory alone tells: nothing is inflated, so that most hostile files are refused before any
 * worker begins.
 * @throws DomainError as `workbookParts`.
 */
export function checkDirectory(bytes: Uint8Array): void {
	inWords(() => xmlEntries(bytes));
}

function xmlEntries(bytes: Uint8Array): ZipEntry[] {
	const entries = openZip(bytes, SPREADSHEET_LIMITS);
	refuseOtherFormats(entries);
	const names = [...entries.keys()];
	for (const [name, message] of FORBIDDEN) if (names.some((entry) => name.test(entry))) refuse(message);
	if (
		names.filter((name) => /(^|\/)(drawings|charts|comments)\/[^/]+\.(xml|vml)$/i.test(name)).length >
		MOST_DRAWINGS
	)
		refuse(ZIP_MESSAGES['too-many']);
	const xml = [...entries.values()].filter(({ name }) => /\.(xml|rels|vml)$/i.test(name));
	if (xml.reduce((sum, { size }) => sum + size, 0) > XML_BYTES) refuse(TOO_LARGE);
	return xml;
}

/** Runs what opens a zip; its problems become sentences. */
function inWords<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof ZipError)) throw error;
		const { problem, count } = error;
		refuse(
			problem === 'too-many'
				? ZIP_MESSAGES[problem].replace('。', `（${count}個。${SPREADSHEET_LIMITS.entries}個まで）。`)
				: ZIP_MESSAGES[problem]
		);
	}
}

function refuseOtherFormats(entries: ReadonlyMap<string, ZipEntry>): void {
	const names = [...entries.keys()];
	const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
	if (has(/^xl\/workbook\.bin$/i)) refuse(`Excel バイナリ ブック（.xlsb）です。${SAVE_AS_XLSX}`);
	if (has(/^word\//i))
		refuse('Wordの文書で、表計算のファイルではありません。入力用のファイルを選んでください。');
	if (has(/^ppt\//i))
		refuse('PowerPointの資料で、表計算のファイルではありません。入力用のファイルを選んでください。');
	if (has(/^(mimetype|META-INF\/manifest\.xml)$/i))
		refuse(`OpenDocumentの形式（.ods など）です。${SAVE_AS_XLSX}`);
	if (!has(/^\[Content_Types\]\.xml$/i) || !has(/^_rels\/\.rels$/i) || !has(/^xl\//i))
		refuse(
			'圧縮ファイル（zip）で、表計算のファイルではありません。中に入力用のファイル（.xlsx）があれば、取り出してから選んでください。'
		);
}
