/** The process answers. Asks nothing of the database. */
export const GET = () =>
	new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
