import './require-node.ts';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '#lib/domain/errors.ts';
import { configOrExit } from '../server.ts';
import { openServicesOrExit } from './prepare.ts';
import { badOption } from './bad-option.ts';
import { UsageError, type CliCommand, type DatabaseWork, type PlainCommand } from './command.ts';
import { cityCommand } from './city.ts';
import { judgeCommand } from './judge.ts';
import { judgementsCommand } from './judgements.ts';
import { tokenCommand } from './token.ts';
import { userCommand } from './user.ts';
import { verifyAuditCommand } from './verify-audit.ts';

/** `npm run -s cli -- COMMAND …`: the operator's work at the server. */

const COMMANDS: Readonly<Record<string, CliCommand | PlainCommand>> = {
	user: userCommand,
	city: cityCommand,
	token: tokenCommand,
	'verify-audit': verifyAuditCommand,
	judgements: judgementsCommand,
	judge: judgeCommand
};
const HELP = ['help', '--help', '-h'];

const [name = 'help', ...words] = process.argv.slice(2);
process.exitCode = HELP.includes(name) ? help(words) : await runCommand(name, words);

async function runCommand(name: string, words: string[]): Promise<number> {
	const found = commandOf(name);
	if (found === undefined) return unknown(name);
	// A value may look like it: only what stands where an option or a verb stands asks for help.
	if (words.some((word, at) => HELP.includes(word) && (at === 0 || word !== 'help'))) return help([name]);
	try {
		if ('needsDatabase' in found) return await found.run(words);
		const work = found.read(words);
		return 'local' in work ? await work.local() : await runAsOperator(work);
	} catch (error) {
		const wrong = error instanceof UsageError ? error.message : badOption(error);
		if (wrong !== null) {
			console.error(`${wrong}\n${usageOf([found])}`);
			return 2;
		}
		if (!(error instanceof DomainError)) throw error;
		console.error(error.message);
		return 1;
	}
}

/** All commands, or one with what it does. */
function help([asked]: readonly string[]): number {
	if (asked === undefined) {
		console.log(`${usageOf(Object.values(COMMANDS))}\nそれぞれの説明：npm run -s cli -- コマンド --help`);
		return 0;
	}
	const found = commandOf(asked);
	if (found === undefined) return unknown(asked);
	console.log(`${found.about}\n${usageOf([found])}`);
	return 0;
}

function unknown(name: string): number {
	console.error(`コマンド「${name}」はありません。\n${usageOf(Object.values(COMMANDS))}`);
	return 2;
}

function usageOf(commands: readonly { readonly usage: readonly string[] }[]): string {
	const lines = commands.flatMap(({ usage }) => usage.map((line) => `  ${line}`));
	return ['使い方：npm run -s cli -- …', ...lines].join('\n');
}

function commandOf(name: string): CliCommand | PlainCommand | undefined {
	return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

async function runAsOperator({ work, begins }: DatabaseWork): Promise<number> {
	const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
	const services = openServicesOrExit(configOrExit(), root, { existing: begins !== true });
	const operator = `コマンド（${process.env['SUDO_USER'] ?? process.env['USER'] ?? '不明'}）`;
	try {
		return await work({
			...services,
			actor: { accountId: null, name: operator, role: 'operator', departmentIds: [] },
			address: 'local'
		});
	} finally {
		services.database.$client.close();
	}
}
