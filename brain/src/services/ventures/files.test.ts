import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  signDocument,
  signPaper,
  testKeys,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
let ana: Enrolled;
let lea: Enrolled;
let cem: Enrolled;
let ivy: Enrolled;
let stranger: Enrolled;
let ventureId: string;

beforeAll(async () => {
  world = await createWorld();
  [ana, lea, cem, ivy, stranger] = [
    await enrol(world, 'Ana Owner', 'SUBSCRIBER'),
    await enrol(world, 'Lea Contributor', 'MEMBER'),
    await enrol(world, 'Cem Contributor', 'MEMBER'),
    await enrol(world, 'Ivy Investor', 'MEMBER'),
    await enrol(world, 'Stan Stranger', 'MEMBER'),
  ];
  ventureId = await openVenture(ana.api, ana.name, 'Paper Works');
  await world.settle();
  await join(lea, 'CONTRIBUTOR');
  await join(cem, 'CONTRIBUTOR');
  await join(ivy, 'INVESTOR');
});
afterAll(() => world.close());

const code = (expected: string) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });

async function join(who: Enrolled, role: 'CONTRIBUTOR' | 'INVESTOR'): Promise<void> {
  const invitation = await ana.api.ventures.invite(
    { params: { ventureId }, body: { email: who.email, role } },
    key(),
  );
  await who.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
  for (const paper of joiningPapers) await signPaper(who.api, who.name, paper, { ventureId });
  await world.settle();
  const { items } = await ana.api.ventures.members({ params: { ventureId } });
  for (const documentId of items.find((member) => member.userId === who.userId)!.awaitingOwner)
    await signDocument(ana.api, documentId, ana.name);
  await world.settle();
}

function send({ userId }: Enrolled, method: 'GET' | 'PUT', target: string, body: Buffer | null) {
  const [signingKey] = parseCallKeys(testKeys);
  const claims = {
    requestId: randomUUID(),
    userId,
    sessionId: randomUUID(),
    ip: '127.0.0.1',
    agent: 'test',
    origin: 'http://localhost:3000',
  };
  const call = { method, target, body: body ? null : new Uint8Array() };
  return world.brain.http.app.inject({
    method,
    url: target,
    headers: {
      [callTokenHeader]: signCall(signingKey!, claims, call, randomUUID()),
      ...(body ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(body ? { payload: body } : {}),
  });
}

async function uploaded(who: Enrolled, name: string, words: string): Promise<string> {
  const bytes = Buffer.from(words);
  const { path } = await who.api.files.uploadLink({
    body: { name, sizeBytes: bytes.length, purpose: 'GENERAL' },
  });
  return (await send(who, 'PUT', path, bytes)).json<{ id: string }>().id;
}

const list = (who = ana) => who.api.ventureFiles.list({ params: { ventureId }, query: {} });
const add = (who: Enrolled, fileId: string, more: { tier?: number; note?: string } = {}) =>
  who.api.ventureFiles.add({ params: { ventureId }, body: { fileId, ...more } }, key());
const remove = (who: Enrolled, fileId: string) =>
  who.api.ventureFiles.remove({ params: { ventureId, fileId } });
const download = (who: Enrolled, fileId: string) =>
  send(who, 'GET', `/api/v1/ventures/${ventureId}/files/${fileId}`, null);

describe('files of a venture', () => {
  test('are given by those who work in it, and read by those who read its workspace', async () => {
    const plan = await uploaded(lea, 'plan.txt', 'Light the lantern.');
    expect(await add(lea, plan, { note: 'For the launch.' })).toMatchObject({
      name: 'plan.txt',
      tier: 0,
      addedBy: { name: lea.name },
    });
    const seen = await list(cem);
    expect(seen).toMatchObject({
      items: [{ id: plan, name: 'plan.txt', mediaType: 'text/plain', sizeBytes: 18, mayRemove: false }],
      closed: 0,
      mayAddIn: [0],
      usedBytes: 18,
    });
    expect((await download(cem, plan)).body).toBe('Light the lantern.');
    expect((await list(ana)).items).toMatchObject([{ mayRemove: true }]);
    // It takes no room of hers any longer, and is not hers to delete elsewhere.
    expect((await lea.api.files.usage({})).usedBytes).toBe(0);
    await expect(lea.api.files.remove({ params: { fileId: plan } })).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await send(lea, 'GET', `/api/v1/files/${plan}`, null)).statusCode).toBe(404);
  });

  test('are closed to investors and not there for strangers', async () => {
    const [file] = (await list()).items;
    await expect(list(ivy)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(list(stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await download(stranger, file!.id)).statusCode).toBe(404);
    expect((await download(ivy, file!.id)).statusCode).toBe(403);
    await expect(remove(stranger, file!.id)).rejects.toMatchObject(code('NOT_FOUND'));
    const foreign = await uploaded(stranger, 'foreign.txt', 'Mine.');
    await expect(add(stranger, foreign)).rejects.toMatchObject(code('NOT_FOUND'));
    // Nobody gives away what is somebody else's.
    await expect(add(cem, foreign)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(add(ivy, foreign)).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('lie in tiers: what is confidential is neither listed nor sent without the papers of the tier', async () => {
    const secret = await uploaded(lea, 'secret.txt', 'Hush.');
    await expect(add(lea, secret, { tier: 1 })).rejects.toMatchObject(code('GATE_BLOCKED'));
    await expect(add(lea, secret, { tier: 2 })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await add(lea, secret);
    const { database } = world.brain.kernel;
    await database.pool.query('update venture_files set tier = 1 where file_id = $1', [secret]);
    expect(await list(cem)).toMatchObject({ items: [{ name: 'plan.txt' }], closed: 1 });
    const answer = await download(cem, secret);
    expect(answer.json()).toMatchObject({ code: 'GATE_BLOCKED' });
    await expect(remove(ana, secret)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('are deleted by who added them or who leads, with their bytes', async () => {
    const [first] = (await list()).items;
    await expect(remove(cem, first!.id)).rejects.toMatchObject(code('FORBIDDEN'));
    const own = await uploaded(cem, 'own.txt', 'Cem wrote this.');
    await add(cem, own);
    await remove(cem, own);
    await remove(ana, first!.id);
    expect((await list()).items).toEqual([]);
    expect((await download(ana, own)).statusCode).toBe(404);
    await expect(remove(ana, own)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('stay when somebody leaves, and can be read once the venture is closed', async () => {
    const kept = await uploaded(cem, 'kept.txt', 'Stays.');
    await add(cem, kept);
    await cem.api.ventures.removeMember({ params: { ventureId, userId: cem.userId } });
    expect((await download(cem, kept)).statusCode).toBe(404);
    expect((await list(lea)).items).toMatchObject([{ id: kept, addedBy: { name: cem.name } }]);
    await ana.api.ventures.close({ params: { ventureId }, body: { reason: 'Done with it.' } });
    expect(await list()).toMatchObject({ items: [{ mayRemove: false }], mayAddIn: [] });
    const late = await uploaded(ana, 'late.txt', 'Too late.');
    await expect(add(ana, late)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(remove(ana, kept)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });
});
