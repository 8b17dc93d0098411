import { refer, type Draft, type Placed } from '../draft.ts';
import { quoted } from '../problems.ts';

interface Tagged {
	readonly policies: readonly number[];
	readonly districts: readonly string[];
}

/** 重点施策 and 地区 that a KPI or a project names. */
export function checkTags(draft: Draft, placed: Placed<Tagged>, basicPlan: string): void {
	const { policies, districts } = placed.item;
	policies.forEach((number, index) => {
		const path = `.policies[${index}]`;
		once(draft, placed, path, policies, index);
		if (!draft.knows('policies', null, number)) refer(draft, placed, path, 'policies', basicPlan, number);
	});
	districts.forEach((code, index) => {
		const path = `.districts[${index}]`;
		once(draft, placed, path, districts, index);
		refer(draft, placed, path, 'districts', code);
	});
}

/** Reports an entry of a list that stood in it before. */
export function once(
	draft: Draft,
	placed: Placed<unknown>,
	path: string,
	list: readonly (string | number)[],
	index: number
): void {
	const each = list[index];
	if (each !== undefined && list.indexOf(each) !== index)
		draft.report(placed, path, `${quoted(each)}が2回出てきます。1つにしてください。`);
}
