import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  receiveRewards,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { enter, key } from './test-people.ts';
import { balancesOf } from './wallet-store.ts';

let world: World;
let person: Enrolled;

beforeAll(async () => void (world = await createWorld()));
afterAll(() => world.close());
beforeEach(async () => void (person = await enter(world, 'Petra Person')));

const kernel = () => world.brain.kernel;
const available = async ({ userId }: Enrolled) =>
  (await balancesOf(kernel().database.db, userId)).get('AVAILABLE') ?? 0n;
const claimsOf = async (who: Enrolled, state?: 'WAITING' | 'PAID') =>
  (await who.api.buz.claims({ query: { limit: 100, ...(state ? { state } : {}) } })).items;
const events = async (who: Enrolled, state?: 'WAITING' | 'PAID') =>
  (await claimsOf(who, state)).map(({ event }) => event).sort();
const happens = (type: string, data: Record<string, unknown>) =>
  kernel().database.transact((tx) =>
    kernel().outbox.publish(tx, {
      type,
      actorId: null,
      at: kernel().clock.now().toISOString(),
      topics: [],
      data,
    }),
  );

describe('what happens elsewhere is rewarded', () => {
  test('both papers of BUZ in force bring the welcome, once', async () => {
    const member = await enrol(world, 'Mia Member', 'MEMBER');
    await signPaper(member.api, member.name, 'BTS');
    await receiveRewards(world);
    expect(await events(member)).toEqual([]);
    await signPaper(member.api, member.name, 'BPP');
    await receiveRewards(world);
    expect(await claimsOf(member)).toMatchObject([
      { event: 'welcome', state: 'PAID', amount: '100.000000', waitsFor: null, priceVersion: 1 },
    ]);
    const { items } = await member.api.buz.transactions({ query: {} });
    expect(items).toMatchObject([{ kind: 'ALLOCATION', amount: '100.000000', account: 'AVAILABLE' }]);
    const told = await member.api.notifications.list({ query: { type: 'buz.reward' } });
    expect(told.items).toMatchObject([{ title: '100 BUZ: Welcome', link: '/buz/earn' }]);
  });

  test('profile, skills, papers of a subscriber and identity', async () => {
    const founder = await enrol(world, 'Frida Founder', 'SUBSCRIBER');
    expect(await events(founder, 'PAID')).toEqual(['rung-2-papers', 'welcome']);
    const { etag } = await founder.api.users.me({});
    await founder.api.users.editMe(
      {
        body: {
          biography: 'I have founded things for years, and this is long enough to say so.',
          yearsOfExperience: 9,
          location: 'Halifax, Canada',
        },
      },
      { ifMatch: etag! },
    );
    const skill = (name: string) => founder.api.users.addSkill({ body: { name, level: 3, years: 2 } });
    const { id: skillId } = await skill('Baking');
    await founder.api.users.removeSkill({ params: { skillId } });
    await skill('baking');
    for (const name of ['Rowing', 'Sewing', 'Singing']) await skill(name);
    await happens('access.changed', { userId: founder.userId, reason: 'identity verified' });
    await receiveRewards(world);
    expect(await events(founder, 'PAID')).toEqual([
      'identity-verified',
      'profile-completed',
      'rung-2-papers',
      'skill-added',
      'skill-added',
      'skill-added',
      'welcome',
    ]);
    expect(await available(founder)).toBe(buz(100 + 15 + 10 + 3 * 2 + 20));
  });

  test('the first venture, its first member and its fifth', async () => {
    const founder = await enrol(world, 'Finn Founder', 'SUBSCRIBER');
    await fund(world, founder.userId, buz(100));
    const ventureId = await openVenture(founder.api, founder.name, 'Team of Six');
    await receiveRewards(world);
    expect(await events(founder, 'PAID')).toContain('first-venture-activated');
    const join = async (name: string) => {
      const who = await enrol(world, name, 'MEMBER');
      const body = { email: who.email, role: 'CONTRIBUTOR' } as const;
      const { id: invitationId } = await founder.api.ventures.invite({ params: { ventureId }, body }, key());
      await who.api.ventures.accept({ params: { invitationId }, body: {} });
      for (const paper of joiningPapers) await signPaper(who.api, who.name, paper, { ventureId });
      await world.settle();
      const { items } = await founder.api.ventures.members({ params: { ventureId } });
      for (const documentId of items.find(({ userId }) => userId === who.userId)!.awaitingOwner)
        await signDocument(founder.api, documentId, founder.name);
      await receiveRewards(world);
    };
    for (const name of ['Ann One', 'Ben Two', 'Cat Three', 'Dan Four']) await join(name);
    expect(await events(founder, 'PAID')).toContain('first-team-member');
    expect(await events(founder)).not.toContain('five-members');
    await join('Eve Five');
    expect(await events(founder, 'PAID')).toContain('five-members');
    const { why } = (await claimsOf(founder)).find(({ event }) => event === 'five-members')!;
    expect(why).toContain('Team of Six');
  }, 60_000);

  test('a paid invoice allocates 100 BUZ a month, once', async () => {
    const invoice = { userId: person.userId, invoiceId: newId(), periodMonths: 12 };
    await happens('invoice.paid', invoice);
    await happens('invoice.paid', invoice);
    await receiveRewards(world);
    expect(await claimsOf(person)).toMatchObject([
      { event: 'monthly-allocation', amount: '1200.000000', state: 'PAID' },
    ]);
  });
});

test('of somebody who is gone nothing waits any longer, and no words are left', async () => {
  const earned = { userId: person.userId, event: 'journey-finished', causeId: 'journey' };
  await kernel().database.transact((tx) =>
    world.brain.services.buz.claims.earn(tx, { ...earned, detail: { venture: 'A name' } }),
  );
  await happens('account.erased', { userId: person.userId });
  await receiveRewards(world);
  const rows = await kernel()
    .database.db.selectFrom('buz_claims')
    .select(['state', 'detail'])
    .where('user_id', '=', person.userId)
    .execute();
  expect(rows).toEqual([{ state: 'LAPSED', detail: {} }]);
});
