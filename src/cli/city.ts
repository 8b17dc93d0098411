import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCity } from '#seed/city/index.ts';
import { sampleFile } from '#seed/city-file.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { checkCity, loadCity, type CitySummary } from '#lib/server/city/commands.ts';
import { createClock, todayOf } from '#lib/server/clock.ts';
import type { Context } from '#lib/server/command.ts';
import { markEngine } from '#lib/server/judgements/renewal.ts';
import { judgingVersion } from '../content-version.ts';
import { needed, noMore, noSuchVerb, type CliCommand } from './command.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A city's plan as one file: an example of the format, its check, and loading it into an empty installation. */
export const cityCommand: CliCommand = {
	about:
		'市の計画を1つのファイルから登録します。sample は形式の見本、check は誤りの点検（何も登録しません）、load は空の環境への登録です。',
	usage: ['city sample', 'city check ファイル.json', 'city load ファイル.json'],
	read([verb, ...rest]) {
		if (verb === 'sample') {
			noMore(rest);
			return { local: sample };
		}
		if (verb !== 'check' && verb !== 'load') noSuchVerb('city', verb);
		const file = needed(rest[0], 'ファイル');
		noMore(rest.slice(1));
		return verb === 'check'
			? { local: () => check(file) }
			: { begins: true, work: (context) => load(context, file) };
	}
};

function sample(): number {
	console.log(JSON.stringify(sampleFile(demoCity()), null, '\t'));
	return 0;
}

function check(file: string): number {
	const summary = checkCity(bytesOf(file), todayOf(createClock(null)));
	console.log(
		`誤りはありません。\n${inWords(summary)}\n何も登録していません。登録するには city load を使ってください。`
	);
	return 0;
}

async function load(context: Context, file: string): Promise<number> {
	const summary = await loadCity(context, bytesOf(file));
	// What was just judged was judged by this program.
	markEngine(context.database, judgingVersion(ROOT));
	console.log(
		`登録しました。\n${inWords(summary)}\n次に、user add で総合政策課と各課の利用者を追加してください。`
	);
	return 0;
}

function bytesOf(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
		throw new DomainError(
			'invalid',
			`ファイルを読めません：${path}\n場所と権限を確かめてください（${code}）。`
		);
	}
}

function inWords({ name, counts }: CitySummary): string {
	const parts = [
		`施策体系 ${counts.nodes}`,
		`担当課 ${counts.departments}`,
		`指標 ${counts.indicators}`,
		`KPI ${counts.kpis}`,
		`実施計画 ${counts.editions}`,
		`年度目標 ${counts.targets}`,
		`実績 ${counts.results}`,
		`事務事業 ${counts.projects}`
	];
	return `${name}（${parts.join('、')}）`;
}
