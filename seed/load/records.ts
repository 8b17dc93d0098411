import { idOf } from '#lib/server/city/write/context.ts';
import type { Author, ResultRecord } from '#lib/server/city/write/results.ts';
import type { DemoCity, ResultSeed, WorkflowEventSeed } from '../city/index.ts';

/** The demo's results with the accounts that entered, submitted and confirmed them. */
export function recordsOf(city: DemoCity, accountIds: ReadonlyMap<string, number>): ResultRecord[] {
	const names = new Map(city.accounts.map(({ username, displayName }) => [username, displayName]));
	const departments = new Map(city.departments.map(({ code, name }) => [code, name]));
	const account = (username: string): Author => ({
		accountId: idOf(accountIds, username),
		name: names.get(username) ?? username
	});
	/** A department that no longer exists has no account any more, only its name in the record. */
	const editorOf = (department: string): Author => {
		const username = department === 'kenko' ? 'editor' : `editor_${department}`;
		if (accountIds.has(username)) return account(username);
		return { accountId: null, name: `${departments.get(department) ?? department} 担当者` };
	};
	const planner = account('planner');
	const actor = (each: ResultSeed, event: WorkflowEventSeed): Author => {
		if (event.state === 'head-confirmed') return account('head');
		if (event.onBehalf || event.state === 'confirmed' || event.state === 'returned') return planner;
		return editorOf(each.department);
	};
	return city.results.map((each) => {
		const onBehalf = each.events.some((event) => event.onBehalf);
		return {
			result: each,
			state: each.workflow,
			enteredBy: onBehalf ? planner : editorOf(each.department),
			onBehalf,
			planner,
			events: each.events.map((event) => ({
				kind: event.state === 'draft' ? 'saved' : event.state,
				reason: event.reason,
				author: actor(each, event),
				on: event.on
			}))
		};
	});
}
