import { ApiError } from '@smartstart/contract';
import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs, writeBuz } from '@smartstart/units';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { code, empty, enter, key, shift } from './test-people.ts';

let world: World;
let proposer: Enrolled;
/** New for each test: 1,000, 400 and 200 BUZ. */
let ana: Enrolled;
let ben: Enrolled;
let cem: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  proposer = await enter(world, 'Pit Proposer');
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const who of [ana, ben, cem]) if (who) await empty(world, who);
  const names = ['Ana Alder', 'Ben Birch', 'Cem Cedar'] as const;
  [ana, ben, cem] = (await Promise.all(names.map((name) => enter(world, name, 1)))) as [
    Enrolled,
    Enrolled,
    Enrolled,
  ];
  await empty(world, proposer);
  await fund(world, proposer.userId, buz(100));
  await fund(world, ana.userId, buz(1_000));
  await fund(world, ben.userId, buz(400));
  await fund(world, cem.userId, buz(200));
});

type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';
const at = (proposalId: string) => ({ params: { proposalId } });
const party = ({ userId, name }: Enrolled) => ({ userId, name });
const give = (who: Enrolled, to: { userId: string }) =>
  who.api.governance.delegate({ body: { delegateId: to.userId } });
const end = (who: Enrolled) => who.api.governance.undelegate({});
const vote = (who: Enrolled, id: string, choice: Choice) =>
  who.api.governance.vote({ ...at(id), body: { choice } });
const get = (who: Enrolled, id: string) => who.api.governance.get(at(id));
const tick = () => world.brain.kernel.jobs.run('advance-proposals');

async function voting(): Promise<string> {
  const text = 'Members should be able to read the minutes of the hub, every month, in one place.';
  const body = { kind: 'TECHNICAL', title: 'Publish the minutes', text } as const;
  const { id } = await proposer.api.governance.create({ body }, key());
  await proposer.api.governance.submit({ ...at(id), body: {} });
  world.clock.advance(7 * dayMs);
  await tick();
  return id;
}

async function close(id: string) {
  world.clock.advance(3 * dayMs);
  await tick();
  return get(proposer, id);
}

async function votes(id: string) {
  const { items } = await proposer.api.governance.votes({ ...at(id), query: { limit: 100 } });
  return items.map(({ voter, choice, weight, viaDelegate }) => ({ voter, choice, weight, viaDelegate }));
}

