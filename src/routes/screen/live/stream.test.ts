import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { versionStream, type StreamSource } from './stream.ts';

describe('versionStream', () => {
	const listeners = new Set<(counter: number) => void>();
	const closers = new Set<() => void>();
	let counter = 7;
	let allowed = true;
	let client = new AbortController();

	const source = (): StreamSource => ({
		counter: () => counter,
		changes: {
			subscribe: (listener) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			onClose: (listener) => {
				closers.add(listener);
				return () => closers.delete(listener);
			}
		},
		isAllowed: () => allowed,
		signal: client.signal
	});
	const open = () => {
		const reader = versionStream(source()).getReader();
		const decoder = new TextDecoder();
		return {
			next: async () => {
				const { done, value } = await reader.read();
				return done ? null : decoder.decode(value);
			},
			cancel: () => reader.cancel()
		};
	};

	beforeEach(() => {
		vi.useFakeTimers();
		listeners.clear();
		closers.clear();
		counter = 7;
		allowed = true;
		client = new AbortController();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('says the current version at once, then every new one', async () => {
		const stream = open();
		expect(await stream.next()).toBe('event: version\ndata: 7\n\n');
		for (const listener of listeners) listener(8);
		expect(await stream.next()).toBe('event: version\ndata: 8\n\n');
	});

	it('beats every 15 seconds with a comment and the version', async () => {
		const stream = open();
		await stream.next();
		counter = 9;
		vi.advanceTimersByTime(15_000);
		expect(await stream.next()).toBe(': heartbeat\n\n');
		expect(await stream.next()).toBe('event: version\ndata: 9\n\n');
	});

	it('ends at the next heartbeat once the session has ended', async () => {
		const stream = open();
		await stream.next();
		allowed = false;
		vi.advanceTimersByTime(15_000);
		expect(await stream.next()).toBeNull();
		expect(listeners.size + closers.size + vi.getTimerCount()).toBe(0);
	});

	it('ends with the server', async () => {
		const stream = open();
		await stream.next();
		for (const closer of closers) closer();
		expect(await stream.next()).toBeNull();
		expect(listeners.size + closers.size + vi.getTimerCount()).toBe(0);
	});

	it('leaves nothing behind when the client goes', async () => {
		const cancelled = open();
		await cancelled.next();
		await cancelled.cancel();
		expect(listeners.size + closers.size + vi.getTimerCount()).toBe(0);
		const aborted = open();
		await aborted.next();
		client.abort();
		expect(await aborted.next()).toBeNull();
		expect(listeners.size + closers.size + vi.getTimerCount()).toBe(0);
	});
});
