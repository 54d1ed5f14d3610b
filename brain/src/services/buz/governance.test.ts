import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { code, empty, enter, key, lose, shift } from './test-people.ts';

let world: World;
let chief: Enrolled;
let stranger: Enrolled;
let poor: Enrolled;
/** New for each test: 1,000, 400 and 200 BUZ. */
let ana: Enrolled;
let ben: Enrolled;
let cem: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  [chief, stranger, poor] = [
    await enter(world, 'Chief Ames', 12),
    await enter(world, 'Stan Stranger', 1),
    await enter(world, 'Pia Poor'),
  ];
});
afterAll(() => world.close());
beforeEach(async () => {
  // Who is left of earlier tests would make the quorum.
  for (const who of [ana, ben, cem]) if (who) await empty(world, who);
  [ana, ben, cem] = [
    await enter(world, 'Ana Alder'),
    await enter(world, 'Ben Birch', 1),
    await enter(world, 'Cem Cedar', 1),
  ];
  await fund(world, ana.userId, buz(1_000));
  await fund(world, ben.userId, buz(400));
  await fund(world, cem.userId, buz(200));
});

const words = 'Members should be able to read the minutes of the hub, every month, in one place.';
const draft = { kind: 'FEATURE' as const, title: 'Publish the minutes', text: words };
const at = (proposalId: string) => ({ params: { proposalId } });
const create = (who: Enrolled, more: object = {}) =>
  who.api.governance.create({ body: { ...draft, ...more } }, key());
const submit = (who: Enrolled, id: string) => who.api.governance.submit({ ...at(id), body: {} });
const withdraw = (who: Enrolled, id: string) => who.api.governance.withdraw({ ...at(id), body: {} });
const get = (who: Enrolled, id: string) => who.api.governance.get(at(id));
type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';
const vote = (who: Enrolled, id: string, choice: Choice) =>
  who.api.governance.vote({ ...at(id), body: { choice } });
const votes = async (id: string) => (await ana.api.governance.votes({ ...at(id), query: {} })).items;

const execute = (who: Enrolled, id: string) =>
  who.api.buzAdmin.executeProposal({ ...at(id), body: { reference: 'Release 1.2 of the platform' } });
const tick = () => world.brain.kernel.jobs.run('advance-proposals');

async function pass(days: number): Promise<void> {
  world.clock.advance(days * dayMs);
  await tick();
}

async function inDiscussion(who: Enrolled, more: object = {}): Promise<string> {
  const { id } = await create(who, more);
  await submit(who, id);
  return id;
}

async function inVoting(who: Enrolled, more: object = {}): Promise<string> {
  const id = await inDiscussion(who, more);
  await pass(7);
  return id;
}

