/** Where a JSON text is broken, in Japanese, from the engine's own (English) words, which name a place or a character. */
export function jsonPlace({ message }: SyntaxError): string {
	if (message.includes('end of JSON')) return '途中で終わっています';
	const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
	if (line !== undefined) return `${line}行目の${column}文字目のあたり`;
	const [, token] = /token '(.+?)'/.exec(message) ?? [];
	return token === undefined ? 'JSONの形ではありません' : `「${token}」がここには書けない場所にあります`;
}
