import { addDays, dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const statesOf = (document: { recipients: { name: string; state: string }[] }) =>
  document.recipients.map(({ name, state }) => `${name.split(' ')[0]} ${state}`);
const about = (events: Record<string, unknown>[], documentId: string) =>
  events.filter((data) => data['documentId'] === documentId);

describe('an agreement that is out', () => {
  it('is voided with a reason, and everybody who was asked is told', async () => {
    const { send, between, signer, signPlace, as, events, read } = house;
    const sent = await send(mara, between(mara, signer(ben, 1), signer(cleo, 2)));
    await signPlace(ben, sent.id);
    const params = { documentId: sent.id };
    const voided = await as(mara).agreements.cancel({ params, body: { reason: 'The plan changed' } });
    expect(voided).toMatchObject({
      state: 'CANCELLED',
      reason: 'The plan changed',
      permissions: ['SHARE', 'COMMENT'],
    });
    const [told] = about(await events('agreement.voided'), sent.id);
    expect(told).toMatchObject({ reason: 'The plan changed', title: 'Lantern NDA', fromName: 'Mara Maker' });
    expect(told!['userIds']).toEqual([mara, ben]);
    expect(await refusal(signPlace(mara, sent.id))).toBe('ILLEGAL_TRANSITION');
    // Cleo was never asked, and does not learn of it.
    expect(await refusal(read(cleo, sent.id))).toBe('NOT_FOUND');
    expect(await refusal(as(mara).agreements.cancel({ params, body: { reason: 'Again' } }))).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('is rejected by a refusal; corrected and opened again, it is signed', async () => {
    const { send, between, signer, signPlace, as, read, events } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id };
    await signPlace(mara, sent.id);
    await as(ben).legal.decline({ params, body: { reason: 'Wrong person' } });
    const rejected = await read(mara, sent.id);
    expect(rejected).toMatchObject({ state: 'SIGNATURE_REJECTED', reason: 'Wrong person' });
    expect(statesOf(rejected)).toEqual(['Mara SIGNED', 'Ben DECLINED']);
    expect(about(await events('agreement.declined'), sent.id)).toEqual([
      expect.objectContaining({ name: 'Ben Bold', reason: 'Wrong person', over: true, userIds: [mara, ben] }),
    ]);
    const place = { ...params, position: 2 };
    const body = { userId: cleo, reason: 'Ben works elsewhere now' };
    expect(statesOf(await as(mara).agreements.correct({ params: place, body }))).toEqual([
      'Mara SIGNED',
      'Ben REPLACED',
      'Cleo WAITING',
    ]);
    const open = await as(mara).agreements.retry({ params, body: { deadlineDays: 3 } });
    expect(open).toMatchObject({ state: 'SIGNING', deadline: addDays(house.clock.now(), 3).toISOString() });
    // Who was replaced does not see the document any longer.
    expect(await refusal(read(ben, sent.id))).toBe('NOT_FOUND');
    expect(await signPlace(cleo, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
    expect((await as(mara).legal.verify({ params })).valid).toBe(true);
  });

  it('asks those who declined again', async () => {
    const { send, between, signer, signPlace, as } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id };
    await as(ben).legal.decline({ params, body: { reason: 'Let me think' } });
    const open = await as(mara).agreements.retry({ params, body: {} });
    expect(statesOf(open)).toEqual(['Mara DUE', 'Ben DUE']);
    await signPlace(ben, sent.id);
    expect(await signPlace(mara, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
  });

  it('is corrected before somebody acted, never after, and never to somebody who is named already', async () => {
    const { send, between, signer, guestSigner, signPlace, as, guestSigns, events } = house;
    const sent = await send(mara, between(mara, guestSigner('typo@guest.test')));
    const params = { documentId: sent.id, position: 2 };
    const correct = (position: number, who: object) =>
      as(mara).agreements.correct({
        params: { ...params, position },
        body: { ...who, reason: 'Typing error' },
      });
    expect(await refusal(correct(2, { userId: mara }))).toBe('RULE_VIOLATED');
    expect(await refusal(correct(2, {}))).toBe('RULE_VIOLATED');
    const fixed = await correct(2, { name: 'Gus Guest', email: 'right@guest.test' });
    expect(statesOf(fixed)).toEqual(['Mara DUE', 'Gus REPLACED', 'Gus DUE']);
    expect(fixed.recipients.map(({ email }) => email)).toEqual([
      expect.stringContaining('@'),
      'typo@guest.test',
      'right@guest.test',
    ]);
    expect(about(await events('agreement.voided'), sent.id)).toEqual([
      expect.objectContaining({ positions: [2], userIds: [] }),
    ]);
    expect(await codeOf(guestSigns(sent.id, 2, sent.textHash))).toBe('ILLEGAL_TRANSITION');
    await signPlace(mara, sent.id);
    expect(await refusal(correct(1, { userId: ben }))).toBe('ILLEGAL_TRANSITION');
    await guestSigns(sent.id, 3, sent.textHash);
    expect(await refusal(correct(3, { userId: ben }))).toBe('ILLEGAL_TRANSITION');
    expect((await as(mara).legal.verify({ params: { documentId: sent.id } })).valid).toBe(true);
    expect(signer(ben).userId).toBe(ben);
  });

  it('is handed on by a recipient, who is named as the origin, a few times at most', async () => {
    const { send, between, signer, signPlace, as, member, events } = house;
    const people = [
      await member('Dan Two'),
      await member('Eva Three'),
      await member('Finn Four'),
      await member('Gil Five'),
    ];
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id };
    const hand = (from: string, to: object) =>
      as(from).agreements.delegate({ params, body: { ...to, reason: 'On leave' } });
    expect(await refusal(hand(ben, { userId: ben }))).toBe('RULE_VIOLATED');
    expect(await refusal(hand(ben, { userId: mara }))).toBe('RULE_VIOLATED');
    let from = ben;
    for (const to of people.slice(0, 3)) {
      await hand(from, { userId: to });
      expect(await refusal(signPlace(from, sent.id))).toBe('ILLEGAL_TRANSITION');
      from = to;
    }
    expect(await refusal(hand(from, { userId: people[3] }))).toBe('RULE_VIOLATED');
    expect(about(await events('agreement.delegated'), sent.id)[0]).toMatchObject({
      from: 'Ben Bold',
      name: 'Dan Two',
    });
    const signed = await signPlace(from, sent.id);
    expect(signed.signers.map(({ name }) => name)).toEqual(['Mara Maker', 'Finn Four']);
    await signPlace(mara, sent.id);
    const { recipients, state } = await house.read(mara, sent.id);
    expect(state).toBe('EFFECTIVE');
    expect(recipients.map(({ delegatedBy, state }) => [delegatedBy, state])).toEqual([
      [null, 'SIGNED'],
      [null, 'DELEGATED'],
      [2, 'DELEGATED'],
      [3, 'DELEGATED'],
      [4, 'SIGNED'],
    ]);
    expect((await as(ben).legal.verify({ params })).valid).toBe(true);
  });

  it('is reminded of every twelve hours at most, and only those whose turn it is', async () => {
    const { send, between, signer, as, clock, events } = house;
    const sent = await send(mara, between(mara, signer(ben, 1), signer(cleo, 2)));
    const remind = (position: number) =>
      as(mara).agreements.remind({ params: { documentId: sent.id, position }, body: {} });
    expect(await refusal(remind(2))).toBe('RATE_LIMITED');
    clock.advance(12 * hourMs);
    await remind(2);
    expect(await refusal(remind(2))).toBe('RATE_LIMITED');
    expect(await refusal(remind(3))).toBe('ILLEGAL_TRANSITION');
    expect(await refusal(remind(7))).toBe('NOT_FOUND');
    expect(about(await events('agreement.reminded'), sent.id)).toEqual([
      expect.objectContaining({ userId: ben, position: 2 }),
    ]);
  });
});

describe('time', () => {
  it('ends signing at the deadline, until the maker opens it again', async () => {
    const { send, between, signer, signPlace, as, clock, kernel, events } = house;
    const sent = await send(mara, between(mara, signer(ben)), { deadlineDays: 2 });
    const params = { documentId: sent.id };
    await signPlace(mara, sent.id);
    clock.advance(2 * dayMs);
    expect(await refusal(signPlace(ben, sent.id))).toBe('ILLEGAL_TRANSITION');
    await kernel.jobs.run('expire-signing');
    expect(await house.read(mara, sent.id)).toMatchObject({ state: 'SIGNING_EXPIRED' });
    expect(about(await events('agreement.expired'), sent.id)).toEqual([
      expect.objectContaining({ what: 'SIGNING', userIds: [mara, ben] }),
    ]);
    await as(mara).agreements.retry({ params, body: {} });
    expect(await signPlace(ben, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
  });

  it('lets an approved text expire that nobody sends within 90 days; it can still be sent', async () => {
    const { approved, between, signer, as, clock, kernel, signPlace } = house;
    const { id } = await approved(mara, between(mara, signer(ben)));
    clock.advance(90 * dayMs);
    await kernel.jobs.run('expire-unused');
    expect(await house.read(mara, id)).toMatchObject({
      state: 'EXPIRED',
      permissions: ['RENEW', 'SHARE', 'COMMENT'],
    });
    await refreshPapers();
    expect(await as(mara).agreements.renew({ params: { documentId: id }, body: {} })).toMatchObject({
      state: 'SIGNING',
    });
    await signPlace(mara, id);
    expect(await signPlace(ben, id)).toMatchObject({ state: 'EFFECTIVE' });
  });

  it('ends an agreement at its end, with notices before; renewed, it is signed anew in a further round', async () => {
    const { send, between, signer, signPlace, as, clock, kernel, events } = house;
    const sent = await send(mara, between(mara, signer(ben)), { validityDays: 40 });
    const params = { documentId: sent.id };
    await signPlace(mara, sent.id);
    await signPlace(ben, sent.id);
    clock.advance(10 * dayMs);
    await kernel.jobs.run('renewal-notices');
    expect(about(await events('agreement.expiring'), sent.id)).toEqual([
      expect.objectContaining({ days: 30, userIds: [mara, ben] }),
    ]);
    expect(about(await events('paper.expiring'), sent.id)).toEqual([]);
    clock.advance(30 * dayMs);
    await kernel.jobs.run('expire-papers');
    expect(await house.read(mara, sent.id)).toMatchObject({ state: 'EXPIRED' });
    expect(about(await events('paper.expired'), sent.id)).toEqual([]);
    const renewed = await as(mara).agreements.renew({ params, body: {} });
    expect(renewed).toMatchObject({ state: 'SIGNING', round: 2, validUntil: null, textHash: sent.textHash });
    expect(renewed.recipients.map(({ position, round, state }) => [position, round, state])).toEqual([
      [1, 1, 'SIGNED'],
      [2, 1, 'SIGNED'],
      [3, 2, 'DUE'],
      [4, 2, 'DUE'],
    ]);
    expect(renewed.signers.map(({ position }) => position)).toEqual([3, 4]);
    await signPlace(ben, sent.id);
    expect(await signPlace(mara, sent.id)).toMatchObject({
      state: 'EFFECTIVE',
      validUntil: addDays(clock.now(), 40).toISOString(),
    });
    expect((await as(ben).legal.verify({ params })).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('ends an agreement by notice of a party, once the notice is over', async () => {
    const { send, between, signer, signPlace, as, clock, kernel, events } = house;
    const vic = await house.member('Vic Viewer');
    const viewer = { userId: vic, role: 'Reader', kind: 'COPY' as const, step: 1 };
    const sent = await send(mara, between(mara, signer(ben), viewer), { validityDays: null, noticeDays: 30 });
    const params = { documentId: sent.id };
    const end = (userId: string) =>
      as(userId).legal.withdrawConsent({ params, body: { reason: 'We part as friends' } });
    await signPlace(mara, sent.id);
    expect(await refusal(end(mara))).toBe('ILLEGAL_TRANSITION');
    expect(await signPlace(ben, sent.id)).toMatchObject({ state: 'EFFECTIVE', validUntil: null });
    expect(await refusal(end(vic))).toBe('RULE_VIOLATED');
    expect(await end(ben)).toMatchObject({
      state: 'EFFECTIVE',
      validUntil: addDays(clock.now(), 30).toISOString(),
    });
    expect(await refusal(end(mara))).toBe('ILLEGAL_TRANSITION');
    expect(about(await events('agreement.ended'), sent.id)).toEqual([
      expect.objectContaining({
        reason: 'We part as friends',
        userIds: expect.arrayContaining([mara, ben, vic]),
      }),
    ]);
    clock.advance(30 * dayMs);
    await kernel.jobs.run('expire-papers');
    expect(await house.read(ben, sent.id)).toMatchObject({
      state: 'TERMINATED',
      permissions: ['SHARE', 'COMMENT'],
    });
  });
});

describe('an amendment', () => {
  it('comes into force with its last signature; until then the version before holds', async () => {
    const { signPlace, as, read } = house;
    const { id, textHash } = await inForce();
    const params = { documentId: id };
    await propose(id, 'The purpose is now to build two lanterns.');
    const out = await read(ben, id);
    expect(out).toMatchObject({ state: 'AMENDMENT_SIGNING', round: 1, youAreDue: true });
    expect(out.textHash).not.toBe(textHash);
    expect(out.html).toContain('two lanterns');
    expect(await refusal(signPlace(ben, id, textHash))).toBe('CONFLICT');
    await signPlace(ben, id);
    expect((await as(mara).legal.evidence({ params })).textHash).toBe(textHash);
    const done = await signPlace(mara, id);
    expect(done).toMatchObject({ state: 'EFFECTIVE', textHash: out.textHash });
    expect(await read(mara, id)).toMatchObject({ round: 2, draft: null });
    expect((await as(ben).legal.verify({ params })).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('that is declined leaves the version in force; another one can follow', async () => {
    const { signPlace, as, read, typesOf } = house;
    const { id, textHash } = await inForce();
    const params = { documentId: id };
    await propose(id, 'The purpose is now to build three lanterns.');
    await signPlace(mara, id);
    await as(ben).legal.decline({ params, body: { reason: 'Two are enough' } });
    expect(await read(ben, id)).toMatchObject({ state: 'EFFECTIVE', round: 1, textHash });
    expect(await typesOf(ben, id)).toEqual(expect.arrayContaining(['declined', 'amendment-declined']));
    await propose(id, 'The purpose is now to build four lanterns.');
    await signPlace(mara, id);
    expect(await signPlace(ben, id)).toMatchObject({ state: 'EFFECTIVE' });
    expect(await read(mara, id)).toMatchObject({ round: 3 });
    expect((await as(ben).legal.verify({ params })).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('whose deadline passes leaves the version in force', async () => {
    const { read, clock, kernel, events } = house;
    const { id, textHash } = await inForce();
    await propose(id, 'The purpose is now to build five lanterns.');
    clock.advance(7 * dayMs);
    await kernel.jobs.run('expire-signing');
    expect(await read(ben, id)).toMatchObject({ state: 'EFFECTIVE', round: 1, textHash, deadline: null });
    expect(about(await events('agreement.expired'), id)).toEqual([
      expect.objectContaining({ what: 'AMENDMENT' }),
    ]);
  });

  async function inForce() {
    await refreshPapers();
    const { send, between, signer, signPlace } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    await signPlace(mara, sent.id);
    return signPlace(ben, sent.id);
  }

  async function propose(documentId: string, purpose: string) {
    const { as } = house;
    const params = { documentId };
    const draft = await as(mara).agreements.amend({ params, body: { note: 'More light' } });
    const body = { values: { ...draft.draft!.values, purpose } };
    await as(mara).agreements.edit({ params, body }, { ifMatch: `"${draft.rowVersion}"` });
    await as(mara).agreements.submit({ params, body: {} });
  }
});

/** Papers run out while the clock jumps; whoever acts has signed the present ones. */
async function refreshPapers(): Promise<void> {
  const { open, sign } = house;
  for (const [userId, codes] of [
    [mara, ['PPA', 'PNA', 'MNDA', 'STA', 'PTSA', 'SOBA']],
    [ben, ['PPA', 'PNA', 'MNDA', 'STA']],
  ] as const)
    for (const code of codes) {
      const copy = await open(userId, code);
      if (copy.state === 'SIGNING') await sign(userId, copy);
    }
}

/** The code of a refusal that did not go over HTTP. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'NOT REFUSED',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
