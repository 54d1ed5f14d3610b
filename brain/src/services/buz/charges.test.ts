import {
  createWorld,
  enrol,
  openVenture,
  ownerPapers,
  receiveRewards,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { buz, dayMs, hubId } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fund } from './test-funds.ts';
import { code, key, shift } from './test-people.ts';
import { balancesOf, changeWallet } from './wallet-store.ts';

let world: World;
let founder: Enrolled;
let member: Enrolled;
let drafts = 0;

beforeAll(async () => {
  world = await createWorld();
  founder = await enrol(world, 'Fiona Founder', 'SUBSCRIBER');
  member = await enrol(world, 'Milo Member', 'MEMBER');
});
afterAll(() => world.close());
beforeEach(() => fund(world, founder.userId, buz(200)));

const db = () => world.brain.kernel.database.db;
const balance = async (userId: string, account = 'AVAILABLE') =>
  (await balancesOf(db(), userId)).get(account) ?? 0n;
const treasury = () => balance(hubId, 'TREASURY');

/** What an act moves from the founder to the treasury, in whole BUZ. */
async function costOf(act: () => Promise<unknown>, who = founder): Promise<number> {
  const before = [await balance(who.userId), await treasury()] as const;
  await act();
  const spent = before[0] - (await balance(who.userId));
  expect((await treasury()) - before[1]).toBe(spent);
  return Number(spent / buz(1));
}

async function draft(who = founder, more: { visibility?: 'PUBLIC' } = {}): Promise<string> {
  const body = {
    name: `Costly ${(drafts += 1)}`,
    purpose: 'Cost something.',
    description: 'It costs something to be serious about a thing. '.repeat(3),
    industry: 'Other',
    ...more,
  } as const;
  return (await who.api.ventures.create({ body }, key())).id;
}
const submit = (ventureId: string, who = founder) =>
  who.api.ventures.submit({ params: { ventureId }, body: { standingSignature: true } }, key());
const invite = (ventureId: string, email = member.email) =>
  founder.api.ventures.invite({ params: { ventureId }, body: { email, role: 'CONTRIBUTOR' } }, key());

let isOwner = false;
async function activeVenture(): Promise<string> {
  const ventureId = await draft();
  await submit(ventureId);
  for (const paper of isOwner ? [] : ownerPapers) await signPaper(founder.api, founder.name, paper);
  isOwner = true;
  await signPaper(founder.api, founder.name, 'PPNA', { ventureId });
  await world.settle();
  return ventureId;
}

async function edit(ventureId: string, body: object): Promise<void> {
  const { etag } = await founder.api.ventures.get({ params: { ventureId } });
  await founder.api.ventures.edit({ params: { ventureId }, body }, { ifMatch: etag! });
}

