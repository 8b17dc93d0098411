/** What is wrong with the grades of a rule by bands, and what is only doubtful. */
import { JUDGED_STATUSES, STATUSES } from '#lib/domain/model.ts';
import type { BandRule, Grade } from './band-rule.ts';
import { exact } from './intervals.ts';
import type { RuleFault } from './rule-problems.ts';
import { gradeText, keyText, type RuleReader } from './rule-reader.ts';

/** None, one twice, points that are no number, a grade that counts as better than the one above it. */
export function gradeFaults(rule: BandRule, reader: RuleReader): RuleFault[] {
	const { grades } = rule;
	const list: RuleFault[] = [];
	const say = (path: string, text: string) => list.push({ path, text });
	if (grades.length === 0) say('grades', `区分${keyText(reader, 'grades')}が1つもありません。`);
	const name = ({ id }: Grade) => gradeText(reader, rule, id);
	for (const id of new Set(grades.map((each) => each.id)))
		if (grades.filter((each) => each.id === id).length > 1)
			say('grades', `区分「${gradeText(reader, rule, id)}」が2回定義されています。`);
	grades.forEach((grade, index) => {
		const { points } = grade;
		if (points !== undefined && !exact(points))
			say(
				`grades.${index}.points`,
				`区分「${name(grade)}」の評価点「${points}」は10進数ではありません（例：3、−1、0.5）。`
			);
		const above = grades[index - 1];
		const isFirst = grades.findIndex(({ id }) => id === grade.id) === index;
		if (above !== undefined && isFirst && rank(grade) < rank(above))
			say(
				`grades.${index}.status`,
				`区分は良い順に並べます。${index}つ目の「${name(above)}」は「${STATUSES[above.status]}」、その下の「${name(grade)}」はそれより良い「${STATUSES[grade.status]}」として数えるため、順序が逆です。集計で数える状態${keyText(reader, 'status')}を直すか、区分を入れ替えてください。`
			);
	});
	return list;
}

/** Grades that print the same: allowed (a file may need it), but nobody can tell them apart. */
export function gradeDoubts({ grades }: BandRule): RuleFault[] {
	return grades.flatMap(({ label }, index) => {
		const first = grades.findIndex((each) => each.label === label);
		return first === index
			? []
			: [
					{
						path: `grades.${index}.label`,
						text: `${first + 1}つ目と${index + 1}つ目の区分が、どちらも「${label}」と印字されます。画面や表では見分けられません。`
					}
				];
	});
}

function rank({ status }: Grade): number {
	return JUDGED_STATUSES.indexOf(status);
}
