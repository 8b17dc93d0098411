import { findStaleJudgements, rejudge } from '#lib/server/judgements/rejudge.ts';
import { command } from '#lib/server/command.ts';
import { UsageError, type CliCommand } from './command.ts';

/** Current judgements are kept with every write; this checks them against the rules, or makes them anew. */
export const judgementsCommand: CliCommand = {
	usage: ['judgements check', 'judgements renew'],
	async run(context, [verb]) {
		switch (verb) {
			case 'check': {
				const stale = findStaleJudgements(context.database);
				if (stale.length === 0) {
					console.log('判定はすべて最新です。');
					return 0;
				}
				console.error(
					`判定が古いKPIがあります（KPI番号/年度）：${stale.join('、')}\njudgements renew で作り直せます。`
				);
				return 1;
			}
			case 'renew':
				await command(context, ({ database, record }) => {
					rejudge(database);
					record({ action: 'judgements-renewed', entity: 'judgement', entityId: 'all' });
				});
				console.log('判定を作り直しました。');
				return 0;
			default:
				throw new UsageError(
					verb === undefined ? '何をするかを指定してください。' : `「judgements ${verb}」はありません。`
				);
		}
	}
};
