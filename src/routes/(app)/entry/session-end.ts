import { resolve } from '$app/paths';

/** Whether a form was answered with 「sign in first」: then its page must stay, or what was typed is lost. */
export function endsSession(result: { readonly type: string; readonly location?: unknown }): boolean {
	return result.type === 'redirect' && String(result.location).startsWith(resolve('/sign-in'));
}
