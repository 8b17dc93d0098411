/** Cells that only tell: what somebody wrote over them is not taken over, and said. */
import { isSame, quoted } from './cell.ts';
import type { KnownRow, SheetNote } from './known.ts';
import { FACTS, sheetHeadings, type ShownCell } from './layout.ts';
import { placeOf, type RowTask } from './row.ts';

/** One note for each cell that differs; the workflow's state moves on by itself and says nothing. */
export function factNotes(task: RowTask, item: KnownRow): SheetNote[] {
	const { row, head, known } = task;
	const headings = sheetHeadings(known.year);
	return FACTS.flatMap((fact) => {
		const at = head.columns.get(fact);
		if (fact === 'workflow' || at === undefined) return [];
		const cell = row.cells[at] ?? null;
		if (isSame(cell, item.facts[fact])) return [];
		const message = `「${headings[fact]}」は入力する欄ではないため、読みません（ファイル：「${quoted(cell)}」、登録：「${shownText(item.facts[fact])}」）。`;
		return [{ place: placeOf(task, at, headings[fact]), message }];
	});
}

function shownText(shown: ShownCell): string {
	return shown === null ? '' : typeof shown === 'string' ? shown : shown.number;
}
