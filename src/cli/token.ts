import { addApiToken, revokeApiToken } from '#lib/server/accounts/tokens.ts';
import { needed, noSuchVerb, readOptions, UsageError, type CliCommand } from './command.ts';

/** Bearer tokens of the read API. */
export const tokenCommand: CliCommand = {
	about:
		'読み取りAPIのトークンを発行するか（add）、無効にします（revoke）。トークンは発行したときに一度だけ表示します。',
	usage: ['token add --user 名前 --name 用途 [--days 365]', 'token revoke --name 用途'],
	read([verb, ...words]) {
		if (verb === 'add') {
			const values = readOptions(words, {
				user: { type: 'string' },
				name: { type: 'string' },
				days: { type: 'string' }
			});
			const [user, name] = [needed(values.user, '--user'), needed(values.name, '--name')];
			const days = daysOf(values.days ?? '365');
			return {
				async work(context) {
					console.log(await addApiToken(context, user, name, days));
					return 0;
				}
			};
		}
		if (verb !== 'revoke') noSuchVerb('token', verb);
		const name = needed(readOptions(words, { name: { type: 'string' } }).name, '--name');
		return {
			async work(context) {
				await revokeApiToken(context, name);
				console.log(`APIトークン「${name}」を無効にしました。`);
				return 0;
			}
		};
	}
};

function daysOf(text: string): number {
	if (!/^[1-9]\d{0,3}$/.test(text))
		throw new UsageError('--days は 1〜9999 の整数で指定してください（例：--days 365）。');
	return Number(text);
}
