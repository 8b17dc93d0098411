import { DomainError } from '#lib/domain/errors.ts';

/** Refuses a file as a whole. @throws DomainError `invalid` with the message. */
export function refuse(message: string): never {
	throw new DomainError('invalid', message, { fields: { file: message } });
}

/** How to make a workbook of a table in another format, in the two programs that offices have. */
export const SAVE_AS_XLSX =
	'ExcelかLibreOfficeで開き、「名前を付けて保存」で、Excelなら「Excel ブック（*.xlsx）」、LibreOfficeなら「Excel 2007-365（.xlsx）」を選んで保存し直してください。';
