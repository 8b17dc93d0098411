import type { SignedIn } from '#lib/server/accounts/sessions.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** The request's id, to find it in the log; empty for a plain refusal. */
			id: string;
		}
		interface Locals {
			requestId: string;
			address: string;
			signedIn: SignedIn | null;
		}
	}
	namespace NodeJS {
		interface Process {
			on(event: 'michishirube:stopping' | 'michishirube:stopped', listener: () => void): this;
			emit(event: 'michishirube:stopping' | 'michishirube:stopped'): boolean;
		}
	}
}

export {};
