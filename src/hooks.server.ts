import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { app, closeApp, closeStreams, openApp } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { authenticate } from '#lib/server/web/authenticate.ts';
import { refuseLargeBody } from '#lib/server/web/body-limit.ts';
import { securityHeaders } from '#lib/server/web/headers.ts';
import { carryTyped } from '#lib/server/web/kept/carry.ts';
import { refuseForeignOrigin } from '#lib/server/web/origin.ts';
import { printedAt } from '#lib/server/web/printed.ts';

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

const signedIn: Handle = ({ event, resolve }) =>
	authenticate(event, async () => (await carryTyped(event)) ?? refuseLargeBody(event) ?? resolve(event));

/** Every page carries its date for the foot of its print (app.css). */
const dated: Handle = ({ event, resolve }) =>
	resolve(event, { transformPageChunk: ({ html }) => html.replace('%printed%', printedAt(app().clock)) });

export const handle = sequence(identify, secure, signedIn, dated);

/** What Kit itself refuses, in words. */
const REFUSALS: Record<number, string> = {
	404: 'このアドレスのページはありません。',
	405: 'この画面では受け付けていない操作です。画面を開き直してください。',
	413: '送られた内容が大きすぎます。文章を短くするか、分けて送ってください。',
	415: '受け付けられない形式で送られました。画面を開き直して、もう一度操作してください。'
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const id = event.locals.requestId;
	if (status < 500) {
		log.warn({ request: id, status, message });
		return { message: REFUSALS[status] ?? message, id };
	}
	log.error({ request: id, status, error });
	return { message: '思わぬ誤りが起きました。', id };
};
