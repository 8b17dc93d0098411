import { EVIDENCE_TYPES, type EvidenceType } from './type.ts';

const LONGEST_NAME = 120;

/** Marks that turn or hide text: a name must be what it looks like. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The name under which a file is kept and handed out: what the person called it, without folders, invisible
 * marks and characters that a file system refuses, at most 120 characters with its ending. Japanese stays.
 */
export function evidenceName(name: string, type: EvidenceType): string {
	const own = name.replace(INVISIBLE, '').toWellFormed().split(/[\\/]/).at(-1) ?? '';
	const { stem, ending } = splitName(
		own
			.normalize('NFC')
			.replace(/[:*?"<>|]/g, '_')
			.trim()
	);
	const endings: readonly string[] = EVIDENCE_TYPES[type].endings;
	const kept = endings.includes(ending.toLowerCase()) ? ending : (endings[0] ?? '');
	const short = [...stem.replace(/^[.\s]+|[.\s]+$/g, '')].slice(0, LONGEST_NAME - kept.length - 1).join('');
	return `${short === '' ? '資料' : short}.${kept}`;
}

/** What is wrong between a name's ending and the content; null when they agree or the name has no ending. */
export function endingProblem(name: string, type: EvidenceType): string | null {
	const { ending } = splitName(name.replace(INVISIBLE, '').trim());
	const { endings, name: kind } = EVIDENCE_TYPES[type];
	if (ending === '' || (endings as readonly string[]).includes(ending.toLowerCase())) return null;
	return `名前は「.${ending.slice(0, 10)}」で終わりますが、中身は${kind}です。名前の終わりを「.${endings[0]}」に直すか、正しいファイルを選んでください。`;
}

function splitName(name: string): { stem: string; ending: string } {
	const [, stem, ending] = /^(.*)\.([^.\s]*)$/su.exec(name) ?? [];
	return stem === undefined || ending === undefined ? { stem: name, ending: '' } : { stem, ending };
}
