import { safeFileName, splitName, visibleName } from '../../files/file-name.ts';
import { EVIDENCE_TYPES, type EvidenceType } from './type.ts';

/**
 * The name under which a file is kept and handed out: what the person called it, made safe (see `safeFileName`),
 * with an ending that tells the truth about its content.
 */
export function evidenceName(name: string, type: EvidenceType): string {
	const { stem, ending } = splitName((visibleName(name).split(/[\\/]/).at(-1) ?? '').replace(/[.\s]+$/, ''));
	const endings: readonly string[] = EVIDENCE_TYPES[type].endings;
	const kept = endings.includes(ending.toLowerCase()) ? ending : (endings[0] ?? '');
	const own = stem.replace(/^[.\s]+|[.\s]+$/g, '');
	return safeFileName(`${own === '' ? '資料' : own}.${kept}`);
}

/**
 * What is wrong with a name's ending: one that may not be attached, or another than the content's. Null when they
 * agree or the name has no ending.
 */
export function endingProblem(name: string, type: EvidenceType): string | null {
	const { ending } = splitName(visibleName(name).replace(/[.\s]+$/, ''));
	const { endings, name: kind } = EVIDENCE_TYPES[type];
	const own = ending.toLowerCase();
	if (own === '' || (endings as readonly string[]).includes(own)) return null;
	const named = Object.values(EVIDENCE_TYPES).find((each) =>
		(each.endings as readonly string[]).includes(own)
	);
	if (named === undefined)
		return `「.${ending.slice(0, 10)}」で終わる名前のファイルは付けられません。付けられるのは${ALLOWED_ENDINGS}です。ほかの資料はPDFにして付けてください。`;
	// A text is whatever its owner calls it: to rename one that should be a PDF mends nothing.
	const remedy =
		type === 'csv'
			? `元の資料を開いて${named.name}で保存し直すか、正しいファイルを選んでください。`
			: `名前の終わりを「.${endings[0]}」に直すか、正しいファイルを選んでください。`;
	const content = type === 'csv' ? `${named.name}ではありません（文字だけのファイルです）` : `${kind}です`;
	return `名前は「.${ending}」で終わりますが、中身は${content}。${remedy}`;
}

/** 「.pdf、.xlsx、…」 */
const ALLOWED_ENDINGS = Object.values(EVIDENCE_TYPES)
	.flatMap(({ endings }) => endings.map((each) => `.${each}`))
	.join('、');
