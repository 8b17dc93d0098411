import pino from 'pino';

/** JSON lines on standard output. Never a name, a password or a figure: the account's id at most. */
export const log = pino({
	level: process.env['LOG_LEVEL'] ?? 'info',
	base: null,
	serializers: { error: pino.stdSerializers.err }
});
