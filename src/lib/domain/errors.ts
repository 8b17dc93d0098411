/** What a rule or a command may refuse for. The table to HTTP statuses is in `server/http.ts`. */
export type ErrorCode =
	'invalid' | 'forbidden' | 'not-found' | 'locked' | 'conflict' | 'too-large' | 'throttled' | 'unavailable';

/**
 * A refusal in words for the person at the screen: what is wrong and how to mend it, in Japanese.
 * `fields` ties messages to form fields; `details` carries what a page needs to help further.
 */
export class DomainError extends Error {
	readonly code: ErrorCode;
	readonly fields: Readonly<Record<string, string>>;
	readonly details: unknown;

	constructor(
		code: ErrorCode,
		message: string,
		options: { fields?: Record<string, string>; details?: unknown } = {}
	) {
		super(message);
		this.name = 'DomainError';
		this.code = code;
		this.fields = options.fields ?? {};
		this.details = options.details ?? null;
	}
}
