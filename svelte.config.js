// @ts-check
import adapter from '@sveltejs/adapter-node';
import { contentVersion } from './src/content-version.ts';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		// Libraries decide for themselves.
		runes: ({ filename }) => (/[\\/]node_modules[\\/]/.test(filename) ? undefined : true)
	},
	kit: {
		adapter: adapter({ out: 'build' }),
		version: { name: contentVersion(import.meta.dirname) },
		csp: {
			// Nonces would make the ETag of every answer different.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'style-src': ['self'],
				// Server-rendered style="--width: 40%" attributes; style elements stay forbidden.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'form-action': ['self']
			}
		}
	}
};
