import { refuse, SAVE_AS_XLSX } from './refusal.ts';

/** What a file is, by its content; its name is never trusted. */

const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
	[[0xff, 0xd8, 0xff], '写真（JPEG）'],
	[[0x89, 0x50, 0x4e, 0x47], '画像（PNG）'],
	[[0x47, 0x49, 0x46, 0x38], '画像（GIF）'],
	[[0x42, 0x4d], '画像（BMP）'],
	[[0x25, 0x50, 0x44, 0x46], 'PDF'],
	[[0x7b, 0x5c, 0x72, 0x74, 0x66], '文書（RTF）'],
	[[0x1f, 0x8b], '圧縮ファイル（gzip）'],
	[[0x37, 0x7a, 0xbc, 0xaf], '圧縮ファイル（7z）'],
	[[0x52, 0x61, 0x72, 0x21], '圧縮ファイル（RAR）'],
	[[0x4d, 0x5a], 'プログラム']
];

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MEND = 'ダウンロードした入力用のファイル（.xlsx か .csv）を選んでください。';

/** `zip` may be a workbook, `text` a CSV. @throws DomainError `invalid` naming what the file is instead. */
export function fileKind(bytes: Uint8Array): 'zip' | 'text' {
	if (bytes.byteLength === 0) refuse(`ファイルが空です。${MEND}`);
	if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
	if (startsWith(bytes, OLE)) refuse(oleMessage(bytes));
	const known = SIGNATURES.find(([signature]) => startsWith(bytes, signature));
	// BM and MZ may also begin a text.
	if (known !== undefined && (known[0].length > 2 || bytes.includes(0)))
		refuse(`これは${known[1]}で、表計算のファイルではありません。${MEND}`);
	const isUtf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
	if (!isUtf16 && bytes.includes(0))
		refuse(`表計算のファイルではありません（中身を読み取れません）。${MEND}`);
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^ï»¿/, '').trimStart();
	if (/^<(\?xml|!doctype|html|table|workbook)/i.test(head))
		refuse(`Webページか古いXMLの形式で保存された表です。${SAVE_AS_XLSX}`);
	return 'text';
}

/** A compound file is an old workbook, or a new one under a password. */
function oleMessage(bytes: Uint8Array): string {
	const isLocked = contains(bytes, 'EncryptedPackage');
	return isLocked
		? 'ファイルがパスワードで保護されていて開けません。Excelで開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを外して保存し、もう一度選んでください。'
		: `古い形式（.xls など）のファイルです。${SAVE_AS_XLSX}`;
}

/** Names in a compound file are UTF-16. */
function contains(bytes: Uint8Array, name: string): boolean {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, index) => bytes[index] === byte);
}
