import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '#lib/domain/errors.ts';
import type { Database } from './client.ts';

const RETRY_AFTER_MS = [20, 50, 100, 200, 400, 800, 1200];

/**
 * One writing transaction, all or nothing. It begins IMMEDIATE, because a deferred one that turns writer
 * fails at once when somebody else writes. While another process holds the lock (a command on the same
 * machine), it waits without blocking the event loop and tries again.
 * @throws DomainError `unavailable` in words when the disk is full or the lock does not come free.
 */
export async function writeTransaction<T>(database: Database, work: () => T): Promise<T> {
	const transaction = database.$client.transaction(work);
	for (const wait of [...RETRY_AFTER_MS, null]) {
		try {
			return transaction.immediate();
		} catch (error) {
			if (!isSqliteError(error)) throw error;
			if (error.code.startsWith('SQLITE_BUSY') && wait !== null) {
				await delay(wait);
				continue;
			}
			throw inWords(error);
		}
	}
	throw new Error('unreachable');
}

function inWords(error: Error & { code: string }): Error {
	if (
		error.code === 'SQLITE_FULL' ||
		error.code.startsWith('SQLITE_IOERR') ||
		error.code.startsWith('SQLITE_READONLY')
	) {
		return new DomainError(
			'unavailable',
			'保存できませんでした。サーバーの空き容量が足りないか、書き込めない状態です。入力はこの画面に残っています。管理者に知らせてから、もう一度保存してください。',
			{ details: error.code }
		);
	}
	if (error.code.startsWith('SQLITE_BUSY')) {
		return new DomainError(
			'unavailable',
			'ほかの処理が続いているため、保存できませんでした。入力はこの画面に残っています。少し待ってから、もう一度保存してください。',
			{ details: error.code }
		);
	}
	return error;
}

function isSqliteError(error: unknown): error is Error & { code: string } {
	return (
		error instanceof Error &&
		'code' in error &&
		typeof error.code === 'string' &&
		error.code.startsWith('SQLITE_')
	);
}
