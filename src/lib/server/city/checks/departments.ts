import { refer, type Draft } from '../draft.ts';
import { quoted } from '../problems.ts';
import { loops } from './loops.ts';

/** Departments, their divisions and successors. */
export function checkDepartments(draft: Draft): void {
	const rows = draft.rows('departments');
	for (const department of rows) {
		const { division, validFrom, validTo, successor } = department.item;
		refer(draft, department, '.division', 'divisions', division);
		if (validTo !== null && validTo < validFrom)
			draft.report(department, '.validTo', `最後の日 ${validTo} が最初の日 ${validFrom} より前です。`);
		if (successor === null) continue;
		refer(draft, department, '.successor', 'departments', successor);
		if (validTo === null)
			draft.report(
				department,
				'.successor',
				`後継の課${quoted(successor)}がありますが、validTo（最後の日）がありません。どちらかを直してください。`
			);
	}
	const successors = new Map(rows.map(({ item }) => [item.code, item.successor]));
	for (const code of loops(successors.keys(), (each) => successors.get(each) ?? null)) {
		const department = rows.find(({ item }) => item.code === code);
		if (department !== undefined)
			draft.report(
				department,
				'.successor',
				`後継をたどると${quoted(code)}自身に戻ります。後継を直してください。`
			);
	}
}
