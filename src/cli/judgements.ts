import { findStaleJudgements, rejudge } from '#lib/server/judgements/rejudge.ts';
import { command, type Context } from '#lib/server/command.ts';
import { noMore, noSuchVerb, type CliCommand } from './command.ts';

/** Current judgements are kept with every write; this checks them against the rules, or makes them anew. */
export const judgementsCommand: CliCommand = {
	about:
		'いまの判定が判定基準どおりかを調べるか（check）、作り直します（renew）。締め切った年度の判定は変わりません。',
	usage: ['judgements check', 'judgements renew'],
	read([verb, ...rest]) {
		if (verb !== 'check' && verb !== 'renew') noSuchVerb('judgements', verb);
		noMore(rest);
		return { work: verb === 'check' ? check : renew };
	}
};

function check(context: Context): number {
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

async function renew(context: Context): Promise<number> {
	await command(context, ({ database, record }) => {
		rejudge(database);
		record({ action: 'judgements-renewed', entity: 'judgement', entityId: 'all' });
	});
	console.log('判定を作り直しました。');
	return 0;
}
