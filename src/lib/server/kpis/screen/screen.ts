import { DomainError } from '#lib/domain/errors.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import type { Context } from '../../command.ts';
import type { TreeNode } from '../../plan/queries.ts';
import { countYear, sheetsUnder } from '../counts.ts';
import { comparedWithUnit, heldFact } from './figures.ts';
import { attentionScope, attentionWords, worstFirst } from './attention.ts';
import { readScreenMaterial, type ScreenAsked, type ScreenMaterial } from './frame.ts';
import { tablePage } from './sequence.ts';
import { fitText, labelWidth } from './text.ts';
import { yearOf, type KpiSheet } from '../sheets.ts';

export { readKpiScreen } from './kpi.ts';

/** KPIs named on a goal's screen. */
const WORST = 3;

/** The whole plan on one screen. Counts are null before the year's results are called for. */
export function readOverallScreen(context: Context, asked: ScreenAsked) {
	const material = readScreenMaterial(context, asked);
	return {
		frame: material.frame({ kind: 'overall' }),
		screen: {
			planName: `${material.plan.name}　${material.basicPlan.name}`,
			kpis: material.sheets.length,
			counts: countYear(material.sheets, material.year, material.rule.scale),
			rule: ruleOf(material)
		}
	};
}

/**
 * One chapter of part 1 or one goal of part 2.
 * @throws DomainError `not-found` naming the screens there are.
 */
export function readGoalScreen(context: Context, asked: ScreenAsked, code: string) {
	const material = readScreenMaterial(context, asked);
	const node = material.nodes.find((each) => each.code === code);
	if (node === undefined) {
		const known = material.nodes.map((each) => `${each.name}（${each.code}）`).join('、');
		throw new DomainError(
			'not-found',
			`「${code}」という章・基本目標の画面はありません。あるのは ${known} です。`
		);
	}
	const sheets = sheetsUnder(node, material.sheets);
	const worst = worstFirst(sheets, material.year, ['regressed', 'behind', 'slightly-behind'], material.rule);
	const label = labelOf(node);
	return {
		frame: material.frame({ kind: 'goal', node: code }),
		screen: {
			label,
			name: node.name,
			nameSize: fitText(node.name, { width: 1752, before: labelWidth(label), size: 56, least: 44, lines: 2 })
				.size,
			kpis: sheets.length,
			counts: countYear(sheets, material.year, material.rule.scale),
			worst: worst.slice(0, WORST).map((sheet) => worstRow(material, sheet)),
			furtherWorst: Math.max(0, worst.length - WORST)
		}
	};
}

/** The KPIs that need attention, a page of the table at a time. A page that is gone is the last one. */
export function readAttentionScreen(context: Context, asked: ScreenAsked, page: string | null) {
	const material = readScreenMaterial(context, asked);
	const number = tablePage(page, material.attention.pages.length);
	const rows = material.attention.pages[number - 1] ?? [];
	return {
		frame: material.frame({ kind: 'attention', page: number }),
		screen: {
			rows: rows.map((row) => ({ ...row, address: material.addressOf({ kind: 'kpi', code: row.code }) })),
			page: number,
			pages: material.attention.pages.length,
			statusWidth: material.attention.statusWidth,
			targetHead: material.attention.targetHead,
			words: attentionWords(material.attention.pages.flat(), material.rule),
			scope: attentionScope(material.rule),
			counts: countYear(material.sheets, material.year, material.rule.scale)
		}
	};
}

/** A city's own rule by name, with what its letters and signs stand for; null where the words are the common ones. */
function ruleOf({ rule: { title, scale } }: ScreenMaterial) {
	if (!scale.isOwn) return null;
	return {
		title,
		meanings: scale.graded.flatMap(({ label, meaning }) => (meaning === '' ? [] : [{ label, meaning }]))
	};
}

/** 〈保健福祉〉 of the node or its only chapter, else its number or its level's name: 「章」. */
function labelOf(node: TreeNode): string {
	const only = node.children.length === 1 ? node.children[0] : undefined;
	const field = node.field ?? only?.field ?? null;
	return field === null ? (node.number ?? node.level.name) : `〈${field}〉`;
}

function worstRow({ year, addressOf }: ScreenMaterial, sheet: KpiSheet) {
	const shown = yearOf(sheet, year);
	const target = heldFact(sheet, shown);
	return {
		name: sheet.name,
		status: shown.judgement?.status ?? 'none',
		/** Shown beside the shape where the rule's own words say more than the shape does. */
		isOwn: shown.judgement?.own !== undefined,
		word: statusWord(shown.judgement?.status ?? 'none', shown.judgement?.own?.label ?? null),
		actual: comparedWithUnit(sheet, shown),
		/** 「目標 46.0%」, 「最終目標 R12 60.0%」 */
		target: `${target.label} ${target.text}`,
		address: addressOf({ kind: 'kpi', code: sheet.code })
	};
}
