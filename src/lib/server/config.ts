import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment says, validated once at start. */
export interface Config {
	readonly mode: 'demo' | 'production';
	readonly port: number;
	readonly host: string;
	readonly dataDir: string;
	/** The address people type, without a trailing slash; null: derived from the Host header (demo only). */
	readonly origin: string | null;
	/** Demo only: the clock starts at this moment (for screenshots and tests). */
	readonly clockStart: string | null;
}

/** The environment cannot be used; the message is for the operator. */
export class ConfigError extends Error {}

const schema = z.object({
	MODE: z
		.enum(['demo', 'production'], {
			error: 'MODE は demo か production を指定してください（例：MODE=production）。'
		})
		.default('demo'),
	PORT: z
		.string()
		.default('3000')
		.refine(
			(text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535,
			'PORT は 0〜65535 の整数で指定してください（例：PORT=3000）。'
		),
	HOST: z.string().min(1, 'HOST が空です（例：HOST=127.0.0.1）。').default('127.0.0.1'),
	DATA_DIR: z.string().min(1, 'DATA_DIR が空です（例：DATA_DIR=/var/lib/michishirube）。').default('./data'),
	ORIGIN: z
		.string()
		.optional()
		.refine(
			(text) => text === undefined || isOrigin(text),
			'ORIGIN は利用者が開くアドレスを http:// か https:// から、パスなしで指定してください（例：ORIGIN=http://michishirube.city.local）。'
		),
	CLOCK_START: z
		.string()
		.optional()
		.refine(
			(text) => text === undefined || !Number.isNaN(Date.parse(text)),
			'CLOCK_START は日時を指定してください（例：CLOCK_START=2026-07-28T14:05:00+09:00）。'
		)
});

/**
 * Reads and checks the environment.
 * @throws ConfigError with one line per problem, in words.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const parsed = schema.safeParse(withoutEmpty(environment));
	if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message).join('\n'));
	const { MODE, PORT, HOST, DATA_DIR, ORIGIN, CLOCK_START } = parsed.data;
	if (MODE === 'production' && ORIGIN === undefined) {
		throw new ConfigError(
			'MODE=production では ORIGIN（利用者が開くアドレス）が必要です（例：ORIGIN=http://michishirube.city.local）。'
		);
	}
	if (MODE === 'production' && CLOCK_START !== undefined) {
		throw new ConfigError('CLOCK_START は MODE=demo でだけ使えます。取り除いてください。');
	}
	return {
		mode: MODE,
		port: Number(PORT),
		host: HOST,
		dataDir: resolve(DATA_DIR),
		origin: ORIGIN === undefined ? null : new URL(ORIGIN).origin,
		clockStart: CLOCK_START ?? null
	};
}

/** Whether cookies may demand https. */
export function isSecure(config: Config): boolean {
	return config.origin?.startsWith('https://') ?? false;
}

function isOrigin(text: string): boolean {
	try {
		const url = new URL(text);
		return (
			/^https?:$/.test(url.protocol) &&
			url.pathname === '/' &&
			url.search === '' &&
			url.hash === '' &&
			!text.includes('@')
		);
	} catch {
		return false;
	}
}

/** `PORT=` in a unit file means the same as no PORT. */
function withoutEmpty(environment: Record<string, string | undefined>): Record<string, string | undefined> {
	const optional = new Set(['MODE', 'PORT', 'ORIGIN', 'CLOCK_START']);
	return Object.fromEntries(
		Object.entries(environment).filter(([key, value]) => !(value === '' && optional.has(key)))
	);
}
