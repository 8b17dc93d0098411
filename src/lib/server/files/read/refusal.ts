import { DomainError } from '#lib/domain/errors.ts';

/** Refuses a file as a whole. @throws DomainError `invalid` with the message. */
export function refuse(message: string): never {
	throw new DomainError('invalid', message, { fields: { file: message } });
}
