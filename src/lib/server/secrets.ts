import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The audit chain's key: `AUDIT_KEY_FILE`'s content, or one made at first start beside the database with mode 0600. */
export function auditKey(dataDir: string, environment: Record<string, string | undefined>): Buffer {
	const file = environment['AUDIT_KEY_FILE'] ?? join(dataDir, 'audit.key');
	if (!existsSync(file)) {
		writeFileSync(file, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
		chmodSync(file, 0o600);
	}
	return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
