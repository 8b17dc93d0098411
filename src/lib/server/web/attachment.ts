import { safeFileName } from '../files/file-name.ts';

/**
 * The content-disposition of a download under a Japanese name (RFC 6266, RFC 5987): the name in UTF-8, and an
 * ASCII one for programs that know no better. Names that were kept before a rule was known are made safe here too.
 */
export function attachment(name: string): string {
	const safe = safeFileName(name) || 'download';
	const plain = safe
		.replace(/[^\x20-\x7e]+/g, '_')
		.replace(/[%'\\"]/g, '_')
		.replace(/_{2,}/g, '_');
	const encoded = encodeURIComponent(safe).replace(
		/['()*!]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
