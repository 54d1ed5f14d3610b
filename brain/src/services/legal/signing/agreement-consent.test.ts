import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgreements, type Agreements } from '../test-agreements.ts';
import { problemOf } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

/** Nobody is bound by what they did not agree to, and nobody's agreement is got around. */

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

const at = (documentId: string) => ({ params: { documentId } });

async function inForce(wish: Parameters<Agreements['send']>[2] = {}) {
  const { send, between, signer, signPlace } = house;
  const sent = await send(mara, between(mara, signer(ben)), wish);
  await signPlace(mara, sent.id);
  return signPlace(ben, sent.id);
}

type Edit = Parameters<ReturnType<Agreements['as']>['agreements']['edit']>[0]['body'];

/** Mara writes an amendment and hands it in. */
async function propose(documentId: string, change: Edit = {}) {
  const { agreements } = house.as(mara);
  const draft = await agreements.amend({ ...at(documentId), body: { note: 'More light' } });
  const values = {
    ...draft.draft!.values,
    purpose: `Build lanterns, as of ${house.clock.now().toISOString()}.`,
  };
  await agreements.edit(
    { ...at(documentId), body: { values, ...change } },
    { ifMatch: `"${draft.rowVersion}"` },
  );
  return agreements.submit({ ...at(documentId), body: {} });
}

const drop = (documentId: string) => house.as(mara).agreements.dropAmendment({ ...at(documentId), body: {} });

describe('an amendment', () => {
  it('leaves out nobody who signed the text in force', async () => {
    const { between, signer, read } = house;
    const { id, textHash } = await inForce();
    const alone = await problemOf(propose(id, { recipients: between(mara) }));
    expect(alone).toMatchObject({
      code: 'RULE_VIOLATED',
      detail: expect.stringContaining('Ben Bold signed'),
    });
    await drop(id);
    const asReader = { ...signer(ben), kind: 'VIEWER' as const };
    expect((await problemOf(propose(id, { recipients: between(mara, asReader) }))).code).toBe(
      'RULE_VIOLATED',
    );
    await drop(id);
    const lax = propose(id, { steps: [{ step: 1, needed: 1 }] });
    expect((await problemOf(lax)).detail).toContain('must not be content with fewer');
    await drop(id);
    expect(await read(ben, id)).toMatchObject({ state: 'EFFECTIVE', round: 1, textHash });
    // Somebody else may join.
    expect(await propose(id, { recipients: between(mara, signer(ben), signer(cleo)) })).toMatchObject({
      state: 'AMENDMENT_SIGNING',
    });
  });

  it('is signed by those who are asked, and by nobody whom the maker puts in their place', async () => {
    const { as, signPlace, typesOf } = house;
    const { id } = await inForce();
    await propose(id);
    const correct = (position: number) =>
      as(mara).agreements.correct({
        params: { documentId: id, position },
        body: { userId: cleo, reason: 'Cleo would sign' },
      });
    expect((await problemOf(correct(4))).detail).toContain('Ben Bold signed the text in force');
    // What Ben does himself is his own decision; it is still not the maker's.
    await as(ben).agreements.delegate({ ...at(id), body: { userId: cleo, reason: 'On leave' } });
    const dan = await house.member('Dan Two');
    const again = as(mara).agreements.correct({
      params: { documentId: id, position: 5 },
      body: { userId: dan, reason: 'Dan would sign' },
    });
    expect(await refusal(again)).toBe('RULE_VIOLATED');
    await signPlace(cleo, id);
    expect(await signPlace(mara, id)).toMatchObject({ state: 'EFFECTIVE' });
    expect(await typesOf(mara, id)).not.toContain('corrected');
  });

  it('that came to nothing binds nobody who signed it', async () => {
    const { between, signer, signPlace, as, read } = house;
    const { id } = await inForce();
    await propose(id, { recipients: between(mara, signer(ben), signer(cleo)) });
    await signPlace(cleo, id);
    await as(ben).legal.decline({ ...at(id), body: { reason: 'Not with Cleo' } });
    expect(await read(mara, id)).toMatchObject({ state: 'EFFECTIVE', round: 1 });
    const acts = [
      () => as(cleo).legal.withdrawConsent({ ...at(id), body: { reason: 'I end it' } }),
      () => as(cleo).agreements.amend({ ...at(id), body: { note: 'My own words' } }),
      () =>
        as(cleo).agreements.reportBreach({ ...at(id), body: { text: 'They do not keep it.', fileIds: [] } }),
    ];
    for (const act of acts) expect(await refusal(act())).toBe('RULE_VIOLATED');
    expect((await read(cleo, id)).permissions).toEqual(['SHARE', 'COMMENT']);
  });

  it('that nobody hands in does not keep an agreement from ending', async () => {
    const { as, clock, kernel, read, typesOf } = house;
    const { id, validUntil } = await inForce({ validityDays: 5 });
    await as(mara).agreements.amend({ ...at(id), body: { note: 'Later' } });
    clock.advance(5 * dayMs);
    await kernel.jobs.run('expire-papers');
    expect(await read(ben, id)).toMatchObject({ state: 'EXPIRED', draft: null, validUntil });
    expect((await typesOf(ben, id)).slice(-2)).toEqual(['amendment-expired', 'expired']);
  });
});

