import type { CellStyle } from 'hucre/xlsx';

/** How cells look: headings on a quiet ground with a line under them, cells to type in on a pale yellow. */
export const HEADER_STYLE: CellStyle = {
	font: { bold: true },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF2F2F2' } },
	border: { bottom: { style: 'thin', color: { rgb: 'FF666666' } } },
	alignment: { horizontal: 'left', vertical: 'center', wrapText: true, indent: 1 },
	numFmt: '@'
};

export const OPEN_FILL: NonNullable<CellStyle['fill']> = {
	type: 'pattern',
	pattern: 'solid',
	fgColor: { rgb: 'FFFFFBE0' }
};

/** Thousands and △ for negatives, with exactly so many decimals: the machine-readable rules' format. */
export function figureFormat(decimals: number): string {
	const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
	return `#,##0${fraction};△#,##0${fraction};0${fraction}`;
}
