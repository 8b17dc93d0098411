import { DomainError } from '#lib/domain/errors.ts';
import { errorPage } from './error-page.ts';

interface Asked {
	readonly request: Request;
	readonly url: URL;
}

/**
 * Kit checks the origin of form posts only; a cross-origin JSON post would pass. Here everything that is not
 * a plain read must come from our own pages. Returns the refusal, or null when the request may go on.
 */
export function refuseForeignOrigin({ request, url }: Asked): Response | null {
	if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return null;
	const origin = request.headers.get('origin');
	const site = request.headers.get('sec-fetch-site');
	const own = origin === url.origin && (site === null || site === 'same-origin' || site === 'none');
	if (own) return null;
	return errorPage(
		request,
		new DomainError(
			'forbidden',
			'ほかのサイトから送られた操作のため、受け付けませんでした。みちしるべの画面を開き直して、もう一度操作してください。'
		)
	);
}
