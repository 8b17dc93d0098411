/** What the runners' own reports say: how much passed, how much failed, and what. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Count {
	readonly passed: number;
	readonly failed: number;
	/** Each failed test by name, repeated at the end: a log may be kept only in part. */
	readonly failures: readonly string[];
}

/** A test file that could not be loaded names no test in the report, yet it failed. */
export function countVitest(report: unknown): Count {
	const { numPassedTests, testResults } = report as {
		numPassedTests: number;
		testResults: {
			name: string;
			status: string;
			message: string;
			assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
		}[];
	};
	const failures = testResults.flatMap((file) => {
		const tests = file.assertionResults.filter(({ status }) => status === 'failed');
		const named = tests.map((test) => `${test.fullName} — ${firstLine(test.failureMessages?.[0])}`);
		if (tests.length === 0 && file.status === 'failed') named.push(firstLine(file.message));
		return named.map((text) => `${relative(process.cwd(), file.name)} › ${text}`);
	});
	return { passed: numPassedTests, failed: failures.length, failures };
}

interface Suite {
	readonly suites?: readonly Suite[];
	readonly specs: readonly {
		readonly title: string;
		readonly file: string;
		readonly tests: readonly { readonly status: string; readonly results: readonly { error?: Message }[] }[];
	}[];
}

interface Message {
	readonly message?: string;
}

/** A flaky test needed a second try: that is a failure here. Errors outside tests count too. */
export function countPlaywright(report: unknown): Count {
	const { stats, suites, errors } = report as {
		stats: { expected: number };
		suites: readonly Suite[];
		errors: readonly Message[];
	};
	const failures = suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
		tests
			.filter(({ status }) => status === 'unexpected' || status === 'flaky')
			.map(({ results }) => {
				const error = results.find((result) => result.error)?.error;
				return `${file} › ${title} — ${firstLine(error?.message)}`;
			})
	);
	failures.push(...errors.map(({ message }) => firstLine(message)));
	return { passed: stats.expected, failed: failures.length, failures };
}

function specsOf(suite: Suite): Suite['specs'] {
	return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

function firstLine(message = 'no message'): string {
	return stripVTControlCharacters(message).trim().split('\n', 1)[0] ?? '';
}
