import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextState, transitions, type OfferEvent } from './offer-rules.ts';

let world: World;
let ana: Enrolled;
let ben: Enrolled;
let guest: Enrolled;
let ventureId: string;

const key = () => ({ idempotencyKey: randomUUID() });
const code = (expected: string) => ({ problem: { code: expected } });
const at = (offerId: string) => ({ params: { offerId } });
const terms = {
  kind: 'CODE',
  work: 'Build the lantern and keep it lit.',
  effort: '10 hours a week',
  deliverables: '- the lantern, 2027-01-31',
  equity: { unit: 'PERCENT', value: '2.5' },
} as const;

beforeAll(async () => {
  world = await createWorld();
  [ana, ben, guest] = [
    await enrol(world, 'Ana Owner', 'SUBSCRIBER'),
    await enrol(world, 'Ben Partner', 'MEMBER'),
    await enrol(world, 'Gil Stranger', 'SUBSCRIBER'),
  ];
  ventureId = await openVenture(ana.api, ana.name, 'Lantern Works');
  await world.settle();
  const framework = await ana.api.equity.setUp(
    { params: { ventureId }, body: { pool: 45_000_000, owners: [{ userId: ana.userId, part: 55_000_000 }] } },
    key(),
  );
  await sign(framework.documentId, ana);
  const invitation = await ana.api.ventures.invite(
    { params: { ventureId }, body: { email: ben.email, role: 'CONTRIBUTOR' } },
    key(),
  );
  await ben.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
  for (const paper of joiningPapers) await signPaper(ben.api, ben.name, paper, { ventureId });
  await world.settle();
  const { items } = await ana.api.ventures.members({ params: { ventureId } });
  for (const documentId of items.find((member) => member.userId === ben.userId)!.awaitingOwner)
    await signDocument(ana.api, documentId, ana.name);
  await world.settle();
});
afterAll(() => world.close());

async function sign(documentId: string, ...people: Enrolled[]): Promise<void> {
  for (const person of people) await signDocument(person.api, documentId, person.name);
  await world.settle();
}

const draft = (more: object = {}) =>
  ana.api.offers.create(
    { params: { ventureId }, body: { addresseeId: ben.userId, terms: { ...terms, ...more } } },
    key(),
  );
const send = (offerId: string) => ana.api.offers.send({ ...at(offerId), body: {} }, key());
const table = () => ana.api.equity.capTable({ params: { ventureId }, query: {} });

test('only listed transitions exist', () => {
  const events = Object.keys(transitions) as OfferEvent[];
  const states = [
    'DRAFT',
    'PENDING',
    'ACCEPTED',
    'REJECTED',
    'WITHDRAWN',
    'EXPIRED',
    'COMPLETED',
    'TERMINATED',
  ];
  const all = states.flatMap((state) =>
    events.flatMap((event) => (nextState(state, event) ? [`${state} ${event}`] : [])),
  );
  expect(all).toEqual([
    'DRAFT edit',
    'DRAFT send',
    'DRAFT withdraw',
    'PENDING accept',
    'PENDING reject',
    'PENDING withdraw',
    'PENDING expire',
    'ACCEPTED complete',
    'ACCEPTED terminate',
  ]);
});

const told = async (who: Enrolled) =>
  (await who.api.notifications.list({ query: {} })).items.filter(({ type }) => type === 'contract.offer');

