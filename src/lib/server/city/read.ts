import type { CityFile } from '#lib/schemas/city.ts';
import { checkDepartments } from './checks/departments.ts';
import { checkEditions } from './checks/editions.ts';
import { checkIndicators } from './checks/indicators.ts';
import { checkKpis } from './checks/kpis.ts';
import { checkPlan } from './checks/plan.ts';
import { checkProjects } from './checks/projects.ts';
import { checkResults } from './checks/results.ts';
import { readDraft } from './draft.ts';
import type { Problem } from './problems.ts';

export type CityReading =
	| { readonly ok: true; readonly city: CityFile }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a city file and checks it as a whole: shape, references, years, figures. Every problem is listed.
 * `today` is the day in Japan: what is closed cannot have been closed later.
 */
export function readCity(bytes: Uint8Array, today: string): CityReading {
	const parsed = parse(bytes);
	if ('message' in parsed)
		return { ok: false, problems: [{ at: 'ファイル全体', item: null, message: parsed.message }] };
	const { draft, problems, city } = readDraft(parsed.document);
	checkPlan(draft);
	checkDepartments(draft);
	checkIndicators(draft);
	checkKpis(draft);
	checkEditions(draft);
	checkResults(draft, today);
	checkProjects(draft);
	return city !== null && problems.length === 0 ? { ok: true, city } : { ok: false, problems };
}

function parse(bytes: Uint8Array): { document: unknown } | { message: string } {
	let text: string;
	try {
		// Removes a byte order mark, as Notepad and Excel write it.
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { message: '文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。' };
	}
	try {
		return { document: JSON.parse(text) as unknown };
	} catch (error) {
		return {
			message: `JSON として読めません（${placeIn(text, error)}）。かっこ・引用符・コンマの過不足を確かめてください。`
		};
	}
}

/** 「12行目の8文字目」, from what the engine says of a syntax error. */
function placeIn(text: string, error: unknown): string {
	const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
	if (position === undefined) return text.trim() === '' ? 'ファイルが空です' : '途中で終わっています';
	const lines = text.slice(0, Number(position)).split('\n');
	return `${lines.length}行目の${(lines.at(-1) ?? '').length + 1}文字目`;
}
