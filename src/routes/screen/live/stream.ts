import type { ChangeFeed } from '#lib/server/live/changes.ts';

/** A proxy cuts silent connections after 30 to 60 seconds; a disabled account is shut out within this time. */
const HEARTBEAT_MS = 15_000;

export interface StreamSource {
	/** The change counter as it stands. */
	readonly counter: () => number;
	readonly changes: Pick<ChangeFeed, 'subscribe' | 'onClose'>;
	/** Asked at every heartbeat: the session may have ended since the stream began. */
	readonly isAllowed: () => boolean;
	/** Aborts when the client goes away. */
	readonly signal: AbortSignal;
}

/**
 * The stream of version numbers: the current one at once, each new one, and with every heartbeat once more, so
 * that a page which missed one notices. It ends with the client, with the session and with the server.
 */
export function versionStream({
	counter,
	changes,
	isAllowed,
	signal
}: StreamSource): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let release = (): void => undefined;
	return new ReadableStream<Uint8Array>({
		start(controller) {
			const send = (text: string) => controller.enqueue(encoder.encode(text));
			const sendVersion = (version: number) => send(`event: version\ndata: ${version}\n\n`);
			const end = () => {
				release();
				try {
					controller.close();
				} catch {
					// Closed already: the client has gone.
				}
			};
			const beat = () => {
				try {
					if (!isAllowed()) return end();
					send(': heartbeat\n\n');
					sendVersion(counter());
				} catch {
					// The database is closing, or the client has just gone.
					end();
				}
			};
			const timer = setInterval(beat, HEARTBEAT_MS);
			const unsubscribe = changes.subscribe(sendVersion);
			const forget = changes.onClose(end);
			signal.addEventListener('abort', end);
			release = () => {
				clearInterval(timer);
				unsubscribe();
				forget();
				signal.removeEventListener('abort', end);
			};
			sendVersion(counter());
		},
		cancel() {
			release();
		}
	});
}
