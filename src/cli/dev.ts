import './require-node.ts';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configOrExit } from '../server.ts';
import { noArgumentsOrExit } from './no-arguments.ts';
import { prepareOrExit } from './prepare.ts';

/** `npm run dev`: the database made ready, then Vite's development server on the same port. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
noArgumentsOrExit('npm run dev', '開発用のサーバーを始めます。');
const config = configOrExit();
await prepareOrExit(config, root);
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const server = spawn(process.execPath, [vite, 'dev', '--host', config.host, '--port', String(config.port)], {
	cwd: root,
	stdio: 'inherit'
});
server.on('exit', (code) => process.exit(code ?? 0));
