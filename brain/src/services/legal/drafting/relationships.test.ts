import { signDocument, type Enrolled } from '@smartstart/testkit';
import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createMakers, problemOf, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

let m: Makers;
let zoe: Enrolled;
beforeAll(async () => {
  m = await createMakers();
  zoe = m.eve;
});
afterAll(() => m.close());

type Body = Parameters<Makers['create']>[1];

/** An umbrella agreement of this sponsor and this member. */
const umbrella = (sponsor: Enrolled, member: Enrolled, change: Partial<Body> = {}): Body => ({
  templateCode: 'UMA',
  recipients: [m.signer(sponsor, 'Sponsor'), m.signer(member, 'Member')],
  ...change,
});

async function handedIn(who: Enrolled, body: Body) {
  const { id } = await m.create(who, body);
  return who.api.agreements.submit({ ...m.at(id), body: {} });
}

async function sent(who: Enrolled, body: Body) {
  const { id } = await handedIn(who, body);
  return who.api.agreements.openSigning({ ...m.at(id), body: {} });
}

async function signed(who: Enrolled, body: Body, people: readonly Enrolled[]) {
  const { id } = await sent(who, body);
  for (const person of people) await signDocument(person.api, id, person.name);
  return who.api.agreements.agreement(m.at(id));
}

/** What the person holds of a paper, as access sees it. */
async function heldOf({ userId }: Enrolled, code: string) {
  const facts = await m.security.facts(m.db, userId);
  return facts
    .filter(
      ({ kind, value, until }) => kind === 'PAPER' && value === code && (!until || until > m.clock.now()),
    )
    .map(({ ref, until }) => ({ ref, until: until?.toISOString() ?? null }));
}
const isOpen = async ({ userId }: Enrolled) =>
  (await m.security.stand(m.db, userId, 'UMBRELLA')).missingPapers;
const umaMissing = [expect.objectContaining({ code: 'UMA' })];