describe('submitting a venture', () => {
  test('costs 50, a public one 80, and withdrawing gives it back once', async () => {
    const ventureId = await draft();
    expect(await costOf(() => submit(ventureId))).toBe(50);
    const withdraw = () => founder.api.ventures.withdraw({ params: { ventureId }, body: {} });
    expect(await costOf(withdraw)).toBe(-50);
    await expect(withdraw()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    // A second submission is a second charge.
    expect(await costOf(() => submit(ventureId))).toBe(50);
    expect(await costOf(withdraw)).toBe(-50);
    const loud = await draft(founder, { visibility: 'PUBLIC' });
    expect(await costOf(() => submit(loud))).toBe(80);
    expect(await costOf(() => founder.api.ventures.withdraw({ params: { ventureId: loud }, body: {} }))).toBe(
      -80,
    );
  });

  test('charge and action commit together: refused for the money, nothing else has happened', async () => {
    const poor = await enrol(world, 'Paul Poor', 'SUBSCRIBER');
    await shift(world, poor, 'COMMUNITY', (await balance(poor.userId)) - buz(49));
    const ventureId = await draft(poor);
    await expect(submit(ventureId, poor)).rejects.toMatchObject(code('INSUFFICIENT_FUNDS'));
    expect((await poor.api.ventures.get({ params: { ventureId } })).status).toBe('DRAFT');
    expect(await balance(poor.userId)).toBe(buz(49));
  });

  test('a failed action costs nothing', async () => {
    const { id: ventureId } = await founder.api.ventures.create({ body: { name: 'Not complete' } }, key());
    const before = await balance(founder.userId);
    await expect(submit(ventureId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect(await balance(founder.userId)).toBe(before);
  });

  test('sixteen submissions at once are one, with one charge', async () => {
    const ventureId = await draft();
    const cost = await costOf(async () => {
      const tries = await Promise.allSettled(Array.from({ length: 16 }, () => submit(ventureId)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
    expect(cost).toBe(50);
  });

  test('one key repeated is one submission', async () => {
    const ventureId = await draft();
    const same = key();
    const once = () =>
      founder.api.ventures.submit({ params: { ventureId }, body: { standingSignature: true } }, same);
    expect(await costOf(() => Promise.all([once(), once(), once()]))).toBe(50);
  });

  test('needs the papers of BUZ, and names them', async () => {
    const early = await enrol(world, 'Ed Early', 'MEMBER');
    for (const paper of ['PTSA', 'SOBA']) await signPaper(early.api, early.name, paper);
    await early.api.subscriptions.startTrial({ body: {} }, key());
    for (const paper of ['ISEA', 'VOA']) await signPaper(early.api, early.name, paper);
    const ventureId = await draft(early);
    await expect(submit(ventureId, early)).rejects.toMatchObject(
      code('GATE_BLOCKED', { gate: 'BUZ_USE', missingPapers: [{ code: 'BTS' }, { code: 'BPP' }] }),
    );
  });

  test('papers not signed within 30 days: back to draft, and the charge comes back', async () => {
    const late = await createWorld();
    try {
      const owner = await enrol(late, 'Ula Unsigned', 'SUBSCRIBER');
      const before = (await balancesOf(late.brain.kernel.database.db, owner.userId)).get('AVAILABLE');
      const ventureId = await draft(owner);
      await submit(ventureId, owner);
      late.clock.advance(30 * dayMs);
      await late.brain.kernel.jobs.run('withdraw-unsigned-ventures');
      await late.brain.kernel.jobs.run('withdraw-unsigned-ventures');
      expect((await balancesOf(late.brain.kernel.database.db, owner.userId)).get('AVAILABLE')).toBe(before);
    } finally {
      await late.close();
    }
  });
});

describe('a running venture', () => {
  test('an invitation costs 5, comes back unless accepted, and costs again when sent again', async () => {
    const ventureId = await activeVenture();
    let invitationId = '';
    expect(await costOf(async () => (invitationId = (await invite(ventureId)).id))).toBe(5);
    const params = { invitationId };
    expect(await costOf(() => founder.api.ventures.cancel({ params, body: {} }))).toBe(-5);
    expect(await costOf(() => founder.api.ventures.resend({ params, body: {} }))).toBe(5);
    expect(await costOf(() => member.api.ventures.decline({ params, body: {} }))).toBe(-5);
    expect(await costOf(async () => (invitationId = (await invite(ventureId)).id))).toBe(5);
    expect(await costOf(() => member.api.ventures.accept({ params: { invitationId }, body: {} }))).toBe(0);
    const remove = () => founder.api.ventures.removeMember({ params: { ventureId, userId: member.userId } });
    expect(await costOf(remove)).toBe(3);
    await founder.api.ventures.close({ params: { ventureId }, body: { reason: 'Done with it.' } });
  });

  test('leaving is free', async () => {
    const ventureId = await activeVenture();
    const { id: invitationId } = await invite(ventureId);
    await member.api.ventures.accept({ params: { invitationId }, body: {} });
    await member.api.ventures.removeMember({ params: { ventureId, userId: member.userId } });
    expect(await balance(member.userId)).toBe(0n);
  });

  test('an unanswered invitation gives its price back, by the job or by whoever asks before it', async () => {
    const late = await createWorld();
    try {
      const owner = await enrol(late, 'Olga Owner', 'SUBSCRIBER');
      await fund(late, owner.userId, buz(100));
      const ventureId = await openVenture(owner.api, owner.name, 'Short offer');
      await late.settle();
      const ask = (email: string) =>
        owner.api.ventures.invite({ params: { ventureId }, body: { email, role: 'ADVISER' } }, key());
      const has = async () =>
        (await balancesOf(late.brain.kernel.database.db, owner.userId)).get('AVAILABLE')! / buz(1);
      const before = await has();
      const { id: invitationId } = await ask('gone@example.com');
      await ask('away@example.com');
      late.clock.advance(7 * dayMs);
      await owner.api.ventures.resend({ params: { invitationId }, body: {} });
      expect(await has()).toBe(before - 10n);
      // The seat's trial still runs: inviting again finds the other one expired.
      await ask('away@example.com');
      expect(await has()).toBe(before - 10n);
      late.clock.advance(7 * dayMs);
      await late.brain.kernel.jobs.run('expire-invitations');
      await late.brain.kernel.jobs.run('expire-invitations');
      expect(await has()).toBe(before);
    } finally {
      await late.close();
    }
  });

  test('making it public costs 30 once, its card 10 a day of change, closing 25', async () => {
    const ventureId = await activeVenture();
    expect(await costOf(() => edit(ventureId, { purpose: 'Free while it is not public.' }))).toBe(0);
    const publish = () => founder.api.ventures.publish({ params: { ventureId }, body: {} });
    expect(await costOf(publish)).toBe(30);
    expect(await costOf(publish)).toBe(0);
    expect(await costOf(() => edit(ventureId, { teamSizeWanted: 9 }))).toBe(0);
    expect(await costOf(() => edit(ventureId, { purpose: 'Seen by everybody.' }))).toBe(10);
    expect(await costOf(() => edit(ventureId, { purpose: 'Seen by everybody, again.' }))).toBe(0);
    world.clock.advance(dayMs);
    expect(await costOf(() => edit(ventureId, { tags: ['tomorrow'] }))).toBe(10);
    const close = () =>
      founder.api.ventures.close({ params: { ventureId }, body: { reason: 'It was a test.' } });
    expect(await costOf(close)).toBe(25);
  });
});

describe('refunds', () => {
  test('what a pause holds up is paid when the pause is over, once', async () => {
    const ventureId = await activeVenture();
    const { id: invitationId } = await invite(ventureId);
    await receiveRewards(world);
    const before = await balance(founder.userId);
    const pause = (at: Date | null) => db().updateTable('ledger_state').set({ paused_at: at }).execute();
    await pause(world.clock.now());
    await member.api.ventures.decline({ params: { invitationId }, body: {} });
    await world.brain.kernel.jobs.run('pay-claims');
    expect(await balance(founder.userId)).toBe(before);
    await pause(null);
    await Promise.all([1, 2, 3].map(() => world.brain.kernel.jobs.run('pay-claims')));
    expect(await balance(founder.userId)).toBe(before + buz(5));
    await founder.api.ventures.close({ params: { ventureId }, body: { reason: 'It was a test.' } });
  });

  test('a charge that an operator has undone is not paid a second time', async () => {
    const { charges } = world.brain.services.buz;
    const { transact } = world.brain.kernel.database;
    await transact((tx) =>
      charges.charge(tx, { userId: founder.userId, action: 'legal-review', causeId: 'review-1' }),
    );
    const row = await db()
      .selectFrom('buz_charges')
      .selectAll()
      .where('cause_id', '=', 'review-1')
      .executeTakeFirstOrThrow();
    const after = await balance(founder.userId);
    await world.brain.services.ledger.submit({
      key: 'test:reversal',
      kind: 'REVERSAL',
      actorId: null,
      cause: { type: 'test', id: null },
      reverses: row.transaction_id,
      postings: [
        { owner: hubId, account: 'TREASURY', kind: 'REVERSAL', amountMicro: -row.amount_micro },
        { owner: founder.userId, account: 'AVAILABLE', kind: 'REVERSAL', amountMicro: row.amount_micro },
      ],
    });
    await transact((tx) =>
      charges.refund(tx, { action: 'legal-review', causeId: 'review-1', why: 'A test.' }),
    );
    expect(await balance(founder.userId)).toBe(after + buz(25));
  });

  test('eight at once are one', async () => {
    const { charges } = world.brain.services.buz;
    const { transact } = world.brain.kernel.database;
    await transact((tx) =>
      charges.charge(tx, { userId: founder.userId, action: 'apply', causeId: 'cause-8' }),
    );
    const before = await balance(founder.userId);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        transact((tx) => charges.refund(tx, { action: 'apply', causeId: 'cause-8', why: 'A test.' })),
      ),
    );
    expect(await balance(founder.userId)).toBe(before + buz(3));
    await transact((tx) => charges.refund(tx, { action: 'apply', causeId: 'never charged', why: 'A test.' }));
    expect(await balance(founder.userId)).toBe(before + buz(3));
  });
});

test('once for a cause: eight at once, from two people, are one charge', async () => {
  const other = await enrol(world, 'Otto Other', 'SUBSCRIBER');
  const { charges } = world.brain.services.buz;
  const { transact } = world.brain.kernel.database;
  const before = await treasury();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      transact((tx) =>
        charges.charge(tx, {
          userId: (index % 2 ? founder : other).userId,
          action: 'venture-card-change',
          causeId: 'venture:day',
          once: true,
        }),
      ),
    ),
  );
  expect((await treasury()) - before).toBe(buz(10));
});

test('a frozen wallet pays nothing, and still gets its refunds and rewards', async () => {
  const cold = await enrol(world, 'Cora Cold', 'SUBSCRIBER');
  const ventureId = await draft(cold);
  await submit(ventureId, cold);
  await world.brain.kernel.database.transact((tx) =>
    changeWallet(tx, cold.userId, { frozen_at: world.clock.now(), frozen_reason: 'a test' }),
  );
  const before = await balance(cold.userId);
  await cold.api.ventures.withdraw({ params: { ventureId }, body: {} });
  expect(await balance(cold.userId)).toBe(before + buz(50));
  await expect(submit(ventureId, cold)).rejects.toMatchObject(code('WALLET_FROZEN'));
  await cold.api.users.addSkill({ body: { name: 'Patience', level: 5, years: 3 } });
  await receiveRewards(world);
  expect(await balance(cold.userId)).toBe(before + buz(52));
});
