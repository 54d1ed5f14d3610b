import { randomUUID } from 'node:crypto';
import { enrol, type Enrolled } from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { ledgerOf } from './test-ledger.ts';
import { openOffice, reason } from './test-office.ts';
import { code, enter, key } from './test-people.ts';

const {
  world,
  chief,
  deputy,
  guard,
  biller,
  ada,
  ben,
  award,
  release,
  reverse,
  burn,
  bringBack,
  pause,
  freeze,
  setLimits,
  send,
  available,
  refused,
  audited,
  expectSound,
} = await openOffice();
afterAll(() => world.close());

describe('an award', () => {
  test('pays from COMMUNITY, with its reason in the transaction and in the audit chain', async () => {
    const before = await available(ben);
    const made = await award(ben.userId, '250.5');
    expect(made).toMatchObject({
      kind: 'AWARD',
      reason,
      actor: { userId: chief.userId, name: 'Chief Ames' },
      cause: { type: 'award', text: 'Award of the hub' },
      reversedBy: null,
    });
    expect(made.postings.map(({ account, amount, party }) => [account, amount, party.name])).toEqual([
      ['COMMUNITY', '-250.500000', 'Community pool'],
      ['AVAILABLE', '250.500000', 'Ben Builder'],
    ]);
    expect(made.postings.every(({ balance }) => balance !== null)).toBe(true);
    expect(Number(await available(ben)) - Number(before)).toBe(250.5);
    expect(await audited('buz.awarded')).toMatchObject({
      actorId: chief.userId,
      entityId: ben.userId,
      reason,
      requestId: expect.any(String),
      after: { userId: ben.userId, amount: '250.500000', transactionId: made.id },
    });
    // The person sees what for, and that the hub did it, not who.
    const seen = await ben.api.buz.transaction({ params: { transactionId: made.id } });
    expect(seen).toMatchObject({ actor: { userId: null, name: 'The hub' }, reason });
  });

  test('is made once under a key', async () => {
    const options = key();
    const body = { userId: ben.userId, amount: '1', reason };
    const first = await chief.api.buzAdmin.award({ body }, options);
    expect(await chief.api.buzAdmin.award({ body }, options)).toEqual(first);
    await expect(chief.api.buzAdmin.award({ body: { ...body, amount: '2' } }, options)).rejects.toMatchObject(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
    await expect(chief.api.buzAdmin.award({ body })).rejects.toMatchObject(code('IDEMPOTENCY_KEY_REQUIRED'));
  });

  test.each([
    ['100000.000001', 'RULE_VIOLATED'],
    ['0', 'AMOUNT_INVALID'],
    ['-5', 'AMOUNT_INVALID'],
    ['1.0000001', 'AMOUNT_INVALID'],
    ['ten', 'AMOUNT_INVALID'],
  ])('of %s is refused with %s', (amount, expected) => refused(() => award(ben.userId, amount), expected));

  test('reaches only people who can receive, and never oneself', async () => {
    const guest = await enrol(world, 'Gus Guest');
    await refused(() => award(guest.userId, '1'), 'RECIPIENT_NOT_READY');
    await refused(() => award(newId(), '1'), 'RECIPIENT_UNKNOWN');
    await refused(() => award(chief.userId, '1'), 'FORBIDDEN');
    await expect(
      chief.api.buzAdmin.award({ body: { userId: ben.userId, amount: '1', reason: 'why' } }, key()),
    ).rejects.toMatchObject(code('MALFORMED'));
  });
});

describe('a pool release', () => {
  test('from TEAM goes to people of the hub, within what has vested', async () => {
    await refused(() => release({ pool: 'TEAM', userId: ben.userId, amount: '10' }), 'RULE_VIOLATED');
    const made = await release({ pool: 'TEAM', userId: guard.userId, amount: '1000000' });
    expect(made).toMatchObject({ kind: 'POOL_RELEASE', cause: { type: 'pool-release' } });
    expect(await audited('buz.pool-released')).toMatchObject({
      entityId: 'TEAM',
      reason,
      after: { userId: guard.userId },
    });
    for (let paid = 1; paid < 3; paid++)
      await release({ pool: 'TEAM', userId: guard.userId, amount: '1000000' });
    // One month: 150,000,000 ÷ 48 = 3,125,000.
    await release({ pool: 'TEAM', userId: guard.userId, amount: '125000' });
    await refused(() => release({ pool: 'TEAM', userId: guard.userId, amount: '1' }), 'POOL_CLOSED');
  });

  test('is 1 to 1,000,000 BUZ and never for oneself', async () => {
    await refused(() => release({ pool: 'TEAM', userId: guard.userId, amount: '0.999999' }), 'RULE_VIOLATED');
    await refused(
      () => release({ pool: 'TEAM', userId: guard.userId, amount: '1000000.000001' }),
      'RULE_VIOLATED',
    );
    await refused(() => release({ pool: 'TEAM', userId: chief.userId, amount: '1' }), 'FORBIDDEN');
  });

  test('from VENTURE_FUND goes to the owner of the venture', async () => {
    const owner = await enrol(world, 'Olga Owner', 'SUBSCRIBER');
    const description = 'A venture that needs some money for its platform costs. '.repeat(3);
    const draft = {
      name: 'Grant me',
      purpose: 'To be granted something.',
      description,
      industry: 'Technology',
    } as const;
    const { id: ventureId } = await owner.api.ventures.create({ body: draft }, key());
    const grant = { pool: 'VENTURE_FUND', amount: '40' } as const;
    await refused(() => release({ ...grant, userId: owner.userId }), 'RULE_VIOLATED');
    await refused(() => release({ ...grant, userId: owner.userId, ventureId: newId() }), 'NOT_FOUND');
    await refused(() => release({ ...grant, userId: ben.userId, ventureId }), 'RULE_VIOLATED');
    const made = await release({ ...grant, userId: owner.userId, ventureId });
    expect(made.cause).toMatchObject({ type: 'pool-release', id: ventureId });
  });

  test.each(['RESERVE', 'LIQUIDITY'] as const)(
    'from %s needs an executed economic proposal',
    async (pool) => {
      const proposal = async (kind: string, state: string) => {
        const id = newId();
        const row = {
          id,
          proposer_id: ada.userId,
          kind,
          state,
          title: 'Pay',
          body: 'Pay',
          created_at: world.clock.now(),
        };
        await world.brain.kernel.database.db.insertInto('buz_proposals').values(row).execute();
        return id;
      };
      const pay = (proposalId?: string) =>
        release({ pool, userId: ben.userId, amount: '5', ...(proposalId ? { proposalId } : {}) });
      await refused(() => pay(), 'RULE_VIOLATED');
      await refused(() => pay(newId()), 'RULE_VIOLATED');
      for (const [kind, state] of [
        ['ECONOMIC', 'PASSED'],
        ['FEATURE', 'EXECUTED'],
      ] as const) {
        const id = await proposal(kind, state);
        await refused(() => pay(id), 'RULE_VIOLATED');
      }
      const id = await proposal('ECONOMIC', 'EXECUTED');
      expect((await pay(id)).cause.id).toBe(id);
    },
  );
});

describe('the treasury', () => {
  test('can be burned and returned within bounds, never beyond what it holds', async () => {
    const burned = async () => (await chief.api.buzAdmin.overview({})).supply.burned;
    const before = Number(await burned());
    expect(await burn('1000')).toMatchObject({ kind: 'BURN', cause: { text: 'Burned for good' } });
    expect(Number(await burned())).toBe(before + 1000);
    expect(await audited('buz.burned')).toMatchObject({
      actorId: chief.userId,
      reason,
      after: { amount: '1000.000000' },
    });
    await refused(() => burn('0.5'), 'RULE_VIOLATED');
    await refused(() => burn('1000001'), 'RULE_VIOLATED');
    const made = await bringBack('500.25');
    expect(made.postings.map(({ account, amount }) => [account, amount])).toEqual([
      ['TREASURY', '-500.250000'],
      ['USER_REWARDS', '500.250000'],
    ]);
    expect(await audited('buz.treasury-returned')).toMatchObject({ reason });
    await refused(() => bringBack('2000000'), 'INSUFFICIENT_FUNDS');
    expect((await ledgerOf(world)).sum).toBe(1_000_000_000_000_000n);
  });
});

describe('a pause', () => {
  test('stops every debit, but no release of what is held and no correction', async () => {
    const wrong = await award(ben.userId, '3');
    const held = await ada.api.buz.openHold(
      { body: { recipientId: ben.userId, amount: '5', expiresInHours: 5 } },
      key(),
    );
    expect(await pause(true)).toEqual({ paused: true });
    expect(await audited('buz.paused')).toMatchObject({
      actorId: chief.userId,
      reason,
      after: { paused: true },
    });
    await expect(pause(true)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await deputy.api.buzAdmin.overview({})).paused).toMatchObject({ reason });
    expect(await ada.api.buz.wallet({})).toMatchObject({ paused: true });
    await refused(() => send(ada, ben, '1'), 'BUZ_PAUSED');
    await refused(() => award(ben.userId, '1'), 'BUZ_PAUSED');
    await refused(() => burn('1'), 'BUZ_PAUSED');
    await refused(() => bringBack('1'), 'BUZ_PAUSED');
    await refused(() => release({ pool: 'TEAM', userId: guard.userId, amount: '1' }), 'BUZ_PAUSED');
    expect(await ada.api.buz.voidHold({ params: { holdId: held.id }, body: {} })).toMatchObject({
      state: 'VOIDED',
    });
    expect(await reverse(wrong.id)).toMatchObject({ kind: 'REVERSAL', reverses: wrong.id });
    expect(await pause(false)).toEqual({ paused: false });
    await expect(pause(false)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await audited('buz.resumed')).toMatchObject({ before: { paused: true, reason } });
    expect(await send(ada, ben, '1')).toMatchObject({ state: 'COMPLETED' });
  });
});

