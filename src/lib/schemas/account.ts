import { z } from 'zod';
import { codes, ROLES } from '#lib/domain/model.ts';

/** Longer than any accepted password, so that a huge text is not hashed. */
const secret = z.string().max(500).default('');

export const signInSchema = z.object({
	username: z.string().max(200).default(''),
	password: secret,
	/** Where to go afterwards; only a path of this site. */
	next: z
		.string()
		.optional()
		.transform((path) => (path !== undefined && /^\/(?![/\\])/.test(path) ? path : null)),
	/** What was typed before the session ended; `readKept` reads it. */
	kept: z.string().optional()
});

export const changePasswordSchema = z.object({ current: secret, next: secret, again: secret });

export const newAccountSchema = z.object({
	username: z.string().max(200).default(''),
	displayName: z
		.string()
		.trim()
		.min(1, '表示名を入力してください（例：総合政策課 菊池）。')
		.max(100, '表示名は100文字までにしてください。'),
	role: z.enum(codes(ROLES), { error: '役割を一覧から選んでください。' })
});
