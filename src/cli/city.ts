import { readFileSync } from 'node:fs';
import { demoCity } from '#seed/city/index.ts';
import { sampleFile } from '#seed/city-file.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { checkCity, loadCity, type CitySummary } from '#lib/server/city/commands.ts';
import { createClock, todayOf } from '#lib/server/clock.ts';
import { needed, UsageError, type CliCommand } from './command.ts';

/** A city's plan as one file: an example of the format, its check, and loading it into an empty installation. */
export const cityCommand: CliCommand = {
	usage: ['city sample', 'city check ファイル.json', 'city load ファイル.json'],
	local: new Map([
		['sample', sample],
		['check', check]
	]),
	async run(context, [verb, file]) {
		switch (verb) {
			case 'load':
				console.log(
					`登録しました。\n${inWords(await loadCity(context, bytesOf(file)))}\n次に、user add で総合政策課と各課の利用者を追加してください。`
				);
				return 0;
			default:
				throw new UsageError(
					verb === undefined ? '何をするかを指定してください。' : `「city ${verb}」はありません。`
				);
		}
	}
};

function sample(): number {
	console.log(JSON.stringify(sampleFile(demoCity()), null, '\t'));
	return 0;
}

function check([file]: string[]): number {
	const summary = checkCity(bytesOf(file), todayOf(createClock(null)));
	console.log(
		`誤りはありません。\n${inWords(summary)}\n何も登録していません。登録するには city load を使ってください。`
	);
	return 0;
}

function bytesOf(file: string | undefined): Uint8Array {
	const path = needed(file, 'ファイル');
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
