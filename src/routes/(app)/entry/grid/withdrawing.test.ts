import { afterEach, expect, test, vi } from 'vitest';
import { askForItBack, notTakenBack } from './withdrawing.ts';

afterEach(() => vi.unstubAllGlobals());

test('without a connection the row says so, and how to go on', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
	const told = notTakenBack(await askForItBack('?/withdraw', 'I032/1'));
	expect(told).toContain('接続が切れているか');
	expect(told).toContain('もう一度押してください');
	expect(told).not.toContain('Failed to fetch');
});

test('an answer that is none of ours counts as no answer', async () => {
	vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>502 Bad Gateway</h1>', { status: 502 })));
	expect(notTakenBack(await askForItBack('?/withdraw', 'I032/1'))).toContain('確かめられません');
});

test('an ended session, a refusal and a success', () => {
	expect(notTakenBack({ type: 'redirect', status: 303, location: '/sign-in?next=%2Fentry' })).toContain(
		'サインインし直して'
	);
	expect(notTakenBack({ type: 'failure', status: 423, data: { message: '確認済です。' } })).toBe(
		'取り下げていません。確認済です。'
	);
	const notTaken = { code: 'I032', message: '取り下げていません。確認済です。' };
	expect(notTakenBack({ type: 'failure', status: 423, data: { message: '2指標は…', notTaken } })).toBe(
		notTaken.message
	);
	expect(notTakenBack({ type: 'redirect', status: 303, location: '/entry?withdrawn=I032' })).toBeNull();
});
