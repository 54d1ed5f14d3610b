import { describe, expect, test } from 'vitest';
import { behaviorEventsWire } from '@smartstart/contract';
import { Collector, countedOnce, errorShown, notificationRead, routeOf, type Batch } from './collector';

function bench(answer: (batch: Batch) => boolean | Error = () => true) {
  const sent: Batch[] = [];
  let number = 0;
  const collector = new Collector({
    send: async (batch) => {
      const consented = answer(batch);
      if (consented instanceof Error) throw consented;
      sent.push(batch);
      return { consented, accepted: batch.events.length, duplicate: 0, tooOld: 0 };
    },
    now: () => new Date(0),
    newId: () => `id-${++number}`,
  });
  const view = (count = 1) => {
    for (let index = 0; index < count; index++)
      collector.tell({ type: 'page.viewed', properties: { route: '/ventures' } });
  };
  return { collector, sent, view };
}

describe('the collector', () => {
  test('sends nothing before the person agreed, and then what it held', async () => {
    const { collector, sent, view } = bench();
    view(2);
    await collector.flush();
    expect(sent).toEqual([]);
    collector.setConsent(true);
    await collector.flush();
    expect(sent.map(({ events }) => events.length)).toEqual([2]);
    expect(collector.size).toBe(0);
  });

  test('forgets and stays silent without consent, also when the answer says so', async () => {
    const { collector, sent, view } = bench(() => false);
    view();
    collector.setConsent(false);
    view();
    expect(collector.size).toBe(0);
    collector.setConsent(true);
    view(3);
    await collector.flush();
    view();
    await collector.flush();
    expect([sent.length, collector.size]).toEqual([1, 0]);
  });

  test('sends at most 50 at once, holds the last 200, and tries again under the same ids', async () => {
    let broken = true;
    const seen: string[][] = [];
    const { collector, view } = bench((batch) => {
      seen.push(batch.events.map(({ id }) => id));
      return broken ? new Error('no network') : true;
    });
    collector.setConsent(true);
    view(260);
    await collector.flush();
    expect(collector.size).toBe(200);
    broken = false;
    await collector.flush();
    expect(seen.map((ids) => ids.length)).toEqual([50, 50, 50, 50, 50]);
    expect(seen[1]).toEqual(seen[0]);
    expect(collector.size).toBe(0);
  });
});

test('a page is told by its pattern', () => {
  const id = '01a20937-6fdb-777b-9cf9-5da427512f51';
  expect(routeOf('/ventures/' + id + '/board', { id })).toBe('/ventures/[id]/board');
  expect(routeOf('/p/maya-okafor', { slug: 'maya-okafor' })).toBe('/p/[slug]');
  expect(routeOf('/people/J%C3%B6rg', { slug: 'Jörg' })).toBe('/people/[slug]');
  expect(routeOf('/', {})).toBe('/');
  // What is not known as a value of the address, and looks like one.
  expect(routeOf('/ventures/' + id, {})).toBeNull();
  expect(routeOf('/people/J%C3%B6rg', {})).toBeNull();
});

describe('what is told', () => {
  const told = (happening: object) =>
    behaviorEventsWire.browserEvent.parse({
      ...happening,
      id: '019a2093-6fdb-777b-9cf9-5da427512f51',
      at: '2026-11-23T10:00:00.000Z',
    });

  test('a search counts once, when its answer is there, and again only when it is another', () => {
    const counts = countedOnce();
    expect([counts('', true), counts('ada', false), counts('ada', true), counts('ada', true)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(counts('bob', true)).toBe(true);
    expect([counts('', true), counts('bob', true)]).toEqual([false, true]);
  });

  test('of a notification its kind, and nothing where the kind is no plain word', () => {
    expect(told(notificationRead('security.new-device')).properties).toEqual({ kind: 'security.new-device' });
    expect(told(notificationRead('Ada wrote to you')).properties).toEqual({});
    expect(told(notificationRead(null)).properties).toEqual({});
  });

  test('of an error its code and the pattern of the page', () => {
    expect(told(errorShown('NOT_FOUND', '/ventures/[id]')).properties).toEqual({
      code: 'NOT_FOUND',
      route: '/ventures/[id]',
    });
    expect(told(errorShown(undefined, null)).properties).toEqual({ code: 'NO_ANSWER' });
  });

  test('never with anything beside', () => {
    const search = { type: 'search.run', properties: { area: 'people', results: 3 } };
    expect(told(search)).toMatchObject(search);
    expect(() => told({ ...search, properties: { ...search.properties, words: 'ada' } })).toThrow();
    expect(() => told({ ...search, properties: { area: 'ada@example.com' } })).toThrow();
  });
});
