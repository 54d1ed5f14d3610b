import { createWorld, signDocument, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, openMarket, type Market } from './test-market.ts';

let world: World;
let market: Market;

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Applied Arts');
});
afterAll(() => world.close());

describe('applying', () => {
  test('costs 3, with a priced bid 8, and is told to the creator side', async () => {
    const { applicant, subscriber, creator } = market;
    const { id } = await market.open({ title: 'Told to its creator' });
    expect(await market.cost(() => market.apply(id), applicant)).toBe(3);
    const bid = { amountMinor: '450000', currency: 'CAD' };
    expect(await market.cost(() => market.apply(id, subscriber, { bid }), subscriber)).toBe(8);
    expect(await market.told(creator)).toContain('Ana Applicant applies for “Told to its creator”');
    const { items: notices } = await creator.api.notifications.list({
      query: { type: 'application.received' },
    });
    expect(notices[0]!.link).toBe(`/opportunities/${id}?tab=applications`);
    const { items } = await creator.api.applications.ofOpportunity({ ...market.at(id), query: {} });
    expect(items.map(({ applicantName, bid: price, state }) => [applicantName, price, state])).toEqual([
      ['Sue Subscriber', bid, 'PENDING'],
      ['Ana Applicant', null, 'PENDING'],
    ]);
  });

  test('is possible once at a time, and not for one’s own', async () => {
    const { id } = await market.open();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => market.apply(id)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject(code('ALREADY_EXISTS'));
    await expect(market.apply(id, market.creator)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const { items } = await market.applicant.api.applications.mine({ query: { state: 'PENDING' } });
    const mine = items.find(({ opportunityId }) => opportunityId === id)!;
    await market.withdraw(mine.id);
    expect((await market.apply(id)).state).toBe('PENDING');
  });

  test('a bad bid, a guest and an ended one are refused', async () => {
    const { id } = await market.open();
    const bid = { amountMinor: '0', currency: 'CAD' };
    await expect(market.apply(id, market.applicant, { bid })).rejects.toMatchObject(code('INVALID_INPUT'));
    await market.creator.api.opportunities.pause({ ...market.at(id), body: {} });
    // Paused ones are not there for others.
    await expect(market.apply(id)).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('answers', () => {
  test('accepting by oneself sends an agreement to both, who sign it', async () => {
    const { creator, applicant } = market;
    const { id } = await market.open({ places: 2 });
    const { id: applicationId } = await market.apply(id);
    await expect(market.accept(applicationId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await market.review(applicationId)).state).toBe('REVIEWING');
    expect(await market.told(applicant)).toContain(
      'Your application is being read: “Rust engineer for a parser”',
    );
    const accepted = await market.accept(applicationId);
    expect(accepted).toMatchObject({ state: 'ACCEPTED', collaboration: { kind: 'AGREEMENT' }, actions: [] });
    const { documentId } = accepted.collaboration!;
    const text = await applicant.api.legal.document({ params: { documentId: documentId! } });
    expect(text.html).toContain('Write the parser of a small language');
    expect(text.html).toContain('5000.00 CAD');
    expect(text.html).toContain('about 12 hours a week, for 8 weeks');
    expect(await market.told(applicant)).toContain('You are accepted: “Rust engineer for a parser”');
    await signDocument(applicant.api, documentId!, applicant.name);
    await signDocument(creator.api, documentId!, creator.name);
    const { state } = await creator.api.legal.document({ params: { documentId: documentId! } });
    expect(state).toBe('EFFECTIVE');
    const after = await creator.api.opportunities.get(market.at(id));
    expect(after).toMatchObject({ state: 'ACTIVE', taken: 1 });
    await expect(market.apply(id)).rejects.toMatchObject(code('ALREADY_EXISTS'));
  });

  test('the last place fills it and ends the others, whose cost stays', async () => {
    const { applicant, subscriber } = market;
    const { id } = await market.open();
    const [first, second] = [await market.apply(id), await market.apply(id, subscriber)];
    await market.review(first.id);
    expect(await market.cost(() => market.accept(first.id), applicant)).toBe(0);
    expect(await market.creator.api.opportunities.get(market.at(id))).toMatchObject({ state: 'FILLED' });
    expect(await subscriber.api.applications.get(market.of(second.id))).toMatchObject({ state: 'EXPIRED' });
    expect(await market.told(subscriber)).toContain(
      '“Rust engineer for a parser” has ended before your application was decided',
    );
    await expect(market.review(second.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('of a venture: its invitation with the role, and papers that wait', async () => {
    const { owner, lead, ventureId } = market;
    const candidate = await market.person('Vera Venturer', 1);
    const { id } = await market.open({ ventureId, seatRole: 'ADVISER' }, owner);
    const { id: applicationId } = await market.apply(id, candidate);
    await market.review(applicationId, lead);
    const accepted = await market.accept(applicationId, owner);
    expect(accepted.collaboration).toMatchObject({ kind: 'VENTURE_INVITATION', ventureId });
    // A second place before the answer goes with the same invitation.
    const second = await market.open({ ventureId }, owner);
    const again = await market.apply(second.id, candidate);
    await market.review(again.id, owner);
    expect((await market.accept(again.id, owner)).collaboration).toEqual(accepted.collaboration);
    const { items } = await candidate.api.ventures.myInvitations({ query: {} });
    expect(items).toMatchObject([{ id: accepted.collaboration!.invitationId, role: 'ADVISER' }]);
    await candidate.api.ventures.accept({ params: { invitationId: items[0]!.id }, body: {} });
    const { missingPapers } = await candidate.api.access.check({
      query: { action: 'JOIN_VENTURE', ventureId },
    });
    expect(missingPapers.map((paper) => paper.code).sort()).toEqual(['IAA', 'PCA', 'PPNA']);
  });

  test('a member of the venture is taken without an invitation', async () => {
    const { owner, contributor, ventureId } = market;
    await market.wealthy(contributor);
    const { id } = await market.open({ ventureId, visibility: 'VENTURE_ONLY' }, owner);
    const { id: applicationId } = await market.apply(id, contributor);
    await market.review(applicationId, owner);
    expect((await market.accept(applicationId, owner)).collaboration).toMatchObject({
      kind: 'VENTURE_MEMBER',
      invitationId: null,
    });
  });

  test('rejecting needs a reason, which the person is told', async () => {
    const { id } = await market.open({ title: 'One that is rejected' });
    const { id: applicationId } = await market.apply(id);
    await market.review(applicationId);
    expect(await market.reject(applicationId)).toMatchObject({
      state: 'REJECTED',
      reason: 'Somebody else fits better.',
    });
    expect(await market.told(market.applicant)).toContain(
      'Your application for “One that is rejected” was not successful',
    );
    await expect(market.accept(applicationId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(market.withdraw(applicationId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });
});

describe('a cancelled opportunity', () => {
  test('gives back what undecided applications cost, and nothing else', async () => {
    const { applicant, subscriber, creator } = market;
    const third = await market.person('Theo Third', 1);
    const { id } = await market.open({ places: 3 });
    const bid = { amountMinor: '100', currency: 'CAD' };
    await market.apply(id);
    await market.apply(id, subscriber, { bid });
    const rejected = await market.apply(id, third);
    await market.review(rejected.id);
    await market.reject(rejected.id);
    const before = [
      await market.wealth(applicant),
      await market.wealth(subscriber),
      await market.wealth(third),
    ];
    expect(await market.cost(() => market.cancel(id))).toBe(0);
    const after = [
      await market.wealth(applicant),
      await market.wealth(subscriber),
      await market.wealth(third),
    ];
    expect(after.map((one, index) => one - before[index]!)).toEqual([3, 8, 0]);
    await expect(market.cancel(id, creator)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });
});

describe('races', () => {
  test('two acceptances of the last place are one', async () => {
    const { id } = await market.open();
    const all = [await market.apply(id), await market.apply(id, market.subscriber)];
    for (const one of all) await market.review(one.id);
    const tries = await Promise.allSettled(all.map((one) => market.accept(one.id)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: code('ILLEGAL_TRANSITION'),
    });
    const { items } = await market.creator.api.applications.ofOpportunity({ ...market.at(id), query: {} });
    expect(items.map(({ state }) => state).sort()).toEqual(['ACCEPTED', 'EXPIRED']);
    expect(await market.creator.api.opportunities.get(market.at(id))).toMatchObject({
      state: 'FILLED',
      taken: 1,
    });
  });

  test('an acceptance repeated eight times is one collaboration', async () => {
    const { id } = await market.open({ places: 5 });
    const { id: applicationId } = await market.apply(id);
    await market.review(applicationId);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => market.accept(applicationId)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await market.creator.api.opportunities.get(market.at(id))).toMatchObject({ taken: 1 });
  });

  test('withdrawing against accepting: one of both happens, and the place follows', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await market.open({ places: 2 });
      const { id: applicationId } = await market.apply(id);
      await market.review(applicationId);
      const [accepted, withdrawn] = await Promise.allSettled([
        market.accept(applicationId),
        market.withdraw(applicationId),
      ]);
      expect([accepted!.status, withdrawn!.status].sort()).toEqual(['fulfilled', 'rejected']);
      const { state } = await market.applicant.api.applications.get(market.of(applicationId));
      expect(state).toBe(accepted!.status === 'fulfilled' ? 'ACCEPTED' : 'WITHDRAWN');
      const { taken } = await market.creator.api.opportunities.get(market.at(id));
      expect(taken).toBe(state === 'ACCEPTED' ? 1 : 0);
    }
  });

  test('a cancellation in mid-acceptance: the collaboration is there, or nothing of it', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await market.open({ places: 2 });
      const { id: applicationId } = await market.apply(id);
      await market.review(applicationId);
      const [accepted, cancelled] = await Promise.allSettled([
        market.accept(applicationId),
        market.cancel(id),
      ]);
      expect(cancelled!.status).toBe('fulfilled');
      const application = await market.applicant.api.applications.get(market.of(applicationId));
      if (accepted!.status === 'fulfilled') {
        expect(application).toMatchObject({ state: 'ACCEPTED', collaboration: { kind: 'AGREEMENT' } });
        expect(application.collaboration!.documentId).not.toBeNull();
      } else {
        expect(accepted).toMatchObject({ reason: code('ILLEGAL_TRANSITION') });
        expect(application).toMatchObject({ state: 'EXPIRED', collaboration: null });
      }
    }
  });

  test('applying against cancelling leaves nobody waiting for an answer', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await market.open();
      const spent = await market.cost(async () => {
        await Promise.allSettled([market.apply(id), market.cancel(id)]);
      }, market.applicant);
      expect(spent).toBe(0);
      const { items } = await market.creator.api.applications.ofOpportunity({ ...market.at(id), query: {} });
      expect(items.every(({ state }) => state === 'EXPIRED')).toBe(true);
    }
  });
});

describe('strangers', () => {
  test('are refused on every route', async () => {
    const { stranger, applicant } = market;
    const { id } = await market.open();
    const { id: applicationId } = await market.apply(id);
    const { api } = stranger;
    const at = market.of(applicationId);
    const hidden = [
      () => api.applications.get(at),
      () => api.applications.open({ ...at, body: {} }),
      () => api.applications.accept({ ...at, body: {} }, key()),
      () => api.applications.reject({ ...at, body: { reason: 'Because I can.' } }),
      () => api.applications.withdraw({ ...at, body: {} }),
    ];
    for (const one of hidden) await expect(one()).rejects.toMatchObject(code('NOT_FOUND'));
    // What they can see is not theirs to read into.
    await expect(api.applications.ofOpportunity({ ...market.at(id), query: {} })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    // The applicant does not decide; the creator does not withdraw.
    await expect(applicant.api.applications.open({ ...at, body: {} })).rejects.toMatchObject(
      code('GATE_BLOCKED'),
    );
    await expect(market.withdraw(applicationId, market.creator)).rejects.toMatchObject(code('NOT_FOUND'));
    const seen = await applicant.api.applications.get(at);
    expect(seen.components).toBeNull();
  });
});

describe('services', () => {
  test('publishing costs 5, asking nothing, and accepting makes the creator the provider', async () => {
    const { creator, applicant } = market;
    const { id: draftId } = await creator.api.serviceOffers.create({ body: market.service }, key());
    expect(await market.cost(() => market.publish(draftId))).toBe(5);
    const { items } = await applicant.api.serviceOffers.list({ query: { q: 'review' } });
    expect(items.map((one) => one.id)).toContain(draftId);
    expect((await applicant.api.opportunities.list({ query: { q: 'review' } })).items).toEqual([]);
    let asked!: { id: string };
    expect(
      await market.cost(async () => {
        asked = await market.apply(draftId, applicant);
      }, applicant),
    ).toBe(0);
    await market.review(asked.id);
    const { collaboration } = await market.accept(asked.id);
    const { html } = await applicant.api.legal.document({
      params: { documentId: collaboration!.documentId! },
    });
    expect(html).toMatch(/Ana Applicant[^<]*<?[^"]*called "the client"/);
    expect(await market.told(creator)).toContain('Ana Applicant asks for your service');
  });

  test('are changed by their own route only', async () => {
    const { creator } = market;
    const { id, version } = await market.offer();
    const edited = await creator.api.serviceOffers.edit(
      { ...market.at(id), body: { skills: [{ name: 'Go', level: 4 }] } },
      { ifMatch: `"${version}"` },
    );
    expect(edited.requiredSkills).toEqual([{ name: 'Go', level: 4 }]);
    await expect(market.edit(id, { title: 'Another title' })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(
      market.stranger.api.serviceOffers.edit(
        { ...market.at(id), body: { title: 'Mine now' } },
        { ifMatch: `"${edited.version}"` },
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });
});
