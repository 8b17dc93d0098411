/** What an evidence file is, by its content; and what is refused, in words. */
import { readPartHead, readZipDirectory, type ZipPart } from './zip.ts';

/** Kinds of file that may be attached. The first ending is the one that a name without any gets. */
export const EVIDENCE_TYPES = {
	pdf: { name: 'PDF', mediaType: 'application/pdf', endings: ['pdf'] },
	xlsx: {
		name: 'Excel（.xlsx）',
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		endings: ['xlsx']
	},
	docx: {
		name: 'Word（.docx）',
		mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		endings: ['docx']
	},
	csv: { name: 'CSV・テキスト', mediaType: 'text/csv', endings: ['csv', 'txt'] },
	png: { name: 'PNG画像', mediaType: 'image/png', endings: ['png'] },
	jpeg: { name: 'JPEG画像', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] }
} as const;
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

/** What may be attached, for the form and for refusals. */
export const EVIDENCE_ACCEPTED = 'PDF、Excel（.xlsx）、Word（.docx）、CSV、PNG、JPEG';

export type TypeReading =
	{ readonly ok: true; readonly type: EvidenceType } | { readonly ok: false; readonly message: string };

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const PDF_ACTS = ['/JavaScript', '/Launch'];

/** An office file that unpacks to more than this, or to this many times its size, is no office file. */
const LARGEST_UNPACKED = 300 * 1024 * 1024;
const LARGEST_RATIO = 200;

/** The type of a file by its first bytes and, for office files, by the directory inside. Never throws. */
export function readEvidenceType(file: Buffer): TypeReading {
	if (file.length === 0) return no('ファイルが空です。中身のあるファイルを選んでください。');
	if (starts(file, PNG)) return { ok: true, type: 'png' };
	if (starts(file, JPEG)) return { ok: true, type: 'jpeg' };
	if (file.subarray(0, 5).toString('latin1') === '%PDF-') return pdf(file);
	if (starts(file, ZIP)) return office(file);
	if (starts(file, OLE)) {
		return no(
			'古い形式（.xls・.doc）か、パスワードの付いたファイルです。Excelの「名前を付けて保存」で .xlsx（パスワードなし）にするか、PDFにして付けてください。'
		);
	}
	return text(file);
}

function pdf(file: Buffer): TypeReading {
	const act = PDF_ACTS.find((each) => file.includes(each));
	return act === undefined
		? { ok: true, type: 'pdf' }
		: no('動作（スクリプト）の入ったPDFは付けられません。印刷からPDFに保存し直して付けてください。');
}

function office(file: Buffer): TypeReading {
	const parts = readZipDirectory(file);
	if (parts === null) return no('ファイルが壊れているか、読み取れないzipです。保存し直して付けてください。');
	const names = new Set(parts.map(({ name }) => name));
	const type = names.has('xl/workbook.xml') ? 'xlsx' : names.has('word/document.xml') ? 'docx' : null;
	if (type === null || !names.has('[Content_Types].xml'))
		return no(
			'zipファイルは付けられません。中のファイル（PDFやExcelなど）を取り出して、1つずつ付けてください。'
		);
	return officeProblem(file, parts) ?? { ok: true, type };
}

function officeProblem(file: Buffer, parts: readonly ZipPart[]): TypeReading | null {
	const saveAgain = '新しいファイルに保存し直して付けてください。';
	if (parts.some(({ isEncrypted }) => isEncrypted))
		return no('パスワードの付いたファイルです。パスワードを外して保存し、付けてください。');
	if (parts.some(({ name }) => /(^|[\\/])\.\.([\\/]|$)|^[\\/]|\0/.test(name)))
		return no(`中の構造が正しくないファイルです。${saveAgain}`);
	const unpacked = parts.reduce((sum, { size }) => sum + size, 0);
	if (unpacked > LARGEST_UNPACKED || unpacked > file.length * LARGEST_RATIO)
		return no(
			'展開すると大きくなりすぎるファイルです。不要なシートや書式を消すか、PDFにして付けてください。'
		);
	const types = parts.find(({ name }) => name === '[Content_Types].xml');
	const declared = types && readPartHead(file, types);
	if (
		parts.some(({ name }) =>
			/vbaproject|vbadata|(^|\/)(macrosheets|dialogsheets|activex|embeddings)\//i.test(name)
		) ||
		/macroEnabled|vbaProject/i.test(declared ?? '')
	) {
		return no(
			'マクロや埋め込みの入ったファイルは付けられません。「Excelブック（.xlsx）」として保存し直すか、PDFにして付けてください。'
		);
	}
	if (parts.some(({ name }) => /(^|\/)externalLinks\//i.test(name))) {
		return no(
			'ほかのファイルへのリンクが入っています。「データ」→「リンクの編集」で解除して保存するか、PDFにして付けてください。'
		);
	}
	for (const part of parts.filter(({ name }) => /\.(xml|rels|vml)$/i.test(name))) {
		const head = readPartHead(file, part);
		if (head === null) return no(`中を読み取れないファイルです。${saveAgain}`);
		if (/<!(DOCTYPE|ENTITY)/i.test(head))
			return no(`安全でない宣言（DOCTYPE）の入ったファイルです。${saveAgain}`);
	}
	return null;
}

/** Tables as text: UTF-8 or windows-31j, no control characters, and nothing that a browser would take for a page. */
function text(file: Buffer): TypeReading {
	const refusal = no(
		`この種類のファイルは付けられません。付けられるのは${EVIDENCE_ACCEPTED}です。ほかの資料はPDFにして付けてください。`
	);
	const content = decode(file, 'utf-8') ?? decode(file, 'windows-31j');
	// eslint-disable-next-line no-control-regex
	if (content === null || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(content)) return refusal;
	if (content.trim() === '') return no('ファイルが空です。中身のあるファイルを選んでください。');
	return /^\s*</.test(content.replace(/^\ufeff/, '')) ? refusal : { ok: true, type: 'csv' };
}

function decode(file: Buffer, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(file);
	} catch {
		return null;
	}
}

function starts(file: Buffer, mark: Buffer): boolean {
	return file.length >= mark.length && file.subarray(0, mark.length).equals(mark);
}

function no(message: string): TypeReading {
	return { ok: false, message };
}
