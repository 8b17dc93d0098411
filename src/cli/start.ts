import './require-node.ts';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentVersion } from '../content-version.ts';
import { configOrExit, serve } from '../server.ts';
import { noArgumentsOrExit } from './no-arguments.ts';

/** `npm start`: builds if the sources changed, makes the database ready, serves. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
noArgumentsOrExit('npm start', 'みちしるべを始めます。');
const config = configOrExit();
if (builtVersion() !== contentVersion(root)) build();
prepare();
await serve(config);

function builtVersion(): string | null {
	const file = join(root, 'build', 'client', '_app', 'version.json');
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
}

function build(): void {
	console.log('画面を組み立てています（初回と更新時だけ、1分ほどかかります）…');
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit']
	});
	if (status !== 0) {
		console.error('組み立てに失敗しました。上の表示を確かめてください。');
		process.exit(1);
	}
}

/** What is wrong was printed there. */
function prepare(): void {
	const { status } = spawnSync(process.execPath, [join(root, 'src', 'cli', 'prepare-data.ts')], {
		stdio: ['ignore', 'inherit', 'inherit']
	});
	if (status !== 0) process.exit(status ?? 1);
}
