import { addDays } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createParties, refusal, type Parties } from '../test-parties.ts';

let parties: Parties;
let owner: string;
let ventureId: string;
beforeAll(async () => {
  parties = await createParties();
  owner = await parties.member('Olga Owner');
  ventureId = await parties.venture(owner, 'Acme <b>Labs</b>', 1);
});
afterAll(() => parties.close());

const joining = ['PPNA', 'IAA', 'PCA'];

async function joiner(name = 'Paul Participant'): Promise<string> {
  const userId = await parties.member(name);
  await parties.ask(userId, ventureId, joining);
  return userId;
}

const refsOf = async (userId: string) =>
  (await parties.security.facts(parties.db, userId))
    .filter((fact) => fact.kind === 'PAPER' && fact.ref === ventureId)
    .map((fact) => fact.value)
    .sort();

describe('papers of a venture', () => {
  it('can be opened when they were asked for only', async () => {
    const { as, member, open, ask } = parties;
    const paul = await member();
    expect(await refusal(open(paul, 'PPNA', { ventureId }))).toBe('NOT_FOUND');
    await ask(paul, ventureId, ['PPNA']);
    const copy = await open(paul, 'PPNA', { ventureId });
    expect(copy).toMatchObject({ ventureId, tier: 0, state: 'SIGNING' });
    expect(copy.html).toContain('Acme &lt;b&gt;Labs&lt;/b&gt;');
    expect(await refusal(open(paul, 'PPNA', { ventureId, tier: 1 }))).toBe('NOT_FOUND');
    expect(await refusal(open(paul, 'PCA', { ventureId }))).toBe('NOT_FOUND');
    const listed = (await as(paul).legal.papers({})).items.filter((paper) => paper.ventureId === ventureId);
    expect(listed).toEqual([
      expect.objectContaining({
        code: 'PPNA',
        status: 'REQUIRED',
        tier: 0,
        ventureName: 'Acme <b>Labs</b>',
        documentId: copy.id,
      }),
    ]);
  });

  it('with the owner’s signature in advance take effect with the reader’s, and its evidence holds', async () => {
    const { as, clock, openAndSign, security, db, events } = parties;
    const paul = await joiner();
    const signed = await openAndSign(paul, 'PPNA', { ventureId });
    expect(signed).toMatchObject({ state: 'EFFECTIVE', validUntil: addDays(clock.now(), 90).toISOString() });
    expect(signed.signers.map(({ role, mode, state, name }) => [role, mode, state, name])).toEqual([
      ['reader', 'SELF', 'SIGNED', 'Paul Participant'],
      ['owner', 'STANDING', 'SIGNED', 'Olga Owner'],
    ]);
    const { records } = await as(paul).legal.evidence({ params: { documentId: signed.id } });
    const standing = (JSON.parse(records[1]!.record) as { standing: { record: string } }).standing;
    expect(JSON.parse(standing.record)).toMatchObject({
      act: 'STANDING',
      code: 'PPNA',
      ventureId,
      tierCeiling: 1,
      signer: { id: owner, name: 'Olga Owner' },
      ip: '127.0.0.1',
    });
    expect(records[1]!.previousHash).toBe(records[0]!.recordHash);
    expect((await as(paul).legal.verify({ params: { documentId: signed.id } })).valid).toBe(true);
    expect(await refsOf(paul)).toEqual(['PPNA']);
    expect((await security.facts(db, owner)).some((fact) => fact.value === 'PPNA')).toBe(false);
    expect((await events('document.effective')).at(-1)).toEqual({
      documentId: signed.id,
      code: 'PPNA',
      ventureId,
      tier: 0,
      state: 'EFFECTIVE',
      userIds: [paul, owner],
    });
  });

  it('count for the owner where both sides assign: IAA', async () => {
    const paul = await joiner();
    const signed = await parties.openAndSign(paul, 'IAA', { ventureId });
    expect(signed).toMatchObject({ state: 'EFFECTIVE', validUntil: null });
    expect(await refsOf(paul)).toEqual(['IAA']);
    expect(await refsOf(owner)).toContain('IAA');
  });

  it('wait for the owner where each copy is signed in person: PCA', async () => {
    const { as, openAndSign, sign, legal, db, security, events, member } = parties;
    const paul = await joiner();
    const half = await openAndSign(paul, 'PCA', { ventureId });
    expect(half).toMatchObject({ state: 'SIGNING', youAreDue: false });
    expect(await refusal(sign(paul, half))).toBe('ILLEGAL_TRANSITION');
    expect(await security.facts(db, paul)).not.toContainEqual(expect.objectContaining({ value: 'PCA' }));
    expect(await legal.awaiting(db, owner, ventureId)).toContainEqual({
      documentId: half.id,
      signerId: paul,
      code: 'PCA',
    });
    expect((await events('document.waiting')).at(-1)).toEqual({
      userId: owner,
      documentId: half.id,
      code: 'PCA',
      ventureId,
    });
    const due = await as(owner).legal.documents({ query: { due: 'true' } });
    expect(due.items.map((item) => item.id)).toContain(half.id);
    const eve = await member();
    expect(await refusal(sign(eve, half))).toBe('NOT_FOUND');
    expect(await sign(owner, half)).toMatchObject({ state: 'EFFECTIVE' });
    expect(
      (await as(owner).legal.verify({ params: { documentId: half.id } })).checks.filter(
        (check) => !check.passed,
      ),
    ).toEqual([]);
    expect(await refsOf(paul)).toEqual(['PCA']);
    expect(await refsOf(owner)).toContain('PCA');
    expect(await legal.awaiting(db, owner, ventureId)).not.toContainEqual(
      expect.objectContaining({ documentId: half.id }),
    );
  });

  it('are not shown to the owner before their turn', async () => {
    const { as, open } = parties;
    const paul = await joiner();
    const copy = await open(paul, 'PCA', { ventureId });
    expect(await refusal(as(owner).legal.document({ params: { documentId: copy.id } }))).toBe('NOT_FOUND');
    const list = await as(owner).legal.documents({ query: {} });
    expect(list.items.map((item) => item.id)).not.toContain(copy.id);
  });

  it('are signed by the owner too when signature and countersignature of two people arrive at once', async () => {
    const { openAndSign, sign } = parties;
    const people = await Promise.all([joiner(), joiner()]);
    const halves = await Promise.all(people.map((userId) => openAndSign(userId, 'PCA', { ventureId })));
    const answers = await Promise.all(halves.map((half) => sign(owner, half)));
    expect(answers.map((answer) => answer.state)).toEqual(['EFFECTIVE', 'EFFECTIVE']);
    for (const userId of people) expect(await refsOf(userId)).toEqual(['PCA']);
  });

  it('fall back to the owner in person without a signature for this version', async () => {
    const { sign, member, ask, openAndSign, transact, legal } = parties;
    const [olga, paul] = [await member('Second Owner'), await member()];
    const other = newId();
    await transact((tx) =>
      legal.describeVenture(tx, {
        ventureId: other,
        name: 'New',
        ownerId: olga,
        ownerName: 'Second Owner',
        tierCeiling: 0,
      }),
    );
    await ask(paul, other, ['PPNA']);
    const half = await openAndSign(paul, 'PPNA', { ventureId: other });
    expect(half).toMatchObject({ state: 'SIGNING', youAreDue: false });
    expect(await legal.awaiting(parties.db, olga, other)).toHaveLength(1);
    expect(await sign(olga, half)).toMatchObject({ state: 'EFFECTIVE' });
  });

  it('give the owner a copy without counterparty and without end', async () => {
    const { ask, openAndSign, open, security, db } = parties;
    await ask(owner, ventureId, joining, 1);
    const own = await openAndSign(owner, 'PPNA', { ventureId });
    expect(own).toMatchObject({ state: 'EFFECTIVE', validUntil: null, tier: 1 });
    expect(own.signers).toHaveLength(1);
    expect(await security.facts(db, owner)).toContainEqual(
      expect.objectContaining({ value: 'PPNA', ref: ventureId, tier: 1, until: null }),
    );
    for (const code of ['PCA', 'IAA'])
      expect(await refusal(open(owner, code, { ventureId }))).toBe('RULE_VIOLATED');
  });

  it('keep to the ceiling of the venture', async () => {
    const { ask, open } = parties;
    const paul = await joiner();
    await ask(paul, ventureId, ['PPNA'], 2);
    expect(await refusal(open(paul, 'PPNA', { ventureId, tier: 2 }))).toBe('RULE_VIOLATED');
    expect(await open(paul, 'PPNA', { ventureId, tier: 1 })).toMatchObject({ tier: 1 });
  });

  it('give the owner’s signature in advance once a version', async () => {
    const { legal, transact, db } = parties;
    const count = async () =>
      (await db.selectFrom('standing_signatures').selectAll().where('venture_id', '=', ventureId).execute())
        .length;
    const before = await count();
    await transact((tx) =>
      legal.giveStanding(tx, {
        ventureId,
        ownerId: owner,
        codes: ['PPNA', 'IAA'],
        call: { ip: '', agent: '', requestId: '' },
      }),
    );
    expect([before, await count()]).toEqual([2, 2]);
    const audits = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'standing-signature.given')
      .where('entity_id', '=', ventureId)
      .execute();
    expect(audits).toHaveLength(2);
  });
});

