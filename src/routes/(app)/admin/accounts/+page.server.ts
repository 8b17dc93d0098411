import { ROLES } from '#lib/domain/model.ts';
import { newAccountSchema } from '#lib/schemas/account.ts';
import {
	addAccount,
	resetPassword,
	setAccountEnabled,
	unlockAccount
} from '#lib/server/accounts/commands.ts';
import { listAccounts } from '#lib/server/accounts/queries.ts';
import { todayOf } from '#lib/server/clock.ts';
import type { Context } from '#lib/server/command.ts';
import { findPlan, listDepartments } from '#lib/server/plan/queries.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, guard } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) => {
	const visitor = guard(event, { kind: 'manage-accounts' });
	return {
		accounts: listAccounts(visitor).map(({ disabledAt, role, ...row }) => ({
			...row,
			role: ROLES[role],
			isDisabled: disabledAt !== null
		})),
		departments: listDepartments(visitor.database, todayOf(visitor.clock)).map(({ code, name }) => ({
			code,
			name
		})),
		hasPlan: findPlan(visitor.database) !== null
	};
};

export const actions: Actions = {
	add: async (event) => {
		const visitor = guard(event, { kind: 'manage-accounts' });
		const posted = await event.request.formData();
		const fields = textFields(posted);
		const departmentCodes = posted.getAll('department').map(String);
		return acting({ ...fields, departments: departmentCodes.join(' ') }, async () => {
			const { username, password } = await addAccount(visitor, {
				...parse(newAccountSchema, fields),
				departmentCodes,
				password: null
			});
			return {
				done: `利用者「${username}」を追加しました。最初のサインインでパスワードを変更します。`,
				password
			};
		});
	},
	disable: (event) =>
		change(
			event,
			(visitor, name) => setAccountEnabled(visitor, name, false),
			'停止しました。サインイン中の画面も使えなくなります。'
		),
	enable: (event) =>
		change(event, (visitor, name) => setAccountEnabled(visitor, name, true), '再開しました。'),
	unlock: (event) => change(event, unlockAccount, 'サインインの制限を解除しました。'),
	reset: (event) => change(event, resetPassword, '新しい初期パスワードを作りました。')
};

async function change(
	event: RequestEvent,
	act: (visitor: Context, username: string) => Promise<string | void>,
	done: string
) {
	const visitor = guard(event, { kind: 'manage-accounts' });
	const fields = textFields(await event.request.formData());
	return acting(fields, async () => {
		const username = fields['username'] ?? '';
		const password = await act(visitor, username);
		return { done: `利用者「${username}」：${done}`, password: password ?? null };
	});
}
