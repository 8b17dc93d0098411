import { createServer, type RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import compression from 'compression';
import { ConfigError, readConfig, type Config } from './lib/server/config.ts';
import { LARGEST_BODY } from './lib/server/web/body-limit.ts';

/**
 * The process: checks, listens, compresses, stops. It holds no state: a module loaded here and in the build
 * exists twice.
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STOP_WITHIN_MS = 4500;
const IDLE_CHECK_MS = 50;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Serves the built application until the process is told to stop. */
export async function serve(config: Config): Promise<void> {
	// Kit asks for the scheme of each request; without ORIGIN it is plain http, whoever claims otherwise.
	// Kit's server would read an empty ORIGIN as one.
	delete process.env['ORIGIN'];
	if (config.origin === null) process.env['PROTOCOL_HEADER'] = 'x-michishirube-scheme';
	else process.env['ORIGIN'] = config.origin;
	// Kit's one limit is the largest of all routes; each route's own is checked in `hooks.server.ts`.
	process.env['BODY_SIZE_LIMIT'] = String(LARGEST_BODY);
	const { handler } = (await import(pathToFileURL(join(ROOT, 'build', 'handler.js')).href)) as {
		handler: RequestListener;
	};
	const compress = compression({
		filter: (request, response) => {
			const type = String(response.getHeader('content-type') ?? '');
			return !type.startsWith('text/event-stream') && compression.filter(request, response);
		}
	});
	const server = createServer((request, response) => {
		if (config.origin === null) {
			request.headers['x-michishirube-scheme'] = 'http';
			if (LOOPBACK.test(config.host) && !LOOPBACK.test(request.headers.host ?? '')) {
				// Another name for this machine: a page elsewhere may be trying to reach it through its visitor.
				response
					.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' })
					.end('http://localhost から開いてください。\n');
				return;
			}
		}
		// Static files are answered before the application's own headers.
		response.setHeader('x-content-type-options', 'nosniff');
		compress(request as never, response as never, () => handler(request, response));
	});
	server.listen(config.port, config.host, () => {
		const address = server.address();
		const port = typeof address === 'object' && address !== null ? address.port : config.port;
		const shown = config.host === '127.0.0.1' ? 'localhost' : config.host;
		console.log(`みちしるべを ${config.origin ?? `http://${shown}:${port}`} で開けます（止めるには Ctrl+C）`);
		if (config.mode === 'production' && config.origin?.startsWith('http://')) {
			console.log(
				'注意：ORIGIN が http:// のため、通信は暗号化されません。庁内の閉じたネットワークでだけ使ってください。'
			);
		}
	});
	server.on('error', (error: NodeJS.ErrnoException) => {
		const cause =
			error.code === 'EADDRINUSE'
				? `ポート ${config.port} は使われています。PORT=3001 npm start のように別の番号を指定してください。`
				: error.message;
		console.error(`サーバーを始められません：${cause}`);
		process.exit(1);
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server));
}

/** Streams end at once, requests under way finish, the database is written back; then the process ends. */
function stop(server: ReturnType<typeof createServer>): void {
	process.emit('michishirube:stopping');
	const finish = () => {
		process.emit('michishirube:stopped');
		process.exit(0);
	};
	setTimeout(finish, STOP_WITHIN_MS);
	server.close(finish);
	// Node closes only the connections that are idle now; those whose request ends later would be kept alive.
	setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
}

/** Prints a wrong environment in words and ends the process. */
export function configOrExit(): Config {
	try {
		return readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		console.error(`設定に誤りがあります。\n${error.message}`);
		process.exit(1);
	}
}
