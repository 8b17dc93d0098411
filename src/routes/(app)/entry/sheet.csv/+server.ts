import { entrySheetAnswer } from '#lib/server/web/entry-sheet-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => entrySheetAnswer(event, 'csv');
