import { ROLES, type Role } from '#lib/domain/model.ts';
import {
	addAccount,
	resetPassword,
	setAccountEnabled,
	unlockAccount
} from '#lib/server/accounts/commands.ts';
import { listAccounts } from '#lib/server/accounts/queries.ts';
import type { Context } from '#lib/server/command.ts';
import {
	needed,
	noMore,
	noSuchVerb,
	readOptions,
	UsageError,
	type CliCommand,
	type Work
} from './command.ts';

/** Accounts: the first administrator of a new installation is made here. */
export const userCommand: CliCommand = {
	about: '利用者を追加し、一覧にし、停止・再開し、サインイン制限を解除し、初期パスワードを作り直します。',
	usage: [
		'user add --role admin|planner|head|editor|viewer --username 名前 --name 表示名 [--department 課コード]…',
		'user list',
		'user disable|enable|unlock|reset-password 名前'
	],
	read([verb, ...words]) {
		switch (verb) {
			case 'add':
				return add(words);
			case 'list':
				noMore(words);
				return { work: list };
			case 'disable':
			case 'enable':
				return named(words, async (context, username) => {
					await setAccountEnabled(context, username, verb === 'enable');
					return `利用者「${username}」を${verb === 'enable' ? '再開' : '停止'}しました。`;
				});
			case 'unlock':
				return named(words, async (context, username) => {
					await unlockAccount(context, username);
					return `利用者「${username}」のサインイン制限を解除しました。`;
				});
			case 'reset-password':
				return named(
					words,
					async (context, username) => `新しい初期パスワード：${await resetPassword(context, username)}`
				);
			default:
				return noSuchVerb('user', verb);
		}
	}
};

function add(words: string[]): Work {
	const values = readOptions(words, {
		role: { type: 'string' },
		username: { type: 'string' },
		name: { type: 'string' },
		department: { type: 'string', multiple: true }
	});
	const account = {
		role: roleOf(needed(values.role, '--role')),
		username: needed(values.username, '--username'),
		displayName: needed(values.name, '--name'),
		departmentCodes: values.department ?? [],
		password: null
	};
	return {
		begins: true,
		async work(context) {
			const { username, password } = await addAccount(context, account);
			console.log(
				`利用者「${username}」を追加しました。\n初期パスワード：${password}\n最初のサインインで変更します。`
			);
			return 0;
		}
	};
}

function list(context: Context): number {
	for (const row of listAccounts(context)) {
		const departments = row.departments.join('・') || '－';
		const state = row.disabledAt ? '停止中' : '有効';
		console.log([row.username, row.displayName, ROLES[row.role], departments, state].join('\t'));
	}
	return 0;
}

/** A verb that takes one user's name, and says what it did. */
function named(words: readonly string[], act: (context: Context, username: string) => Promise<string>): Work {
	const username = needed(words[0], '利用者名');
	noMore(words.slice(1));
	return {
		async work(context) {
			console.log(await act(context, username));
			return 0;
		}
	};
}

function roleOf(text: string): Role {
	if (Object.hasOwn(ROLES, text)) return text as Role;
	throw new UsageError(`役割「${text}」はありません（${Object.keys(ROLES).join('・')} のどれか）。`);
}
