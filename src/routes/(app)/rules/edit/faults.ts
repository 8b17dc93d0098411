import type { RuleFault } from '#lib/domain/judging/rule-problems.ts';

/** The problems of a place and of everything inside it. */
export function faultsAt(faults: readonly RuleFault[], path: string): RuleFault[] {
	return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
}
