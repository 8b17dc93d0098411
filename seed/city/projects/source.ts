/** How a project (事務事業) is written: one tuple, spelled out by `../build-projects.ts`. */

/** Who pays: general funds only, or a share of national, prefectural, bond or other specific money. */
export type Mix = 'general' | 'national' | 'prefectural' | 'bond' | 'other';

export interface ProjectOptions {
	/** Fiscal years; left out: the whole ten years. */
	from?: number;
	to?: number;
	/** How it ends in the last year. */
	ends?: 'complete' | 'abolish';
	/** Years from which it is larger or smaller. */
	expand?: number;
	reduce?: number;
	/** Measures under which it stands again (再掲), in the codes of the 前期. */
	repeated?: readonly string[];
	policies?: readonly number[];
	districts?: readonly string[];
	/** Exact money of some years, thousand yen. */
	exact?: Readonly<Record<number, number>>;
}

export type ProjectSource = readonly [
	measure: string,
	department: string,
	name: string,
	purpose: string,
	content: string,
	/** Thousand yen in R3. */
	yearly: number,
	mix: Mix,
	options?: ProjectOptions
];
