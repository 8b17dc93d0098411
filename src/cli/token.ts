import { parseArgs } from 'node:util';
import { addApiToken, revokeApiToken } from '#lib/server/accounts/tokens.ts';
import { needed, UsageError, type CliCommand } from './command.ts';

/** Bearer tokens of the read API. */
export const tokenCommand: CliCommand = {
	usage: ['token add --user 名前 --name 用途 [--days 365]', 'token revoke --name 用途'],
	async run(context, [verb, ...words]) {
		const { values } = parseArgs({
			args: words,
			options: { user: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' } }
		});
		const name = needed(values.name, '--name');
		switch (verb) {
			case 'add':
				console.log(
					await addApiToken(context, needed(values.user, '--user'), name, daysOf(values.days ?? '365'))
				);
				return 0;
			case 'revoke':
				await revokeApiToken(context, name);
				console.log(`APIトークン「${name}」を無効にしました。`);
				return 0;
			default:
				throw new UsageError(
					verb === undefined ? '何をするかを指定してください。' : `「token ${verb}」はありません。`
				);
		}
	}
};

function daysOf(text: string): number {
	if (!/^[1-9]\d{0,3}$/.test(text))
		throw new UsageError('--days は 1〜9999 の整数で指定してください（例：--days 365）。');
	return Number(text);
}
