import { verifyAudit } from '#lib/server/audit/verify.ts';
import type { Context } from '#lib/server/command.ts';
import { noMore, type CliCommand } from './command.ts';

/** Walks the audit chain: exit status 1 when a row was changed, removed or moved. */
export const verifyAuditCommand: CliCommand = {
	about: '監査記録に欠けや書換えがないかを調べます。見つかったときは終了コード 1 で終わります。',
	usage: ['verify-audit'],
	read(words) {
		noMore(words);
		return { work: verify };
	}
};

function verify(context: Context): number {
	const verdict = verifyAudit(context.database, context.auditKey);
	if (!verdict.ok) {
		console.error(
			`監査記録の ${verdict.brokenAt} 番で連鎖が切れています。記録が書き換えられたか、取り除かれています。`
		);
		return 1;
	}
	console.log(`監査記録 ${verdict.rows} 件に欠けや書換えはありません（末尾 ${verdict.head.slice(0, 16)}）。`);
	return 0;
}
