import { eraFiscalYear, formatEraDate, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { VALUE_STATES, type Status } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import { figureOf } from '../indicators/figures.ts';
import { revisionInForce, standingIn } from '../judgements/material.ts';
import { actualText } from '../kpis/present.ts';
import { listCalledYears, listDepartments } from '../plan/queries.ts';
import { leadOf, previewJudgement, readEntryItems, type EntryItem } from './entry-items.ts';
import { correctionStand } from './corrections/item.ts';
import { listOpenCycles } from './locks.ts';

/** A confirmed figure, to be found again: sent back while its year is open, corrected afterwards. */
export interface ConfirmedRow {
	readonly indicatorCode: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly department: string;
	readonly value: string;
	readonly stateWord: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	readonly on: string;
	readonly mayReturn: boolean;
	readonly mayCorrect: boolean;
}

/** 確認済の実績 of a year (the one being called for, else the latest), filtered by department and name. */
export function readConfirmedPage(
	context: Context,
	asked: { year: number | null; departmentCode: string; text: string }
) {
	demand(context.actor, { kind: 'review-results' });
	const today = todayOf(context.clock);
	const years = listCalledYears(context.database).toReversed();
	const year = asked.year ?? listOpenCycles(context.database, today)[0]?.fiscalYear ?? years[0] ?? null;
	const departments = listDepartments(context.database, today);
	const department = departments.find(({ code }) => code === asked.departmentCode);
	const words = asked.text.normalize('NFKC').trim().toLowerCase();
	const rows =
		year === null
			? []
			: readEntryItems(context, year, department === undefined ? {} : { departmentIds: [department.id] })
					.filter((item) => item.confirmed !== null && standingIn(item.material, year) === 'active')
					.map((item) => rowOf(context, item))
					.filter(({ name, indicatorCode }) =>
						`${name} ${indicatorCode}`.normalize('NFKC').toLowerCase().includes(words)
					);
	return {
		year,
		yearText: year === null ? '' : eraFiscalYear(year),
		years: years.map((each) => ({ year: each, text: eraFiscalYear(each) })),
		departments: departments.map(({ code, name }) => ({ code, name })),
		departmentCode: department?.code ?? '',
		text: asked.text,
		rows
	};
}

/** 「確定」, 「確定（R4の値）」 */
function stateWordOf(row: EntryItem['confirmed']): string {
	if (row?.valueState == null) return '値なし';
	const carried = row.carriedFromYear === null ? '' : `（${shortFiscalYear(row.carriedFromYear)}の値）`;
	return VALUE_STATES[row.valueState] + carried;
}

function rowOf(context: Context, item: EntryItem): ConfirmedRow {
	const { material, all, year, confirmed, head } = item;
	const revision = revisionInForce(material, all.editions, year);
	const figure = confirmed && figureOf(confirmed);
	const judged = previewJudgement(item, figure, confirmed?.carriedFromYear);
	return {
		indicatorCode: material.indicator.code,
		name: revision.name,
		unit: confirmed?.missingReason || revision.stages !== null ? '' : material.indicator.unit,
		isSample: material.indicator.isSample,
		department: leadOf(item)?.name ?? '',
		value: actualText(figure, confirmed?.missingReason ?? null, {
			decimals: material.indicator.decimals,
			stages: revision.stages ?? []
		}),
		stateWord: stateWordOf(confirmed),
		status: judged?.status ?? 'none',
		own: judged?.own?.label ?? null,
		on: confirmed === null ? '' : formatEraDate(japanDate(confirmed.createdAt)),
		mayReturn: item.closedAt === null && item.lock === null && head?.state === 'confirmed',
		mayCorrect: correctionStand(context, item)?.state === 'possible'
	};
}
