import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './city.ts';

/** One address of the application, as Kit names it. */
export interface Route {
	readonly id: string;
	readonly hasPage: boolean;
	/** Names of its form actions. */
	readonly actions: readonly string[];
	/** Methods of its endpoint. */
	readonly methods: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every route under `src/routes`, with the actions and methods that its modules really export. */
export async function listRoutes(): Promise<Route[]> {
	const root = join(ROOT, 'src', 'routes');
	const folders = ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })];
	const routes = await Promise.all(folders.map((folder) => routeIn(root, folder)));
	return routes
		.filter(({ hasPage, methods }) => hasPage || methods.length > 0)
		.sort((a, b) => a.id.localeCompare(b.id));
}

async function routeIn(root: string, folder: string): Promise<Route> {
	const file = (name: string) => join(root, folder, name);
	const page = await exportsOf(file('+page.server.ts'));
	const endpoint = await exportsOf(file('+server.ts'));
	return {
		id: `/${folder.replaceAll('\\', '/')}`,
		hasPage: ['+page.server.ts', '+page.svelte'].some((name) => existsSync(file(name))),
		actions: Object.keys((page['actions'] as object | undefined) ?? {}).sort(),
		methods: METHODS.filter((method) => method in endpoint)
	};
}

async function exportsOf(file: string): Promise<Record<string, unknown>> {
	return existsSync(file) ? ((await import(file)) as Record<string, unknown>) : {};
}
