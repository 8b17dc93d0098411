import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	build: {
		// Named rather than Vite's moving default: the browsers of a city hall are renewed slowly.
		target: ['chrome111', 'edge111', 'firefox114', 'safari16.4']
	},
	test: {
		environment: 'node',
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts', 'seed/**/*.test.ts', 'tests/bench/**/*.test.ts'] }
			},
			{
				extends: true,
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					// Real processes, files and argon2: slow machines need room.
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'release',
					include: ['tests/release/**/*.test.ts'],
					// Programs of their own, started anew for each file.
					testTimeout: 300_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
