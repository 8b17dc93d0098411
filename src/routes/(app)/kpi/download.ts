import type { ListFile } from '#lib/server/kpis/list/export.ts';
import { attachment } from '#lib/server/web/attachment.ts';

/** A file to be saved, never shown and never kept by anything between. */
export function download({ name, type, body }: ListFile): Response {
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': attachment(name),
			'cache-control': 'private, no-store'
		}
	});
}