describe('an agreement past its end', () => {
  it('is neither amended nor ended any more, also before a job has written it down', async () => {
    const { as, clock, kernel, read } = house;
    const { id } = await inForce({ validityDays: 5 });
    clock.advance(5 * dayMs);
    expect((await read(mara, id)).permissions).toEqual(['SHARE', 'COMMENT']);
    expect(await refusal(as(mara).agreements.amend({ ...at(id), body: { note: 'Too late' } }))).toBe(
      'ILLEGAL_TRANSITION',
    );
    const end = as(ben).legal.withdrawConsent({ ...at(id), body: { reason: 'Too late' } });
    expect(await refusal(end)).toBe('ILLEGAL_TRANSITION');
    await kernel.jobs.run('expire-papers');
    expect(await read(mara, id)).toMatchObject({ state: 'EXPIRED' });
  });
});

describe('somebody who declined', () => {
  it('is replaced while the others go on, and the successor is asked at once', async () => {
    const { send, between, signer, as, signPlace } = house;
    const steps = [{ step: 1, needed: 2 }];
    const dan = await house.member('Dan Deputy');
    const sent = await send(mara, between(mara, signer(ben), signer(cleo)), { steps });
    await as(ben).legal.decline({ ...at(sent.id), body: { reason: 'No time' } });
    const corrected = await as(mara).agreements.correct({
      params: { documentId: sent.id, position: 2 },
      body: { userId: dan, reason: 'Dan takes part' },
    });
    expect(corrected.recipients.map(({ state }) => state)).toEqual(['DUE', 'REPLACED', 'DUE', 'DUE']);
    await signPlace(dan, sent.id);
    expect(await signPlace(cleo, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
  });
});

describe('consent to electronic signatures', () => {
  it('withdrawn before the turn comes stops that signature; one that was given stays', async () => {
    const { send, between, signer, as, signPlace, openAndSign, read } = house;
    const [eva, finn] = [await house.member('Eva First'), await house.member('Finn Last')];
    const sent = await send(mara, between(mara, signer(eva, 1), signer(finn, 2)));
    const withdraw = async (userId: string) => {
      const { items } = await as(userId).legal.papers({});
      const { documentId } = items.find(({ code }) => code === 'ESCA')!;
      await as(userId).legal.withdrawConsent({ ...at(documentId!), body: { reason: 'On paper only' } });
    };
    await signPlace(mara, sent.id);
    await signPlace(eva, sent.id);
    await withdraw(eva);
    await withdraw(finn);
    expect((await problemOf(signPlace(finn, sent.id))).detail).toContain('ESCA');
    expect(await read(mara, sent.id)).toMatchObject({ state: 'SIGNING' });
    await openAndSign(finn, 'ESCA');
    expect(await signPlace(finn, sent.id)).toMatchObject({
      state: 'EFFECTIVE',
      validUntil: addDays(house.clock.now(), 365).toISOString(),
    });
    expect((await as(mara).legal.verify(at(sent.id))).valid).toBe(true);
  });
});