describe('an umbrella agreement', () => {
  it('in force gives the paper to both, and the notice of one side ends it thirty days later', async () => {
    const { maker, bea, cyd } = m;
    const uma = await sent(maker, umbrella(maker, bea));
    await signDocument(maker.api, uma.id, maker.name);
    expect(await heldOf(maker, 'UMA')).toEqual([]);
    expect(await isOpen(maker)).toEqual(umaMissing);
    await signDocument(bea.api, uma.id, bea.name);
    const validUntil = addDays(m.clock.now(), 365).toISOString();
    for (const person of [maker, bea]) {
      expect(await heldOf(person, 'UMA')).toEqual([{ ref: '', until: validUntil }]);
      expect(await isOpen(person)).toEqual([]);
      const { items } = await person.api.legal.papers({});
      expect(items.find(({ code }) => code === 'UMA')).toMatchObject({
        status: 'SIGNED',
        documentId: uma.id,
      });
    }
    expect(await isOpen(cyd)).toEqual(umaMissing);

    expect(await refusal(m.create(zoe, { templateCode: 'UMT' }))).toBe('RULE_VIOLATED');
    expect(await refusal(m.create(zoe, { templateCode: 'UMT', concernsId: uma.id }))).toBe('NOT_FOUND');
    expect(await refusal(m.create(maker, { ...umbrella(maker, cyd), concernsId: uma.id }))).toBe(
      'RULE_VIOLATED',
    );
    const notice = await m.create(maker, { templateCode: 'UMT' });
    expect(notice.draft).toMatchObject({
      values: { sponsorName: 'Ada Maker', memberName: 'Bea Member', ratePercent: '1.0' },
      recipients: [
        { userId: maker.userId, kind: 'SIGNER' },
        { userId: bea.userId, kind: 'COPY' },
      ],
    });
    await maker.api.agreements.submit({ ...m.at(notice.id), body: {} });
    await maker.api.agreements.openSigning({ ...m.at(notice.id), body: {} });
    await signDocument(maker.api, notice.id, maker.name);
    const until = addDays(m.clock.now(), 30).toISOString();
    expect(await bea.api.agreements.agreement(m.at(uma.id))).toMatchObject({
      state: 'EFFECTIVE',
      validUntil: until,
      noticeAt: m.clock.now().toISOString(),
    });
    expect(await heldOf(bea, 'UMA')).toEqual([{ ref: '', until }]);
    expect((await m.events('agreement.ended')).at(-1)).toMatchObject({
      documentId: uma.id,
      userIds: [maker.userId, bea.userId],
      reason: 'Ada Maker gave notice: Umbrella Termination Notice.',
      endsAt: until,
    });
    // The other side reads the notice.
    expect(await bea.api.agreements.agreement(m.at(notice.id))).toMatchObject({ state: 'EFFECTIVE' });
    expect(await refusal(m.create(maker, { templateCode: 'UMT' }))).toBe('RULE_VIOLATED');
    m.clock.advance(30 * dayMs);
    await m.kernel.jobs.run('expire-papers');
    expect(await bea.api.agreements.agreement(m.at(uma.id))).toMatchObject({ state: 'TERMINATED' });
    for (const person of [maker, bea]) {
      expect(await heldOf(person, 'UMA')).toEqual([]);
      expect(await isOpen(person)).toEqual(umaMissing);
      const { items } = await person.api.legal.papers({});
      expect(items.some(({ code }) => code === 'UMA')).toBe(false);
    }
    for (const id of [uma.id, notice.id]) expect((await maker.api.legal.verify(m.at(id))).valid).toBe(true);
  });

  it('that ends closes nothing another one opens; which one a notice ends is said', async () => {
    const { maker, bea, cyd, legal, transact } = m;
    const first = await signed(maker, umbrella(maker, bea), [maker, bea]);
    const second = await signed(maker, umbrella(maker, cyd), [maker, cyd]);
    expect((await problemOf(m.create(maker, { templateCode: 'UMT' }))).detail).toContain('more than one');
    // Either side may; services above make the notice for a member without a seat.
    const noticeId = await transact(async (tx) => {
      const id = await legal.createAgreement(tx, { templateCode: 'UMT', creatorId: bea.userId });
      await legal.sendAgreement(tx, { documentId: id, creatorId: bea.userId });
      return id;
    });
    const late = await sent(maker, { templateCode: 'UMT', concernsId: first.id });
    await signDocument(bea.api, noticeId, bea.name);
    expect(await refusal(signDocument(maker.api, late.id, maker.name))).toBe('ILLEGAL_TRANSITION');
    expect(await maker.api.agreements.agreement(m.at(late.id))).toMatchObject({ state: 'SIGNING' });
    m.clock.advance(30 * dayMs);
    await m.kernel.jobs.run('expire-papers');
    expect(await heldOf(bea, 'UMA')).toEqual([]);
    expect(await heldOf(cyd, 'UMA')).toEqual([{ ref: '', until: second.validUntil }]);
    expect(await heldOf(maker, 'UMA')).toEqual([{ ref: '', until: second.validUntil }]);
  });

  it('is signed by both in person, with the terms of its text', async () => {
    const { maker, bea, cyd } = m;
    const wrong: [Partial<Body>, string][] = [
      [{ recipients: [m.signer(maker, 'Sponsor')] }, ''],
      [
        {
          recipients: [
            m.signer(maker, 'Sponsor'),
            { name: 'Guy', email: 'guy@guests.test', role: 'Member', kind: 'SIGNER', step: 1 },
          ],
        },
        'one member each',
      ],
      [{ recipients: [...umbrella(maker, bea).recipients!, m.signer(cyd, 'Witness')] }, 'nobody else'],
      [{ steps: [{ step: 1, needed: 1 }] }, 'Everybody signs'],
      [{ validityDays: 10 }, 'Validity and notice'],
      [{ noticeDays: 0 }, 'Validity and notice'],
    ];
    for (const [change, detail] of wrong)
      expect(await problemOf(handedIn(maker, umbrella(maker, bea, change)))).toMatchObject({
        code: 'RULE_VIOLATED',
        detail: expect.stringContaining(detail),
      });
    const { id } = await sent(maker, umbrella(maker, bea));
    const mine = await maker.api.agreements.agreement(m.at(id));
    expect(mine.permissions).toEqual(['RETRY', 'REMIND', 'CANCEL', 'SIGN', 'DECLINE', 'SHARE', 'COMMENT']);
    const handOn = bea.api.agreements.delegate({
      ...m.at(id),
      body: { userId: cyd.userId, reason: 'You do' },
    });
    expect(await refusal(handOn)).toBe('RULE_VIOLATED');
    const correct = maker.api.agreements.correct({
      params: { documentId: id, position: 2 },
      body: { userId: cyd.userId, reason: 'Somebody else' },
    });
    expect((await problemOf(correct)).detail).toContain('about Bea Member');
    await maker.api.agreements.cancel({ ...m.at(id), body: { reason: 'Not now' } });
  });

  it('renewed after its end, gives the paper anew', async () => {
    const { bea } = m;
    const { id } = await signed(zoe, umbrella(zoe, bea), [zoe, bea]);
    // Nothing else runs out for whom this is about.
    await m.db
      .updateTable('documents')
      .set({ valid_until: addDays(m.clock.now(), 1) })
      .where('id', '=', id)
      .execute();
    m.clock.advance(dayMs);
    await m.kernel.jobs.run('expire-papers');
    expect(await heldOf(bea, 'UMA')).toEqual([]);
    await zoe.api.agreements.renew({ ...m.at(id), body: {} });
    await signDocument(bea.api, id, bea.name);
    expect(await heldOf(bea, 'UMA')).toEqual([]);
    await signDocument(zoe.api, id, zoe.name);
    const until = addDays(m.clock.now(), 365).toISOString();
    for (const person of [zoe, bea]) expect(await heldOf(person, 'UMA')).toEqual([{ ref: '', until }]);
  });
});

