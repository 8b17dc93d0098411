import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default algorithm) at OWASP's minimum: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;

/** Words that nobody should use here, beyond the common list: the city, the product, the job. */
const CONTEXT_WORDS = ['kamaishi', 'michishirube', 'sogokeikaku', 'shiyakusho', 'iwate'];

/** The passwords that lists of leaked accounts begin with, of eight characters and more. */
const COMMON = new Set(
	(
		'password password1 password12 password123 password1234 passw0rd p@ssw0rd 12345678 123456789 1234567890 0123456789 ' +
		'87654321 987654321 11111111 00000000 88888888 99999999 12341234 11223344 12344321 123123123 112233445566 ' +
		'qwertyui qwertyuiop qwerty123 qwerty12 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 zaq12wsx asdfghjk asdfghjkl zxcvbnm1 ' +
		'abcd1234 abc12345 abcdefgh abcdefg1 a1234567 aa123456 iloveyou sunshine princess football baseball superman ' +
		'trustno1 welcome1 letmein1 admin123 administrator adminadmin changeme changeme1 testtest test1234 sakura123 ' +
		'nihonjin tokyo2020 pokemon1 doraemon yamamoto takahashi watanabe kobayashi matsumoto 19900101 20000101 ' +
		'password! passpass secret12 iloveyou1 computer internet michael1 jordan23 dragon12 master12 monkey12 shadow12'
	).split(' ')
);

/**
 * Why a new password is refused, in words; null when it is accepted. Length is what counts; no composition rules.
 * Characters are counted after NFKC, as they are hashed.
 */
export function passwordProblem(password: string, username: string): string | null {
	const normal = password.normalize('NFKC');
	const length = [...normal].length;
	if (length < MIN_PASSWORD)
		return `パスワードは${MIN_PASSWORD}文字以上にしてください。長い言葉をつなげると、強くて覚えやすくなります。`;
	if (length > MAX_PASSWORD) return `パスワードは${MAX_PASSWORD}文字までにしてください。`;
	const plain = normal.toLowerCase();
	const core = plain.replaceAll(/[^a-z]/g, '');
	if (COMMON.has(plain))
		return 'よく使われるパスワードのため、推測されやすく使えません。別の言葉を組み合わせてください。';
	if (new Set(plain).size < 3)
		return '同じ文字の繰返しは推測されやすく使えません。別の言葉を組み合わせてください。';
	if (username.length >= 3 && plain.includes(username.toLowerCase())) {
		return '利用者名を含むパスワードは推測されやすく使えません。別の言葉にしてください。';
	}
	if (CONTEXT_WORDS.some((word) => core === word)) {
		return '市や本システムの名前だけのパスワードは推測されやすく使えません。別の言葉を足してください。';
	}
	return null;
}

/** The hash to store, in PHC format. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), COST);
}

/** Whether the password fits; a stored hash that cannot be read fits nothing. */
export async function passwordFits(stored: string, password: string): Promise<boolean> {
	try {
		return await verify(stored, password.normalize('NFKC'));
	} catch {
		return false;
	}
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown user cannot be told from a wrong password. */
export async function pretendToCheck(password: string): Promise<void> {
	decoy ??= hashPassword('no account has this password');
	await passwordFits(await decoy, password);
}
