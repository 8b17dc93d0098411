/** What an evidence file is, by its content; and what is refused, in words. */
import { DomainError } from '#lib/domain/errors.ts';
import { decodeText } from '../../files/csv-read.ts';
import { readOfficeType } from './office.ts';

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
const EVIDENCE_ACCEPTED = 'PDF、Excel（.xlsx）、Word（.docx）、CSV、PNG、JPEG';

export type TypeReading =
	{ readonly ok: true; readonly type: EvidenceType } | { readonly ok: false; readonly message: string };

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Names of what a PDF does by itself; each letter may also stand as a number: /J#61vaScript. */
const PDF_ACTS = ['JavaScript', 'Launch'].map(
	(name) => new RegExp(`/${[...name].map(spelled).join('')}(?![A-Za-z])`)
);

/**
 * The type of a file by its first bytes and, for office files, by the directory inside. What such a file holds is
 * looked through afterwards (`officeProblem`). Never throws.
 */
export function readEvidenceType(file: Buffer): TypeReading {
	if (file.length === 0) return no('ファイルが空です。中身のあるファイルを選んでください。');
	if (starts(file, PNG)) return { ok: true, type: 'png' };
	if (starts(file, JPEG)) return { ok: true, type: 'jpeg' };
	if (file.subarray(0, 5).toString('latin1') === '%PDF-') return pdf(file);
	if (starts(file, ZIP)) return readOfficeType(file);
	if (starts(file, OLE)) {
		return no(
			'古い形式（.xls・.doc）か、パスワードの付いたファイルです。Excelの「名前を付けて保存」で .xlsx（パスワードなし）にするか、PDFにして付けてください。'
		);
	}
	return text(file);
}

function pdf(file: Buffer): TypeReading {
	const content = file.toString('latin1');
	return !PDF_ACTS.some((act) => act.test(content))
		? { ok: true, type: 'pdf' }
		: no('動作（スクリプト）の入ったPDFは付けられません。印刷からPDFに保存し直して付けてください。');
}

function spelled(letter: string): string {
	const code = letter.charCodeAt(0).toString(16);
	return `(?:${letter}|#${[...code].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('')})`;
}

/** Tables as text: UTF-8, UTF-16 or windows-31j, no control characters, and nothing that a browser would take for a page. */
function text(file: Buffer): TypeReading {
	const refusal = no(
		`この種類のファイルは付けられません。付けられるのは${EVIDENCE_ACCEPTED}です。ほかの資料はPDFにして付けてください。`
	);
	const content = decode(file);
	// eslint-disable-next-line no-control-regex
	if (content === null || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(content)) return refusal;
	if (content.trim() === '') return no('ファイルが空です。中身のあるファイルを選んでください。');
	return /^\s*</.test(content.replace(/^\ufeff/, '')) ? refusal : { ok: true, type: 'csv' };
}

/** The text in any of the encodings that Excel writes; null where it is none. */
function decode(file: Buffer): string | null {
	try {
		return decodeText(file);
	} catch (error) {
		if (error instanceof DomainError) return null;
		throw error;
	}
}

function starts(file: Buffer, mark: Buffer): boolean {
	return file.length >= mark.length && file.subarray(0, mark.length).equals(mark);
}

function no(message: string): TypeReading {
	return { ok: false, message };
}
