import { and, eq } from 'drizzle-orm';
import type { KnownDistrict } from '#lib/domain/sheet/known.ts';
import type { ShownCell } from '#lib/domain/sheet/layout.ts';
import type { Context } from '../../command.ts';
import { resultRevision } from '../../db/schema/index.ts';
import { readDistricts, type DistrictItem } from '../districts/items.ts';
import type { EntryItem } from '../entry-items.ts';
import { enteredCell, storedCell } from './rows.ts';

/** A district as the department's sheet shows it, and what is needed to write its row. */
export interface DistrictRow extends KnownDistrict {
	readonly version: number;
	readonly revision: number;
}

/** The rows of an item's districts; none for an indicator without a breakdown. */
export function districtRowsOf({ database }: Context, item: EntryItem): DistrictRow[] {
	const { unit, decimals } = item.material.indicator;
	return readDistricts(database, item).map((district): DistrictRow => {
		const { head, current } = district;
		const now: ShownCell = current === null ? null : enteredCell(current.enteredText, unit);
		return {
			code: district.code,
			name: district.name,
			last: lastCell(district, item.year - 1, decimals),
			current: now,
			by: current?.enteredByName ?? null,
			at: (asked) => {
				if (asked === 0) return null;
				if (asked === current?.revision) return now;
				if (head === null) return undefined;
				const found = database
					.select({ text: resultRevision.enteredText })
					.from(resultRevision)
					.where(and(eq(resultRevision.resultId, head.id), eq(resultRevision.revision, asked)))
					.get();
				return found === undefined ? undefined : enteredCell(found.text, unit);
			},
			version: head?.version ?? 0,
			revision: current?.revision ?? 0
		};
	});
}

function lastCell({ earlier }: DistrictItem, year: number, decimals: number): ShownCell {
	const found = earlier.find((each) => each.year === year);
	return found === undefined ? null : storedCell(found.row, { decimals, stages: [] });
}
