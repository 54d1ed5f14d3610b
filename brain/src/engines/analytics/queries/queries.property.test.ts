import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunnelQuestion, PathQuestion } from './questions.ts';
import { store, type GeneratedEvent } from './test-events.ts';
import * as naive from './test-naive.ts';
import { openStore, type StoreBench } from './test-store.ts';

/** Lives of a few events each, many of them at one moment or at the very border of a visit or a window. */
const from = Date.UTC(2026, 9, 28);
const pauses = [0, 0, 0, 1_000, 60_000, 600_000, 1_800_000, 1_801_000, 3_600_000, 86_400_000];
const types = ['task.moved', 'message.posted', 'feature.used', 'xp.earned'] as const;
const life = fc.array(
  fc.record({
    pause: fc.constantFrom(...pauses),
    type: fc.constantFrom(...types),
    mark: fc.constantFrom(undefined, 'a', 'b'),
  }),
  { minLength: 1, maxLength: 12 },
);
const lives = fc.sample(life, { seed: 11, numRuns: 400 });
const events: GeneratedEvent[] = lives
  .flatMap((list, index) => {
    let at = from + (index % 7) * 86_400_000;
    return list.map(({ pause, type, mark }) => {
      at += pause;
      const caused = type !== 'xp.earned';
      return { at, person: index + 1, type, properties: mark ? { mark } : {}, caused, received: at };
    });
  })
  .map((event, index) => ({ ...event, seq: index + 1 }));

let bench: StoreBench;
beforeAll(async () => {
  bench = await openStore(new Date(from + 30 * 86_400_000));
  await store(bench.kernel, events);
  await bench.warehouse.catchUp();
}, 60_000);
afterAll(() => bench.close());

const match = fc.record({
  event: fc.constantFrom(...types, '*'),
  where: fc.constantFrom(undefined, undefined, undefined, [{ property: 'mark', is: 'a' }]),
});
const range = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .map(([start, length]) => ({
    from: new Date(from + start * 86_400_000),
    to: new Date(from + (start + length) * 86_400_000),
  }));

test('a funnel equals a plain reading, whatever is asked', async () => {
  const question: fc.Arbitrary<FunnelQuestion> = fc.record({
    steps: fc.array(match, { minLength: 1, maxLength: 4 }),
    range,
    windowMs: fc.constantFrom(0, 60_000, 600_000, 1_800_000, 86_400_000, 30 * 86_400_000),
    order: fc.constantFrom('LOOSE', 'STRICT'),
    by: fc.constantFrom(null, null, 'mark'),
  });
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const [fast, slow] = [await bench.queries.funnel(asked), naive.funnel(events, asked)];
      expect(fast.steps).toEqual(slow.steps);
      expect(fast.open).toBe(slow.open);
      expect(new Map(fast.parts.map((part) => [part.value, part.steps]))).toEqual(
        new Map(slow.parts.map((part) => [part.value, part.steps])),
      );
    }),
    { numRuns: 60, seed: 5 },
  );
}, 120_000);

test('paths and visits equal a plain reading, whatever is asked', async () => {
  const question: fc.Arbitrary<PathQuestion> = fc.record({
    range,
    anchor: fc.constantFrom(null, ...types),
    direction: fc.constantFrom('AFTER', 'BEFORE'),
    depth: fc.integer({ min: 1, max: 5 }),
    limit: fc.constant(10_000),
  });
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { paths } = await bench.queries.paths(asked);
      expect(new Map(paths.map(({ events: way, ...counts }) => [JSON.stringify(way), counts]))).toEqual(
        naive.paths(events, asked),
      );
      expect(await bench.queries.visits({ range: asked.range })).toEqual(
        naive.visits(events, bench.warehouse.calendar, asked.range),
      );
    }),
    { numRuns: 40, seed: 6 },
  );
}, 120_000);
