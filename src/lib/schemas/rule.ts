import { z } from 'zod';
import { MEASURES, RATE_FORMULAS } from '#lib/domain/judging/band-rule.ts';
import { ruleFaults, type RuleFault } from '#lib/domain/judging/rule-problems.ts';
import type { RuleReader } from '#lib/domain/judging/rule-reader.ts';
import { STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { ACCUMULATIONS, codes, JUDGED_STATUSES } from '#lib/domain/model.ts';
import { fieldName } from './rule-fields/places.ts';
import { issueFaults, plainWords } from './rule-issues.ts';

/** A rule as a file or a form may say it. The format is described in `docs/judging.md`. */

/** Exact figures are text; a JSON number is taken as it is written, where that is plain. */
const figure = z
	.union([z.string(), z.number().transform(String)], { error: '数値を "0.8" のように書いてください' })
	.pipe(
		z
			.string()
			.regex(/^-?\d{1,12}(\.\d{1,12})?$/, '"0.8" のような10進数で書いてください（% や分数は使えません）')
	);

const text = z
	.string({ error: '文字で書いてください' })
	.trim()
	.min(1, '空にできません')
	.max(200, '200文字までです');

const oneOf = <T extends [string, ...string[]]>(list: T) =>
	z.enum(list, { error: `${list.join('・')} のどれかを書いてください` });

const head = {
	id: text.regex(/^[a-z0-9][a-z0-9-]*$/, '英小文字・数字・「-」で書いてください（例：our-city）'),
	version: z.int({ error: '1以上の整数で書いてください' }).min(1, '1以上の整数で書いてください').default(1),
	name: text
};

const bounds = {
	atLeast: figure.optional(),
	above: figure.optional(),
	atMost: figure.optional(),
	below: figure.optional()
};
const band = z.strictObject({ grade: text, ...bounds });
const measure = oneOf(codes(MEASURES));

const step = z.strictObject({
	measure,
	when: z.strictObject({ measure, ...bounds, tolerance: z.boolean().optional() }).optional(),
	bands: z.array(band),
	otherwise: z.literal('next').optional(),
	unavailable: z.literal('next').optional(),
	tolerance: z.boolean().optional()
});

const kind = (paced: boolean) =>
	z.strictObject({
		formula: oneOf(codes(RATE_FORMULAS)),
		paced: z.boolean().default(paced),
		whenUndefined: z.strictObject({ met: text.nullable(), unmet: text.nullable() }).optional(),
		steps: z.array(step).optional()
	});

const yearTarget = oneOf(['final', 'due', 'unused']).default('unused');
const yearText = '西暦の年度を整数で書いてください（例：2025）';
const year = z.int({ error: yearText }).min(1926, yearText).max(2117, yearText);

const pace = z.discriminatedUnion(
	'kind',
	[
		z.strictObject({
			kind: z.literal('yearly-target'),
			otherwise: oneOf(['final', 'line', 'none']).default('none')
		}),
		z.strictObject({ kind: z.literal('final'), yearTarget }),
		z.strictObject({
			kind: z.literal('line'),
			origin: oneOf(['baseline-year', 'plan-start']).default('baseline-year'),
			yearTarget
		}),
		z.strictObject({
			kind: z.literal('elapsed'),
			plan: z.strictObject({ firstYear: year, lastYear: year }).optional(),
			yearTarget
		}),
		z.strictObject({ kind: z.literal('fixed'), shares: z.array(figure), yearTarget })
	],
	{ error: 'kind に yearly-target・final・line・elapsed・fixed のどれかを書いてください' }
);

const kinds = z.strictObject({
	increase: kind(true).optional(),
	decrease: kind(true).optional(),
	keepAtLeast: kind(false).optional(),
	keepAtMost: kind(false).optional(),
	range: kind(false).optional(),
	stage: kind(true).optional(),
	period: kind(true).optional()
});

const variant = z.strictObject({
	name: text,
	when: z.strictObject({
		accumulations: z.array(oneOf(codes(ACCUMULATIONS))).optional(),
		units: z.array(text).optional(),
		names: z.array(text).optional(),
		baseline: oneOf(['missing', 'zero']).optional(),
		target: oneOf(['missing', 'zero', 'at-baseline']).optional(),
		year: oneOf(['final', 'before-final']).optional()
	}),
	kinds: kinds.optional(),
	pace: pace.optional(),
	steps: z.array(step).optional()
});

const placesText = '0から6までの整数で書いてください（例：1）';
const places = z.int({ error: placesText }).min(0, placesText).max(6, placesText);
const rounding = oneOf(['half-up', 'down']).default('half-up');
const limit = z.strictObject({ bound: figure, text });

const bandRule = z.strictObject({
	...head,
	method: z.literal('bands'),
	source: text.optional(),
	grades: z.array(
		z.strictObject({
			id: text,
			label: text,
			meaning: text.optional(),
			status: oneOf([...JUDGED_STATUSES]),
			points: figure.optional()
		})
	),
	labels: z
		.strictObject({ none: text.default('－'), missing: text.default('－'), outside: text.default('－') })
		.default({ none: '－', missing: '－', outside: '－' }),
	kinds,
	pace: pace.default({ kind: 'final', yearTarget: 'unused' }),
	steps: z.array(step),
	shown: z
		.strictObject({
			decimals: places.default(1),
			trimZeros: z.boolean().default(false),
			rounding,
			above: limit.optional(),
			below: limit.optional()
		})
		.default({ decimals: 1, trimZeros: false, rounding: 'half-up' }),
	rateRounding: z.strictObject({ decimals: places, rounding }).optional(),
	variants: z.array(variant).optional(),
	tolerance: z.strictObject({ value: figure, units: z.array(text).optional() }).optional(),
	firstYear: oneOf(['judged', 'not-judged']).default('judged'),
	carried: z
		.strictObject({
			judgedAs: oneOf(['reported-year', 'measured-year', 'not-judged']).default('measured-year'),
			neverWorse: z.boolean().default(false)
		})
		.default({ judgedAs: 'measured-year', neverWorse: false }),
	exceptions: z
		.array(
			z.strictObject({
				names: z.array(text).min(1, '1つ以上書いてください'),
				formula: oneOf(codes(RATE_FORMULAS)),
				reason: text
			})
		)
		.optional(),
	aggregation: z
		.strictObject({
			of: oneOf(['points', 'rate']),
			method: oneOf(['mean', 'sum']),
			clip: z.strictObject({ least: figure.optional(), most: figure.optional() }).optional(),
			decimals: places.default(1)
		})
		.optional()
});

const timesText = '1から100までの数で書いてください（例：2、1.5）';

/** 「標準」 with other parameters; what is left out is as in 「標準」. */
const standardRule = z.strictObject({
	...head,
	method: z.literal('standard'),
	thresholds: z.strictObject({ onTrack: figure, slightlyBehind: figure }).default(STANDARD.thresholds),
	allowancePercent: figure.default(STANDARD.allowancePercent),
	behindAllowances: z
		.number({ error: timesText })
		.min(1, timesText)
		.max(100, timesText)
		.default(STANDARD.behindAllowances),
	labels: z
		.partialRecord(oneOf(Object.keys(STANDARD.labels) as [keyof typeof STANDARD.labels]), text)
		.default({})
		.transform((labels) => ({ ...STANDARD.labels, ...labels })),
	formulas: z
		.partialRecord(oneOf(Object.keys(STANDARD.formulas) as [keyof typeof STANDARD.formulas]), text)
		.default({})
		.transform((formulas) => ({ ...STANDARD.formulas, ...formulas }))
});

const ruleSchema = z.discriminatedUnion('method', [bandRule, standardRule], {
	error: 'method に bands か standard を書いてください'
});

export type RuleReading =
	| { readonly ok: true; readonly rule: JudgementRule }
	| {
			readonly ok: false;
			readonly problems: readonly string[];
			/** The same, each with the place in the rule that has to be mended. */
			readonly faults: readonly RuleFault[];
	  };

/**
 * A rule from parsed JSON: its shape first, then what `ruleProblems` finds. Problems name the place: for a `file`
 * by its key, for a `form` by the label that stands beside the field (and `path` is the field's name).
 */
export function readRule(json: unknown, reader: RuleReader = 'file'): RuleReading {
	const parsed = ruleSchema.safeParse(json, { error: plainWords });
	const faults = parsed.success
		? found(parsed.data as JudgementRule, reader)
		: issueFaults(parsed.error.issues, json, reader);
	if (!parsed.success || faults.length > 0)
		return { ok: false, problems: faults.map(({ text }) => text), faults };
	return { ok: true, rule: parsed.data as JudgementRule };
}

function found(rule: JudgementRule, reader: RuleReader): RuleFault[] {
	const faults = ruleFaults(rule, reader);
	return reader === 'file' ? faults : faults.map(({ path, text }) => ({ path: fieldName(path), text }));
}