describe('an offer of equity', () => {
  test('is the owner’s until it is sent, edited by one at a time, and enters the grant when both have signed', async () => {
    const offer = await draft();
    expect(offer).toMatchObject({ state: 'DRAFT', actions: ['EDIT', 'SEND', 'WITHDRAW'] });
    await expect(ben.api.offers.read(at(offer.id))).rejects.toMatchObject(code('NOT_FOUND'));
    const body = { terms: { ...terms, effort: '12 hours a week' } };
    await ana.api.offers.edit({ ...at(offer.id), body }, { ifMatch: '"1"' });
    await expect(ana.api.offers.edit({ ...at(offer.id), body }, { ifMatch: '"1"' })).rejects.toMatchObject(
      code('EDIT_CONFLICT'),
    );
    const sent = await send(offer.id);
    expect(sent).toMatchObject({ state: 'PENDING', actions: ['WITHDRAW'] });
    await world.settle();
    expect(await told(ben)).toMatchObject([
      { title: 'Ana Owner makes you an offer for Lantern Works', link: `/offers/${offer.id}` },
    ]);
    const { items } = await ben.api.offers.mine({ query: {} });
    expect(items).toMatchObject([{ id: offer.id, actions: ['ACCEPT', 'REJECT'] }]);
    const { documentId } = await ben.api.offers.accept({ ...at(offer.id), body: {} });
    await sign(documentId, ben);
    expect((await table()).holders).toHaveLength(1);
    await sign(documentId, ana);
    expect(await ana.api.offers.read(at(offer.id))).toMatchObject({
      state: 'ACCEPTED',
      grantedUnits: '2500000',
    });
    const holder = (await table()).holders.find(({ userId }) => userId === ben.userId);
    expect(holder).toMatchObject({
      shares: '2500000',
      vested: '0',
      part: '0.025',
      holderClass: 'CONTRIBUTOR',
    });
    expect(await told(ana)).toMatchObject([
      { title: 'Ben Partner accepted the offer of Lantern Works', link: `/offers/${offer.id}` },
    ]);
    expect((await ana.api.offers.mine({ query: { side: 'BY_ME' } })).items).toMatchObject([{ id: offer.id }]);
    expect((await ana.api.offers.mine({ query: {} })).items).toEqual([]);
    const done = await ana.api.offers.complete({ ...at(offer.id), body: {} });
    expect(done).toMatchObject({ state: 'COMPLETED', actions: [] });
  });

  test('that is rejected, withdrawn or runs out enters nothing', async () => {
    const [first, second, third] = [await draft(), await draft(), await draft()];
    for (const { id } of [first, second, third]) await send(id);
    await ben.api.offers.reject({ ...at(first.id), body: { reason: 'Not now.' } });
    await ana.api.offers.withdraw({ ...at(second.id), body: { reason: 'Plans changed.' } });
    world.clock.advance(15 * dayMs);
    await world.brain.kernel.jobs.run('expire-signing', {});
    await world.settle();
    expect(await ana.api.offers.read(at(first.id))).toMatchObject({ state: 'REJECTED', reason: 'Not now.' });
    expect(await ana.api.offers.read(at(second.id))).toMatchObject({ state: 'WITHDRAWN' });
    expect(await ana.api.offers.read(at(third.id))).toMatchObject({ state: 'EXPIRED' });
    expect((await told(ana)).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Ben Partner rejected the offer of Lantern Works']),
    );
    expect((await told(ben)).map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'The offer of Lantern Works was withdrawn',
        'The offer of Lantern Works ran out',
      ]),
    );
    await expect(
      ben.api.offers.reject({ ...at(first.id), body: { reason: 'Again.' } }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await table()).plans[0]).toMatchObject({ available: '42500000' });
  });

  test('of more than is free is not sent', async () => {
    const { id } = await draft({ equity: { unit: 'PERCENT', value: '43' } });
    await expect(send(id)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('of nothing at all is refused', async () => {
    await expect(draft({ equity: undefined })).rejects.toMatchObject({ problem: { status: 400 } });
  });
});

test('a stranger finds none of it', async () => {
  const { id } = await draft();
  const refused = {
    problem: { code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN|GATE_BLOCKED)$/) as string },
  };
  const calls = [
    () => guest.api.offers.read(at(id)),
    () => guest.api.offers.ofVenture({ params: { ventureId }, query: {} }),
    () => guest.api.offers.create({ params: { ventureId }, body: { addresseeId: ben.userId, terms } }, key()),
    () => guest.api.offers.edit({ ...at(id), body: { terms } }, { ifMatch: '"1"' }),
    () => guest.api.offers.send({ ...at(id), body: {} }, key()),
    () => guest.api.offers.withdraw({ ...at(id), body: { reason: 'No reason.' } }),
    () => guest.api.offers.accept({ ...at(id), body: {} }),
    () => guest.api.offers.reject({ ...at(id), body: { reason: 'No reason.' } }),
    () => guest.api.offers.complete({ ...at(id), body: {} }),
    () => ben.api.offers.accept({ ...at(id), body: {} }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject(refused);
});

test('whoever leaves the venture gives back what has not vested, and an open offer keeps the venture open', async () => {
  const { id } = await draft({ equity: { unit: 'UNITS', value: '1000' } });
  await send(id);
  await expect(
    ana.api.ventures.close({ params: { ventureId }, body: { reason: 'Done with it.' } }),
  ).rejects.toMatchObject(code('RULE_VIOLATED'));
  await ana.api.offers.withdraw({ ...at(id), body: { reason: 'Never mind.' } });
  await ben.api.ventures.removeMember({ params: { ventureId, userId: ben.userId } });
  await world.settle();
  const { holders, plans } = await table();
  expect(holders.map(({ name }) => name)).toEqual([ana.name]);
  expect(plans[0]).toMatchObject({ available: '45000000' });
});
