import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint, code, key } from '../../work/test-team.ts';
import { answerDue } from '../rules/answer-times.ts';

let world: World;
let guest: Enrolled;
let other: Enrolled;
let chief: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  guest = await enrol(world, 'Guest Person');
  other = await enrol(world, 'Other Person', 'MEMBER');
  chief = await enrol(world, 'Chief', 'MEMBER');
  await appoint(world, chief, '12');
});
afterAll(() => world.close());

const ask = (who: Enrolled, priority: 'P1' | 'P2' | 'P3' | 'P4' = 'P3') =>
  who.api.support.ask(
    { body: { subject: 'It does not open', text: 'The page stays white.', priority } },
    key(),
  );

describe('answers are due', () => {
  // Toronto stands five hours behind UTC in January.
  const due = (from: string, priority: 'P1' | 'P2' | 'P3' | 'P4', bought = false) =>
    answerDue(new Date(from), priority, bought).toISOString().slice(0, 16);

  test('within office hours, over nights and weekends', () => {
    expect(due('2026-01-05T15:00:00Z', 'P1')).toBe('2026-01-05T16:00');
    expect(due('2026-01-05T21:30:00Z', 'P1')).toBe('2026-01-06T14:30');
    expect(due('2026-01-05T15:00:00Z', 'P2')).toBe('2026-01-05T19:00');
    expect(due('2026-01-05T15:00:00Z', 'P3')).toBe('2026-01-06T15:00');
    // A Friday afternoon: two days of the office later it is Tuesday.
    expect(due('2026-01-09T21:00:00Z', 'P4')).toBe('2026-01-13T21:00');
    expect(due('2026-01-10T03:00:00Z', 'P1')).toBe('2026-01-12T15:00');
  });

  test('across the change of clocks', () => {
    // On 8 March 2026 Toronto goes from UTC-5 to UTC-4.
    expect(due('2026-03-06T21:30:00Z', 'P1')).toBe('2026-03-09T13:30');
  });

  test('sooner with priority support, P1 at any hour', () => {
    expect(due('2026-01-10T03:00:00Z', 'P1', true)).toBe('2026-01-10T03:30');
    expect(due('2026-01-05T15:00:00Z', 'P2', true)).toBe('2026-01-05T16:00');
    expect(due('2026-01-05T15:00:00Z', 'P3', true)).toBe(due('2026-01-05T15:00:00Z', 'P3'));
  });
});

describe('support requests', () => {
  test('are asked by anybody with an account, answered by the hub, and closed', async () => {
    const asked = await ask(guest);
    expect(asked).toMatchObject({ state: 'OPEN', late: false, rights: ['reply', 'close'] });
    await world.settle();
    const waiting = await chief.api.notifications.list({ query: { type: 'support.waiting' } });
    expect(waiting.items).toHaveLength(1);
    const params = { requestId: asked.id };
    const answered = await chief.api.support.answer(
      { params, body: { text: 'Try again now, please.' } },
      key(),
    );
    expect(answered).toMatchObject({ state: 'ANSWERED', answerDueAt: null });
    await world.settle();
    const told = await guest.api.notifications.list({ query: { type: 'support.answered' } });
    expect(told.items).toHaveLength(1);
    const again = await guest.api.support.reply({ params, body: { text: 'Still white.' } }, key());
    expect(again.state).toBe('OPEN');
    expect(again.messages.map(({ byHub }) => byHub)).toEqual([false, true, false]);
    expect((await guest.api.support.close({ params, body: {} })).state).toBe('CLOSED');
    await expect(guest.api.support.close({ params, body: {} })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    world.clock.advance(13 * dayMs);
    expect((await guest.api.support.reply({ params, body: { text: 'It is back.' } }, key())).state).toBe(
      'OPEN',
    );
    await chief.api.support.answer({ params, body: { text: 'Mended.', close: true } }, key());
    world.clock.advance(15 * dayMs);
    await expect(
      guest.api.support.reply({ params, body: { text: 'Too late.' } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('are for who asked and for the hub', async () => {
    const { id: requestId } = await ask(guest);
    const params = { requestId };
    const refused = [
      other.api.support.request({ params }),
      other.api.support.reply({ params, body: { text: 'Hello' } }, key()),
      other.api.support.close({ params, body: {} }),
    ];
    for (const one of await Promise.allSettled(refused))
      expect(one).toMatchObject({ reason: code('NOT_FOUND') });
    const forHub = [
      other.api.support.queue({ query: {} }),
      other.api.support.requestForHub({ params }),
      other.api.support.answer({ params, body: { text: 'Hello' } }, key()),
    ];
    for (const one of await Promise.allSettled(forHub))
      expect(one).toMatchObject({ reason: code('FORBIDDEN') });
    expect((await other.api.support.requests({ query: {} })).items).toEqual([]);
  });

  test('stand in the queue by when they are due, and say when they are late', async () => {
    const low = await ask(other, 'P4');
    const high = await ask(other, 'P1');
    const { items } = await chief.api.support.queue({ query: { limit: 100 } });
    const places = [high, low].map((one) => items.findIndex(({ id }) => id === one.id));
    expect(places[0]!).toBeLessThan(places[1]!);
    const pages = await chief.api.support.queue({ query: { limit: 1 } });
    const next = await chief.api.support.queue({ query: { limit: 100, cursor: pages.nextCursor! } });
    expect(next.items.map(({ id }) => id)).not.toContain(pages.items[0]!.id);
    world.clock.advance(4 * dayMs + hourMs);
    expect((await chief.api.support.queue({ query: { limit: 100 } })).items.every(({ late }) => late)).toBe(
      true,
    );
  });
});
