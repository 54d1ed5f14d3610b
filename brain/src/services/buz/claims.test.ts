import {
  buzPapers,
  createWorld,
  enrol,
  receiveRewards,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { buz, dayMs, genesisMicro, hubId } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import type { Earned } from './claims.ts';
import { code, enter, shift } from './test-people.ts';
import { balancesOf } from './wallet-store.ts';

let world: World;
let person: Enrolled;

beforeAll(async () => void (world = await createWorld()));
afterAll(() => world.close());
beforeEach(async () => void (person = await enter(world, 'Petra Person')));

const kernel = () => world.brain.kernel;
const available = async ({ userId }: Enrolled) =>
  (await balancesOf(kernel().database.db, userId)).get('AVAILABLE') ?? 0n;
const inPool = async (pool: string) => (await balancesOf(kernel().database.db, hubId)).get(pool)!;
const pay = () => kernel().jobs.run('pay-claims');
const claimsOf = async (who: Enrolled, state?: 'WAITING' | 'PAID' | 'LAPSED' | 'REVERSED') =>
  (await who.api.buz.claims({ query: { limit: 100, ...(state ? { state } : {}) } })).items;

function earn(event: string, causeId: string = newId(), more: Partial<Earned> = {}): Promise<string | null> {
  return kernel().database.transact((tx) =>
    world.brain.services.buz.claims.earn(tx, { userId: person.userId, event, causeId, ...more }),
  );
}
/** How many of so many causes were rewarded. */
async function rewarded(event: string, causes: number, more: Partial<Earned> = {}): Promise<number> {
  let count = 0;
  for (let cause = 0; cause < causes; cause++) if (await earn(event, newId(), more)) count++;
  return count;
}
const undo = (event: string, causeId: string) =>
  kernel().database.transact((tx) => world.brain.services.buz.claims.undo(tx, { event, causeId }));

describe('one award per cause', () => {
  test('sixteen at once for one cause are one claim', async () => {
    const tries = await Promise.all(Array.from({ length: 16 }, () => earn('bug-accepted', 'bug-1')));
    expect(tries.filter(Boolean)).toHaveLength(1);
    await Promise.all([1, 2, 3, 4].map(pay));
    expect(await available(person)).toBe(buz(3));
  });

  test('sixteen causes at once stay within the cap', async () => {
    const tries = await Promise.all(Array.from({ length: 16 }, () => earn('bug-accepted')));
    expect(tries.filter(Boolean)).toHaveLength(2);
  });

  test('a venture is rewarded once, whoever asks', async () => {
    const ventureId = newId();
    const other = await enter(world, 'Oda Other');
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        earn('venture-launch', ventureId, { ventureId, userId: index % 2 ? person.userId : other.userId }),
      ),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
  });
});

