import { randomUUID } from 'node:crypto';
import type { ApiError, ErrorCode } from '@smartstart/contract';
import {
  becomeMember,
  becomeSubscriber,
  createPerson,
  joiningPapers,
  launchVenture,
  mailLink,
  openSocket,
  register,
  startPlatform,
  type Person,
  type Platform,
} from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Brain and gateway as two processes, used as a client of the public API would. */
let platform: Platform;
let founder: Person;

beforeAll(async () => {
  platform = await startPlatform({ RATE_LIMITS: 'off', LOG_LEVEL: 'fatal' });
  founder = await becomeSubscriber(platform.origin, { name: 'Fay Founder', email: 'fay@example.com' });
}, 120_000);
afterAll(() => platform.stop());

const code = (expected: ErrorCode) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });
const patience = 120_000;

test(
  'from an invitation to a membership, and the founder hears every step live',
  async () => {
    const { origin } = platform;
    const ventureId = await launchVenture(founder, 'Open Orchard');
    await expect
      .poll(async () => (await founder.api.ventures.get({ params: { ventureId } })).status)
      .toBe('ACTIVE');
    const live = await openSocket(origin, founder.accessToken()!);
    await live.subscribe(`venture:${ventureId}`);
    await live.subscribe(`user:${founder.userId}`);

    await founder.api.ventures.invite(
      { params: { ventureId }, body: { email: 'pia@example.com', role: 'CONTRIBUTOR' } },
      key(),
    );
    const visitor = createPerson(origin, { name: 'Pia Partner', email: 'pia@example.com' });
    const token = (await mailLink(visitor.api, 'pia@example.com', /\/invitation\//)).split('/').at(-1)!;
    const preview = await visitor.api.ventures.invitationPreview({ params: { token } });
    expect(preview).toMatchObject({ ventureName: 'Open Orchard', state: 'PENDING', hasAccount: false });

    const partner = await becomeMember(origin, {
      name: 'Pia Partner',
      email: 'pia@example.com',
      invitation: token,
    });
    await partner.api.ventures.accept({ params: { invitationId: preview.invitationId }, body: {} });
    await live.heard((message) => message.type === 'member.joining');
    for (const paper of joiningPapers) await partner.sign(paper, { ventureId });
    await live.heard(
      (message) =>
        message.type === 'notification.created' && JSON.stringify(message.data).includes('document.to-sign'),
    );
    const { items } = await founder.api.ventures.members({ params: { ventureId } });
    await founder.signDocument(items.find((member) => member.userId === partner.userId)!.awaitingOwner[0]!);
    await live.heard((message) => message.type === 'member.joined');
    expect((await partner.api.ventures.get({ params: { ventureId } })).myState).toBe('ACTIVE');
    live.close();

    const stranger = await becomeMember(origin, { name: 'Sid Stranger', email: 'sid@example.com' });
    const { etag } = await founder.api.ventures.get({ params: { ventureId } });
    await founder.api.ventures.edit(
      { params: { ventureId }, body: { visibility: 'PRIVATE' } },
      { ifMatch: etag! },
    );
    await expect(stranger.api.ventures.get({ params: { ventureId } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const eavesdropper = await openSocket(origin, stranger.accessToken()!);
    await eavesdropper.subscribe(`venture:${ventureId}`);
    expect(eavesdropper.frames.at(-1)).toMatchObject({ type: 'error', code: 'NOT_FOUND' });
    eavesdropper.close();
  },
  patience,
);

test(
  'a Brain killed in mid-request: each request was made once or not at all, and repeating it tells which',
  async () => {
    const names = Array.from({ length: 30 }, (_, index) => ({ name: `Killed ${index}`, key: key() }));
    const create = ({ name, key: options }: (typeof names)[number]) =>
      founder.api.ventures.create({ body: { name } }, options);
    const first = names.map((one) =>
      create(one).then(
        () => 'made',
        (error: unknown) => (error as ApiError).problem.code,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    await platform.restartBrain('SIGKILL');
    const outcomes = await Promise.all(first);
    expect(
      outcomes.filter((outcome) => !['made', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'].includes(outcome)),
    ).toEqual([]);
    expect(outcomes).toContain('UPSTREAM_UNAVAILABLE');
    const again = await Promise.all(names.map(create));
    expect(new Set(again.map((venture) => venture.id)).size).toBe(30);
    const mine: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await founder.api.ventures.list({
        query: { mine: 'true', limit: 100, ...(cursor ? { cursor } : {}) },
      });
      mine.push(...page.items.map((venture) => venture.name));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(mine.filter((name) => name.startsWith('Killed ')).sort()).toEqual(
      names.map(({ name }) => name).sort(),
    );
  },
  patience,
);

test(
  'a connection lost on the way misses nothing: the topic resumes from the last message heard',
  async () => {
    const { origin } = platform;
    const topic = `user:${founder.userId}`;
    const first = await openSocket(origin, founder.accessToken()!);
    await first.subscribe(topic);
    await founder.api.ventures.create({ body: { name: 'Heard live' } }, key());
    const { seq } = await first.heard(
      (message) => message.data['name'] === 'Heard live' && message.type === 'venture.created',
    );
    first.close();
    for (const name of ['Missed one', 'Missed two'])
      await founder.api.ventures.create({ body: { name } }, key());
    await platform.restartBrain('SIGTERM');
    const second = await openSocket(origin, founder.accessToken()!);
    await second.subscribe(topic, seq);
    await second.heard(
      (message) => message.data['name'] === 'Missed two' && message.type === 'venture.created',
    );
    const seqs = second.messages().map((message) => message.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(
      second
        .messages()
        .filter((message) => message.type === 'venture.created')
        .map((message) => message.data['name']),
    ).toEqual(['Missed one', 'Missed two']);
    second.close();
  },
  patience,
);

test('an ended session is over at once, over HTTP and on the socket', async () => {
  const { origin } = platform;
  const guest = await register(origin, { name: 'Gil Guest', email: 'gil@example.com' });
  const live = await openSocket(origin, guest.accessToken()!);
  await guest.api.users.me({});
  await guest.api.authentication.logoutAll({ body: {} });
  await expect
    .poll(() =>
      guest.api.users.me({}).then(
        () => 'open',
        (error: ApiError) => error.problem.status,
      ),
    )
    .toBe(401);
  // The gateway hears of it over the push stream, which may be on its way back from the restart before.
  await expect
    .poll(() => live.frames.at(-1), { timeout: 15_000 })
    .toMatchObject({ type: 'error', code: 'SESSION_ENDED' });
});

test('tokens that are broken, foreign or missing are refused with a problem document', async () => {
  const [head, claims, signature] = founder.accessToken()!.split('.') as [string, string, string];
  const other = Buffer.from(
    JSON.stringify({
      ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
      sub: randomUUID(),
    }),
  ).toString('base64url');
  for (const token of ['nonsense', `${head}.${other}.${signature}`, `${head}.${claims}.`, '']) {
    const response = await fetch(`${platform.origin}/api/v1/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
  }
});
