import { join } from 'node:path';
import { markEngine, openYears, renewOpenYears } from '#lib/server/judgements/renewal.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { command, type Context } from '#lib/server/command.ts';
import { judgingVersion } from '../content-version.ts';
import { noMore, noSuchVerb, type CliCommand } from './command.ts';

const ROOT = join(import.meta.dirname, '..', '..');

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
	const open = openYears(context.database);
	const [stale, left] = partition(findStaleJudgements(context.database), (key) =>
		open.has(Number(key.split('/')[1]))
	);
	if (left.length > 0)
		console.log(
			`締め切った年度に、いまの計算では別の判定になるKPIがあります（KPI番号/年度）：${left.join('、')}\n締め切った時の判定のまま残しています。`
		);
	if (stale.length === 0) {
		console.log('締め切っていない年度の判定は、すべて最新です。');
		return 0;
	}
	console.error(
		`判定が古いKPIがあります（KPI番号/年度）：${stale.join('、')}\njudgements renew で作り直せます。`
	);
	return 1;
}

async function renew(context: Context): Promise<number> {
	const done = await command(context, ({ database, record }) => {
		const renewal = renewOpenYears(database);
		markEngine(database, judgingVersion(ROOT));
		record({ action: 'judgements-renewed', entity: 'judgement', entityId: 'all', after: renewal });
		return renewal;
	});
	console.log(`締め切っていない年度の判定を調べ、${done.renewed}件を作り直しました。`);
	return 0;
}

function partition<T>(list: readonly T[], holds: (each: T) => boolean): [T[], T[]] {
	return [list.filter(holds), list.filter((each) => !holds(each))];
}
