import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { app, closeApp, closeStreams, openApp } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { authenticate } from '#lib/server/web/authenticate.ts';
import { securityHeaders } from '#lib/server/web/headers.ts';
import { refuseForeignOrigin } from '#lib/server/web/origin.ts';

export const init: ServerInit = () => {
	openApp(process.env);
	// `src/server.ts` says these; it holds no state of its own.
	process.on('michishirube:stopping', closeStreams);
	process.on('michishirube:stopped', closeApp);
};

const identify: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	const started = performance.now();
	const response = await resolve(event);
	log.info({
		request: event.locals.requestId,
		method: event.request.method,
		path: event.url.pathname,
		status: response.status,
		ms: Math.round(performance.now() - started),
		account: event.locals.signedIn?.actor.accountId ?? null
	});
	return response;
};

const secure: Handle = ({ event, resolve }) =>
	securityHeaders(event, app().config, () => refuseForeignOrigin(event) ?? resolve(event));

const signedIn: Handle = ({ event, resolve }) => authenticate(event, () => resolve(event));

export const handle = sequence(identify, secure, signedIn);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: 'このアドレスのページはありません。', id: event.locals.requestId };
	log.error({ request: event.locals.requestId, status, error });
	return { message: status === 500 ? '思わぬ誤りが起きました。' : message, id: event.locals.requestId };
};
