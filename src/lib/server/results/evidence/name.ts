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

/** What is wrong between a name's ending and the content; null when they agree or the name has no ending. */
export function endingProblem(name: string, type: EvidenceType): string | null {
	const { ending } = splitName(visibleName(name).replace(/[.\s]+$/, ''));
	const { endings, name: kind } = EVIDENCE_TYPES[type];
	if (ending === '' || (endings as readonly string[]).includes(ending.toLowerCase())) return null;
	return `名前は「.${ending.slice(0, 10)}」で終わりますが、中身は${kind}です。名前の終わりを「.${endings[0]}」に直すか、正しいファイルを選んでください。`;
}
