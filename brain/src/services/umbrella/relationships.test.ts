import { enrol, platformPapers, signDocument, signPaper, type Enrolled } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, createOffice, key, match, type Office } from './test-umbrella.ts';

let o: Office;
beforeAll(async () => {
  o = await createOffice();
}, 240_000);
afterAll(() => o.world.close());

const member = (name: string) => enrol(o.world, name, 'MEMBER');
const tokenOf = (link: string | null) => link!.split('/').at(-1)!;
const days = (count: number) => o.world.clock.advance(count * dayMs);
const told = async (who: Enrolled) =>
  (await who.api.notifications.list({ query: { limit: 50 } })).items.map(({ title }) => title);
/** Of several at the same moment, how many succeeded, and the codes of the others. */
async function outcomes(calls: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(calls);
  return {
    done: settled.filter(({ status }) => status === 'fulfilled').length,
    codes: settled.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { problem: { code: string } }).problem.code] : [],
    ),
  };
}

describe('an invitation', () => {
  let ivy: Enrolled;

  test('by e-mail reaches the addressee alone, once, and leads to the agreement', async () => {
    ivy = await member('Ivy Invited');
    const { umbrella } = o.sponsor.api;
    const body = { email: ivy.email, ratePercent: '0.7', message: 'Come along.' };
    const sent = await umbrella.invite({ body }, key());
    expect(sent).toMatchObject({ state: 'PENDING', link: null, email: ivy.email });
    await expect(umbrella.invite({ body }, key())).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await expect(umbrella.invite({ body: { email: o.sponsor.email } }, key())).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await o.world.settle();
    expect(await told(ivy)).toContain('Sam Sponsor would like to be your sponsor');
    const params = { invitationId: sent.id };
    const stranger = o.stranger.api.umbrella;
    for (const call of [
      () => stranger.cancelInvitation({ params, body: {} }),
      () => stranger.resendInvitation({ params, body: {} }),
      () => stranger.acceptInvitation({ params, body: {} }, key()),
      () => stranger.acceptInvitation({ params, body: { token: 'x'.repeat(43) } }, key()),
      () => stranger.declineInvitation({ params, body: {} }),
      () => stranger.invitationByLink({ params: { token: 'x'.repeat(43) } }),
    ])
      await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
    const received = await ivy.api.umbrella.invitations({ query: { direction: 'RECEIVED' } });
    expect(received.items).toMatchObject([{ id: sent.id, sponsorName: 'Sam Sponsor' }]);
    expect((await stranger.invitations({ query: { direction: 'RECEIVED' } })).items).toEqual([]);
    const made = await ivy.api.umbrella.acceptInvitation({ params, body: {} }, key());
    expect(made).toMatchObject({ state: 'PENDING_AGREEMENT', ratePercent: '0.7', side: 'REFERRED' });
    await expect(ivy.api.umbrella.acceptInvitation({ params, body: {} }, key())).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await signDocument(ivy.api, made.documentId!, ivy.name);
    await signDocument(o.sponsor.api, made.documentId!, o.sponsor.name);
    await o.world.settle();
    expect(await ivy.api.umbrella.relationship({ params: { relationshipId: made.id } })).toMatchObject({
      state: 'ACTIVE',
    });
    expect(await told(ivy)).toContain('Your umbrella with Sam Sponsor is active');
  });

  test('as a link is for one: of two who open it at the same moment, one is accepted', async () => {
    const [one, two] = [await member('Otto One'), await member('Tess Two')];
    const { id, link } = await o.sponsor.api.umbrella.invite({ body: {} }, key());
    const token = tokenOf(link);
    expect(await one.api.umbrella.invitationByLink({ params: { token } })).toMatchObject({
      invitationId: id,
      sponsorName: 'Sam Sponsor',
      state: 'PENDING',
    });
    const accept = (who: Enrolled) =>
      who.api.umbrella.acceptInvitation({ params: { invitationId: id }, body: { token } }, key());
    expect(await outcomes([accept(one), accept(two)])).toEqual({ done: 1, codes: ['ILLEGAL_TRANSITION'] });
  });

  test('out of time counts no more; sent again its old link leads nowhere', async () => {
    const late = await member('Lara Late');
    const { id, link } = await o.sponsor.api.umbrella.invite({ body: {} }, key());
    const params = { invitationId: id };
    days(31);
    const old = tokenOf(link);
    expect(await late.api.umbrella.invitationByLink({ params: { token: old } })).toMatchObject({
      state: 'EXPIRED',
    });
    await expect(
      late.api.umbrella.acceptInvitation({ params, body: { token: old } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const again = await o.sponsor.api.umbrella.resendInvitation({ params, body: {} });
    await expect(late.api.umbrella.invitationByLink({ params: { token: old } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    expect(
      await late.api.umbrella.invitationByLink({ params: { token: tokenOf(again.link) } }),
    ).toMatchObject({
      state: 'PENDING',
    });
    await o.sponsor.api.umbrella.cancelInvitation({ params, body: {} });
    await expect(
      late.api.umbrella.acceptInvitation({ params, body: { token: tokenOf(again.link) } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('that was declined is not sent again to the same address', async () => {
    const nora = await member('Nora No');
    const body = { email: nora.email };
    const { id } = await o.sponsor.api.umbrella.invite({ body }, key());
    await nora.api.umbrella.declineInvitation({ params: { invitationId: id }, body: {} });
    await expect(o.sponsor.api.umbrella.invite({ body }, key())).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(
      o.sponsor.api.umbrella.resendInvitation({ params: { invitationId: id }, body: {} }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('for the hub is for those it appointed', async () => {
    const body = { kind: 'HUB' as const };
    await expect(o.sponsor.api.umbrella.invite({ body }, key())).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await o.billing.api.umbrella.invite({ body }, key())).toMatchObject({ kind: 'HUB' });
  });
});

describe('two at the same moment', () => {
  test('who each become the sponsor of the next close no circle', async () => {
    const [ann, ben, cat] = [
      await member('Ann Above'),
      await member('Ben Below'),
      await member('Cat Corner'),
    ];
    const edges = [
      [ann, ben],
      [ben, cat],
      [cat, ann],
    ] as const;
    const made = [];
    for (const [from, to] of edges) {
      const { id, documentId } = await from.api.umbrella.propose({ body: { userId: to.userId } }, key());
      await signDocument(from.api, documentId!, from.name);
      made.push({ id, documentId: documentId!, from, to });
    }
    await Promise.all(made.map(({ documentId, to }) => signDocument(to.api, documentId, to.name)));
    await o.world.settle();
    const seen = await Promise.all(
      made.map(({ id, from }) => from.api.umbrella.relationship({ params: { relationshipId: id } })),
    );
    expect(seen.map(({ state }) => state).toSorted()).toEqual(['ACTIVE', 'ACTIVE', 'TERMINATED']);
    expect(seen.find(({ state }) => state === 'TERMINATED')!.endReason).toContain('circle');
    // Nor from both sides of one pair.
    const back = cat.api.umbrella.propose({ body: { userId: ben.userId } }, key());
    const refused = await back.catch((error: { problem: { code: string } }) => error.problem.code);
    expect(['ALREADY_EXISTS', 'RULE_VIOLATED']).toContain(refused);
  });

  test('who sponsor the same member: one becomes the sponsor, the other proposal lapses with a reason', async () => {
    const [cleo, dan, eve] = [await member('Cleo'), await member('Dan'), await member('Eve')];
    const proposals = await Promise.all(
      [cleo, dan].map(async (who) => {
        const made = await who.api.umbrella.propose({ body: { userId: eve.userId } }, key());
        await signDocument(who.api, made.documentId!, who.name);
        return made;
      }),
    );
    await Promise.all(proposals.map(({ documentId }) => signDocument(eve.api, documentId!, eve.name)));
    await o.world.settle();
    const { items } = await eve.api.umbrella.relationships({ query: { side: 'REFERRED' } });
    expect(items.map(({ state }) => state).toSorted()).toEqual(['ACTIVE', 'TERMINATED']);
    expect(items.find(({ state }) => state === 'TERMINATED')!.endReason).toContain('active sponsor');
    const late = await member('Luke');
    await expect(late.api.umbrella.propose({ body: { userId: eve.userId } }, key())).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
  });
});

describe('the life of a relationship', () => {
  let relationshipId: string;
  const read = () => o.friend.api.umbrella.relationship({ params: { relationshipId } });

  test('a proposal nobody signs lapses after 30 days', async () => {
    const slow = await member('Sid Slow');
    const { id } = await o.sponsor.api.umbrella.propose({ body: { userId: slow.userId } }, key());
    days(31);
    await o.kernel.jobs.run('expire-signing');
    await o.world.settle();
    expect(await slow.api.umbrella.relationship({ params: { relationshipId: id } })).toMatchObject({
      state: 'TERMINATED',
    });
  });

  test('an amendment counts from the next month, and earlier revenue keeps its rate', async () => {
    await o.shares(50_000_000);
    o.nextMonth();
    relationshipId = (await o.active(o.sponsor, o.friend, '1.0')).id;
    const params = { relationshipId };
    const first = o.thisMonth();
    await o.revenue(first, '400000');
    const { documentId } = await o.friend.api.umbrella.amend({ params, body: { ratePercent: '0.5' } }, key());
    await expect(
      o.sponsor.api.umbrella.amend({ params, body: { ratePercent: '0.6' } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await signDocument(o.friend.api, documentId, o.friend.name);
    await o.world.settle();
    expect(await read()).toMatchObject({ ratePercent: '1.0', nextRate: null });
    await signDocument(o.sponsor.api, documentId, o.sponsor.name);
    await o.world.settle();
    expect(await read()).toMatchObject({ ratePercent: '1.0', nextRate: { ratePercent: '0.5' } });
    o.nextMonth();
    expect(await read()).toMatchObject({ ratePercent: '0.5', nextRate: null });
    await o.run();
    const [payment] = await o.paymentsOf(relationshipId);
    // 4,000 − 5 % = 3,800; half of it is 1,900; 1 % = 19.00.
    expect(payment).toMatchObject({ month: first, amountMinor: '1900', lines: [{ ratePercent: '1.0' }] });
  });

  test('two approvals at the same moment approve once, two payouts pay once', async () => {
    const [settled] = await o.paymentsOf(relationshipId);
    const { id: paymentId, version } = settled!;
    const params = { paymentId };
    const office = o.billing.api.umbrellaAdmin;
    const approve = () => office.approve({ params, body: {} }, { ...key(), ...match(version) });
    const first = await outcomes([approve(), approve()]);
    expect(first.done).toBe(1);
    expect(['EDIT_CONFLICT', 'ILLEGAL_TRANSITION']).toContain(first.codes[0]);
    await o.distribute();
    await o.verified(o.sponsor);
    const seen = await o.billing.api.umbrella.payment({ params });
    expect(seen).toMatchObject({ state: 'APPROVED', blocked: null, withheldMinor: '1900' });
    const pay = () =>
      office.pay(
        { params, body: { outcome: 'PAID', reference: 'TX-9' } },
        { ...key(), ...match(seen.version) },
      );
    expect((await outcomes([pay(), pay()])).done).toBe(1);
    const { items } = await office.journal({ params: { relationshipId }, query: { limit: 100 } });
    const kinds = items.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['ACCRUAL', 'APPROVAL', 'HOLD', 'PAYMENT', 'WITHHOLDING']);
    await o.world.settle();
    expect(await told(o.sponsor)).toContain('An amount from your umbrella with Fred Friend was paid to you');
    expect(await told(o.friend)).toContain('The share of your sponsor Sam Sponsor is approved');
  });

  test('two runs at the same moment settle once', async () => {
    await o.revenue(o.thisMonth(), '1000000');
    o.nextMonth();
    const runs = await Promise.all([o.run(), o.run()]);
    expect(runs.reduce((sum, { payments }) => sum + payments, 0)).toBe(1);
    expect(runs.every(({ failures }) => failures === 0)).toBe(true);
  });

  test('suspended, nothing moves until the hub has decided, and what waited counts then', async () => {
    const params = { relationshipId };
    const body = { reason: 'A complaint is looked into.' };
    const office = o.billing.api.umbrellaAdmin;
    const open = (await o.paymentsOf(relationshipId)).find(({ state }) => state === 'CALCULATED')!;
    expect(await office.suspend({ params, body }, key())).toMatchObject({ state: 'SUSPENDED' });
    await expect(o.approve(open.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(o.friend.api.umbrella.notice({ params, body: {} }, key())).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await o.revenue(o.thisMonth(), '1000000');
    o.nextMonth();
    expect(await o.run()).toMatchObject({ payments: 0 });
    expect(await office.reinstate({ params, body }, key())).toMatchObject({ state: 'ACTIVE' });
    expect(await o.run()).toMatchObject({ payments: 1 });
    expect(await o.approve(open.id)).toMatchObject({ state: 'APPROVED' });
    await o.world.settle();
    expect(await told(o.friend)).toContain('Your umbrella with Sam Sponsor is suspended');
  });

  test('an audit is answered once, and nobody decides on a relationship of their own', async () => {
    const params = { relationshipId };
    const asked = await o.sponsor.api.umbrella.requestAudit(
      { params, body: { reason: 'All of it.' } },
      key(),
    );
    await expect(
      o.sponsor.api.umbrella.requestAudit({ params, body: { reason: 'Once more.' } }, key()),
    ).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const answer = { params: { caseId: asked.id }, body: { answer: 'Every line was worked out anew.' } };
    expect(await o.billing.api.umbrellaAdmin.answer(answer, key())).toMatchObject({ outcome: 'ANSWERED' });
    await expect(o.billing.api.umbrellaAdmin.answer(answer, key())).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    const own = await o.billing.api.umbrella.propose({ body: { userId: o.stranger.userId } }, key());
    await expect(
      o.billing.api.umbrellaAdmin.suspend(
        { params: { relationshipId: own.id }, body: { reason: 'It is mine.' } },
        key(),
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('no part of the office is open to members', async () => {
    const office = o.stranger.api.umbrellaAdmin;
    const [payment] = await o.paymentsOf(relationshipId);
    const params = { relationshipId };
    const at = { params: { paymentId: payment!.id } };
    const versioned = { ...key(), ...match(payment!.version) };
    const body = { reason: 'I want it.' };
    for (const call of [
      () => office.preview({ query: {} }),
      () => office.calculate({ body: {} }, key()),
      () => office.runs({ query: {} }),
      () => office.payments({ query: {} }),
      () => office.approve({ ...at, body: {} }, versioned),
      () => office.pay({ ...at, body: { outcome: 'PAID', reference: 'X' } }, versioned),
      () => office.retry({ ...at, body: {} }, key()),
      () => office.decide({ ...at, body: { decision: 'UPHOLD', reason: 'Mine.' } }, key()),
      () => office.relationships({ query: {} }),
      () => office.suspend({ params, body }, key()),
      () => office.reinstate({ params, body }, key()),
      () => office.terminate({ params, body }, key()),
      () => office.cases({ query: {} }),
      () => office.answer({ params: { caseId: payment!.id }, body: { answer: 'Yes.' } }, key()),
      () => office.flags({ query: {} }),
      () => office.journal({ params, query: {} }),
      () => office.settings({}),
      () => office.setSettings({ body: { fromMonth: '2099-01', minimumUnits: 1, capUnits: 2 } }, key()),
    ])
      await expect(call()).rejects.toMatchObject(code('FORBIDDEN'));
    const statement = await o.stranger.api.umbrella.statement({ params: { year: 2026 }, query: {} });
    expect(statement.currencies).toEqual([]);
  });

  test('after its 365 days it is over until both have signed a renewal; nothing between counts', async () => {
    const params = { relationshipId };
    const { validUntil } = await read();
    o.world.clock.advance(new Date(validUntil!).getTime() - o.world.clock.now().getTime() + dayMs);
    await o.kernel.jobs.run('expire-papers');
    await o.world.settle();
    // Some of their own papers were for a year, too.
    for (const who of [o.sponsor, o.friend]) {
      const { items } = await who.api.legal.papers({});
      const over = items.filter(
        ({ code: paper, status }) => platformPapers.includes(paper) && status !== 'SIGNED',
      );
      for (const { code: paper } of over) await signPaper(who.api, who.name, paper);
    }
    await o.world.settle();
    expect(await read()).toMatchObject({ state: 'EXPIRED', endedAt: null });
    const { documentId } = await o.friend.api.umbrella.renew({ params, body: {} }, key());
    expect(await o.friend.api.umbrella.renew({ params, body: {} }, key())).toEqual({ documentId });
    expect(await read()).toMatchObject({ waiting: [{ what: 'RENEWAL', documentId, ratePercent: '0.5' }] });
    await signDocument(o.friend.api, documentId, o.friend.name);
    await signDocument(o.sponsor.api, documentId, o.sponsor.name);
    await o.world.settle();
    const renewed = await read();
    expect(renewed).toMatchObject({ state: 'ACTIVE', documentId, waiting: [] });
    expect(renewed.validUntil! > validUntil!).toBe(true);
    const { db } = o.kernel.database;
    const periods = await db
      .selectFrom('umbrella_periods')
      .selectAll()
      .where('relationship_id', '=', relationshipId)
      .orderBy('from_at')
      .execute();
    expect(periods).toHaveLength(2);
    expect(periods[0]!.to_at).toEqual(new Date(validUntil!));
    expect(periods[1]!.to_at).toBeNull();
  });
});
