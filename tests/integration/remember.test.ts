import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTransaction } from '#lib/server/db/transaction.ts';
import { bumpChangeCounter } from '#lib/server/live/changes.ts';
import { remember } from '#lib/server/live/remember.ts';
import { demoCity, type City } from '#tests/support/city.ts';

let city: City;
beforeAll(async () => void (city = await demoCity()));
afterAll(() => city.close());

/** How often something was read, and what was said each time. */
function counting(key: string) {
	let reads = 0;
	return { ask: () => remember(city.database, key, () => (reads += 1)), reads: () => reads };
}

it('reads once while nothing changes, each thing for itself', () => {
	const [one, other] = [counting('one'), counting('other')];
	expect([one.ask(), one.ask(), other.ask(), one.ask()]).toEqual([1, 1, 1, 1]);
	expect([one.reads(), other.reads()]).toEqual([1, 1]);
});

it('reads anew after a command of this process', async () => {
	const own = counting('own');
	own.ask();
	await writeTransaction(city.database, () => bumpChangeCounter(city.database));
	expect(own.ask()).toBe(2);
	expect(own.ask()).toBe(2);
});

it('reads anew after another process wrote', () => {
	const foreign = counting('foreign');
	foreign.ask();
	city.connectAgain().$client.exec("insert into meta values ('elsewhere', '', 1)");
	expect(foreign.ask()).toBe(2);
});

it('neither keeps nor gives what a transaction has not yet committed', async () => {
	const inside = counting('inside');
	inside.ask();
	await writeTransaction(city.database, () => expect([inside.ask(), inside.ask()]).toEqual([2, 3]));
	expect(inside.ask()).toBe(1);
});

it('keeps the newest dozen, so that no visitor fills the memory', () => {
	const first = counting('first');
	first.ask();
	for (let other = 0; other < 12; other++) counting(`other ${other}`).ask();
	expect(first.ask()).toBe(2);
	expect(first.ask()).toBe(2);
});
