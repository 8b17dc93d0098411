import { DomainError } from '#lib/domain/errors.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { listOpenCycles } from '../locks.ts';

/** The year that an address names; without one, the year whose results are being called for. @throws DomainError `locked`. */
export function calledYear(context: Context, asked: number | null): number {
	const year = asked ?? listOpenCycles(context.database, todayOf(context.clock))[0]?.fiscalYear;
	if (year === undefined) throw new DomainError('locked', '今、入力できる実績照会はありません。');
	return year;
}