describe('delegating', () => {
  test('is shown to both sides, changed and ended', async () => {
    expect(await give(ana, ben)).toMatchObject({
      delegate: party(ben),
      since: world.clock.now().toISOString(),
      delegators: [],
    });
    await give(cem, ben);
    expect((await ben.api.governance.delegation({})).delegators).toEqual([party(ana), party(cem)]);
    await end(cem);
    expect(await give(ana, cem)).toMatchObject({ delegate: party(cem) });
    expect((await ben.api.governance.delegation({})).delegators).toEqual([]);
    expect(await end(ana)).toEqual({ delegate: null, since: null, delegators: [] });
    expect(await end(ana)).toMatchObject({ delegate: null });
  });

  test('has one level', async () => {
    await give(ana, ben);
    await expect(give(ben, cem)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(give(cem, ana)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await end(ana);
    await give(ben, cem);
    await expect(give(ana, ben)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('has one level when all happens at once', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.allSettled([give(ana, ben), give(ben, cem), give(cem, ana), give(ben, ana)]);
      for (const who of [ana, ben, cem]) {
        const { delegate, delegators } = await who.api.governance.delegation({});
        expect(delegate === null || delegators.length === 0).toBe(true);
      }
      for (const who of [ana, ben, cem]) await end(who);
    }
  });

  test('needs somebody else, who is a member with the papers, and one’s own', async () => {
    const guest = await enrol(world, 'Gus Guest', 'MEMBER');
    await expect(give(ana, ana)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(give(ana, guest)).rejects.toMatchObject(code('RECIPIENT_NOT_READY'));
    await expect(give(ana, { userId: newId() })).rejects.toMatchObject(code('RECIPIENT_UNKNOWN'));
    await expect(give(guest, ana)).rejects.toMatchObject(code('GATE_BLOCKED', { gate: 'BUZ_USE' }));
  });
});

describe('a delegate’s vote', () => {
  test('carries the weight of those who do not vote, and the list says so', async () => {
    await give(ana, ben);
    const id = await voting();
    expect((await get(ben, id)).mine).toMatchObject({ weight: '400.000000', delegated: '1000.000000' });
    expect((await get(ana, id)).mine).toMatchObject({ choice: null, viaDelegate: null });
    await vote(ben, id, 'FOR');
    expect((await get(proposer, id)).tally).toMatchObject({ for: '1400.000000' });
    expect((await get(ana, id)).mine).toEqual({
      weight: '1000.000000',
      delegated: '0.000000',
      choice: 'FOR',
      viaDelegate: party(ben),
    });
    const list = await votes(id);
    expect(list).toHaveLength(2);
    expect(list).toEqual(
      expect.arrayContaining([
        { voter: party(ben), choice: 'FOR', weight: '400.000000', viaDelegate: null },
        { voter: party(ana), choice: 'FOR', weight: '1000.000000', viaDelegate: party(ben) },
      ]),
    );
    expect(await close(id)).toMatchObject({ state: 'PASSED', tally: { for: '1400.000000' } });
  });

  test.each(['before', 'after'] as const)('is overridden by one’s own, cast %s it', async (when) => {
    await give(ana, ben);
    const id = await voting();
    if (when === 'before') await vote(ana, id, 'AGAINST');
    await vote(ben, id, 'FOR');
    if (when === 'after') await vote(ana, id, 'AGAINST');
    expect((await get(ana, id)).mine).toMatchObject({ choice: 'AGAINST', viaDelegate: null });
    expect((await get(ben, id)).mine).toMatchObject({ delegated: '0.000000' });
    expect((await get(proposer, id)).tally).toMatchObject({ for: '400.000000', against: '1000.000000' });
    expect(await votes(id)).toHaveLength(2);
    expect(await close(id)).toMatchObject({ state: 'REJECTED' });
    // For this proposal only.
    const next = await voting();
    await vote(ben, next, 'FOR');
    expect(await close(next)).toMatchObject({ tally: { for: '1400.000000' } });
  });

  test('counts the delegations that stood when voting opened', async () => {
    await give(ana, ben);
    const id = await voting();
    await end(ana);
    await give(cem, ben);
    await vote(ben, id, 'FOR');
    expect((await get(proposer, id)).tally).toMatchObject({ for: '1400.000000' });
    expect((await get(cem, id)).mine).toMatchObject({ choice: null, viaDelegate: null });
    await close(id);
    const next = await voting();
    await vote(ben, next, 'FOR');
    expect((await get(proposer, next)).tally).toMatchObject({ for: '600.000000' });
    await close(next);
  });

  test('weighs what it carries, even without a weight of their own', async () => {
    await empty(world, ben);
    await give(ana, ben);
    const id = await voting();
    await vote(ben, id, 'FOR');
    expect((await get(proposer, id)).tally).toMatchObject({ for: '1000.000000' });
    await close(id);
    const next = await voting();
    await vote(ana, next, 'FOR');
    await expect(vote(ben, next, 'FOR')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await close(next);
  });
});

test('an erased person’s delegations end', async () => {
  await give(ana, ben);
  await world.brain.kernel.database.transact((tx) =>
    world.brain.kernel.outbox.publish(tx, {
      type: 'account.erased',
      actorId: null,
      at: world.clock.now().toISOString(),
      topics: [],
      data: { userId: ben.userId },
    }),
  );
  await world.settle();
  expect(await ana.api.governance.delegation({})).toMatchObject({ delegate: null });
});

describe('for random delegations, movements and votes', () => {
  const size = 6;
  const person = fc.nat({ max: size - 1 });
  const choice = fc.constantFrom<Choice>('FOR', 'AGAINST', 'ABSTAIN');
  const weight = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: buz(50) }));
  const delegation = fc.record({ from: person, to: fc.oneof(person, fc.constant(null)) });
  let people: Enrolled[];

  beforeAll(async () => {
    people = await Promise.all(
      Array.from({ length: size }, (_, index) => enter(world, `Voter ${'ABCDEF'[index]}`, 1)),
    );
  });

  /** What is refused by a rule, as the model expects it to be. */
  async function attempt(act: Promise<unknown>): Promise<boolean> {
    return act.then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiError && ['RULE_VIOLATED', 'ALREADY_EXISTS'].includes(error.problem.code))
          return false;
        throw error;
      },
    );
  }

  test('the tally is that of a naive model', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(weight, { minLength: size, maxLength: size }),
        fc.array(delegation, { maxLength: 8 }),
        fc.array(delegation, { maxLength: 3 }),
        fc.array(fc.record({ from: person, to: person }), { maxLength: 4 }),
        fc.array(fc.record({ who: person, choice }), { maxLength: 8 }),
        async (weights, before, after, movements, cast) => {
          for (const [index, who] of people.entries()) {
            await empty(world, who);
            await attempt(end(who));
            if (weights[index]) await fund(world, who.userId, weights[index]);
          }
          const now = new Map<number, number>();
          const change = async ({ from, to }: { from: number; to: number | null }) => {
            const done = await attempt(to === null ? end(people[from]!) : give(people[from]!, people[to]!));
            const receives = (one: number) => [...now.values()].includes(one);
            const allowed = to === null || (to !== from && !receives(from) && !now.has(to));
            expect(done).toBe(allowed);
            if (!allowed) return;
            if (to === null) now.delete(from);
            else now.set(from, to);
          };
          for (const one of before) await change(one);
          const id = await voting();
          const stood = new Map(now);
          for (const one of after) await change(one);
          for (const { from, to } of movements)
            if (from !== to && weights[from]! > 1n)
              await attempt(
                shift(world, people[from]!, people[to]!, weights[from]! / 2n).catch(() => undefined),
              );

          const model = new Map<number, Choice>();
          for (const { who, choice } of cast) {
            const carried = [...stood].filter(([from, to]) => to === who && !model.has(from));
            const weighs = carried.reduce((sum, [from]) => sum + weights[from]!, weights[who]!);
            const done = await attempt(vote(people[who]!, id, choice));
            expect(done).toBe(weighs > 0n && !model.has(who));
            if (done) model.set(who, choice);
          }
          const sums = { FOR: 0n, AGAINST: 0n, ABSTAIN: 0n };
          for (const [index, own] of weights.entries()) {
            const counted = model.get(index) ?? model.get(stood.get(index) ?? -1);
            if (counted) sums[counted] += own;
          }
          const tally = {
            for: writeBuz(sums.FOR),
            against: writeBuz(sums.AGAINST),
            abstain: writeBuz(sums.ABSTAIN),
          };
          expect((await get(proposer, id)).tally).toMatchObject(tally);
          const ended = await close(id);
          expect(ended.tally).toMatchObject(tally);
          const listed = await votes(id);
          const total = listed.reduce((sum, { weight }) => sum + BigInt(weight.replace('.', '')), 0n);
          expect(total).toBe(sums.FOR + sums.AGAINST + sums.ABSTAIN);
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
  }, 120_000);
});
