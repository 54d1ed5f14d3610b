import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '@smartstart/units';
import { createAgreements, type Agreements } from '../test-agreements.ts';

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

/** Titles of what somebody was told of agreements, newest first; nothing that happened was left untold. */
async function told(userId: string): Promise<string[]> {
  await house.world.settle();
  expect(await house.kernel.outbox.depth()).toEqual({ waiting: 0, dead: 0 });
  const { items } = await house.as(userId).notifications.list({ query: { limit: 100 } });
  return items.filter((item) => /^(document|bulk)\./.test(item.type)).map((item) => item.title);
}

describe('people are told of agreements', () => {
  it('when it is their turn, when it is in force, and when it is shared, remarked on and ended', async () => {
    const { send, between, signer, signPlace, as } = house;
    const { id } = await send(mara, between(mara, signer(ben, 2)), { title: 'Told NDA' });
    await signPlace(mara, id);
    expect(await told(ben)).toContain('To sign: Told NDA');
    const params = { documentId: id };
    await signPlace(ben, id);
    expect(await told(mara)).toContain('In force: Told NDA');
    await as(mara).agreements.share({ params, body: { userId: cleo, canComment: true } });
    expect(await told(cleo)).toContain('Mara Maker shares a document with you');
    await as(cleo).agreements.comment({ params, body: { text: 'What about the drawings?' } });
    expect(await told(mara)).toContain('A remark on Told NDA');
    await as(ben).legal.withdrawConsent({ params, body: { reason: 'We are done.' } });
    expect(await told(mara)).toContain('Ended: Told NDA');
  });

  it('when somebody reminds, declines, passes on or withdraws, and when the time is over', async () => {
    const { send, between, signer, as, clock, kernel } = house;
    const first = await send(mara, between(mara, signer(ben)), { title: 'Declined NDA' });
    clock.advance(dayMs);
    await as(mara).agreements.remind({ params: { documentId: first.id, position: 2 }, body: {} });
    await as(ben).legal.decline({ params: { documentId: first.id }, body: { reason: 'Too long.' } });
    expect((await told(ben)).filter((title) => title === 'To sign: Declined NDA')).toHaveLength(2);
    expect(await told(mara)).toContain('Declined: Declined NDA');

    const second = await send(mara, between(mara, signer(ben)), { title: 'Passed NDA' });
    const handed = { userId: cleo, reason: 'She knows more of it.' };
    await as(ben).agreements.delegate({ params: { documentId: second.id }, body: handed });
    expect(await told(mara)).toContain('Passed on: Passed NDA');
    expect(await told(cleo)).toContain('To sign: Passed NDA');
    const cancel = { params: { documentId: second.id }, body: { reason: 'No longer needed.' } };
    await as(mara).agreements.cancel(cancel);
    expect(await told(cleo)).toContain('Withdrawn: Passed NDA');

    await send(mara, between(mara, signer(ben)), { title: 'Late NDA' });
    clock.advance(8 * dayMs);
    await kernel.jobs.run('expire-signing');
    expect(await told(ben)).toContain('Time is over: Late NDA');
  });

  it('when all of a bulk issue are sent', async () => {
    const { as, kernel } = house;
    const values = { purpose: 'See whether we want to build a lantern together.' };
    const rows = [ben, cleo].map((userId) => ({
      values: {},
      recipients: [{ userId, role: 'Recipient', kind: 'SIGNER' as const, step: 1 }],
    }));
    const { bulkId } = await as(mara).agreements.bulk(
      { body: { templateCode: 'NDA1', title: 'Many NDAs', values, rows } },
      { idempotencyKey: randomUUID() },
    );
    await kernel.jobs.run('bulk-issue', { bulkId });
    expect(await told(mara)).toContain('Sent: Many NDAs, 2 of 2');
    expect(await told(ben)).toContain('To sign: Many NDAs');
  });
});
