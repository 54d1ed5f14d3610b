import { signDocument } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, createOffice, key, type Office } from './test-umbrella.ts';

let o: Office;
beforeAll(async () => {
  o = await createOffice();
}, 240_000);
afterAll(() => o.world.close());

describe('a sponsor brings a friend', () => {
  let relationshipId: string;
  let paymentId: string;
  let reportId: string;
  let earnedIn: string;

  test('both sign, the venture earns, the month is calculated to the cent', async () => {
    await o.shares(40_000_000);
    const before = await o.revenue(o.thisMonth(), '500000');
    o.world.clock.advance(60_000);
    const own = await o.active(o.sponsor, o.friend, '1.0');
    expect(own).toMatchObject({ state: 'ACTIVE', side: 'SPONSOR', ratePercent: '1.0' });
    relationshipId = own.id;
    o.nextMonth();
    earnedIn = o.thisMonth();
    reportId = await o.revenue(earnedIn, '1000001');
    o.nextMonth();
    expect((await o.run()).payments).toBe(1);
    expect((await o.run()).payments).toBe(0);
    const [payment] = await o.paymentsOf(relationshipId);
    // (10,000.01 − 500.00) × 40 % = 3,800.00(4); 1 % = 38.00. What was recognised before does not count.
    expect(payment).toMatchObject({
      state: 'CALCULATED',
      month: earnedIn,
      amountMinor: '3800',
      currency: 'CAD',
    });
    expect(payment!.lines).toMatchObject([
      {
        kind: 'ACCRUAL',
        baseMinor: '380000',
        reports: [{ reportId, netMinor: '1000001', part: 40_000_000 }],
      },
    ]);
    expect(before).not.toBe(reportId);
    paymentId = payment!.id;
    const [seen] = await o.paymentsOf(relationshipId, o.sponsor);
    expect(seen!.lines[0]).toMatchObject({ baseMinor: '380000', reports: null, ventureName: null });
  });

  test('strangers find nothing', async () => {
    const { umbrella } = o.stranger.api;
    const params = { relationshipId };
    const body = { reason: 'I want to know.' };
    for (const call of [
      () => umbrella.relationship({ params }),
      () => umbrella.payment({ params: { paymentId } }),
      () => umbrella.sign({ params, body: {} }),
      () => umbrella.withdraw({ params, body }),
      () => umbrella.notice({ params, body: {} }, key()),
      () => umbrella.amend({ params, body: { ratePercent: '0.9' } }, key()),
      () => umbrella.renew({ params, body: {} }, key()),
      () => umbrella.terminate({ params, body }, key()),
      () => umbrella.requestAudit({ params, body }, key()),
      () => umbrella.dispute({ params: { paymentId }, body }, key()),
    ])
      await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(o.stranger.api.umbrellaAdmin.payments({ query: {} })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    expect((await umbrella.payments({ query: { relationshipId } })).items).toEqual([]);
  });

  test('approved, withheld from the payout line, and paid once the sponsor is verified', async () => {
    expect(await o.approve(paymentId)).toMatchObject({ state: 'APPROVED', withheldMinor: '0' });
    await expect(o.pay(paymentId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const { line, paid } = await o.distribute();
    expect(line).toMatchObject({ withheldMinor: '3800' });
    expect(BigInt(line.payoutMinor)).toBe(BigInt(line.amountMinor) - 3800n);
    const sum = paid.lines.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n);
    expect(sum.toString()).toBe(paid.distributedMinor);
    expect(
      paid.lines.filter(({ userId }) => userId !== o.friend.userId).every((one) => one.withheldMinor === '0'),
    ).toBe(true);
    await expect(o.pay(paymentId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await o.verified(o.sponsor);
    expect(await o.pay(paymentId)).toMatchObject({ state: 'PAID', reference: 'TX-1' });
    await expect(o.pay(paymentId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('a correction claws back, and is set off against the next amount', async () => {
    await o.revenue(earnedIn, '500001', reportId);
    const pending = (await o.paymentsOf(relationshipId)).find(({ state }) => state === 'PENDING')!;
    // (5,000.01 − 250.00) × 40 % × 1 % = 19.00
    expect(pending.amountMinor).toBe('-1900');
    const month = o.thisMonth();
    await o.revenue(month, '1000000');
    o.nextMonth();
    await o.run();
    const next = (await o.paymentsOf(relationshipId)).find((one) => one.month === month)!;
    expect(next).toMatchObject({ state: 'CALCULATED', amountMinor: '1900' });
    const [totals] = (await o.sponsor.api.umbrella.relationship({ params: { relationshipId } })).totals;
    expect(totals).toMatchObject({
      earnedMinor: '5700',
      paidMinor: '3800',
      heldMinor: '1900',
      carriedMinor: '0',
    });
  });

  test('every amount can be worked out from the postings', async () => {
    const { items } = await o.billing.api.umbrellaAdmin.journal({
      params: { relationshipId },
      query: { limit: 100 },
    });
    for (const entry of items)
      expect(entry.postings.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n)).toBe(0n);
    const sums = new Map<string, bigint>();
    for (const { account, amountMinor } of items.flatMap(({ postings }) => postings))
      sums.set(account, (sums.get(account) ?? 0n) + BigInt(amountMinor));
    expect(Object.fromEntries(sums)).toEqual({
      RECEIVABLE: 1900n,
      ACCRUED: 0n,
      HELD: -1900n,
      APPROVED: 0n,
      WITHHELD: 0n,
    });
    const { db } = o.kernel.database;
    await expect(db.updateTable('umbrella_postings').set({ amount_minor: 1n }).execute()).rejects.toThrow();
    await expect(db.deleteFrom('umbrella_entries').execute()).rejects.toThrow();
  });

  test('a dispute holds the amount until the hub has answered', async () => {
    const open = (await o.paymentsOf(relationshipId)).find(({ state }) => state === 'CALCULATED')!;
    const params = { paymentId: open.id };
    await o.friend.api.umbrella.dispute({ params, body: { reason: 'It is too much.' } }, key());
    await expect(o.approve(open.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const decided = await o.billing.api.umbrellaAdmin.decide(
      { params, body: { decision: 'UPHOLD', reason: 'The figures are those of the report.' } },
      key(),
    );
    expect(decided).toMatchObject({ state: 'APPROVED', amountMinor: '1900', dispute: null });
  });

  test('notice of one side ends it thirty days later', async () => {
    const { documentId } = await o.friend.api.umbrella.notice(
      { params: { relationshipId }, body: {} },
      key(),
    );
    await signDocument(o.friend.api, documentId, o.friend.name);
    await o.world.settle();
    const own = await o.sponsor.api.umbrella.relationship({ params: { relationshipId } });
    expect(own.endsAt).not.toBeNull();
    o.world.clock.advance(31 * 86_400_000);
    await o.kernel.jobs.run('expire-papers');
    await o.world.settle();
    expect(await o.sponsor.api.umbrella.relationship({ params: { relationshipId } })).toMatchObject({
      state: 'TERMINATED',
    });
  });
});

describe('the graph of sponsors', () => {
  test('no circle closes when its edges are added at the same moment, by the database alone', async () => {
    const { transact, db } = o.kernel.database;
    const [a, b, c] = [o.owner.userId, o.stranger.userId, o.billing.userId];
    const now = o.world.clock.now();
    const edge = (sponsor_id: string, referred_id: string) =>
      transact((tx) =>
        tx
          .insertInto('umbrella_relationships')
          .values({
            id: crypto.randomUUID(),
            kind: 'PRIVATE',
            sponsor_id,
            signer_id: sponsor_id,
            referred_id,
            state: 'ACTIVE',
            rate_tenths: 10,
            pending_until: now,
            activated_at: now,
            created_at: now,
          })
          .execute(),
      );
    const three = await Promise.allSettled([edge(a, b), edge(b, c), edge(c, a)]);
    expect(three.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(three.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'UM001' } });
    const second = await Promise.allSettled([edge(o.sponsor.userId, b), edge(o.sponsor.userId, c)]);
    expect(second.some(({ status }) => status === 'rejected')).toBe(true);
    await expect(edge(a, a)).rejects.toThrow();
    expect(
      await db.selectFrom('umbrella_relationships').selectAll().where('sponsor_id', '=', a).execute(),
    ).toBeDefined();
  });
});
