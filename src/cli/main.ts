import './require-node.ts';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '#lib/domain/errors.ts';
import { configOrExit } from '../server.ts';
import { openServicesOrExit } from './prepare.ts';
import { UsageError, type CliCommand, type PlainCommand } from './command.ts';
import { cityCommand } from './city.ts';
import { judgeCommand } from './judge.ts';
import { judgementsCommand } from './judgements.ts';
import { tokenCommand } from './token.ts';
import { userCommand } from './user.ts';
import { verifyAuditCommand } from './verify-audit.ts';

/** `npm run -s cli -- COMMAND …`: the operator's work at the server. */

const COMMANDS: Record<string, CliCommand | PlainCommand> = {
	user: userCommand,
	city: cityCommand,
	token: tokenCommand,
	'verify-audit': verifyAuditCommand,
	judgements: judgementsCommand,
	judge: judgeCommand
};

const [name = 'help', ...words] = process.argv.slice(2);
process.exitCode = await runCommand(name, words);

async function runCommand(name: string, words: string[]): Promise<number> {
	const found = COMMANDS[name];
	if (found === undefined) {
		const known = Object.values(COMMANDS).flatMap(({ usage }) => usage);
		const asked = name === 'help' || name === '--help';
		(asked ? console.log : console.error)(
			`${asked ? '' : `コマンド「${name}」はありません。\n`}使い方：npm run -s cli -- …\n${known.map((line) => `  ${line}`).join('\n')}`
		);
		return asked ? 0 : 2;
	}
	try {
		if ('needsDatabase' in found) return await found.run(words);
		const local = found.local?.get(words[0] ?? '');
		return local === undefined ? await runAsOperator(found, words) : local(words.slice(1));
	} catch (error) {
		if (error instanceof UsageError || isBadOption(error)) {
			console.error(`${error.message}\n使い方：\n${found.usage.map((line) => `  ${line}`).join('\n')}`);
			return 2;
		}
		if (!(error instanceof DomainError)) throw error;
		console.error(error.message);
		return 1;
	}
}

async function runAsOperator(found: CliCommand, words: string[]): Promise<number> {
	const services = openServicesOrExit(
		configOrExit(),
		dirname(dirname(dirname(fileURLToPath(import.meta.url))))
	);
	const operator = `コマンド（${process.env['SUDO_USER'] ?? process.env['USER'] ?? '不明'}）`;
	try {
		return await found.run(
			{
				...services,
				actor: { accountId: null, name: operator, role: 'operator', departmentIds: [] },
				address: 'local'
			},
			words
		);
	} finally {
		services.database.$client.close();
	}
}

function isBadOption(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
