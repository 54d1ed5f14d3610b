import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
let ada: string;
let bob: string;
let cyd: string;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.close());

const people = async () =>
  ([ada, bob, cyd] = [
    await hub.addPerson(),
    await hub.addPerson({ name: 'Bob' }),
    await hub.addPerson({ name: 'Cyd' }),
  ]);
const inboxOf = async (userId: string) =>
  (await hub.as(userId).notifications.list({ query: {} })).items.map(
    ({ type, title, text, link, priority }) => ({ type, title, text, link, priority }),
  );

describe('what happens elsewhere is told', () => {
  test('a confirmed account is welcomed, once for ever', async () => {
    await people();
    await hub.happens('account.verified', { userId: ada });
    await hub.happens('account.verified', { userId: ada });
    expect(await inboxOf(ada)).toMatchObject([{ type: 'welcome', priority: 'LOW', link: '/onboarding' }]);
  });

  test.each([
    [
      'security.new-device',
      { device: 'Firefox on Linux', ip: '198.51.100.7' },
      'with Firefox on Linux, from 198.51.100.7',
      1,
    ],
    ['security.credentials-changed', { what: 'password' }, 'Your password was changed.', 1],
    ['security.account-locked', { until: '2026-11-23T10:15:00.000Z' }, '10:15 UTC on 2026-11-23', 0],
  ])(
    '%s is urgent for the person whose topic it goes to, and mailed at once unless it was mailed already',
    async (type, data, words, mails) => {
      await people();
      await hub.happens(type, data, { topics: [`user:${ada}`] });
      expect(await inboxOf(ada)).toMatchObject([
        { type, priority: 'URGENT', text: expect.stringContaining(words) },
      ]);
      expect((await hub.mailsTo(ada)).map((mail) => mail.due_at)).toEqual(Array(mails).fill(hub.clock.now()));
    },
  );

  test('a document that waits leads to it; once all have signed, the others hear of it', async () => {
    await people();
    const document = {
      documentId: 'd1',
      code: 'PCA',
      name: 'Participant Collaboration Agreement',
      ventureId: 'v1',
    };
    await hub.happens('document.waiting', { userId: ada, ...document });
    expect(await inboxOf(ada)).toMatchObject([
      {
        type: 'document.to-sign',
        title: 'To sign: Participant Collaboration Agreement',
        link: '/documents/d1',
        priority: 'HIGH',
      },
    ]);
    await hub.happens('document.effective', { ...document, userIds: [ada, bob] }, { actorId: ada });
    expect(await inboxOf(ada)).toHaveLength(1);
    expect(await inboxOf(bob)).toMatchObject([{ type: 'document.signed', link: '/documents/d1' }]);
  });

  test('papers that expire, each notice by itself', async () => {
    await people();
    const paper = { userId: ada, code: 'PPA', name: 'Platform Participation Agreement' };
    for (const days of [30, 7, 1]) await hub.happens('paper.expiring', { ...paper, days });
    await hub.happens('paper.expired', paper);
    expect((await inboxOf(ada)).map((one) => one.title)).toEqual([
      'Platform Participation Agreement has expired',
      'Platform Participation Agreement expires tomorrow',
      'Platform Participation Agreement expires in 7 days',
      'Platform Participation Agreement expires in 30 days',
    ]);
    expect(await hub.mailsTo(ada)).toHaveLength(4);
  });

  test('the seat: begun, about to end, ended', async () => {
    await people();
    await hub.happens('subscription.started', { userId: ada, state: 'TRIALING' }, { actorId: ada });
    await hub.happens('trial.ends', { userId: ada, endsAt: '2026-12-01T00:00:00.000Z' });
    await hub.happens('subscription.cancelled', { userId: ada, state: 'NONE' });
    expect((await inboxOf(ada)).map((one) => one.title)).toEqual([
      'Your Founder seat has ended',
      'Your trial ends soon',
      'Your Founder seat has begun',
    ]);
  });

  test('a venture: its people, whether named or known by their topics, and not the one who acted', async () => {
    await people();
    await hub.happens(
      'venture.created',
      { ventureId: 'v1', name: 'Solar', userIds: [ada] },
      { actorId: ada },
    );
    await hub.happens(
      'venture.activated',
      { ventureId: 'v1', name: 'Solar' },
      { actorId: null, topics: ['venture:v1', `user:${ada}`] },
    );
    await hub.happens(
      'venture.changed',
      { ventureId: 'v1', name: 'Solar', status: 'PAUSED' },
      { actorId: ada, topics: ['venture:v1', `user:${ada}`, `user:${bob}`] },
    );
    await hub.happens('venture.changed', { ventureId: 'v1' }, { actorId: ada, topics: [`user:${bob}`] });
    expect((await inboxOf(ada)).map((one) => [one.type, one.title])).toEqual([
      ['venture.activated', 'Solar is active'],
      ['venture.created', 'Solar was created'],
    ]);
    expect(await inboxOf(bob)).toEqual([
      {
        type: 'venture.updated',
        title: 'Solar was updated',
        text: 'It is paused.',
        link: '/ventures/v1',
        priority: 'NORMAL',
      },
    ]);
  });

  test('members: those who run the venture hear who comes', async () => {
    await people();
    const member = {
      ventureId: 'v1',
      ventureName: 'Solar',
      userId: cyd,
      memberName: 'Cyd',
      recipientIds: [ada, bob, cyd],
    };
    await hub.happens('member.joining', member, { actorId: cyd });
    await hub.happens('member.joined', member, { actorId: cyd });
    for (const userId of [ada, bob])
      expect((await inboxOf(userId)).map((one) => one.title)).toEqual([
        'Cyd joined Solar',
        'Cyd is joining Solar',
      ]);
    expect(await inboxOf(cyd)).toEqual([]);
  });

  test('an invitation shows in-app for somebody with an account; its mail is the inviter’s', async () => {
    await people();
    const invitation = {
      invitationId: 'i1',
      ventureId: 'v1',
      ventureName: 'Solar',
      inviterName: 'Ada',
      role: 'CO_OWNER',
    };
    await hub.happens('invitation.created', { ...invitation, userId: bob }, { actorId: ada });
    await hub.happens('invitation.created', { ...invitation, userId: null }, { actorId: ada });
    expect(await inboxOf(bob)).toMatchObject([
      {
        type: 'invitation.received',
        title: 'Ada invites you to Solar',
        text: expect.stringContaining('co-owner'),
      },
    ]);
    expect(await hub.mailsTo(bob)).toEqual([]);
    await hub.happens(
      'invitation.answered',
      { recipientIds: [ada], state: 'ACCEPTED', name: 'Bob', ventureId: 'v1', ventureName: 'Solar' },
      { actorId: bob },
    );
    expect(await inboxOf(ada)).toMatchObject([
      { type: 'invitation.answered', title: 'Bob accepted your invitation' },
    ]);
  });

  test('a paper without a name goes by the name the catalogue gives its code', async () => {
    await people();
    await hub.happens('document.waiting', { userId: ada, documentId: 'd2', code: 'PCA' });
    expect(await inboxOf(ada)).toMatchObject([{ title: 'To sign: Paper PCA' }]);
  });

  test('changes of access: those that others decided on', async () => {
    await people();
    await hub.happens('access.changed', {});
    await hub.happens('access.changed', { userId: ada, reason: 'venture' }, { actorId: bob });
    await hub.happens('access.changed', { userId: ada, reason: 'account active' }, { actorId: ada });
    expect(await inboxOf(ada)).toEqual([]);
    await hub.happens('access.changed', { userId: ada, reason: 'identity verified' }, { actorId: bob });
    expect(await inboxOf(ada)).toMatchObject([
      { type: 'access.changed', text: 'The hub has verified your identity.' },
    ]);
    expect(await hub.mailsTo(ada)).toHaveLength(1);
  });

  test('an erased account is told nothing more', async () => {
    await people();
    hub.people.set(ada, { ...hub.people.get(ada)!, status: 'ERASED' });
    await hub.happens('export.ready', { userId: ada });
    expect(
      await hub.database.db.selectFrom('notifications').select('seq').where('user_id', '=', ada).execute(),
    ).toEqual([]);
  });

  test('a broken chain goes at once to those who answer for the installation, and to nobody else', async () => {
    await people();
    await hub.appoint(bob);
    await hub.happens('audit.broken', { seq: 7 });
    expect(await inboxOf(bob)).toMatchObject([
      { type: 'operation.alert', priority: 'URGENT', title: 'The audit chain is broken' },
    ]);
    expect(await inboxOf(ada)).toEqual([]);
  });

  test('a step in XP, once, also when somebody falls below it and comes back', async () => {
    await people();
    for (let time = 0; time < 2; time++) {
      await hub.happens('level.reached', { userId: ada, level: 'WISE_OWL', xp: 5_000 });
      await hub.happens('xp.milestone', { userId: ada, milestone: 5_000 });
      await hub.happens('badge.earned', { userId: ada, code: 'first-steps', name: 'First Steps' });
      await hub.happens('challenge.finished', { userId: ada, day: '2026-11-23' });
    }
    expect((await inboxOf(ada)).map((one) => one.title).toSorted()).toEqual([
      'Badge earned: First Steps',
      'You are a Wise Owl now',
      'You finished the challenge of the day',
      'You have 5,000 XP',
    ]);
  });

  test('a finished export', async () => {
    await people();
    await hub.happens('export.ready', { userId: ada, fileId: 'f1' });
    expect(await inboxOf(ada)).toMatchObject([{ type: 'export.ready' }]);
  });
});