describe('paperwork and leaving', () => {
  it('tells which papers are in force and which copy is open', async () => {
    const { legal, db, open, openAndSign, transact } = parties;
    const paul = await joiner();
    const needs = joining.map((code) => ({ code, ventureId }));
    expect(
      (await legal.paperwork(db, paul, needs)).map(({ code, documentId, inForce }) => [
        code,
        documentId,
        inForce,
      ]),
    ).toEqual(joining.map((code) => [code, null, false]));
    const signed = await openAndSign(paul, 'PPNA', { ventureId });
    const half = await open(paul, 'PCA', { ventureId });
    expect(await transact((tx) => legal.open(tx, paul, { code: 'PCA', ventureId }))).toBe(half.id);
    expect(await legal.paperwork(db, paul, needs)).toEqual([
      {
        code: 'PPNA',
        name: 'Per-Project NDA Addendum',
        documentId: signed.id,
        textHash: signed.textHash,
        inForce: true,
      },
      { code: 'IAA', name: 'IP Assignment Agreement', documentId: null, textHash: null, inForce: false },
      {
        code: 'PCA',
        name: 'Participant Collaboration Agreement',
        documentId: half.id,
        textHash: half.textHash,
        inForce: false,
      },
    ]);
  });

  it('ends access and open copies on leaving; the assignment stays, and so do the papers of others', async () => {
    const { as, legal, openAndSign, sign, open, transact, security, db } = parties;
    const [paul, rosa] = [await joiner(), await joiner('Rosa')];
    for (const userId of [paul, rosa]) await sign(owner, await openAndSign(userId, 'PCA', { ventureId }));
    for (const code of ['PPNA', 'IAA']) await openAndSign(paul, code, { ventureId });
    await parties.ask(paul, ventureId, ['PPNA'], 1);
    const half = await open(paul, 'PPNA', { ventureId, tier: 1 });
    await transact((tx) => legal.release(tx, paul, ventureId));
    expect(await refsOf(paul)).toEqual(['IAA']);
    expect((await as(paul).legal.document({ params: { documentId: half.id } })).state).toBe('CANCELLED');
    expect(await refusal(open(paul, 'PPNA', { ventureId }))).toBe('NOT_FOUND');
    expect(await refsOf(rosa)).toEqual(['PCA']);
    expect(await security.facts(db, owner)).toContainEqual(
      expect.objectContaining({ value: 'PCA', ref: ventureId }),
    );
    const iaa = (await as(paul).legal.documents({ query: { state: 'EFFECTIVE' } })).items.find(
      (item) => item.code === 'IAA',
    );
    expect(
      await refusal(
        as(paul).legal.withdrawConsent({ params: { documentId: iaa!.id }, body: { reason: 'Take it back' } }),
      ),
    ).toBe('ILLEGAL_TRANSITION');
  });

  it('lets the owner end a reader’s access, and tells the venture', async () => {
    const { as, openAndSign, events } = parties;
    const paul = await joiner();
    const signed = await openAndSign(paul, 'PPNA', { ventureId });
    await as(owner).legal.withdrawConsent({
      params: { documentId: signed.id },
      body: { reason: 'Project is over' },
    });
    expect(await refsOf(paul)).toEqual([]);
    expect((await events('paper.expired')).at(-1)).toMatchObject({ userId: paul, code: 'PPNA', ventureId });
  });
});

