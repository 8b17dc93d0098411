/** 実績照会: calling for a year's figures, moving the deadline, and closing the year for good. */
import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDate } from '#lib/domain/fiscal-year.ts';
import { CYCLE_KINDS } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { NewCycle } from '#lib/schemas/cycle.ts';
import { todayOf } from '../clock.ts';
import { command, type Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { kpi, reportingCycle } from '../db/schema/index.ts';
import { rejudge } from '../judgements/rejudge.ts';
import { sealYear } from '../judgements/seal.ts';
import { basicPlanFor } from '../plan/queries.ts';
import { closingRefusal, seenOf } from './closing.ts';
import { codeOf, cycleByCode, type CycleRow } from './queries.ts';

/**
 * Calls for a year's figures. From then on the year is judged.
 * @returns the call's code.
 * @throws DomainError `invalid` beside the field, `forbidden`.
 */
export function openCycle(context: Context, asked: NewCycle): Promise<string> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'manage-cycles' });
		const { database } = transaction;
		refuseUnfit(database, asked, todayOf(context.clock));
		const { year: fiscalYear, kind, opensOn, deadline } = asked;
		database.insert(reportingCycle).values({ fiscalYear, kind, opensOn, deadline }).run();
		if (kind === 'final') rejudge(database, kpisOfYear(database, fiscalYear));
		const code = codeOf({ fiscalYear, kind });
		transaction.record({
			action: 'cycle-opened',
			entity: 'reporting-cycle',
			entityId: code,
			after: { opensOn, deadline }
		});
		return code;
	});
}

/** Moves the deadline of a call that is not closed, with a reason that stays in the record. */
export function changeDeadline(
	context: Context,
	code: string,
	{ deadline, reason }: { deadline: string; reason: string }
): Promise<void> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'manage-cycles' });
		const row = cycleByCode(transaction.database, code);
		if (row.closedAt !== null) throw new DomainError('locked', '締め切った照会の提出期限は変えられません。');
		const fields: Record<string, string> = {};
		if (deadline < row.opensOn)
			fields['deadline'] = `提出期限は、開始日（${formatEraDate(row.opensOn)}）以後にしてください。`;
		else if (deadline === row.deadline)
			fields['deadline'] = '今の提出期限と同じです。新しい日を入力してください。';
		if (reason === '')
			fields['reason'] = '変える理由を書いてください（例：台風のため、全課の期限を1週間延ばす）。';
		refuse(fields);
		transaction.database.update(reportingCycle).set({ deadline }).where(eq(reportingCycle.id, row.id)).run();
		transaction.record({
			action: 'deadline-changed',
			entity: 'reporting-cycle',
			entityId: code,
			before: { deadline: row.deadline },
			after: { deadline, reason }
		});
	});
}

/**
 * Closes a call, once and for good. 年度末実績 locks the year and seals its judgements in the same transaction;
 * 年度途中見込 only ends. `seen` is the mark of the preview that was confirmed.
 * @returns how many judgements were sealed.
 * @throws DomainError `invalid` without the confirmation, `conflict` where something has changed since the
 * preview, `locked` where it is closed or cannot be closed yet.
 */
export function closeCycle(
	context: Context,
	code: string,
	{ seen, confirmed }: { seen: string; confirmed: boolean }
): Promise<number> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'manage-cycles' });
		const { database, now } = transaction;
		const row = cycleByCode(database, code);
		const refusal = closingRefusal({ ...context, database }, row, todayOf(context.clock));
		if (refusal !== null) throw new DomainError('locked', refusal);
		if (!confirmed)
			refuse({ confirmed: '締切りは取り消せません。内容を確かめて、印を付けてから締め切ってください。' });
		if (seen !== seenOf({ ...context, database }, row)) {
			throw new DomainError(
				'conflict',
				'この画面を開いたあとに、実績が変わりました。まだ締め切っていません。下の内容をもう一度確かめてください。'
			);
		}
		const sealed = row.kind === 'final' ? sealYear(database, row.fiscalYear, row.id, now) : 0;
		database
			.update(reportingCycle)
			.set({ closedAt: now, closedBy: context.actor.accountId })
			.where(eq(reportingCycle.id, row.id))
			.run();
		transaction.record({
			action: 'cycle-closed',
			entity: 'reporting-cycle',
			entityId: code,
			before: { deadline: row.deadline },
			after: { closedAt: now, sealed }
		});
		return sealed;
	});
}

function refuseUnfit(database: Database, { year, kind, opensOn, deadline }: NewCycle, today: string): void {
	const fields: Record<string, string> = {};
	try {
		basicPlanFor(database, year);
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		fields['year'] = refusal.message;
	}
	const own = cyclesOf(database, year);
	const same = own.find((each) => each.kind === kind);
	const final = own.find((each) => each.kind === 'final');
	const name = `${eraFiscalYear(year)}の${CYCLE_KINDS[kind]}`;
	if (same !== undefined)
		fields['year'] =
			`${name}の照会は、もうあります（${formatEraDate(same.opensOn)}から${formatEraDate(same.deadline)}まで）。期限を変えるときは、一覧から開いてください。`;
	else if (kind === 'forecast' && final !== undefined && final.opensOn <= opensOn)
		fields['kind'] =
			`${eraFiscalYear(year)}は、${CYCLE_KINDS.final}の照会が${formatEraDate(final.opensOn)}に始まります。${CYCLE_KINDS.forecast}は、それより前に始めてください。`;
	const ends = `${year + 1}-03-31`;
	// From the call on, the pages show the year and judge it: a year that goes on has nothing to show yet.
	if (kind === 'final' && today <= ends)
		fields['year'] ??=
			`${name}の照会は、年度が終わってから（${formatEraDate(`${year + 1}-04-01`)}以後に）登録してください。年度の途中に聞くときは、${CYCLE_KINDS.forecast}を選んでください。`;
	if (kind === 'final' && opensOn <= ends)
		fields['opensOn'] =
			`${CYCLE_KINDS.final}の照会は、年度が終わってから始めてください（例：${year + 1}-06-15）。年度の途中に聞くときは、${CYCLE_KINDS.forecast}を選んでください。`;
	if (kind === 'forecast' && (opensOn < `${year}-04-01` || opensOn > ends))
		fields['opensOn'] =
			`${CYCLE_KINDS.forecast}の照会は、その年度の中で始めてください（例：${year}-12-01）。`;
	if (deadline < opensOn)
		fields['deadline'] = `提出期限は、開始日（${formatEraDate(opensOn)}）以後にしてください。`;
	refuse(fields);
}

function refuse(fields: Record<string, string>): void {
	const [first] = Object.values(fields);
	if (first !== undefined) throw new DomainError('invalid', first, { fields });
}

function cyclesOf(database: Database, fiscalYear: number): CycleRow[] {
	return database.select().from(reportingCycle).where(eq(reportingCycle.fiscalYear, fiscalYear)).all();
}

function kpisOfYear(database: Database, year: number): number[] {
	const { id } = basicPlanFor(database, year);
	return database
		.select({ id: kpi.id })
		.from(kpi)
		.where(eq(kpi.basicPlanId, id))
		.all()
		.map((row) => row.id);
}