describe('a reaction that runs again', () => {
  test('tells nobody twice', async () => {
    await people();
    const type = 'member.joined';
    const data = {
      ventureId: 'v1',
      ventureName: 'Solar',
      userId: cyd,
      memberName: 'Cyd',
      recipientIds: [ada, bob],
    };
    await hub.happens(type, data);
    const event = await hub.database.db
      .selectFrom('event_log')
      .select('id')
      .where('type', '=', type)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    const body = JSON.stringify({
      id: event.id,
      type,
      actorId: null,
      at: hub.clock.now().toISOString(),
      topics: [],
      data,
    });
    await hub.database.db
      .insertInto('outbox')
      .values({ id: event.id, subscriber: 'notifications', event: body })
      .execute();
    await hub.outbox.drain();
    for (const userId of [ada, bob]) {
      expect(await inboxOf(userId)).toHaveLength(1);
      expect(await hub.mailsTo(userId)).toHaveLength(1);
    }
  });

  test('an event that lacks what is needed waits to be looked at, and stops nothing else', async () => {
    await people();
    await hub.happens('paper.expired', { code: 'PPA' });
    await hub.happens('export.ready', { userId: ada });
    expect(await inboxOf(ada)).toHaveLength(1);
    expect(
      await hub.database.db
        .selectFrom('outbox')
        .select('attempts')
        .where('subscriber', '=', 'notifications')
        .execute(),
    ).toEqual([{ attempts: 1 }]);
  });
});
