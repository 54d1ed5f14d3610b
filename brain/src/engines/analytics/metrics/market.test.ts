import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { addDays, addMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { key, openMarket, type Market } from '../../../services/opportunities/test-market.ts';
import type { Span } from './range.ts';

/** A market of four postings, a venture that comes and goes, and a few ties: every figure is worked out by hand. */
let world: World;
let market: Market;
let nina: Enrolled;
/** Nothing moves the clock but this file: moments are exact. */
let begun: Date;
let other: string;

const figure = (name: string, span: Span) => world.brain.services.analyticsDesk.figures.valueOf(name, span);
const value = async (name: string, span: Span) => (await figure(name, span)).value;
const parts = async (name: string, span: Span) =>
  Object.fromEntries(((await figure(name, span)).split ?? []).map((part) => [part.key, part.value]));
const on = (day: number) => addDays(begun, day);
const between = (from: number, to: number): Span => ({ from: on(from), to: on(to) });
/** On to the day, counted from the beginning. */
const until = (day: number) => world.clock.advance(on(day).getTime() - world.clock.now().getTime());

async function viewed(who: Enrolled, ids: readonly string[]): Promise<void> {
  const { items } = await who.api.matching.matches({});
  for (const { id, opportunity } of items)
    if (ids.includes(opportunity.id))
      await who.api.matching.feedback({ params: { matchId: id }, body: { kind: 'VIEW' } });
}

async function taken(applicationId: string): Promise<void> {
  await market.review(applicationId);
  await market.accept(applicationId);
  await world.settle();
}

async function tied(one: Enrolled, two: Enrolled): Promise<void> {
  const { id } = await one.api.network.connect({ body: { userId: two.userId } }, key());
  await two.api.network.accept({ params: { connectionId: id }, body: {} });
}

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Figures of a Market');
  nina = await market.person('Nina Newcomer', 1);
  const { applicant, subscriber, owner, creator, lead } = market;
  begun = world.clock.now();
  const [a, b, c] = [
    await market.open({ title: 'A parser' }),
    await market.open({ title: 'A lexer' }),
    await market.open({ title: 'A printer' }),
  ];
  // Four views by two people: Nina sees three, Ana the one she applies to.
  await viewed(nina, [a.id, b.id, c.id]);
  await viewed(applicant, [b.id]);
  const ofNina = await market.apply(a.id, nina);
  const ofAna = await market.apply(b.id, applicant);
  const ofSue = await market.apply(b.id, subscriber);
  const withdrawn = await market.apply(c.id, subscriber);
  await market.withdraw(withdrawn.id, subscriber);
  const { id } = await creator.api.ventures.create(
    {
      body: {
        name: 'Only a Draft',
        purpose: 'To be counted.',
        description: 'A venture that is never submitted, so that a draft is there to be counted. '.repeat(3),
        industry: 'Technology',
      },
    },
    key(),
  );
  other = id;
  const support = (who: Enrolled) =>
    who.api.support.ask(
      { body: { subject: 'It stays white', text: 'The page stays white.', priority: 'P3' } },
      key(),
    );
  const asked = await support(nina);
  await support(applicant);
  await tied(nina, applicant);
  await tied(owner, lead);
  await nina.api.network.connect({ body: { userId: subscriber.userId } }, key());

  until(4);
  await taken(ofNina.id);
  await nina.api.support.close({ params: { requestId: asked.id }, body: {} });
  until(10);
  await market.review(ofAna.id);
  await market.reject(ofAna.id);
  await taken(ofSue.id);
  until(12);
  await owner.api.ventures.pause({ params: { ventureId: market.ventureId }, body: {} });
  until(14);
}, 240_000);
afterAll(() => world?.close());

