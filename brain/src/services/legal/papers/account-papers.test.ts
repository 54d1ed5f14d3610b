import { randomUUID } from 'node:crypto';
import { addDays } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createParties, memberPapers, refusal, type Parties } from '../test-parties.ts';

let parties: Parties;
beforeAll(async () => {
  parties = await createParties();
});
afterAll(() => parties.close());

const png = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64')}`;

describe('the papers of membership', () => {
  it('make a guest a member, each signature opening what it opens at once', async () => {
    const { as, guest, open, sign, db, security } = parties;
    const ada = await guest();
    const before = await as(ada).legal.papers({});
    expect(before.items.map((paper) => [paper.code, paper.status])).toEqual(
      memberPapers.map((code) => [code, 'PENDING']),
    );
    expect(before.complianceScore).toBeNull();
    for (const code of memberPapers) {
      const copy = await open(ada, code);
      expect(copy).toMatchObject({ code, state: 'SIGNING', youAreDue: true });
      expect(copy.html).toContain('Ada Person');
      expect(await sign(ada, copy)).toMatchObject({ state: 'EFFECTIVE', youAreDue: false });
    }
    expect(await security.held(db, ada)).toEqual(new Set([0, 1]));
    const after = await as(ada).legal.papers({});
    expect(after.complianceScore).toBe(100);
    const status = Object.fromEntries(after.items.map((paper) => [paper.code, paper.status]));
    expect(status).toMatchObject({ ESCA: 'SIGNED', PPA: 'SIGNED', PTSA: 'PENDING', SOBA: 'PENDING' });
    expect(after.items.find((paper) => paper.code === 'ESCA')?.validUntil).toBeNull();
  });

  it('have the hub’s standing signature where the catalogue says so, and the validity of the catalogue', async () => {
    const { as, clock, guest, openAndSign } = parties;
    const ada = await guest();
    await openAndSign(ada, 'ESCA');
    const signed = await openAndSign(ada, 'PPA');
    expect(signed.signers.map(({ role, mode, state }) => [role, mode, state])).toEqual([
      ['user', 'SELF', 'SIGNED'],
      ['hub', 'STANDING', 'SIGNED'],
    ]);
    expect(signed.validUntil).toBe(addDays(clock.now(), 365).toISOString());
    expect((await as(ada).legal.verify({ params: { documentId: signed.id } })).valid).toBe(true);
    expect((await as(ada).users.consents({})).items).toContainEqual(
      expect.objectContaining({ kind: 'PLATFORM_TERMS', state: 'GRANTED', source: 'PPA' }),
    );
  });

  it('are signed after ESCA only', async () => {
    const { guest, open, sign } = parties;
    const ada = await guest();
    const copy = await open(ada, 'PPA');
    expect(await refusal(sign(ada, copy))).toBe('RULE_VIOLATED');
  });

  it('are closed again when consent to electronic records is withdrawn, and open by signing anew', async () => {
    const { as, member, openAndSign, security, db, events } = parties;
    const ada = await member();
    const { documentId } = (await as(ada).legal.paper({ params: { code: 'ESCA' } }))!;
    const ended = await as(ada).legal.withdrawConsent({
      params: { documentId: documentId! },
      body: { reason: 'Paper from now on' },
    });
    expect(ended.state).toBe('TERMINATED');
    expect(await security.held(db, ada)).toEqual(new Set([0]));
    expect((await as(ada).legal.papers({})).items.find((paper) => paper.code === 'ESCA')?.status).toBe(
      'REVOKED',
    );
    expect((await as(ada).legal.papers({})).complianceScore).toBe(80);
    expect(
      await refusal(
        as(ada).legal.withdrawConsent({ params: { documentId: documentId! }, body: { reason: 'Again' } }),
      ),
    ).toBe('ILLEGAL_TRANSITION');
    expect((await events('access.changed')).some((data) => data['userId'] === ada)).toBe(true);
    await openAndSign(ada, 'ESCA');
    expect(await security.held(db, ada)).toEqual(new Set([0, 1]));
  });
});