describe('caps', () => {
  const day = () => world.clock.advance(dayMs);

  test('n a day and in all', async () => {
    expect(await rewarded('skill-added', 5)).toBe(3);
    for (let days = 0; days < 5; days++) {
      day();
      expect(await rewarded('skill-added', 3)).toBe(3);
    }
    day();
    expect(await rewarded('skill-added', 3)).toBe(2);
    day();
    expect(await rewarded('skill-added', 1)).toBe(0);
  });

  test('n in 30 days, rolling', async () => {
    expect(await rewarded('referral', 3)).toBe(3);
    world.clock.advance(29 * dayMs);
    expect(await rewarded('referral', 3)).toBe(2);
    day();
    expect(await rewarded('referral', 5)).toBe(3);
  });

  test('once; once per venture; three ventures a year; monthly per venture; once for each in a venture', async () => {
    toNextYear();
    expect(await rewarded('journey-finished', 2)).toBe(1);
    const ventures = Array.from({ length: 4 }, () => newId());
    const counts = [];
    for (const ventureId of ventures) counts.push(await rewarded('five-members', 2, { ventureId }));
    expect(counts).toEqual([1, 1, 1, 0]);
    const [ventureId] = ventures as [string];
    expect(await rewarded('hundred-users', 2, { ventureId })).toBe(1);
    world.clock.advance(31 * dayMs);
    expect(await rewarded('hundred-users', 2, { ventureId })).toBe(1);
    expect(await rewarded('high-quality', 2, { ventureId })).toBe(1);
    const other = await enter(world, 'Omar Other');
    expect(await rewarded('high-quality', 2, { ventureId, userId: other.userId })).toBe(1);
    await expect(earn('venture-launch')).rejects.toThrow('counted by venture');
    toNextYear();
    expect(await rewarded('five-members', 1, { ventureId: ventures[3]! })).toBe(1);
  });

  test('quarterly and yearly, by the calendar', async () => {
    toNextYear();
    expect(await rewarded('community-leader', 2)).toBe(1);
    expect(await rewarded('twelve-paid-months', 2)).toBe(1);
    world.clock.advance(100 * dayMs);
    expect(await rewarded('community-leader', 2)).toBe(1);
    expect(await rewarded('twelve-paid-months', 1)).toBe(0);
  });

  test('repeatable events share 50 BUZ a day, also at once', async () => {
    // As if the list let each of them count more often: what is left today is 2 BUZ.
    await kernel()
      .database.db.insertInto('buz_claims')
      .values({
        id: newId(),
        user_id: person.userId,
        event: 'content-accepted',
        cause_id: 'many before',
        kind: 'REWARD',
        amount_micro: buz(46),
        pool: 'USER_REWARDS',
        price_version: 1,
        state: 'WAITING',
        created_at: world.clock.now(),
        lapses_at: world.clock.now(),
      })
      .execute();
    const tries = await Promise.all([
      earn('skill-added'),
      earn('skill-added'),
      earn('skill-added'),
      earn('feature-accepted'),
    ]);
    expect(tries.filter(Boolean).length).toBeLessThanOrEqual(2);
    const { sum } = await kernel()
      .database.db.selectFrom('buz_claims')
      .select(sql<bigint>`sum(amount_micro)::bigint`.as('sum'))
      .where('user_id', '=', person.userId)
      .executeTakeFirstOrThrow();
    expect(sum).toBeLessThanOrEqual(buz(50));
    expect(await earn('feature-accepted')).toBeNull();
    expect(await earn('journey-finished')).not.toBeNull();
    day();
    expect(await earn('feature-accepted')).not.toBeNull();
  });

  function toNextYear(): void {
    const now = world.clock.now();
    world.clock.advance(Date.UTC(now.getUTCFullYear() + 1, 0, 2) - now.getTime());
  }
});

describe('waiting', () => {
  test('for the papers: told why, paid when they take effect, never before', async () => {
    const guest = await enrol(world, 'Greta Guest', 'MEMBER');
    await earn('journey-finished', 'journey', { userId: guest.userId });
    await receiveRewards(world);
    const [claim] = await claimsOf(guest, 'WAITING');
    expect(claim).toMatchObject({ state: 'WAITING', waitsFor: expect.stringContaining('BTS and BPP') });
    await expect(guest.api.buz.collect({ params: { claimId: claim!.id }, body: {} })).rejects.toMatchObject(
      code('GATE_BLOCKED', { missingPapers: [{ code: 'BTS' }, { code: 'BPP' }] }),
    );
    expect((await guest.api.buz.wallet({})).waiting).toBe('25.000000');
    for (const paper of buzPapers) await signPaper(guest.api, guest.name, paper);
    await receiveRewards(world);
    expect(await available(guest)).toBe(buz(125));
    const told = await guest.api.notifications.list({ query: { type: 'buz.reward' } });
    expect(told.items.map(({ title }) => title).sort()).toEqual([
      '100 BUZ: Welcome',
      '25 BUZ wait for you: Journey finished',
      '25 BUZ: Journey finished',
    ]);
  });

  test('for 90 days, then it lapses and is never paid', async () => {
    const guest = await enrol(world, 'Lara Late', 'MEMBER');
    await earn('journey-finished', 'journey', { userId: guest.userId });
    await pay();
    world.clock.advance(89 * dayMs);
    await kernel().jobs.run('lapse-claims');
    expect(await claimsOf(guest, 'WAITING')).toHaveLength(1);
    world.clock.advance(dayMs);
    await kernel().jobs.run('lapse-claims');
    for (const paper of buzPapers) await signPaper(guest.api, guest.name, paper);
    await receiveRewards(world);
    expect(await claimsOf(guest)).toMatchObject([
      { event: 'welcome', state: 'PAID' },
      { event: 'journey-finished', state: 'LAPSED', transactionId: null },
    ]);
    expect(await available(guest)).toBe(buz(100));
  });

  test('for a pool at its cap: nothing is lost, other pools pay on, and it is paid when there is room', async () => {
    const year = await createWorld();
    try {
      const poor = await enter(year, 'Pia Patient');
      const { database, jobs, clock } = year.brain.kernel;
      const give = (event: string, causeId: string) =>
        database.transact((tx) =>
          year.brain.services.buz.claims.earn(tx, { userId: poor.userId, event, causeId }),
        );
      const has = async () => (await balancesOf(database.db, poor.userId)).get('AVAILABLE') ?? 0n;
      const sink = await enter(year, 'Sam Sink');
      await year.brain.services.buz.ground.wallets.open(database.db, sink.userId);
      // A fifth may leave in the first year: 20 BUZ short of it.
      await shift(year, 'USER_REWARDS', sink, genesisMicro.USER_REWARDS / 5n - buz(20));
      await give('journey-finished', 'a');
      await give('referral', 'b');
      await give('profile-completed', 'c');
      await jobs.run('pay-claims');
      await jobs.run('pay-claims');
      expect(await has()).toBe(buz(100 + 10));
      const { items } = await poor.api.buz.claims({ query: { state: 'WAITING' } });
      expect(items).toMatchObject([{ waitsFor: expect.stringContaining('pool') }]);
      await expect(
        poor.api.buz.collect({ params: { claimId: items[0]!.id }, body: {} }),
      ).rejects.toMatchObject(code('POOL_CLOSED'));
      year.clock.advance(120 * dayMs);
      await jobs.run('lapse-claims');
      year.clock.advance(365 * dayMs - (clock.now().getTime() % dayMs));
      await jobs.run('pay-claims');
      expect(await has()).toBe(buz(135));
    } finally {
      await year.close();
    }
  });

  test('for a pause to end', async () => {
    await earn('journey-finished');
    const pause = (at: Date | null) =>
      kernel().database.db.updateTable('ledger_state').set({ paused_at: at }).execute();
    await pause(world.clock.now());
    await pay();
    expect(await claimsOf(person, 'WAITING')).toMatchObject([{ waitsFor: expect.stringContaining('pause') }]);
    await pause(null);
    await pay();
    expect(await available(person)).toBe(buz(25));
  });
});

