import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMarket, type Market } from './test-market.ts';

let world: World;
let market: Market;
let people: Enrolled[];

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Seats and Sums');
  people = [market.applicant, market.subscriber, market.stranger];
  for (const name of ['Paul Property', 'Quinn Quick']) people.push(await market.person(name, 1));
}, 120_000);
afterAll(() => world.close());

type Step =
  | { kind: 'apply' | 'open' | 'accept' | 'reject' | 'withdraw'; who: number }
  | { kind: 'places'; places: number }
  | { kind: 'pause' | 'resume' | 'cancel' };

const person = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('apply' as const), who: person }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), who: person }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('accept' as const), who: person }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('reject' as const, 'withdraw' as const), who: person }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('places' as const), places: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }) },
);
/** What stands in one list is asked for at the same moment. */
const plans = fc.record({
  places: fc.integer({ min: 1, max: 3 }),
  crowd: fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 }),
  cancelled: fc.boolean(),
});

async function applicationsTo(id: string) {
  return (await market.creator.api.applications.ofOpportunity({ ...market.at(id), query: { limit: 100 } }))
    .items;
}

async function take(id: string, one: Step, live: ReadonlyMap<string, string>): Promise<unknown> {
  const { api } = market.creator;
  if ('places' in one) return market.edit(id, { places: one.places });
  if (!('who' in one))
    return one.kind === 'cancel'
      ? market.cancel(id)
      : api.opportunities[one.kind]({ ...market.at(id), body: {} });
  const who = people[one.who]!;
  if (one.kind === 'apply') return market.apply(id, who);
  const applicationId = live.get(who.userId);
  if (!applicationId) return undefined;
  if (one.kind === 'withdraw') return market.withdraw(applicationId, who);
  return market[one.kind === 'open' ? 'review' : one.kind](applicationId);
}

test('whatever is asked at the same moment, no seat is given twice and every BUZ is where it belongs', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async ({ places, crowd, cancelled }) => {
      const { id } = await market.open({ places });
      const before = await Promise.all(people.map((one) => market.wealth(one)));
      // Everybody applies and is read, so that the crowd has something to fight for.
      for (const one of people) await market.review((await market.apply(id, one)).id);
      const steps: Step[][] = cancelled
        ? [...crowd, [{ kind: 'cancel' }, { kind: 'accept', who: 0 }]]
        : crowd;
      for (const together of steps) {
        const live = new Map(
          (await applicationsTo(id))
            .filter(({ state }) => state === 'PENDING' || state === 'REVIEWING')
            .map((one) => [one.applicantId, one.id]),
        );
        await Promise.allSettled(together.map((one) => take(id, one, live)));
        const [now, all] = [
          await market.creator.api.opportunities.get(market.at(id)),
          await applicationsTo(id),
        ];
        const accepted = all.filter(({ state }) => state === 'ACCEPTED');
        expect(now.taken).toBe(accepted.length);
        expect(now.taken).toBeLessThanOrEqual(now.places);
        expect(new Set(accepted.map(({ applicantId }) => applicantId)).size).toBe(accepted.length);
        expect(accepted.every(({ collaboration }) => collaboration?.documentId)).toBe(true);
        if (now.taken === now.places) expect(now.state).toBe('FILLED');
        if (['FILLED', 'CANCELLED'].includes(now.state))
          expect(all.filter(({ state }) => state === 'PENDING' || state === 'REVIEWING')).toEqual([]);
      }
      const [end, all] = [
        await market.creator.api.opportunities.get(market.at(id)),
        await applicationsTo(id),
      ];
      const after = await Promise.all(people.map((one) => market.wealth(one)));
      for (const [at, one] of people.entries()) {
        const own = all.filter(({ applicantId }) => applicantId === one.userId);
        const given = own.filter(({ state }) => end.state === 'CANCELLED' && state === 'EXPIRED');
        expect(before[at]! - after[at]!).toBe(3 * (own.length - given.length));
      }
    }),
    { numRuns: 12, seed: 20261125, endOnFailure: true },
  );
}, 240_000);