describe('a notice or a change', () => {
  it('names the people of its agreement, and reaches both', async () => {
    const { cyd } = m;
    const uma = await signed(zoe, umbrella(zoe, cyd, { values: { ratePercent: '0.7' } }), [zoe, cyd]);
    const notice = await m.create(zoe, { templateCode: 'UMT', concernsId: uma.id });
    const values = { ...notice.draft!.values, memberName: 'Somebody Else' };
    const { rowVersion } = await m.edit(zoe, notice.id, { values }, notice.rowVersion);
    const handIn = () => zoe.api.agreements.submit({ ...m.at(notice.id), body: {} });
    expect((await problemOf(handIn())).detail).toContain('The agreement names Cyd Member');
    const alone = { values: notice.draft!.values, recipients: [notice.draft!.recipients[0]!] };
    const next = await m.edit(zoe, notice.id, alone, rowVersion);
    expect((await problemOf(handIn())).detail).toContain('Cyd Member is a party');
    await m.edit(zoe, notice.id, { recipients: notice.draft!.recipients }, next.rowVersion);
    expect(await handIn()).toMatchObject({ state: 'APPROVED' });

    const change = await m.create(zoe, {
      templateCode: 'UMX',
      concernsId: uma.id,
      values: { ratePercent: '0.9' },
    });
    expect(change.draft!.recipients.map(({ userId, kind }) => [userId, kind])).toEqual([
      [zoe.userId, 'SIGNER'],
      [cyd.userId, 'SIGNER'],
    ]);
    await zoe.api.agreements.submit({ ...m.at(change.id), body: {} });
    await zoe.api.agreements.openSigning({ ...m.at(change.id), body: {} });
    for (const person of [zoe, cyd]) await signDocument(person.api, change.id, person.name);
    const again = await m.create(zoe, { templateCode: 'UMT', concernsId: uma.id });
    expect(again.draft!.values).toMatchObject({ ratePercent: '0.9' });
    expect((await zoe.api.legal.verify(m.at(change.id))).valid).toBe(true);
  });
});

describe('a joint development', () => {
  it('in force gives both the paper for its venture; notice of thirty days ends it', async () => {
    const { maker, bea, cyd } = m;
    const admin = await m.administrator('Lea Legal');
    const ventureId = newId();
    await m.transact((tx) =>
      m.legal.describeVenture(tx, {
        ventureId,
        name: 'Tidal Power',
        ownerId: maker.userId,
        ownerName: maker.name,
        tierCeiling: 1,
      }),
    );
    const joint = (owner: Enrolled): Body => ({
      templateCode: 'JDA',
      ventureId,
      recipients: [m.signer(owner, 'owner'), m.signer(bea, 'partner')],
    });
    expect((await problemOf(handedIn(maker, joint(cyd)))).detail).toContain('As owner signs Ada Maker');
    const { id } = await handedIn(maker, joint(maker));
    const { items } = await admin.api.legalAdmin.reviews({ query: { limit: 100 } });
    await admin.api.legalAdmin.decideReview({
      params: { reviewId: items.find(({ documentId }) => documentId === id)!.id },
      body: { decision: 'APPROVE', reason: 'It is sound' },
    });
    await maker.api.agreements.openSigning({ ...m.at(id), body: {} });
    await signDocument(bea.api, id, bea.name);
    expect(await heldOf(bea, 'JDA')).toEqual([]);
    await signDocument(maker.api, id, maker.name);
    const until = addDays(m.clock.now(), 365).toISOString();
    const missing = async ({ userId }: Enrolled) =>
      (await m.security.stand(m.db, userId, 'JOINT_DEVELOPMENT', ventureId)).missingPapers.map(
        ({ code }) => code,
      );
    for (const person of [maker, bea]) {
      expect(await heldOf(person, 'JDA')).toEqual([{ ref: ventureId, until }]);
      expect(await missing(person)).not.toContain('JDA');
    }
    expect(await missing(cyd)).toContain('JDA');
    await bea.api.legal.withdrawConsent({ ...m.at(id), body: { reason: 'We are done' } });
    expect(await heldOf(maker, 'JDA')).toEqual([
      { ref: ventureId, until: addDays(m.clock.now(), 30).toISOString() },
    ]);
    m.clock.advance(30 * dayMs);
    await m.kernel.jobs.run('expire-papers');
    for (const person of [maker, bea]) {
      expect(await heldOf(person, 'JDA')).toEqual([]);
      expect(await missing(person)).toContain('JDA');
    }
  });
});

describe('a paper that names two people', () => {
  it('cannot be opened alone; the refusal says what to do instead', async () => {
    const { api } = m.bea;
    const open = (code: string) => problemOf(api.legal.openPaper({ params: { code }, body: {} }));
    for (const [code, name] of [
      ['UMA', 'Umbrella Agreement'],
      ['UMT', 'Umbrella Termination Notice'],
      ['UMX', 'Umbrella Amendment'],
      ['JDA', 'Joint Development Agreement'],
    ] as const)
      expect(await open(code)).toMatchObject({
        code: 'RULE_VIOLATED',
        detail: expect.stringContaining(`Make a new agreement from the template “${name}”`),
      });
    expect((await open('JDA')).detail).toContain('after a legal review both sides sign it');
  });
});