describe('a wallet', () => {
  test('is frozen against debits and thawed again, not by its owner', async () => {
    expect(await freeze(ada.userId, true)).toEqual({ userId: ada.userId, frozen: true });
    expect(await audited('buz.frozen')).toMatchObject({
      actorId: guard.userId,
      entityId: ada.userId,
      reason,
    });
    await expect(freeze(ada.userId, true)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await refused(() => send(ada, ben, '1'), 'WALLET_FROZEN');
    expect(await ben.api.buz.wallet({})).toMatchObject({ frozen: false });
    expect(await guard.api.buzAdmin.wallet({ params: { userId: ada.userId } })).toMatchObject({
      name: 'Ada Author',
      frozen: { reason },
      limits: { perTransfer: '1000.000000' },
    });
    expect((await guard.api.buzAdmin.overview({})).frozenWallets).toBe(1);
    await send(ben, ada, '2');
    await freeze(ada.userId, false);
    await expect(freeze(ada.userId, false)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await send(ada, ben, '1')).toMatchObject({ state: 'COMPLETED' });
    await expect(freeze(newId(), true)).rejects.toMatchObject(code('NOT_FOUND'));
    await freeze(guard.userId, true);
    await expect(freeze(guard.userId, false)).rejects.toMatchObject(code('FORBIDDEN'));
    await freeze(guard.userId, false, chief);
  });

  test('gets other limits from a billing administrator, in their bounds', async () => {
    const before = (await ada.api.buz.wallet({})).limits;
    await refused(() => send(ada, ben, '1000.000001'), 'LIMIT_EXCEEDED');
    expect(await setLimits(ada.userId, ['1500', '20000', '200000'])).toMatchObject({
      perTransfer: '1500.000000',
      perDay: '20000.000000',
      per30Days: '200000.000000',
      usedToday: before.usedToday,
    });
    expect(await audited('buz.limits-set')).toMatchObject({
      actorId: biller.userId,
      reason,
      before: { perTransfer: '1000.000000' },
      after: { perTransfer: '1500.000000' },
    });
    expect(await send(ada, ben, '1500')).toMatchObject({ state: 'COMPLETED' });
    await expect(setLimits(ada.userId, ['1000000.000001', '2000000', '3000000'])).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(setLimits(ada.userId, ['100', '99', '1000'])).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(setLimits(ada.userId, ['100', '1000', '999'])).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(setLimits(ada.userId, ['0', '1000', '2000'])).rejects.toMatchObject(
      code('AMOUNT_INVALID', { fields: [{ path: 'body.perTransfer' }] }),
    );
    await expect(setLimits(biller.userId, ['1', '2', '3'])).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(setLimits(newId(), ['1', '2', '3'])).rejects.toMatchObject(code('NOT_FOUND'));
    await setLimits(ada.userId, ['1000', '1000000', '1000000']);
  });
});

describe('what operators see', () => {
  test('all transactions, those of a person, those of a kind, page by page', async () => {
    const list = (query: object) => guard.api.buzAdmin.transactions({ query });
    const page = await list({ limit: 5 });
    expect(page.items.map((one) => one.seq)).toEqual(
      [0, 1, 2, 3, 4].map((back) => page.items[0]!.seq - back),
    );
    const next = await list({ limit: 5, cursor: page.nextCursor! });
    expect(next.items[0]!.seq).toBe(page.items[4]!.seq - 1);
    const own = await list({ userId: ben.userId, limit: 100 });
    expect(own.items.every((one) => one.postings.some(({ party }) => party.userId === ben.userId))).toBe(
      true,
    );
    const burns = await list({ kind: 'BURN' });
    expect(burns.items.map((one) => one.kind)).toEqual(['BURN']);
    expect((await list({ kind: 'AWARD', userId: newId() })).items).toEqual([]);
    await expect(list({ cursor: 'bm9wZQ' })).rejects.toMatchObject(code('MALFORMED'));
  });

  test('flows by day and kind, as the postings add up', async () => {
    const { items } = await biller.api.buzAdmin.flows({ query: { days: 7 } });
    const burned = items.filter((one) => one.kind === 'BURN');
    expect(burned).toEqual([
      { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), kind: 'BURN', count: 1, volume: '1000.000000' },
    ]);
    expect(items.some((one) => one.kind === 'GENESIS')).toBe(false);
  });

  test('nothing of people without a wallet', async () => {
    await expect(guard.api.buzAdmin.wallet({ params: { userId: newId() } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });
});

describe('held transfers', () => {
  test('are listed with what made them suspicious, and decided with a reason', async () => {
    const young = await enter(world, 'Yara Young');
    await fund(world, young.userId, buz(5_000));
    for (let sent = 0; sent < 5; sent++) await send(young, ben, '1');
    const held = await send(young, ben, '600');
    expect(held.state).toBe('HELD');
    const { items } = await guard.api.buzAdmin.held({ query: {} });
    expect(items.map((one) => one.id)).toEqual([held.id]);
    expect(items[0]!.signals.length).toBeGreaterThan(0);
    expect((await guard.api.buzAdmin.overview({})).heldTransfers).toBe(1);
    const approve = () =>
      guard.api.buzAdmin.approveHeld({ params: { transferId: held.id }, body: { reason } });
    expect(await approve()).toMatchObject({
      state: 'COMPLETED',
      reviewedBy: guard.userId,
      reviewReason: reason,
    });
    await expect(approve()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const second = await send(young, ben, '601');
    const refuse = (by: Enrolled) =>
      by.api.buzAdmin.refuseHeld({ params: { transferId: second.id }, body: { reason } });
    expect(await refuse(guard)).toMatchObject({ state: 'CANCELLED' });
    expect(await audited('buz.transfer-refused')).toMatchObject({
      actorId: guard.userId,
      entityId: second.id,
      reason,
    });
    // An approved one can still be corrected.
    const paid = (await young.api.buz.transactions({ query: { kind: 'TRANSFER', limit: 1 } })).items[0]!;
    await reverse(paid.transactionId);
    await expectSound();
  });
});

describe('the check of the ledger', () => {
  test('runs as a job with progress, is kept, and shows in the overview', async () => {
    const { jobId } = await guard.api.buzAdmin.verify({ body: {} }, { idempotencyKey: randomUUID() });
    expect(await guard.api.system.job({ params: { jobId } })).toMatchObject({
      name: 'verify-ledger',
      state: 'QUEUED',
    });
    expect(await audited('buz.verification-started')).toMatchObject({
      actorId: guard.userId,
      entityId: jobId,
    });
    await world.brain.kernel.jobs.run('verify-ledger');
    const { check, supply } = await guard.api.buzAdmin.overview({});
    expect(check).toMatchObject({ valid: true, transactions: supply.seq, fault: null });
  });
});