describe('drafts', () => {
  test('are their proposer’s alone, until submitted', async () => {
    const { id } = await create(ana);
    expect(await get(ana, id)).toMatchObject({ state: 'DRAFT', tally: null, mine: null, version: 1 });
    for (const act of [
      () => get(ben, id),
      () => ben.api.governance.votes({ ...at(id), query: {} }),
      () => vote(ben, id, 'FOR'),
      () => execute(chief, id),
    ])
      await expect(act()).rejects.toMatchObject(code('NOT_FOUND'));
    const seen = async (who: Enrolled) =>
      (await who.api.governance.list({ query: { limit: 100 } })).items.some((item) => item.id === id);
    expect(await seen(ana)).toBe(true);
    expect(await seen(ben)).toBe(false);
    await withdraw(ana, id);
    expect(await seen(ben)).toBe(false);
    await expect(get(ben, id)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('are edited on the version that was read', async () => {
    const { id, etag } = await create(ana);
    const edit = (title: string, ifMatch?: string) =>
      ana.api.governance.edit({ ...at(id), body: { ...draft, title } }, ifMatch ? { ifMatch } : {});
    expect(await edit('Publish all minutes', etag!)).toMatchObject({
      version: 2,
      title: 'Publish all minutes',
    });
    await expect(edit('Publish none', etag!)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(edit('Publish none')).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
    const { etag: latest } = await submit(ana, id);
    await expect(edit('Publish none', latest!)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('are limited in number', async () => {
    for (let made = 0; made < 20; made++) await create(ana);
    await expect(create(ana)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('somebody else’s proposal is neither edited, submitted nor withdrawn', async () => {
    const { id, etag } = await create(ana);
    const other = await enter(world, 'Otto Other');
    const refuse = async () => {
      const edit = other.api.governance.edit({ ...at(id), body: draft }, { ifMatch: etag! });
      await expect(edit).rejects.toMatchObject(code('NOT_FOUND'));
      await expect(submit(other, id)).rejects.toMatchObject(code('NOT_FOUND'));
      await expect(withdraw(other, id)).rejects.toMatchObject(code('NOT_FOUND'));
    };
    await refuse();
    await submit(ana, id);
    await refuse();
    await expect(execute(other, id)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(get(other, newId())).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(vote(other, newId(), 'FOR')).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('submitting', () => {
  test('needs rung 2, the papers, 100 BUZ and no other open proposal', async () => {
    await expect(create(ben)).rejects.toMatchObject(code('GATE_BLOCKED', { gate: 'RUNG_2' }));
    const mine = await create(poor);
    await expect(submit(poor, mine.id)).rejects.toMatchObject(code('INSUFFICIENT_FUNDS'));
    const [first, second] = [await create(ana), await create(ana)];
    await lose(world, ana, 'BTS');
    await expect(submit(ana, first.id)).rejects.toMatchObject(code('GATE_BLOCKED', { gate: 'BUZ_USE' }));
    await world.brain.kernel.database.transact((tx) =>
      world.brain.security.record(tx, ana.userId, { kind: 'PAPER', value: 'BTS', ref: 'hub' }),
    );
    expect(await submit(ana, first.id)).toMatchObject({
      state: 'DISCUSSION',
      discussionEndsAt: new Date(world.clock.now().getTime() + 7 * dayMs).toISOString(),
    });
    await expect(submit(ana, second.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(submit(ana, first.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await withdraw(ana, first.id);
    expect(await submit(ana, second.id)).toMatchObject({ state: 'DISCUSSION' });
  });

  test('staked BUZ count', async () => {
    await ana.api.buz.openStake({ body: { tier: 'BRONZE', amount: '1000', autoRenew: false } }, key());
    const { id } = await create(ana);
    expect(await submit(ana, id)).toMatchObject({ state: 'DISCUSSION' });
  });

  test('of many at the same moment opens one', async () => {
    const drafts = [];
    for (let made = 0; made < 6; made++) drafts.push(await create(ana));
    const tries = await Promise.allSettled(drafts.map(({ id }) => submit(ana, id)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject(code('RULE_VIOLATED'));
  });
});

describe('the way of a proposal', () => {
  test('seven days of discussion, three of voting, passed, executed', async () => {
    const id = await inDiscussion(ana, { kind: 'ECONOMIC' });
    await expect(vote(ben, id, 'FOR')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    world.clock.advance(7 * dayMs - 1);
    await tick();
    expect(await get(ben, id)).toMatchObject({ state: 'DISCUSSION', tally: null, mine: null });
    world.clock.advance(1);
    await Promise.all([tick(), tick()]);
    const opened = await get(ben, id);
    expect(opened).toMatchObject({
      state: 'VOTING',
      votingEndsAt: new Date(world.clock.now().getTime() + 3 * dayMs).toISOString(),
      tally: { for: '0.000000', quorum: '160.000000', reached: false },
      mine: { weight: '400.000000', delegated: '0.000000', choice: null, viaDelegate: null },
    });
    expect(opened.snapshotSeq).toBeGreaterThan(0);
    await expect(withdraw(ana, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(execute(chief, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await vote(ben, id, 'FOR');
    const live = { for: '400.000000', against: '200.000000', abstain: '0.000000', reached: true };
    expect(await vote(cem, id, 'AGAINST')).toMatchObject({ tally: live, mine: { choice: 'AGAINST' } });
    await pass(3);
    expect(await get(ana, id)).toMatchObject({
      state: 'PASSED',
      tally: live,
      endedAt: world.clock.now().toISOString(),
    });
    const { proposals } = world.brain.services.buz.governance;
    const { db } = world.brain.kernel.database;
    expect(await proposals.isExecuted(db, id)).toBe(false);
    await expect(execute(ana, id)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await execute(chief, id)).toMatchObject({
      state: 'EXECUTED',
      executionReference: 'Release 1.2 of the platform',
    });
    expect(await proposals.isExecuted(db, id)).toBe(true);
    await expect(execute(chief, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const audited = await db
      .selectFrom('audit_entries')
      .select('action')
      .where('entity_id', '=', id)
      .orderBy('id')
      .execute();
    expect(audited.map(({ action }) => action.replace('buz.proposal-', ''))).toEqual([
      'submit',
      'open',
      'pass',
      'execute',
    ]);
  });

  test('only an ECONOMIC one opens the pools', async () => {
    const id = await inVoting(ana);
    await vote(ana, id, 'FOR');
    await pass(3);
    await execute(chief, id);
    const { proposals } = world.brain.services.buz.governance;
    expect(await proposals.isExecuted(world.brain.kernel.database.db, id)).toBe(false);
  });

  test('withdrawn in discussion, it is over and stays readable', async () => {
    const id = await inDiscussion(ana);
    expect(await withdraw(ana, id)).toMatchObject({ state: 'WITHDRAWN' });
    await expect(withdraw(ana, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(submit(ana, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await pass(7);
    expect(await get(ben, id)).toMatchObject({ state: 'WITHDRAWN', tally: null });
  });

  test('a tie is rejected, and what was rejected is not executed', async () => {
    await shift(world, cem, ben, buz(100));
    await shift(world, ana, cem, buz(400));
    const id = await inVoting(ana);
    await vote(ben, id, 'FOR');
    await vote(cem, id, 'AGAINST');
    await pass(3);
    expect(await get(ana, id)).toMatchObject({
      state: 'REJECTED',
      tally: { for: '500.000000', against: '500.000000' },
    });
    await expect(execute(chief, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('voting is over when its time is, even before the count', async () => {
    const id = await inVoting(ana);
    world.clock.advance(3 * dayMs);
    await expect(vote(ben, id, 'FOR')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });
});

describe('the quorum', () => {
  // 1,600 BUZ circulate: 160 are a tenth.
  test.each([
    [buz(160), 'PASSED'],
    [buz(160) - 1n, 'EXPIRED'],
  ] as const)('%i micro-BUZ of 1,600 BUZ: %s', async (weight, state) => {
    await shift(world, cem, ben, buz(200) - weight);
    const id = await inVoting(ana);
    await vote(cem, id, 'FOR');
    await pass(3);
    expect(await get(ana, id)).toMatchObject({ state, tally: { reached: state === 'PASSED' } });
  });

  test('abstentions make it', async () => {
    await shift(world, cem, ben, buz(100));
    await shift(world, ben, ana, buz(430));
    const id = await inVoting(ana);
    await vote(cem, id, 'FOR');
    expect((await get(ana, id)).tally!.reached).toBe(false);
    await vote(ben, id, 'ABSTAIN');
    await pass(3);
    expect(await get(ana, id)).toMatchObject({
      state: 'PASSED',
      tally: { for: '100.000000', abstain: '70.000000', reached: true },
    });
  });

  test('without a vote, it expires', async () => {
    const id = await inVoting(ana);
    await pass(3);
    expect(await get(ana, id)).toMatchObject({ state: 'EXPIRED', tally: { reached: false } });
  });
});

describe('weights', () => {
  test('are those of the snapshot: what moves later does not count', async () => {
    const id = await inVoting(ana);
    const { snapshotSeq } = await get(ana, id);
    await shift(world, ben, cem, buz(399));
    await shift(world, ana, cem, buz(1_000));
    await fund(world, poor.userId, buz(5_000));
    expect((await get(ben, id)).mine).toMatchObject({ weight: '400.000000' });
    expect((await get(cem, id)).mine).toMatchObject({ weight: '200.000000' });
    await expect(vote(poor, id, 'FOR')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await empty(world, poor);
    await vote(ana, id, 'FOR');
    await vote(cem, id, 'AGAINST');
    expect(await get(ben, id)).toMatchObject({
      snapshotSeq,
      tally: { for: '1000.000000', against: '200.000000', quorum: '160.000000' },
    });
    await pass(3);
    expect(await get(ben, id)).toMatchObject({ state: 'PASSED', tally: { for: '1000.000000' } });
  });

  test('staked BUZ weigh as much as available ones, before and after they move between the two', async () => {
    const stake = await ana.api.buz.openStake(
      { body: { tier: 'BRONZE', amount: '600', autoRenew: false } },
      key(),
    );
    const id = await inVoting(ana);
    expect((await get(ana, id)).mine!.weight).toBe('1000.000000');
    await ana.api.buz.exitStake({ params: { stakeId: stake.id }, body: {} }, key());
    expect((await get(ana, id)).mine!.weight).toBe('1000.000000');
  });

  test('votes are final, public by name, and need the gate', async () => {
    const id = await inVoting(ana);
    await vote(ben, id, 'FOR');
    await expect(vote(ben, id, 'AGAINST')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await lose(world, cem, 'BPP');
    await expect(vote(cem, id, 'FOR')).rejects.toMatchObject(code('GATE_BLOCKED', { gate: 'BUZ_USE' }));
    await expect(vote(stranger, id, 'FOR')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect(await votes(id)).toEqual([
      {
        voter: { userId: ben.userId, name: 'Ben Birch' },
        choice: 'FOR',
        weight: '400.000000',
        viaDelegate: null,
        at: world.clock.now().toISOString(),
      },
    ]);
    const racing = await Promise.allSettled([1, 2, 3, 4].map(() => vote(ana, id, 'AGAINST')));
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await get(ben, id)).tally).toMatchObject({ for: '400.000000', against: '1000.000000' });
  });
});

describe('lists', () => {
  test('are paged, filtered by state, and one’s own', async () => {
    const mine = [await create(ana), await create(ana), await create(ana)].map(({ id }) => id);
    const { list } = ana.api.governance;
    const first = await list({ query: { limit: 2, mine: 'true' } });
    expect(first.items.map(({ id }) => id)).toEqual([mine[2], mine[1]]);
    const rest = await list({ query: { limit: 2, mine: 'true', cursor: first.nextCursor! } });
    expect(rest).toMatchObject({ items: [{ id: mine[0] }], nextCursor: null });
    expect((await list({ query: { mine: 'true', state: 'VOTING' } })).items).toEqual([]);
    const voting = await inVoting(ana);
    expect((await ben.api.governance.list({ query: { state: 'VOTING' } })).items).toMatchObject([
      { id: voting, mine: { weight: '400.000000' }, tally: { for: '0.000000' } },
    ]);
  });

  test('of votes are paged, newest first', async () => {
    const id = await inVoting(ana);
    for (const who of [ana, ben, cem]) {
      world.clock.advance(1_000);
      await vote(who, id, 'FOR');
    }
    const page = (cursor?: string) =>
      ana.api.governance.votes({ ...at(id), query: { limit: 2, ...(cursor ? { cursor } : {}) } });
    const first = await page();
    expect(first.items.map(({ voter }) => voter.userId)).toEqual([cem.userId, ben.userId]);
    const rest = await page(first.nextCursor!);
    expect(rest).toMatchObject({ items: [{ voter: { userId: ana.userId } }], nextCursor: null });
    await expect(page('bm9uc2Vuc2U')).rejects.toMatchObject(code('MALFORMED'));
  });
});

test('those with a weight hear of the opening, those who voted of the outcome', async () => {
  const id = await inVoting(ana);
  await vote(cem, id, 'FOR');
  await pass(3);
  await world.settle();
  const told = async (who: Enrolled) =>
    (await who.api.notifications.list({ query: {} })).items
      .filter(({ type }) => type.startsWith('governance.'))
      .map(({ title }) => title);
  expect(await told(ana)).toEqual(['Passed: Publish the minutes', 'Vote: Publish the minutes']);
  expect(await told(ben)).toEqual(['Vote: Publish the minutes']);
  expect(await told(cem)).toEqual(['Passed: Publish the minutes', 'Vote: Publish the minutes']);
  expect(await told(stranger)).toEqual([]);
});
