import { afterAll, beforeAll, expect, test } from 'vitest';
import { eachHistory, stopsOf, type DayOfEvents } from './histories.ts';
import { generate, store } from './test-events.ts';
import { openStore, type StoreBench } from './test-store.ts';

const from = Date.UTC(2026, 9, 20);
const days = 30;
const now = new Date(from + days * 86_400_000);
const events = generate({ people: 30, events: 2_000, from, days, seed: 4 });

let bench: StoreBench;
beforeAll(async () => {
  bench = await openStore(now);
  await store(bench.kernel, events);
  await bench.warehouse.catchUp();
}, 60_000);
afterAll(() => bench.close());

/** What is seen of everybody: when, and what. */
function seen(atOnce?: number): Promise<[number, [number, string][]][]> {
  return bench.warehouse.reading(async (reader) => {
    const stops = await stopsOf(reader);
    const people: [number, [number, string][]][] = [];
    const range = { from: new Date(from), to: now };
    const visitor = {
      begin: (person: number) => people.push([person, []]),
      day: ({ midnight, count, moments, from: first, stops: own, stopsFrom }: DayOfEvents) => {
        for (let index = 0; index < count; index++)
          people.at(-1)![1].push([midnight + moments[first + index]!, stops[own[stopsFrom + index]!]!.type]);
      },
      end: () => undefined,
    };
    await eachHistory(reader, range, undefined, bench.warehouse.calendar, visitor, atOnce);
    return people;
  });
}

test('histories hold every event of everybody in order, read at once or in parts', async () => {
  const expected = Map.groupBy(
    events.toSorted((a, b) => a.person - b.person || a.at - b.at || a.seq - b.seq),
    ({ person }) => person,
  );
  const told = [...expected].map(([person, own]) => [person, own.map(({ at, type }) => [at, type])]);
  expect(await seen()).toEqual(told);
  const parts = await seen(300);
  expect(parts.map(([person]) => person)).not.toEqual(told.map(([person]) => person));
  expect(parts.toSorted(([a], [b]) => a - b)).toEqual(told);
});
