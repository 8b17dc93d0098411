// @ts-check
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Layering: `routes → server rooms → db`; everything may use `domain`; `domain` uses nothing.
 * @typedef {{ regex: string, message: string, importNames?: string[], allowTypeImports?: boolean }} Ban
 */

/** @type {Record<string, Ban>} */
const BAN = {
	lib: { regex: '^\\$lib(/|$)', message: 'Write #lib/… with the file extension: SvelteKit 3 drops $lib.' },
	stores: { regex: '^\\$app/stores$', message: 'Use $app/state: SvelteKit 3 drops $app/stores.' },
	base: {
		regex: '^\\$app/paths$',
		importNames: ['base', 'assets', 'resolveRoute'],
		message: 'Use resolve() or asset(): SvelteKit 3 drops these.'
	},
	outsideDomain: {
		regex: '^(?!\\./|#lib/domain/)',
		message: 'domain/ is pure and imports nothing outside domain/: pass what it needs as an argument.'
	},
	outsideDomainTest: {
		regex: '^(?!\\./|#lib/domain/|#tests/|node:|vitest$|fast-check$)',
		message: 'A test of domain/ needs only domain/, vitest, fast-check, Node and #tests/.'
	},
	kit: {
		regex: '^\\$(app|env)/|^\\$service-worker$',
		message: 'This also runs in plain Node (CLI, workers, tests), where $app and $env do not exist.'
	},
	server: {
		regex: '(^|[#/])lib/server(/|$)',
		message: 'Runs in the browser too: let load() ask the server room and pass the result as a prop.'
	},
	serverValues: {
		regex: '(^|[#/])lib/server(/|$)',
		allowTypeImports: true,
		message: 'Runs in the browser too: let load() ask the server room; only its types may be imported here.'
	},
	privateEnv: {
		regex: '^\\$env/(static|dynamic)/private$',
		message: 'Secrets never reach the browser; settings are read in lib/server/config.ts.'
	},
	db: {
		regex: '(^|[#/])lib/server/db(/|$)|^drizzle-orm(/|$)|^better-sqlite3$',
		message: 'Routes ask a room: reads are in its queries.ts, writes in its commands.ts.'
	},
	views: {
		regex: '(^|[#/])(routes|lib/components)/|\\.svelte$',
		message: 'The server rooms know no screens: return data and let the route show it.'
	}
};

const EVERYWHERE = [BAN.lib, BAN.stores, BAN.base];

const COERCE = ['object.property.name', 'object.name'].map((object) => ({
	selector: `MemberExpression[${object}='coerce'][property.name='number']`,
	message: 'z.coerce.number() turns an empty cell into 0: read figures with domain/number-input.ts.'
}));

const CLOCK = [
	{ selector: "NewExpression[callee.name='Date'][arguments.length=0]" },
	{ selector: "CallExpression[callee.name='Date']" },
	{ selector: "MemberExpression[object.name='Date'][property.name='now']" },
	{ selector: "MemberExpression[object.name='Math'][property.name='random']" }
].map((rule) => ({
	...rule,
	message: 'domain/ has no clock and no chance: take the moment as an argument.'
}));

/**
 * The bans of one layer, for static, dynamic and type imports alike. A later block replaces the rules of an
 * earlier one, so each block names its layer's whole list.
 * @param {string} name
 * @param {string[]} files
 * @param {(Ban | undefined)[]} bans
 * @param {{ ignores?: string[], syntax?: { selector: string, message: string }[] }} [more]
 * @returns {import('eslint').Linter.Config}
 */
function layer(name, files, bans, { ignores = [], syntax = [] } = {}) {
	const all = [...EVERYWHERE, ...bans].filter((ban) => ban !== undefined);
	const dynamic = all
		.filter((ban) => !ban.importNames)
		.flatMap(({ regex, message, allowTypeImports }) => {
			// A selector's /…/ cannot contain a slash.
			const source = `[source.value=/${regex.replaceAll('/', '\\x2f')}/]`;
			const kinds = allowTypeImports ? ['ImportExpression'] : ['ImportExpression', 'TSImportType'];
			return kinds.map((kind) => ({ selector: kind + source, message }));
		});
	return {
		name: `layer/${name}`,
		files,
		ignores,
		rules: {
			'no-restricted-imports': ['error', { patterns: all }],
			'no-restricted-syntax': ['error', ...COERCE, ...dynamic, ...syntax]
		}
	};
}

export default defineConfig(
	{
		ignores: [
			'.svelte-kit/',
			'.vitest/',
			'build/',
			'coverage/',
			'data/',
			'migrations/',
			'node_modules/',
			'reports/',
			'static/',
			'test-results/'
		]
	},
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			// The ideographic space is an ordinary character of Japanese text.
			'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipComments: true }],
			// TypeScript knows the names that exist.
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		name: 'svelte',
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
		rules: {
			// Addresses with year, edition and filter are put together by one helper, not in each link.
			'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true }],
			'no-irregular-whitespace': 'off'
		}
	},
	{
		// Rules that need types; svelte-check covers the markup.
		name: 'typed',
		files: ['src/**/*.ts', 'seed/**/*.ts', 'tests/**/*.ts'],
		ignores: ['**/*.svelte.ts'],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/only-throw-error': [
				'error',
				{ allow: [{ from: 'package', package: '@sveltejs/kit', name: ['HttpError', 'Redirect'] }] }
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	layer('everywhere', ['**/*.js', '**/*.ts', '**/*.svelte'], []),
	layer('domain', ['src/lib/domain/**'], [BAN.outsideDomain], { ignores: ['**/*.test.ts'], syntax: CLOCK }),
	{
		name: 'domain-globals',
		files: ['src/lib/domain/**'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...['console', 'crypto', 'fetch', 'performance', 'process', 'setInterval', 'setTimeout'].map(
					(name) => ({
						name,
						message: 'domain/ is pure: no I/O, no clock, no chance.'
					})
				)
			]
		}
	},
	layer('domain-tests', ['src/lib/domain/**/*.test.ts'], [BAN.outsideDomainTest]),
	layer('schemas-charts', ['src/lib/schemas/**', 'src/lib/charts/**'], [BAN.server, BAN.kit]),
	layer('components', ['src/lib/components/**'], [BAN.server, BAN.privateEnv]),
	layer('server', ['src/lib/server/**', 'src/server.ts'], [BAN.kit, BAN.views]),
	layer('plain-node', ['src/cli/**', 'src/workers/**', 'seed/**', 'tests/**'], [BAN.kit]),
	layer('routes', ['src/routes/**'], [BAN.db]),
	layer(
		'pages',
		['src/routes/**/*.svelte', 'src/routes/**/*.svelte.ts'],
		[BAN.db, BAN.serverValues, BAN.privateEnv]
	)
);
