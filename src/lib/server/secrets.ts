import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError, type Database } from './db/client.ts';
import { auditEntry } from './db/schema/index.ts';

const KEY_BYTES = 32;

/**
 * The audit chain's key: `AUDIT_KEY_FILE`'s content, at least 32 bytes in hexadecimal, or one made at first start
 * beside the database with mode 0600. A record that was begun with a key is never gone on with another.
 * @throws DatabaseError where the file holds no such key, or is gone although the database has audit entries.
 */
export function auditKey(
	dataDir: string,
	environment: Record<string, string | undefined>,
	database: Database
): Buffer {
	const file = environment['AUDIT_KEY_FILE'] ?? join(dataDir, 'audit.key');
	if (!existsSync(file)) {
		if (hasAudit(database))
			throw new DatabaseError(
				`監査記録の鍵がありません：${file}\n保管してある鍵のファイルをここへ戻すか、AUDIT_KEY_FILE で場所を指定してください。新しい鍵では、これまでの監査記録を確かめられなくなります。`
			);
		makeKey(file);
	}
	const text = readFileSync(file, 'utf8').trim();
	if (!/^(?:[0-9a-f]{2})+$/i.test(text) || text.length < KEY_BYTES * 2)
		throw new DatabaseError(
			`監査記録の鍵を読み取れません：${file}\n16進数で${KEY_BYTES * 2}桁以上の1行にしてください（例：openssl rand -hex 32 で作れます）。使っていた鍵が壊れたときは、保管してある鍵を戻してください。`
		);
	return Buffer.from(text, 'hex');
}

function hasAudit(database: Database): boolean {
	return database.select({ id: auditEntry.id }).from(auditEntry).limit(1).get() !== undefined;
}

/** Whole or not at all: a full disk must not leave half a key. */
function makeKey(file: string): void {
	const draft = `${file}.${process.pid}.new`;
	const handle = openSync(draft, 'wx', 0o600);
	try {
		writeSync(handle, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	renameSync(draft, file);
}