describe('papers that an administrator signs for the hub', () => {
  it('wait for any security administrator but the signer', async () => {
    const { as, member, transact, security, sign, open, db } = parties;
    const admins = [await member('Sam Security'), await member('Tess Security')];
    for (const userId of admins) await appoint(userId);
    const [sam, tess] = admins as [string, string];
    await transact((tx) => parties.legal.ask(tx, sam, [{ code: 'SCV' }]));
    const half = await sign(sam, await open(sam, 'SCV'));
    expect(half).toMatchObject({ state: 'SIGNING', youAreDue: false });
    expect(
      (await as(tess).legal.documents({ query: { due: 'true' } })).items.map((item) => item.id),
    ).toContain(half.id);
    expect(await refusal(sign(sam, half))).toBe('ILLEGAL_TRANSITION');
    expect(await refusal(sign(owner, half))).toBe('NOT_FOUND');
    const signed = await sign(tess, half);
    expect(signed.state).toBe('EFFECTIVE');
    expect(signed.signers[1]).toMatchObject({
      role: 'security administrator',
      name: 'Tess Security',
      userId: tess,
    });
    expect((await security.facts(db, sam)).some((fact) => fact.value === 'SCV')).toBe(true);
    expect((await security.facts(db, tess)).some((fact) => fact.value === 'SCV')).toBe(false);
  });

  async function appoint(userId: string): Promise<void> {
    const { transact, security } = parties;
    await transact(async (tx) => {
      await security.record(tx, userId, { kind: 'APPOINTED', value: '10' });
      await security.record(tx, userId, { kind: 'SECOND_FACTOR' });
      for (const value of ['SAA', 'IRA', 'ECA', 'LCA', 'PTSA', 'SOBA', 'PUSA', 'TCA', 'ST1A', 'ST2A', 'ESA'])
        await security.record(tx, userId, { kind: 'PAPER', value });
      for (const value of ['PCA', 'IAA'])
        await security.record(tx, userId, { kind: 'PAPER', value, ref: 'hub' });
      await security.record(tx, userId, { kind: 'PAPER', value: 'PPNA', ref: 'hub', tier: 2 });
    });
  }
});
