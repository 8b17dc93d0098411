/** How often statements are carried out. */
import type { City } from './city.ts';

const METHODS = ['get', 'all', 'run', 'iterate'] as const;

/** Counts the statements that `work` carries out on any connection; compiling one alone does not count. */
export function executions(city: City, work: () => unknown): number {
	const statement = Object.getPrototypeOf(city.database.$client.prepare('select 1')) as Record<
		(typeof METHODS)[number],
		(...values: unknown[]) => unknown
	>;
	const own = METHODS.map((name) => [name, statement[name]] as const);
	let count = 0;
	for (const [name, method] of own)
		statement[name] = function (this: unknown, ...values: unknown[]) {
			count += 1;
			return method.apply(this, values);
		};
	try {
		work();
	} finally {
		for (const [name, method] of own) statement[name] = method;
	}
	return count;
}
