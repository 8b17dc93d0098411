import { redirect } from '@sveltejs/kit';
import { DomainError } from '#lib/domain/errors.ts';
import { changePasswordSchema } from '#lib/schemas/account.ts';
import { changePassword } from '#lib/server/accounts/sign-in.ts';
import { MIN_PASSWORD } from '#lib/server/accounts/password.ts';
import { app } from '#lib/server/app.ts';
import { parse, textFields } from '#lib/server/web/form.ts';
import { acting, signedInVisitor } from '#lib/server/web/guard.ts';
import { setSessionCookie } from '#lib/server/web/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { signedIn } = signedInVisitor(event);
	return { username: signedIn.username, isFirst: signedIn.mustChangePassword, minimum: MIN_PASSWORD };
};

export const actions: Actions = {
	default: async (event) => {
		const visitor = signedInVisitor(event);
		const fields = textFields(await event.request.formData());
		return acting({}, async () => {
			const { current, next, again } = parse(changePasswordSchema, fields);
			if (next !== again) {
				const message = '確認のためのパスワードが一致しません。同じものをもう一度入力してください。';
				throw new DomainError('invalid', message, { fields: { again: message } });
			}
			const token = await changePassword(
				visitor,
				current,
				next,
				event.request.headers.get('user-agent') ?? ''
			);
			setSessionCookie(event.cookies, token, app().config);
			redirect(303, '/');
		});
	}
};
