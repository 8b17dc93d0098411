import { DomainError } from '#lib/domain/errors.ts';
import { errorPage } from './error-page.ts';

/**
 * How much may be sent at once. Kit knows one limit for the whole server; here each route has its own, and a
 * large one only for somebody who is signed in. Decided by Content-Length before anything is read.
 */

export const MEGABYTE = 1024 * 1024;

export interface BodyLimit {
	readonly bytes: number;
	/** What a body that is too large is told. */
	readonly advice: string;
}

/** Routes that take files, by route id. Everything else takes forms of text. */
export const UPLOAD_ROUTES: Readonly<Record<string, BodyLimit>> = {
	'/(app)/entry/upload': {
		bytes: 6 * MEGABYTE,
		advice:
			'ファイルは5MBまでです。ダウンロードした入力用のファイルだけを選んでください（画像や別のシートを貼り付けていると大きくなります）。'
	},
	'/(app)/entry/paste': {
		bytes: 6 * MEGABYTE,
		advice: '一度に貼り付けられる大きさを超えています。行を分けて貼り付けてください。'
	},
	'/(app)/entry/[indicator]': {
		bytes: 12 * MEGABYTE,
		advice: '根拠資料は1つ10MBまで、一度に送れるのは合わせて12MBまでです。分けて送るか、小さくしてください。'
	}
};

const TEXT: BodyLimit = {
	bytes: MEGABYTE,
	advice: '文章を短くするか、分けて送ってください（一度に1MBまで）。'
};

/** What the server itself must let through; nothing larger reaches `refuseLargeBody`. */
export const LARGEST_BODY = Math.max(TEXT.bytes, ...Object.values(UPLOAD_ROUTES).map(({ bytes }) => bytes));

interface Sent {
	readonly request: Request;
	readonly route: { readonly id: string | null };
	readonly locals: { readonly signedIn: unknown };
}

/** The refusal of a body that is too large or does not say how large it is; null when the request may go on. */
export function refuseLargeBody({ request, route, locals }: Sent): Response | null {
	if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return null;
	const own = locals.signedIn === null ? undefined : UPLOAD_ROUTES[route.id ?? ''];
	const limit = own ?? TEXT;
	const length = request.headers.get('content-length');
	if (length !== null && Number(length) <= limit.bytes) return null;
	void discard(request.body);
	const what = length === null ? '送られる大きさがわからないため、' : '送られた内容が大きすぎるため、';
	return errorPage(
		request,
		new DomainError('too-large', `${what}受け付けませんでした。${limit.advice}まだ何も変わっていません。`)
	);
}

/** As much of a refused body is still taken from the line; whoever sends more is cut off. */
const MOST_DISCARDED = 100 * MEGABYTE;

/** Takes a refused body off the line: a browser reads its answer only when it could send everything. */
async function discard(body: ReadableStream<Uint8Array>): Promise<void> {
	let taken = 0;
	try {
		for await (const piece of body) {
			taken += piece.byteLength;
			if (taken > MOST_DISCARDED) break;
		}
	} catch {
		// Kit cuts a body off beyond its own limit, or the sender went away.
	}
}
