import { app } from '#lib/server/app.ts';
import { checkReadiness } from '#lib/server/health.ts';

/** Fit to serve: database, disk, backups. 503 with the checks that failed. */
export const GET = () => {
	const readiness = checkReadiness(app());
	return Response.json(readiness, {
		status: readiness.ready ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