describe('collecting', () => {
  test('pays at once, and once, also beside the payer', async () => {
    const id = (await earn('journey-finished'))!;
    const collect = () => person.api.buz.collect({ params: { claimId: id }, body: {} });
    const tries = await Promise.allSettled([collect(), collect(), collect(), pay(), pay()]);
    expect(tries.slice(3).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await available(person)).toBe(buz(25));
    await expect(collect()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('strangers see and collect nothing', async () => {
    const id = (await earn('journey-finished'))!;
    const stranger = await enter(world, 'Stan Stranger');
    await expect(stranger.api.buz.collect({ params: { claimId: id }, body: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    expect(await claimsOf(stranger)).toEqual([]);
    expect(await available(stranger)).toBe(0n);
  });
});

describe('undoing the cause', () => {
  test('what waits is never paid; what was paid goes back to its pool exactly, once', async () => {
    await earn('bug-accepted', 'bug-u1');
    await undo('bug-accepted', 'bug-u1');
    await pay();
    expect(await claimsOf(person)).toMatchObject([{ state: 'REVERSED', transactionId: null }]);
    await earn('bug-accepted', 'bug-u2');
    await pay();
    const pool = await inPool('USER_REWARDS');
    await undo('bug-accepted', 'bug-u2');
    await undo('bug-accepted', 'bug-u2');
    await Promise.all([pay(), pay()]);
    await undo('bug-accepted', 'bug-u2');
    await pay();
    expect(await available(person)).toBe(0n);
    expect(await inPool('USER_REWARDS')).toBe(pool + buz(3));
    expect(await claimsOf(person)).toMatchObject([{ state: 'REVERSED' }, { state: 'REVERSED' }]);
    // An undone cause is not rewarded again; others have their place under the cap back.
    expect(await earn('bug-accepted', 'bug-u2')).toBeNull();
    expect(await rewarded('bug-accepted', 3)).toBe(2);
  });

  test('what is spent already stays, and operators read of it', async () => {
    const id = await earn('feature-accepted', 'feature-u');
    await pay();
    await shift(world, person, 'TREASURY', buz(5));
    await undo('feature-accepted', 'feature-u');
    await pay();
    expect(await claimsOf(person)).toMatchObject([{ state: 'PAID' }]);
    const entries = await kernel()
      .database.db.selectFrom('audit_entries')
      .select('action')
      .where('entity_id', '=', id)
      .execute();
    expect(entries).toEqual([{ action: 'buz.reward-undo-short' }]);
  });
});
