import { createWorld, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, openMarket, type Market } from './test-market.ts';

let world: World;
let market: Market;

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Consequences');
});
afterAll(() => world.close());

const step = (act: 'pause' | 'resume') =>
  market.owner.api.ventures[act]({ params: { ventureId: market.ventureId }, body: {} });
const stateOf = async (id: string, who = market.owner) =>
  (await who.api.opportunities.get(market.at(id))).state;

describe('a venture', () => {
  test('begins with three drafts for its owner', async () => {
    const { owner, ventureId } = market;
    const { items } = await owner.api.opportunities.mine({ query: { ventureId } });
    expect(items.map(({ title, state, visibility }) => [title, state, visibility])).toEqual([
      ['Advisory board', 'DRAFT', 'SUBSCRIBER_ONLY'],
      ['Technical team', 'DRAFT', 'MEMBER_ONLY'],
      ['Co-founder', 'DRAFT', 'MEMBER_ONLY'],
    ]);
    const { id } = items.find(({ title }) => title === 'Co-founder')!;
    expect((await market.publish(id, owner)).state).toBe('ACTIVE');
    await market.cancel(id, owner);
  });

  test('that rests looks for nobody, and goes on when its people say so', async () => {
    const { owner, ventureId } = market;
    const open = await market.open({ ventureId }, owner);
    const waiting = await market.draft({ ventureId }, owner);
    await step('pause');
    await world.settle();
    expect(await stateOf(open.id)).toBe('PAUSED');
    expect(await market.told(owner)).toContain('“Rust engineer for a parser” is paused');
    await expect(market.publish(waiting.id, owner)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const resume = () => owner.api.opportunities.resume({ ...market.at(open.id), body: {} });
    await expect(resume()).rejects.toMatchObject(code('RULE_VIOLATED'));
    await step('resume');
    await world.settle();
    expect(await stateOf(open.id)).toBe('PAUSED');
    expect((await resume()).state).toBe('ACTIVE');
  });

  test('publishing against pausing leaves nothing open in a venture that rests', async () => {
    const { owner, ventureId } = market;
    for (let round = 0; round < 4; round++) {
      const { id } = await market.draft({ ventureId }, owner);
      const [published] = await Promise.allSettled([market.publish(id, owner), step('pause')]);
      await world.settle();
      expect(await stateOf(id)).toBe(published!.status === 'fulfilled' ? 'PAUSED' : 'DRAFT');
      await step('resume');
      await world.settle();
    }
  });

  test('whose lead loses the role is not theirs any more', async () => {
    const { owner, lead, ventureId } = market;
    const { id } = await market.open({ ventureId, visibility: 'PRIVATE' }, lead);
    await owner.api.ventures.removeMember({ params: { ventureId, userId: lead.userId } });
    await world.settle();
    await expect(lead.api.opportunities.get(market.at(id))).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await stateOf(id)).toBe('ACTIVE');
  });

  test('that is closed ends them, and gives back what undecided applications cost', async () => {
    const { owner, applicant, ventureId } = market;
    const { id } = await market.open({ ventureId }, owner);
    const before = await market.wealth(applicant);
    const { id: applicationId } = await market.apply(id);
    await owner.api.ventures.close({ params: { ventureId }, body: { reason: 'We are done here.' } });
    await world.settle();
    expect(await market.wealth(applicant)).toBe(before);
    expect(await applicant.api.applications.get(market.of(applicationId))).toMatchObject({
      state: 'EXPIRED',
    });
    expect(await stateOf(id)).toBe('CANCELLED');
  });
});

describe('a person', () => {
  test('takes along what they posted and applied for', async () => {
    const { creator, applicant } = market;
    const { id } = await market.open({ title: 'Taken along' });
    const bid = { amountMinor: '700', currency: 'CAD' };
    await market.apply(id, applicant, { bid });
    const { opportunities } = world.brain.services;
    const { db } = world.brain.kernel.database;
    const posted = JSON.stringify(await opportunities.exportOf(db, creator.userId));
    expect(posted).toContain('Taken along');
    expect(posted).not.toContain('three parsers');
    const applied = JSON.stringify(await opportunities.exportOf(db, applicant.userId));
    expect(applied).toContain('three parsers');
    expect(applied).toContain('"bid_minor":"700"');
  });

  test('who is erased leaves figures and no words', async () => {
    const leaver = await market.person('Lea Leaver', 2);
    const { applicant, creator } = market;
    const posted = await market.open({ title: 'By somebody who leaves' }, leaver);
    const theirs = await market.open({ title: 'Applied for by a leaver' });
    const before = await market.wealth(applicant);
    await market.apply(posted.id);
    const { id: applicationId } = await market.apply(theirs.id, leaver);
    await leaver.api.users.erase({ body: { confirmEmail: leaver.email } });
    await world.settle();
    expect(await stateOf(posted.id, applicant)).toBe('PAUSED');
    world.clock.advance(91 * dayMs);
    await world.brain.kernel.jobs.run('erase-accounts');
    await world.settle();
    expect(await market.wealth(applicant)).toBeGreaterThanOrEqual(before - 3);
    expect(await applicant.api.opportunities.get(market.at(posted.id))).toMatchObject({
      title: 'Removed',
      requiredSkills: [],
    });
    const left = await creator.api.applications.get(market.of(applicationId));
    expect(left).toMatchObject({ coverLetter: '', skills: [], motivation: '' });
    expect(left.applicantName).not.toContain('Lea');
  });
});
