import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  ownerPapers,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
let ana: Enrolled;
let ben: Enrolled;
let cem: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  [ana, ben, cem, stranger] = [
    await enrol(world, 'Ana Owner', 'SUBSCRIBER'),
    await enrol(world, 'Ben Successor', 'SUBSCRIBER'),
    await enrol(world, 'Cem Member', 'MEMBER'),
    await enrol(world, 'Stan Stranger', 'SUBSCRIBER'),
  ];
  // The papers of rung 3; ISEA and VOA came with the seat.
  for (const code of ownerPapers) await signPaper(ben.api, ben.name, code);
  await world.settle();
});
afterAll(() => world.close());

const code = (expected: string) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });
const start = (ventureId: string, to = ben, who = ana) =>
  who.api.ownership.start(
    { params: { ventureId }, body: { memberId: to.userId, message: 'Yours now.' } },
    key(),
  );
const read = (ventureId: string, who = ana) => who.api.ownership.read({ params: { ventureId } });
const venture = (ventureId: string, who = ana) => who.api.ventures.get({ params: { ventureId } });

async function sign(documentId: string, ...people: Enrolled[]): Promise<void> {
  for (const person of people) await signDocument(person.api, documentId, person.name);
  await world.settle();
}

/** A venture of Ana's with Ben and Cem. */
async function team(): Promise<string> {
  const ventureId = await openVenture(ana.api, ana.name, 'Passed on');
  await world.settle();
  await join(ventureId, ben);
  await join(ventureId, cem);
  return ventureId;
}

async function join(ventureId: string, who: Enrolled, papers = joiningPapers): Promise<void> {
  const invitation = await ana.api.ventures.invite(
    { params: { ventureId }, body: { email: who.email, role: 'CONTRIBUTOR' } },
    key(),
  );
  await who.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
  await signJoining(ventureId, who, ana, papers);
}

/** The owner signed PPNA and IAA in advance: one document is left for both to sign. */
async function signJoining(
  ventureId: string,
  who: Enrolled,
  owner: Enrolled,
  papers = joiningPapers,
): Promise<void> {
  for (const paper of papers) await signPaper(who.api, who.name, paper, { ventureId });
  await world.settle();
  const { items } = await owner.api.ventures.members({ params: { ventureId } });
  const { awaitingOwner } = items.find((member) => member.userId === who.userId)!;
  expect(awaitingOwner).toHaveLength(1);
  await sign(awaitingOwner[0]!, owner);
}

