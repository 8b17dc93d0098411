import { resolve } from '$app/paths';

/** The page of one version of a rule, named `code@version`. */
export function ruleHref(ref: string): string {
	const [code = '', version = ''] = ref.split('@');
	return `${resolve('/(app)/rules/[code]', { code })}?version=${version}`;
}
