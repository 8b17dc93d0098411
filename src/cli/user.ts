import { parseArgs } from 'node:util';
import { ROLES, type Role } from '#lib/domain/model.ts';
import {
	addAccount,
	resetPassword,
	setAccountEnabled,
	unlockAccount
} from '#lib/server/accounts/commands.ts';
import { listAccounts } from '#lib/server/accounts/queries.ts';
import { needed, UsageError, type CliCommand } from './command.ts';

/** Accounts: the first administrator of a new installation is made here. */
export const userCommand: CliCommand = {
	usage: [
		'user add --role admin|planner|head|editor|viewer --username 名前 --name 表示名 [--department 課コード]…',
		'user list',
		'user disable|enable|unlock|reset-password 名前'
	],
	async run(context, [verb, ...words]) {
		switch (verb) {
			case 'add': {
				const { values } = parseArgs({
					args: words,
					options: {
						role: { type: 'string' },
						username: { type: 'string' },
						name: { type: 'string' },
						department: { type: 'string', multiple: true }
					}
				});
				const { username, password } = await addAccount(context, {
					username: needed(values.username, '--username'),
					displayName: needed(values.name, '--name'),
					role: roleOf(needed(values.role, '--role')),
					departmentCodes: values.department ?? [],
					password: null
				});
				console.log(
					`利用者「${username}」を追加しました。\n初期パスワード：${password}\n最初のサインインで変更します。`
				);
				return 0;
			}
			case 'list':
				for (const row of listAccounts(context)) {
					const departments = row.departments.join('・') || '－';
					console.log(
						[
							row.username,
							row.displayName,
							ROLES[row.role],
							departments,
							row.disabledAt ? '停止中' : '有効'
						].join('\t')
					);
				}
				return 0;
			case 'disable':
			case 'enable': {
				const username = needed(words[0], '利用者名');
				await setAccountEnabled(context, username, verb === 'enable');
				console.log(`利用者「${username}」を${verb === 'enable' ? '再開' : '停止'}しました。`);
				return 0;
			}
			case 'unlock': {
				const username = needed(words[0], '利用者名');
				await unlockAccount(context, username);
				console.log(`利用者「${username}」のサインイン制限を解除しました。`);
				return 0;
			}
			case 'reset-password': {
				const username = needed(words[0], '利用者名');
				console.log(`新しい初期パスワード：${await resetPassword(context, username)}`);
				return 0;
			}
			default:
				throw new UsageError(
					verb === undefined ? '何をするかを指定してください。' : `「user ${verb}」はありません。`
				);
		}
	}
};

function roleOf(text: string): Role {
	if (text in ROLES) return text as Role;
	throw new UsageError(`役割「${text}」はありません（${Object.keys(ROLES).join('・')} のどれか）。`);
}