describe('ownership', () => {
  let ventureId: string;

  test('is started by the owner alone, to a member with the papers of an owner', async () => {
    ventureId = await team();
    await expect(start(ventureId, ben, stranger)).rejects.toMatchObject(code('GATE_BLOCKED'));
    await expect(read(ventureId, stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(start(ventureId, cem, ben)).rejects.toMatchObject(code('GATE_BLOCKED'));
    await expect(start(ventureId, ana)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(start(ventureId, stranger)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(start(ventureId, cem)).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('VOA') as string },
    });
    const { mayStart, successors, transfer } = await read(ventureId);
    expect({ mayStart, transfer }).toEqual({ mayStart: true, transfer: null });
    expect(successors.map(({ name, ready }) => [name, ready])).toEqual([
      ['Ben Successor', true],
      ['Cem Member', false],
    ]);
    expect(await read(ventureId, ben)).toMatchObject({ mayStart: false, successors: [] });
  });

  test('one transfer at a time, also of two started at once, and only its sides see it', async () => {
    const both = await Promise.allSettled([start(ventureId), start(ventureId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(start(ventureId)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const { transfer } = await read(ventureId, ben);
    expect(transfer).toMatchObject({
      state: 'WAITING',
      fromName: ana.name,
      toName: ben.name,
      message: 'Yours now.',
      signedByOwner: false,
      mayWithdraw: false,
    });
    expect((await read(ventureId, cem)).transfer).toBeNull();
    const at = { params: { ventureId, transferId: transfer!.id }, body: { reason: 'Not yet.' } };
    await expect(stranger.api.ownership.withdraw(at)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(cem.api.ownership.withdraw(at)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(ben.api.ownership.withdraw(at)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await ana.api.ownership.withdraw(at)).toMatchObject({ state: 'WITHDRAWN', reason: 'Not yet.' });
    await world.settle();
    await expect(ana.api.ownership.withdraw(at)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(signDocument(ben.api, transfer!.documentId, ben.name)).rejects.toThrow();
  });

  test('ends with a refusal or the deadline, and nothing has changed', async () => {
    const refused = await start(ventureId);
    await ben.api.legal.decline({
      params: { documentId: refused.documentId },
      body: { reason: 'Too much for me.' },
    });
    await world.settle();
    expect((await read(ventureId)).transfer).toMatchObject({ state: 'REFUSED', reason: 'Too much for me.' });
    const late = await start(ventureId);
    await sign(late.documentId, ana);
    expect((await read(ventureId)).transfer).toMatchObject({ signedByOwner: true, signedByMember: false });
    world.clock.advance(8 * dayMs);
    await world.brain.kernel.jobs.run('expire-signing');
    await world.settle();
    expect((await read(ventureId)).transfer).toMatchObject({ id: late.id, state: 'EXPIRED' });
    expect(await venture(ventureId)).toMatchObject({ ownerId: ana.userId, myRole: 'OWNER' });
  });

  test('passes to the person who was named, not to somebody who signs in their place', async () => {
    const transfer = await start(ventureId);
    await sign(transfer.documentId, ana);
    await ben.api.agreements.delegate({
      params: { documentId: transfer.documentId },
      body: { userId: stranger.userId, reason: 'Please do it for me.' },
    });
    await sign(transfer.documentId, stranger);
    expect((await read(ventureId)).transfer).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('in person') as string,
    });
    expect((await venture(ventureId)).ownerId).toBe(ana.userId);
  });

  test('does not pass on while an equity change waits', async () => {
    const waiting = await ana.api.equity.setUp(
      {
        params: { ventureId },
        body: { pool: 45_000_000, owners: [{ userId: ana.userId, part: 55_000_000 }] },
      },
      key(),
    );
    await expect(start(ventureId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await sign(waiting.documentId, ana);
  });

  test('passes with both signatures: roles, rights and papers change, equity does not', async () => {
    const before = await ana.api.equity.capTable({ params: { ventureId }, query: {} });
    const transfer = await start(ventureId);
    await sign(transfer.documentId, ana);
    expect((await venture(ventureId)).ownerId).toBe(ana.userId);
    await sign(transfer.documentId, ben);
    expect((await read(ventureId, ben)).transfer).toMatchObject({ state: 'PASSED' });
    const owned = await venture(ventureId, ben);
    expect(owned).toMatchObject({ ownerId: ben.userId, ownerName: ben.name, myRole: 'OWNER' });
    expect(owned.rights).toEqual(expect.arrayContaining(['close', 'transfer']));
    // Ana's copy as the owner ended; what others signed with her does not stand for her own papers.
    const former = await venture(ventureId);
    expect(former).toMatchObject({ myRole: 'CO_OWNER', myState: 'LAPSED', rights: ['leave'] });
    expect((await world.brain.security.held(world.brain.kernel.database.db, ana.userId)).has(4)).toBe(false);
    const { items: history } = await ben.api.ventures.history({ params: { ventureId }, query: {} });
    expect(history[0]).toMatchObject({ event: 'ownership-passed', actorName: ana.name });
    const told = await cem.api.notifications.list({ query: {} });
    expect(told.items.map(({ title }) => title)).toContain('Ben Successor owns Passed on now');
    const after = await ben.api.equity.capTable({ params: { ventureId }, query: {} });
    expect(after.holders).toEqual(before.holders);
    expect(after.byHolderClass).toEqual(before.byHolderClass);
  });

  test('the former owner signs what members sign, with the new owner, and is back', async () => {
    await signJoining(ventureId, ana, ben);
    expect(await venture(ventureId)).toMatchObject({ myRole: 'CO_OWNER', myState: 'ACTIVE' });
    await ben.api.ventures.pause({ params: { ventureId }, body: {} });
    await expect(ana.api.ventures.resume({ params: { ventureId }, body: {} })).rejects.toThrow();
  });

  test('and can pass back from a paused venture', async () => {
    const transfer = await start(ventureId, ana, ben);
    await sign(transfer.documentId, ben, ana);
    expect(await venture(ventureId)).toMatchObject({
      ownerId: ana.userId,
      myRole: 'OWNER',
      status: 'PAUSED',
    });
    await ana.api.ventures.resume({ params: { ventureId }, body: {} });
  });

  test('changes nothing when the member has lost the papers or left in between, and both hear why', async () => {
    // Ben's papers as a member were in force all the time.
    expect(await venture(ventureId, ben)).toMatchObject({ myRole: 'CO_OWNER', myState: 'ACTIVE' });
    const { kernel, security } = world.brain;
    const lost = await start(ventureId);
    await sign(lost.documentId, ana);
    const facts = await security.facts(kernel.database.db, ben.userId);
    const voa = facts.find((fact) => fact.kind === 'PAPER' && fact.value === 'VOA')!;
    await kernel.database.transact((tx) => security.clear(tx, ben.userId, 'PAPER', { value: 'VOA' }));
    await sign(lost.documentId, ben);
    expect((await read(ventureId)).transfer).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('VOA') as string,
    });
    await kernel.database.transact((tx) => security.record(tx, ben.userId, voa));
    const left = await start(ventureId);
    await sign(left.documentId, ana);
    await ben.api.ventures.removeMember({ params: { ventureId, userId: ben.userId } });
    await world.settle();
    await sign(left.documentId, ben);
    expect((await read(ventureId)).transfer).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('member') as string,
    });
    expect((await venture(ventureId)).ownerId).toBe(ana.userId);
    for (const who of [ana, ben])
      expect((await who.api.notifications.list({ query: {} })).items.map(({ title }) => title)).toContain(
        'Passed on was not passed on',
      );
  });

  test('changes nothing in a venture that was closed, and a document opened again after its end neither', async () => {
    // The assignment of intellectual property survived.
    await join(ventureId, ben, ['PPNA', 'PCA']);
    const refused = await start(ventureId);
    const at = { params: { documentId: refused.documentId } };
    await ben.api.legal.decline({ ...at, body: { reason: 'Let me think.' } });
    await world.settle();
    await ana.api.agreements.retry({ ...at, body: {} });
    await sign(refused.documentId, ana, ben);
    expect((await read(ventureId)).transfer).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('ended before') as string,
    });
    const transfer = await start(ventureId);
    await ana.api.ventures.close({ params: { ventureId }, body: { reason: 'It is over.' } });
    await world.settle();
    await sign(transfer.documentId, ana, ben);
    expect((await read(ventureId)).transfer).toMatchObject({
      state: 'FAILED',
      reason: 'The venture is neither active nor paused, but closed.',
    });
    await expect(start(ventureId)).rejects.toMatchObject(code('GATE_BLOCKED'));
  });
});
