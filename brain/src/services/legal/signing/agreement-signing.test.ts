import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@smartstart/units';
import { createAgreements, type Agreements } from '../test-agreements.ts';
import { refusal } from '../test-parties.ts';

let house: Agreements;
let mara: string;
let ben: string;
let cleo: string;
beforeAll(async () => {
  house = await createAgreements();
  mara = await house.maker();
  ben = await house.member('Ben Bold');
  cleo = await house.member('Cleo Calm');
});
afterAll(() => house.close());

describe('an agreement', () => {
  it('is signed step by step, and in force with the last signature', async () => {
    const { send, between, signer, signPlace, read, typesOf, events, clock, as } = house;
    const sent = await send(mara, between(mara, signer(ben, 2)), { validityDays: 30 });
    expect(sent).toMatchObject({ state: 'SIGNING', youAreDue: true, kind: 'CUSTOM', name: 'Lantern NDA' });
    expect(sent.recipients.map(({ name, state }) => [name, state])).toEqual([
      ['Mara Maker', 'DUE'],
      ['Ben Bold', 'WAITING'],
    ]);
    // Before their turn a recipient cannot tell that the document exists.
    expect(await refusal(read(ben, sent.id))).toBe('NOT_FOUND');
    expect(await signPlace(mara, sent.id)).toMatchObject({ state: 'SIGNING', youAreDue: false });
    expect(await read(ben, sent.id)).toMatchObject({
      youAreDue: true,
      permissions: expect.arrayContaining(['SIGN']),
    });
    const done = await signPlace(ben, sent.id);
    expect(done).toMatchObject({ state: 'EFFECTIVE', validUntil: addDays(clock.now(), 30).toISOString() });
    expect(await typesOf(ben, sent.id)).toEqual([
      'created',
      'submitted',
      'approved',
      'sent',
      'viewed',
      'signed',
      'viewed',
      'signed',
      'effective',
    ]);
    expect(await as(ben).legal.verify({ params: { documentId: sent.id } })).toMatchObject({ valid: true });
    const invited = (await events('agreement.invited')).filter((data) => data['documentId'] === sent.id);
    expect(invited).toEqual([
      expect.objectContaining({ userId: mara, position: 1, name: 'Mara Maker', title: 'Lantern NDA' }),
      expect.objectContaining({ userId: ben, position: 2, name: 'Ben Bold', fromName: 'Mara Maker' }),
    ]);
    expect(
      (await events('agreement.completed')).filter((data) => data['documentId'] === sent.id),
    ).toHaveLength(1);
  });

  it('is signed in parallel, m of n; who is not needed is released', async () => {
    const { send, between, signer, signPlace, read, member } = house;
    const dora = await member('Dora Deft');
    const sent = await send(mara, between(mara, signer(ben, 2), signer(cleo, 2), signer(dora, 2)), {
      steps: [{ step: 2, needed: 2 }],
    });
    await signPlace(mara, sent.id);
    await signPlace(cleo, sent.id);
    expect(await signPlace(ben, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
    const { recipients } = await read(dora, sent.id);
    expect(recipients.map(({ state }) => state)).toEqual(['SIGNED', 'SIGNED', 'SIGNED', 'RELEASED']);
    expect(await refusal(signPlace(dora, sent.id))).toBe('ILLEGAL_TRANSITION');
    expect((await house.as(mara).legal.verify({ params: { documentId: sent.id } })).valid).toBe(true);
  });

  it('goes on after a refusal while enough others are left', async () => {
    const { send, between, signer, signPlace, as } = house;
    const sent = await send(mara, between(mara, signer(ben, 2), signer(cleo, 2)), {
      steps: [{ step: 2, needed: 1 }],
    });
    await signPlace(mara, sent.id);
    const declined = await as(ben).legal.decline({
      params: { documentId: sent.id },
      body: { reason: 'Not for me' },
    });
    expect(declined.state).toBe('SIGNING');
    expect(await signPlace(cleo, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
    expect((await as(mara).legal.verify({ params: { documentId: sent.id } })).valid).toBe(true);
  });

  it('has approvers who approve, viewers who confirm the reading, and copies', async () => {
    const { send, between, signer, signPlace, approve, read, member, as, typesOf } = house;
    const [ari, vic, kit] = [
      await member('Ari Approver'),
      await member('Vic Viewer'),
      await member('Kit Copy'),
    ];
    const sent = await send(mara, [
      ...between(mara, signer(ben, 2)),
      { userId: ari, role: 'Counsel', kind: 'APPROVER', step: 1 },
      { userId: vic, role: 'Reader', kind: 'VIEWER', step: 1 },
      { userId: kit, role: 'Archive', kind: 'COPY', step: 1 },
    ]);
    expect((await read(ari, sent.id)).permissions).toEqual(
      expect.arrayContaining(['APPROVE', 'DECLINE', 'DELEGATE']),
    );
    expect((await read(vic, sent.id)).permissions).toContain('VIEW_TO_CONFIRM');
    expect(await refusal(read(kit, sent.id))).toBe('NOT_FOUND');
    expect(await refusal(signPlace(ari, sent.id))).toBe('RULE_VIOLATED');
    expect(await refusal(approve(mara, sent.id))).toBe('RULE_VIOLATED');
    await signPlace(mara, sent.id);
    await approve(ari, sent.id, 'Fine with us');
    expect(await refusal(read(ben, sent.id))).toBe('NOT_FOUND');
    await approve(vic, sent.id);
    await signPlace(ben, sent.id);
    const { state, recipients } = await read(kit, sent.id);
    expect(state).toBe('EFFECTIVE');
    expect(Object.fromEntries(recipients.map((one) => [one.name, one.state]))).toEqual({
      'Mara Maker': 'SIGNED',
      'Ben Bold': 'SIGNED',
      'Ari Approver': 'APPROVED',
      'Vic Viewer': 'VIEWED',
      'Kit Copy': 'COPIED',
    });
    expect(await as(kit).legal.verify({ params: { documentId: sent.id } })).toMatchObject({ valid: true });
    expect(await typesOf(kit, sent.id)).toEqual(
      expect.arrayContaining(['approval-given', 'read', 'effective']),
    );
  });

  it('is signed by a guest by the same code, whose record names the disclosure agreed to', async () => {
    const { send, between, guestSigner, signPlace, guestSigns, read, as, events } = house;
    const sent = await send(mara, between(mara, guestSigner('gus@guest.test', 2)));
    await signPlace(mara, sent.id);
    const invited = (await events('agreement.invited')).filter((data) => data['documentId'] === sent.id);
    expect(invited.at(-1)).toMatchObject({ userId: null, positions: [2], userIds: [], name: 'Gus Guest' });
    expect(JSON.stringify(invited)).not.toContain('gus@guest.test');
    await guestSigns(sent.id, 2, sent.textHash);
    expect(await read(mara, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
    const { records } = await as(mara).legal.evidence({ params: { documentId: sent.id } });
    expect(JSON.parse(records[1]!.record)).toMatchObject({
      mode: 'GUEST',
      guest: true,
      disclosure: { textHash: 'd'.repeat(64) },
      signer: { id: null, name: 'Gus Guest', email: 'gus@guest.test', identityVerified: false },
      stepUp: { factor: 'EMAIL_CODE' },
      ip: '10.0.0.7',
    });
    expect((await as(mara).legal.verify({ params: { documentId: sent.id } })).valid).toBe(true);
  });

  it('asks members for the agreement on electronic signatures first', async () => {
    const { send, between, signer, guest, signPlace } = house;
    const nora = await guest('Nora New');
    const sent = await send(mara, between(mara, signer(nora)));
    expect(await refusal(signPlace(nora, sent.id))).toBe('RULE_VIOLATED');
    await house.openAndSign(nora, 'ESCA');
    expect(await signPlace(nora, sent.id)).toMatchObject({ state: 'SIGNING' });
  });

  it('is not sent with recipients that make no sense', async () => {
    const { approved, between, signer, as, transact, db } = house;
    const { id } = await approved(mara, between(mara, signer(ben)));
    const change = (draft: unknown) =>
      transact((tx) =>
        tx
          .updateTable('documents')
          .set({ draft: JSON.stringify(draft) })
          .where('id', '=', id)
          .execute(),
      );
    const open = () => as(mara).agreements.openSigning({ params: { documentId: id }, body: {} });
    const role = { role: 'Recipient', kind: 'SIGNER', step: 1 };
    for (const recipients of [
      [],
      [{ ...role, userId: ben, kind: 'APPROVER' }],
      [
        { ...role, userId: ben },
        { ...role, userId: ben },
      ],
      [
        { ...role, userId: ben },
        { ...role, name: 'Ben', email: `${ben}@LEGAL.test` },
      ],
      [{ ...role, userId: '01900000-0000-7000-8000-000000000000' }],
      [{ ...role, name: 'Nameless' }],
    ]) {
      await change({ recipients, steps: [] });
      expect(await refusal(open())).toBe('RULE_VIOLATED');
    }
    await change({ recipients: [{ ...role, userId: ben }], steps: [{ step: 1, needed: 2 }] });
    expect(await refusal(open())).toBe('RULE_VIOLATED');
    const rows = await db.selectFrom('document_signers').selectAll().where('document_id', '=', id).execute();
    expect(rows).toEqual([]);
  });
});

describe('nobody acts for another', () => {
  it('signing as another recipient is refused', async () => {
    const { send, between, signer, signPlace, as, sign } = house;
    const eve = await house.member('Eve Else');
    const sent = await send(mara, between(mara, signer(ben, 2)));
    // Mara is due: neither a later recipient nor a stranger signs in her place.
    expect(await refusal(sign(ben, sent))).toBe('ILLEGAL_TRANSITION');
    expect(await refusal(sign(eve, sent))).toBe('NOT_FOUND');
    await signPlace(mara, sent.id);
    // She has signed, and cannot sign for Ben as well.
    expect(await refusal(sign(mara, sent))).toBe('ILLEGAL_TRANSITION');
    expect(
      await refusal(
        as(mara).agreements.delegate({
          params: { documentId: sent.id },
          body: { userId: eve, reason: 'In his place' },
        }),
      ),
    ).toBe('ILLEGAL_TRANSITION');
  });

  it('a guest acts in the place of the invitation only', async () => {
    const { send, between, guestSigner, guestSigns, signer } = house;
    const sent = await send(mara, between(mara, guestSigner('one@guest.test'), signer(ben)));
    // Places 1 and 3 belong to members.
    expect(await refusalOf(guestSigns(sent.id, 1, sent.textHash))).toBe('NOT_FOUND');
    expect(await refusalOf(guestSigns(sent.id, 3, sent.textHash))).toBe('NOT_FOUND');
    expect(await refusalOf(guestSigns(sent.id, 9, sent.textHash))).toBe('NOT_FOUND');
    expect(await refusalOf(guestSigns(sent.id, 2, 'a'.repeat(64)))).toBe('CONFLICT');
    await guestSigns(sent.id, 2, sent.textHash);
    expect(await refusalOf(guestSigns(sent.id, 2, sent.textHash))).toBe('ILLEGAL_TRANSITION');
  });

  it('sending another’s document by its id is refused', async () => {
    const { approved, between, signer, as, maker } = house;
    const rival = await maker('Rita Rival');
    const { id: documentId } = await approved(mara, between(mara, signer(ben)));
    const params = { documentId };
    expect(await refusal(as(rival).agreements.openSigning({ params, body: {} }))).toBe('NOT_FOUND');
    expect(await house.read(mara, documentId)).toMatchObject({ state: 'APPROVED' });
  });

  it('reading by a guessed id is refused', async () => {
    const { send, between, signer, read } = house;
    const eve = await house.member('Eve Else');
    const sent = await send(mara, between(mara, signer(ben)));
    const near = sent.id.slice(0, -1) + (sent.id.endsWith('0') ? '1' : '0');
    expect(await refusal(read(eve, sent.id))).toBe('NOT_FOUND');
    expect(await refusal(read(mara, near))).toBe('NOT_FOUND');
  });

  it('strangers are refused on every route with an id', async () => {
    const { send, between, signer, as, maker, sign } = house;
    const eve = await maker('Eve Else');
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id };
    const place = { ...params, position: 1 };
    const reason = 'Just because';
    const { agreements, legal } = as(eve);
    const { textHash } = sent;
    const attempts: [string, () => Promise<unknown>][] = [
      ['agreement', () => agreements.agreement({ params })],
      ['openSigning', () => agreements.openSigning({ params, body: {} })],
      ['cancel', () => agreements.cancel({ params, body: { reason } })],
      ['retry', () => agreements.retry({ params, body: {} })],
      ['renew', () => agreements.renew({ params, body: {} })],
      ['correct', () => agreements.correct({ params: place, body: { userId: eve, reason } })],
      ['remind', () => agreements.remind({ params: place, body: {} })],
      ['approve', () => agreements.approve({ params, body: { textHash, readToEnd: true } })],
      ['delegate', () => agreements.delegate({ params, body: { userId: eve, reason } })],
      ['events', () => agreements.events({ params })],
      ['pdf', () => agreements.pdf({ params })],
      ['bundle', () => agreements.bundle({ params })],
      ['document', () => legal.document({ params })],
      ['evidence', () => legal.evidence({ params })],
      ['verify', () => legal.verify({ params })],
      ['sign', () => sign(eve, sent)],
      ['decline', () => legal.decline({ params, body: { reason } })],
      ['terminate', () => legal.withdrawConsent({ params, body: { reason } })],
    ];
    for (const [name, attempt] of attempts) expect(await refusal(attempt()), name).toBe('NOT_FOUND');
    expect((await legal.documents({ query: {} })).items.map(({ id }) => id)).not.toContain(sent.id);
  });

  it('a recipient who is not the maker manages nothing', async () => {
    const { send, between, maker, as } = house;
    const rita = await maker('Rita Receiver');
    const sent = await send(mara, between(mara, house.signer(rita)));
    const params = { documentId: sent.id };
    const place = { ...params, position: 1 };
    const { agreements } = as(rita);
    for (const attempt of [
      () => agreements.cancel({ params, body: { reason: 'I do not like it' } }),
      () => agreements.retry({ params, body: {} }),
      () => agreements.correct({ params: place, body: { userId: ben, reason: 'Better' } }),
      () => agreements.remind({ params: place, body: {} }),
    ])
      expect(await refusal(attempt())).toBe('NOT_FOUND');
    expect((await house.read(rita, sent.id)).permissions).toEqual([
      'SIGN',
      'DECLINE',
      'DELEGATE',
      'SHARE',
      'COMMENT',
    ]);
  });
});

/** The code of a refusal that did not go over HTTP. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'NOT REFUSED',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