describe('opportunities', () => {
  test('accepted ÷ decided: two of three; what was withdrawn or ran out was not decided', async () => {
    // Day 4: Nina accepted. Day 10: Ana rejected, Sue accepted. Sue's other application was withdrawn.
    expect(await value('acceptance-rate', between(-1, 14))).toBeCloseTo(2 / 3, 12);
    expect(await value('acceptance-rate', between(3, 5))).toBe(1);
    expect(await value('acceptance-rate', between(9, 11))).toBe(1 / 2);
    expect(await value('acceptance-rate', between(11, 14))).toBeNull();
  });

  test('open opportunities, as it was: three, then two, then one that nobody took', async () => {
    expect(await value('opportunities-open', between(0, 3))).toBe(3);
    expect(await value('opportunities-open', between(0, 5))).toBe(2);
    expect(await value('opportunities-open', between(0, 11))).toBe(1);
    expect(await value('opportunities-open', between(-30, -20))).toBe(0);
  });

  test('time to fill: four and ten days, so seven in the middle', async () => {
    expect(await value('time-to-fill', between(-1, 14))).toBeCloseTo((4 + 10) / 2, 9);
    // By the day it was filled, not the day it was posted.
    expect(await value('time-to-fill', between(9, 14))).toBeCloseTo(10, 9);
    expect(await value('time-to-fill', between(-1, 3))).toBeNull();
  });

  test('matches: one of four that were viewed was accepted; behind the part stand people, not views', async () => {
    const range = between(-1, 1);
    expect(await value('match-conversion', range)).toBe(1 / 4);
    expect((await figure('match-conversion', range)).split).toEqual([
      { key: 'baseline', label: 'baseline', value: 1 / 4, people: 2 },
    ]);
    expect(await value('match-conversion', between(5, 14))).toBeNull();
  });
});

describe('ventures', () => {
  test('by status, as it was: one active and a draft, then one paused', async () => {
    expect(await value('ventures', between(10, 11))).toBe(2);
    expect(await parts('ventures', between(10, 11))).toEqual({ ACTIVE: 1, DRAFT: 1 });
    expect(await parts('ventures', between(10, 13))).toEqual({ DRAFT: 1, PAUSED: 1 });
    expect(await value('ventures', between(-800, -790))).toBe(0);
  });

  test('a discarded draft and a closed venture are not counted as open', async () => {
    const { creator, owner, ventureId } = market;
    const params = { ventureId };
    expect(await parts('ventures-by-phase', between(13, 14))).toEqual({});
    await owner.api.ventures.resume({ params, body: {} });
    expect(await parts('ventures-by-phase', { from: on(13), to: addMs(on(14), 1) })).toEqual({
      IDEATION: 1,
    });
    await creator.api.ventures.discard({ params: { ventureId: other } });
    await owner.api.ventures.close({ params, body: { reason: 'It was counted.' } });
    until(15);
    expect(await parts('ventures', between(14, 15))).toEqual({ CLOSED: 1 });
    expect(await value('ventures', between(14, 15))).toBe(0);
    expect(await value('ventures-by-phase', between(14, 15))).toBe(0);
  });
});

describe('people and their ties', () => {
  test('density: two accepted ties of ten people; one that was only asked for is none', async () => {
    expect(await value('accounts', between(0, 3))).toBe(10);
    expect(await value('network-density', between(0, 3))).toBeCloseTo((2 * 2) / (10 * 9), 12);
    // A moment before the first account there is nobody to tie.
    expect(await value('network-density', { from: on(-2), to: begun })).toBeNull();
  });

  test('open support requests, as it was', async () => {
    expect(await value('support-open', between(0, 2))).toBe(2);
    expect(await value('support-open', between(0, 6))).toBe(1);
  });

  test('key people: 0.7 × links above 50 begins with the 72nd tie', async () => {
    const [seventyTwo, seventyOne] = [newId(), newId()];
    const at = world.clock.now();
    const ties = (of: string, count: number) =>
      Array.from({ length: count }, () => {
        const [person_a, person_b] = [of, newId()].toSorted() as [string, string];
        const answered = { asked_at: at, answered_at: at };
        return { id: newId(), person_a, person_b, asked_by: of, state: 'ACCEPTED', message: '', ...answered };
      });
    // 0.7 × 72 = 50.4 and 0.7 × 71 = 49.7; nobody vouches for either, so their reputation is 0.
    await world.brain.kernel.database.db
      .insertInto('connections')
      .values([...ties(seventyTwo, 72), ...ties(seventyOne, 71)])
      .execute();
    const now = world.clock.now();
    expect(await value('key-people', { from: addMs(now, -hourMs), to: now })).toBe(1);
  });
});