describe('signing', () => {
  it('refuses another text than the one of the copy', async () => {
    const { guest, open, sign } = parties;
    const ada = await guest();
    const copy = await open(ada, 'ESCA');
    expect(await refusal(sign(ada, { id: copy.id, textHash: 'a'.repeat(64) }))).toBe('CONFLICT');
  });

  it('happens once, also when asked twice at the same instant', async () => {
    const { guest, open, sign, db, events } = parties;
    const ada = await guest();
    const copy = await open(ada, 'ESCA');
    const answers = await Promise.all([
      refusal(sign(ada, copy)),
      refusal(sign(ada, copy)),
      refusal(sign(ada, copy)),
    ]);
    expect(answers.sort()).toEqual(['ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION', 'NOT REFUSED']);
    expect(await refusal(sign(ada, copy))).toBe('ILLEGAL_TRANSITION');
    expect(
      await db.selectFrom('document_signatures').selectAll().where('document_id', '=', copy.id).execute(),
    ).toHaveLength(1);
    expect(
      (await events('document.effective')).filter((data) => data['documentId'] === copy.id),
    ).toHaveLength(1);
  });

  it('answers a repetition under the same key with the first answer', async () => {
    const { guest, open, sign } = parties;
    const ada = await guest();
    const copy = await open(ada, 'ESCA');
    const key = randomUUID();
    const [first, second] = [await sign(ada, copy, {}, key), await sign(ada, copy, {}, key)];
    expect(second).toEqual(first);
  });

  it('writes evidence with everything section 3.5 names', async () => {
    const { as, guest, open, sign, clock, db, security, transact, kernel } = parties;
    const ada = await guest('Zoë <script>alert(1)</script>');
    await transact((tx) => security.record(tx, ada, { kind: 'IDENTITY_VERIFIED' }));
    const copy = await open(ada, 'ESCA');
    expect(copy.html).not.toContain('<script>');
    await sign(ada, copy, { kind: 'DRAWN', drawing: png, title: 'Founder' });
    const evidence = await as(ada).legal.evidence({ params: { documentId: copy.id } });
    expect(evidence.publicKeys).toEqual([{ keyId: kernel.signingKey.id, pem: kernel.signingKey.publicPem }]);
    expect(evidence.canonicalText).toContain('Zoë <script>alert(1)</script>');
    const record = JSON.parse(evidence.records[0]!.record) as Record<string, unknown>;
    expect(record).toMatchObject({
      documentId: copy.id,
      code: 'ESCA',
      version: '1.0.0',
      textHash: copy.textHash,
      kind: 'DRAWN',
      readToEnd: true,
      ip: '127.0.0.1',
      agent: 'test',
      signer: {
        id: ada,
        name: 'Zoë <script>alert(1)</script>',
        title: 'Founder',
        email: `${ada}@legal.test`,
        identityVerified: true,
      },
      consents: { terms: true, privacy: true, electronicSignature: true },
      stepUp: { at: clock.now().toISOString(), factor: 'PASSWORD' },
      at: clock.now().toISOString(),
      previousHash: copy.textHash,
      drawing: { mediaType: 'image/png', sizeBytes: 11 },
    });
    expect(record['sessionId']).toEqual(expect.any(String));
    const entries = await db
      .selectFrom('audit_entries')
      .select(['action', 'record'])
      .where('entity_id', '=', copy.id)
      .orderBy('id')
      .execute();
    expect(entries.map((entry) => entry.action)).toEqual([
      'document.opened',
      'document.signed',
      'document.effective',
      'document.evidence-read',
    ]);
    expect(entries[1]!.record).toContain(evidence.records[0]!.recordHash);
  });

  it('asks for a name or a drawing where the kind needs one, and for a proof of identity', async () => {
    const { guest, open, sign, legal, clock } = parties;
    const ada = await guest();
    const copy = await open(ada, 'ESCA');
    expect(await refusal(sign(ada, copy, { kind: 'TYPED' }))).toBe('RULE_VIOLATED');
    expect(await refusal(sign(ada, copy, { kind: 'DRAWN', drawing: 'data:image/png;base64,AAAA' }))).toBe(
      'RULE_VIOLATED',
    );
    legal.onStepUp(() => Promise.resolve(null));
    expect(await refusal(sign(ada, copy))).toBe('STEP_UP_REQUIRED');
    legal.onStepUp(() => Promise.resolve({ at: clock.now(), factor: 'PASSWORD' }));
    expect(await sign(ada, copy, { kind: 'TYPED', typedName: 'Ada Person' })).toMatchObject({
      state: 'EFFECTIVE',
    });
  });
});

