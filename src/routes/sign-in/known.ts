import type { Actions } from '@sveltejs/kit';
import { readTarget, type Target } from '#lib/server/web/kept/kept.ts';

/** The pages behind the sign-in, by their files: read only when an action is looked for. */
const PAGES = import.meta.glob<{ actions?: Actions }>('../\\(app\\)/**/+page.server.ts');

const ROUTES = Object.entries(PAGES)
	.map(([file, read]) => ({ parts: partsOf(file), read }))
	// A fixed address goes before one with a parameter, as Kit decides it.
	.sort((a, b) => a.parts.filter(isParameter).length - b.parts.filter(isParameter).length);

/** The form action of our own that an address names; null for every other address. */
export async function knownTarget(text: string | null): Promise<Target | null> {
	const target = text === null ? null : readTarget(text);
	const route = ROUTES.find(({ parts }) => target !== null && fits(parts, target.path));
	if (target === null || route === undefined) return null;
	const { actions } = await route.read();
	return actions !== undefined && Object.hasOwn(actions, target.action) ? target : null;
}

/** `../(app)/entry/[indicator]/+page.server.ts` → `entry` and `[indicator]`. */
function partsOf(file: string): string[] {
	return file
		.split('/')
		.slice(1, -1)
		.filter((part) => !part.startsWith('('));
}

function fits(parts: readonly string[], path: string): boolean {
	const given = path === '/' ? [] : path.slice(1).split('/');
	return (
		given.length === parts.length &&
		parts.every((part, index) => (isParameter(part) ? given[index] !== '' : part === given[index]))
	);
}

function isParameter(part: string): boolean {
	return part.startsWith('[');
}
