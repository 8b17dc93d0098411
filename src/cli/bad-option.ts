/** What Node's parser of options says in English, for the operator; null for any other error. */
export function badOption(error: unknown): string | null {
	if (!(error instanceof Error) || !('code' in error)) return null;
	const [, named = ''] = /'([^']*)'/.exec(error.message) ?? [];
	const option = named.split(/[ ,]/).find((word) => word.startsWith('--')) ?? named.split(' ')[0] ?? '';
	switch (error.code) {
		case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
			return `${option} という指定はありません。`;
		case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
			return `余分な指定があります：「${named}」。空白を含む値は引用符で囲んでください（例："情報係 佐藤"）。`;
		case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
			return error.message.includes('does not take an argument')
				? `${option} に値は付けられません。`
				: `${option} の値がありません。${option} 値 のように続けてください（「-」で始まる値は ${option}=値）。`;
		default:
			return null;
	}
}
