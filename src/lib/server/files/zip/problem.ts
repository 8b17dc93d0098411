/**
 * Why a zip is not opened: `damaged` also covers what only a hostile hand writes (entries that lie over one
 * another or are not in the directory, a name twice, two sizes for one entry); `too-large` and `too-many` are
 * the caller's limits; `bad-name` is a path out of the folder or a name that no program can keep.
 */
export type ZipProblem = 'damaged' | 'too-large' | 'too-many' | 'encrypted' | 'bad-name';

/** Why a container is not read. The words for people are made where the kind of file is known. */
export class ZipError extends Error {
	readonly problem: ZipProblem;
	/** How many entries there are, where they are `too-many`; else 0. */
	readonly count: number;

	constructor(problem: ZipProblem, count = 0) {
		super(problem);
		this.problem = problem;
		this.count = count;
	}
}
