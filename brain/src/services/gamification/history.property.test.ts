import fc from 'fast-check';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { hourMs } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as ledger from './ledger-store.ts';
import { ledgerOf, member } from './test-world.ts';
import { replay } from './rules/replay.ts';
import { totalOf } from './rules/xp-rules.ts';
import { currentXpRules, type XpEvent } from './rules/xp-table.ts';

/** Random histories of awards, told twice and out of order, and of reversals: the stored figures are those of a replay. */

let world: World;
let who: Enrolled;
beforeAll(async () => {
  world = await createWorld();
  who = await member(world, 'Pia Property');
});
afterAll(() => world.close());

/** One of each kind of cap: of a day, of a month in a venture, for ever, for ever in a plan or venture, and none. */
const events = [
  'DAILY_LOGIN',
  'IDEA_POSTED',
  'KUDOS_GIVEN',
  'COMMUNITY_HELP_ACCEPTED',
  'EQUITY_GRANT_RECEIVED',
  'FIRST_VENTURE_ACTIVATED',
  'VENTURE_IN_LAUNCH',
  'PROJECT_COMPLETED',
  'VENTURE_MILESTONE_DONE',
  'TASK_DONE',
];
const within = new Set(
  Object.entries(currentXpRules.events).flatMap(([event, { cap }]) => (cap?.within ? event : [])),
);
/** Days, and around the end of May months, begin elsewhere in each of them. */
const zones = ['America/Toronto', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'];
const step = fc.record({
  act: fc.constantFrom('GIVE', 'GIVE', 'GIVE', 'UNDO', 'UNDO', 'MOVE'),
  event: fc.constantFrom(...(events as XpEvent[])),
  // Few causes, so that they meet again.
  cause: fc.integer({ min: 0, max: 7 }),
  hours: fc.integer({ min: -20, max: 60 }),
});
const runs = 25;
const start = new Date('2026-06-01T00:00:00.000Z');
let undone = 0;
let capped = 0;
let movedUp = 0;

async function moveTo(timeZone: string): Promise<void> {
  const settings = await who.api.users.settings({});
  await who.api.users.setSettings({ body: { ...settings, timeZone } });
}

test('ledger, occurrences, figures and replay say the same', async () => {
  const { gamification } = world.brain.services;
  const { database } = world.brain.kernel;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 90, maxLength: 150 }), async (steps) => {
      run += 1;
      const prefix = `run-${run}`;
      for (const { act, event, cause, hours } of steps) {
        const causeId = `${prefix}-${cause}`;
        if (act === 'MOVE') {
          await moveTo(zones[cause % zones.length]!);
          continue;
        }
        await database.transact(async (tx) => {
          if (act === 'UNDO')
            await gamification.takeBack(tx, { event, causeId, userId: who.userId, reason: 'Undone.' });
          else
            await gamification.give(tx, {
              userId: who.userId,
              event,
              causeId,
              at: new Date(start.getTime() + hours * hourMs),
              ...(event === 'TASK_DONE' ? { priority: 'HIGH' } : {}),
              ...(within.has(event) ? { within: `${prefix}-${cause % 2}` } : {}),
            });
        });
      }
      const { occurrences, postings, person } = await ledgerOf(world, who.userId);
      const recorded = occurrences.map(ledger.recordedOf);
      undone = recorded.filter(({ reversal }) => reversal !== null).length;
      capped = recorded.filter(({ reversal, xp }) => reversal === null && xp === 0).length;
      movedUp = postings.filter(({ kind }) => kind === 'MOVED_UP').length;
      const again = replay(recorded, [], currentXpRules);
      expect(again.postings).toEqual([]);
      // Exact: it is as though what was taken back had never happened.
      const stands = recorded.flatMap((one) => (one.reversal === null ? { ...one, xp: 0 } : []));
      expect(replay(stands, [], currentXpRules).total.after).toBe(again.total.after);
      expect(person?.xp).toBe(again.total.after);
      expect(totalOf(recorded, [])).toBe(again.total.after);
      expect(postings.reduce((sum, { xp }) => sum + xp, 0)).toBe(again.total.after);
      for (const { id, xp } of occurrences)
        expect(postings.filter((one) => one.occurrence_id === id).reduce((sum, one) => sum + one.xp, 0)).toBe(
          xp,
        );
    }),
    { seed: 20261125, numRuns: runs, endOnFailure: true },
  );
  // A history without reversals and caps proves nothing about them.
  expect(undone).toBeGreaterThan(20);
  expect(capped).toBeGreaterThan(20);
  expect(movedUp).toBeGreaterThan(20);
  expect(await gamification.reconcile()).toEqual({ people: 1, drifted: 0, broken: [] });
}, 240_000);

test('reconciling counts again what drifted, and only reports a ledger that contradicts itself', async () => {
  const { gamification } = world.brain.services;
  const { db } = world.brain.kernel.database;
  const { xp } = (await ledgerOf(world, who.userId)).person!;
  await db
    .updateTable('xp_people')
    .set({ xp: xp + 500, reputation: 9 })
    .where('user_id', '=', who.userId)
    .execute();
  expect(await gamification.reconcile()).toMatchObject({ drifted: 1, broken: [] });
  expect((await ledgerOf(world, who.userId)).person?.xp).toBe(xp);
  const { id } = (await ledgerOf(world, who.userId)).occurrences.find((one) => one.xp > 0)!;
  await db.updateTable('xp_occurrences').set({ xp: 7 }).where('id', '=', id).execute();
  expect(await gamification.reconcile()).toMatchObject({ drifted: 0, broken: [who.userId] });
  expect((await ledgerOf(world, who.userId)).occurrences.find((one) => one.id === id)?.xp).toBe(7);
});