describe('documents', () => {
  it('do not exist for strangers', async () => {
    const { as, guest, member, open, sign } = parties;
    const ada = await guest();
    const eve = await member();
    const copy = await open(ada, 'ESCA');
    const params = { documentId: copy.id };
    const legal = as(eve).legal;
    const attempts = [
      () => legal.document({ params }),
      () => legal.evidence({ params }),
      () => legal.verify({ params }),
      () => sign(eve, copy),
      () => legal.decline({ params, body: { reason: 'Not mine' } }),
      () => legal.withdrawConsent({ params, body: { reason: 'Not mine' } }),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toBe('NOT_FOUND');
    expect((await legal.documents({ query: {} })).items.map((item) => item.id)).not.toContain(copy.id);
    expect(await refusal(as(null).legal.document({ params }))).toBe('UNAUTHENTICATED');
  });

  it('are listed page by page, by state and by what is due', async () => {
    const { as, guest, open, openAndSign } = parties;
    const ada = await guest();
    await openAndSign(ada, 'ESCA');
    for (const code of ['PPA', 'PNA']) await open(ada, code);
    const codes = (page: { items: { code: string }[] }) => page.items.map((item) => item.code);
    const first = await as(ada).legal.documents({ query: { limit: 2 } });
    expect(codes(first)).toEqual(['PNA', 'PPA']);
    expect(codes(await as(ada).legal.documents({ query: { limit: 2, cursor: first.nextCursor! } }))).toEqual([
      'ESCA',
    ]);
    expect(codes(await as(ada).legal.documents({ query: { due: 'true' } }))).toEqual(['PNA', 'PPA']);
    expect(codes(await as(ada).legal.documents({ query: { due: 'false' } }))).toEqual(['ESCA']);
    expect(codes(await as(ada).legal.documents({ query: { state: 'EFFECTIVE' } }))).toEqual(['ESCA']);
    expect(
      await refusal(
        as(ada).legal.documents({ query: { cursor: Buffer.from('["x"]').toString('base64url') } }),
      ),
    ).toBe('MALFORMED');
  });

  it('are opened once: again gives the copy that is open, or in force', async () => {
    const { as, guest, open, sign, db } = parties;
    const ada = await guest();
    const opened = await Promise.all([open(ada, 'ESCA'), open(ada, 'ESCA')]);
    expect(opened[0].id).toBe(opened[1].id);
    await sign(ada, opened[0]);
    expect((await open(ada, 'ESCA')).id).toBe(opened[0].id);
    expect(await db.selectFrom('documents').selectAll().where('creator_id', '=', ada).execute()).toHaveLength(
      1,
    );
    await as(ada).legal.document({ params: { documentId: opened[0].id } });
    const views = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('entity_id', '=', opened[0].id)
      .where('action', '=', 'document.viewed')
      .execute();
    expect(views).toHaveLength(1);
  });

  it('can be declined with a reason; then a fresh copy is opened', async () => {
    const { as, guest, open, sign, events } = parties;
    const ada = await guest();
    const copy = await open(ada, 'ESCA');
    expect(
      await as(ada).legal.decline({ params: { documentId: copy.id }, body: { reason: 'Not today' } }),
    ).toMatchObject({ state: 'SIGNATURE_REJECTED', youAreDue: false });
    expect(await refusal(sign(ada, copy))).toBe('ILLEGAL_TRANSITION');
    expect((await open(ada, 'ESCA')).id).not.toBe(copy.id);
    expect((await events('document.declined')).some((data) => data['documentId'] === copy.id)).toBe(true);
  });

  it('of papers out of reach cannot be opened', async () => {
    const { as, guest, member, open } = parties;
    const ada = await guest();
    for (const code of ['PTSA', 'BTS', 'SAA', 'ST1A', 'XXXX', 'TERMS'])
      expect(await refusal(open(ada, code)), code).toBe('NOT_FOUND');
    for (const code of ['UMA', 'JDA', 'PCA'])
      expect(await refusal(open(ada, code)), code).toBe('RULE_VIOLATED');
    expect(await refusal(as(ada).legal.paper({ params: { code: 'SAA' } }))).toBe('NOT_FOUND');
    const bea = await member();
    expect(await open(bea, 'BTS')).toMatchObject({ code: 'BTS' });
    expect(await open(bea, 'PTSA')).toMatchObject({ code: 'PTSA' });
    expect((await as(bea).legal.paper({ params: { code: 'BPP' } })).status).toBe('NOT_REQUIRED');
  });
});

describe('the order for the seat', () => {
  it('names the founder seat, and the team seat once the founder seat is ordered', async () => {
    const { as, member, open, sign, security, db, transact } = parties;
    const ada = await member();
    await transact((tx) => security.replace(tx, ada, 'SEAT', 'ACTIVE'));
    const founder = await open(ada, 'SOBA');
    expect(founder.html).toContain('<strong>Founder seat</strong>');
    await sign(ada, founder);
    const facts = async () =>
      (await security.facts(db, ada)).filter((fact) => fact.value === 'SOBA').map((fact) => fact.ref);
    expect(await facts()).toEqual(['']);
    const team = await open(ada, 'SOBA');
    expect(team.id).not.toBe(founder.id);
    expect(team.html).toContain('<strong>Founder seat and team seat</strong>');
    await sign(ada, await open(ada, 'PTSA'));
    expect(await security.held(db, ada)).toContain(2);
    const listed = (await as(ada).legal.papers({})).items.filter((paper) => paper.code === 'SOBA');
    expect(listed.map((paper) => [paper.status, paper.rungs])).toEqual([
      ['PENDING', [3]],
      ['SIGNED', [2]],
    ]);
    await sign(ada, team);
    expect((await as(ada).legal.document({ params: { documentId: founder.id } })).state).toBe('EXPIRED');
    for (const code of ['PUSA', 'TCA']) await sign(ada, await open(ada, code));
    expect(await security.held(db, ada)).toEqual(new Set([0, 1, 2, 3]));
    expect((await open(ada, 'SOBA')).id).toBe(team.id);
    expect(
      (await as(ada).legal.papers({})).items
        .filter((paper) => paper.code === 'SOBA')
        .map((paper) => paper.rungs),
    ).toEqual([[2, 3]]);
  });
});
