/**
 * For programs that take their settings from the environment alone: `--help` says so, any other word is refused
 * (exit status 2) instead of being passed over.
 */
export function noArgumentsOrExit(call: string, about: string): void {
	const words = process.argv.slice(2);
	if (words.length === 0) return;
	const usage = `使い方：${call}\n  設定は環境変数で指定します：MODE、PORT、HOST、DATA_DIR、ORIGIN（例：PORT=3001 ${call}）。docs/operations.md に説明があります。`;
	const asked = words.every((word) => ['help', '--help', '-h'].includes(word));
	if (asked) console.log(`${about}\n${usage}`);
	else console.error(`余分な指定があります：${words.map((word) => `「${word}」`).join('')}\n${usage}`);
	process.exit(asked ? 0 : 2);
}
