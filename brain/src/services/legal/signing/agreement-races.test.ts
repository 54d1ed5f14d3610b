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

/** Races are run several times: each may end in any of the orders that are right. */
const rounds = [1, 2, 3, 4];
const won = 'NOT REFUSED';

async function check(documentId: string): Promise<void> {
  const { checks } = await house.as(mara).legal.verify({ params: { documentId } });
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
}

async function count(documentId: string) {
  const { db } = house;
  const of = (rows: { position: number | null }[]) => rows.map(({ position }) => position);
  const signatures = await db
    .selectFrom('document_signatures')
    .select('position')
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  const events = await db
    .selectFrom('document_events')
    .select(['type', 'position'])
    .where('document_id', '=', documentId)
    .execute();
  return {
    signatures: of(signatures),
    signed: of(events.filter(({ type }) => type === 'signed')).sort(),
    effective: events.filter(({ type }) => type === 'effective').length,
  };
}

describe('at the same instant', () => {
  it.each(rounds)('everybody of a step signs, and each signature is there once (%i)', async () => {
    const { send, between, signer, sign } = house;
    const sent = await send(mara, between(mara, signer(ben), signer(cleo)));
    const answers = await Promise.all([mara, ben, cleo].map((userId) => refusal(sign(userId, sent))));
    expect(answers).toEqual([won, won, won]);
    expect(await count(sent.id)).toEqual({ signatures: [1, 2, 3], signed: [1, 2, 3], effective: 1 });
    expect(await house.read(mara, sent.id)).toMatchObject({ state: 'EFFECTIVE' });
    await check(sent.id);
  });

  it.each(rounds)('the last signer signs twice, and once counts (%i)', async () => {
    const { send, between, signer, sign, signPlace } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    await signPlace(mara, sent.id);
    const answers = await Promise.all([1, 2, 3].map(() => refusal(sign(ben, sent))));
    expect(answers.sort()).toEqual(['ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION', won]);
    expect(await count(sent.id)).toEqual({ signatures: [1, 2], signed: [1, 2], effective: 1 });
    await check(sent.id);
  });

  it.each(rounds)('somebody completes what the maker voids: one of the two comes too late (%i)', async () => {
    const { send, between, signer, sign, signPlace, as } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    await signPlace(mara, sent.id);
    const params = { documentId: sent.id };
    const [signed, voided] = await Promise.all([
      refusal(sign(ben, sent)),
      refusal(as(mara).agreements.cancel({ params, body: { reason: 'Changed my mind' } })),
    ]);
    const { state } = await house.read(mara, sent.id);
    expect([
      ['EFFECTIVE', won, 'ILLEGAL_TRANSITION'],
      ['CANCELLED', 'ILLEGAL_TRANSITION', won],
    ]).toContainEqual([state, signed, voided]);
    expect(await count(sent.id)).toMatchObject({ effective: state === 'EFFECTIVE' ? 1 : 0 });
    await check(sent.id);
  });

  it.each(rounds)('somebody signs and hands the place on: only one of it happens (%i)', async () => {
    const { send, between, signer, sign, as } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id };
    const [signed, handed] = await Promise.all([
      refusal(sign(ben, sent)),
      refusal(as(ben).agreements.delegate({ params, body: { userId: cleo, reason: 'On leave' } })),
    ]);
    expect([signed, handed].sort()).toEqual(['ILLEGAL_TRANSITION', won]);
    const { recipients } = await house.read(mara, sent.id);
    expect(recipients.slice(1).map(({ state }) => state)).toEqual(
      signed === won ? ['SIGNED'] : ['DELEGATED', 'DUE'],
    );
    await check(sent.id);
  });

  it.each(rounds)('one signs and one declines: the refusal stands, or comes too late (%i)', async () => {
    const { send, between, signer, sign, as } = house;
    const sent = await send(mara, between(mara, signer(ben)), { steps: [{ step: 1, needed: 1 }] });
    const [signed, declined] = await Promise.all([
      refusal(sign(mara, sent)),
      refusal(as(ben).legal.decline({ params: { documentId: sent.id }, body: { reason: 'No, thanks' } })),
    ]);
    // One of two is enough, so the signature counts either way.
    expect(signed).toBe(won);
    const { state, recipients } = await house.read(mara, sent.id);
    expect(state).toBe('EFFECTIVE');
    expect(recipients.map((one) => one.state)).toEqual([
      'SIGNED',
      declined === won ? 'DECLINED' : 'RELEASED',
    ]);
    await check(sent.id);
  });

  it.each(rounds)('the maker corrects somebody who signs: the first one wins (%i)', async () => {
    const { send, between, signer, sign, as } = house;
    const sent = await send(mara, between(mara, signer(ben)));
    const params = { documentId: sent.id, position: 2 };
    const [signed, corrected] = await Promise.all([
      refusal(sign(ben, sent)),
      refusal(as(mara).agreements.correct({ params, body: { userId: cleo, reason: 'It was to be Cleo' } })),
    ]);
    expect([signed, corrected].filter((answer) => answer === won)).toHaveLength(1);
    await check(sent.id);
  });
});
