import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from './replay.ts';
import { book, happenings, occur, scenes, standingXp } from './test-ledger.ts';
import { correction, totalOf } from './xp-rules.ts';
import { currentXpRules, xpEvents, type Cap, type XpRules } from './xp-table.ts';

const noon = new Date('2026-06-10T12:00:00Z');
const { events } = currentXpRules;

/** Any other sound version: other worths, other caps, other days. */
const otherRules: fc.Arbitrary<XpRules> = fc
  .tuple(fc.constantFrom<'OWN' | 'UTC'>('OWN', 'UTC'), fc.infiniteStream(fc.nat(8)))
  .map(([days, numbers]) => {
    const draw = () => numbers.next().value as number;
    const cap = (): Cap | null =>
      draw() < 3 ? null : { count: draw() + 1, per: draw() < 4 ? 'DAY' : 'EVER' };
    const changed = xpEvents.map((event) => [event, { xp: draw() * 5, cap: cap() }] as const);
    return { version: 'other', days, events: { ...events, ...Object.fromEntries(changed) } };
  });

describe('a replay', () => {
  test('previews the difference of each event and of all', () => {
    const recorded = book(
      [
        ...Array.from({ length: 7 }, (_, index) => occur('IDEA_POSTED', `idea-${index}`, noon)),
        occur('TASK_DONE', 'task', noon, { priority: 'CRITICAL' }),
        occur('QUEST', 'quest', noon),
      ],
      currentXpRules,
    );
    const next: XpRules = {
      ...currentXpRules,
      version: '2',
      events: {
        ...events,
        IDEA_POSTED: { xp: 20, cap: { count: 6, per: 'DAY' } },
        TASK_DONE: { xp: { LOW: 10, MEDIUM: 25, HIGH: 50, CRITICAL: 80 }, cap: null },
      },
    };
    const preview = replay(recorded, [correction('c', -30, 'Counted twice.')], next);
    expect(preview.version).toBe('2');
    expect(preview.events).toEqual([
      { event: 'TASK_DONE', before: 100, after: 80, difference: -20 },
      { event: 'IDEA_POSTED', before: 75, after: 120, difference: 45 },
      { event: 'QUEST', before: 50, after: 50, difference: 0 },
    ]);
    expect(preview.total).toEqual({ before: 195, after: 220, difference: 25 });
    expect(preview.postings.map(({ xp }) => xp)).toEqual([5, 5, 5, 5, 5, 20, -20]);
  });

  test('under the same rules changes nothing, whatever happened and was reversed', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { recorded } = standingXp(scene, currentXpRules);
        const { postings, total } = replay(recorded, [], currentXpRules);
        expect(postings).toEqual([]);
        expect(total).toEqual({ before: totalOf(recorded, []), after: totalOf(recorded, []), difference: 0 });
      }),
    );
  });

  test('does not depend on the order in which it is given the ledger', () => {
    fc.assert(
      fc.property(scenes, otherRules, fc.infiniteStream(fc.nat()), (scene, rules, keys) => {
        const { recorded } = standingXp(scene, currentXpRules);
        const shuffled = recorded
          .map((one) => ({ one, key: keys.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(replay(shuffled, [], rules)).toEqual({
          ...replay(recorded, [], rules),
          worth: expect.anything(),
        });
      }),
    );
  });

  test('comes to the same total in whichever order things of one moment were told', () => {
    fc.assert(
      fc.property(happenings, fc.infiniteStream(fc.nat()), (list, keys) => {
        // One occurrence a cause: which of two tellings of a cause counts is decided by which came first.
        const told = list
          .filter((one, index) => list.findIndex((other) => other.causeId === one.causeId) === index)
          .map((one) => ({ ...one, at: noon }));
        const shuffled = told
          .map((one) => ({ one, key: keys.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const one = replay(book(told, currentXpRules), [], currentXpRules);
        const other = replay(book(shuffled, currentXpRules), [], currentXpRules);
        expect(other.events).toEqual(one.events);
        expect(other.total).toEqual(one.total);
      }),
    );
  });

  test('ends, once posted, in what the new rules would have given from the start', () => {
    fc.assert(
      fc.property(happenings, otherRules, (list, rules) => {
        const recorded = book(list, currentXpRules);
        const { postings, total } = replay(recorded, [], rules);
        const moved = new Map(postings.map(({ occurrenceId, xp }) => [occurrenceId, xp]));
        const posted = recorded.map((one) => ({ ...one, xp: one.xp + (moved.get(one.id) ?? 0) }));
        expect(total.after).toBe(totalOf(book(recorded, rules), []));
        expect(totalOf(posted, [])).toBe(total.after);
        expect(replay(posted, [], rules).postings).toEqual([]);
        expect(replay(posted, [], currentXpRules).total.after).toBe(total.before);
      }),
    );
  });

  test('counts a cause once even in a ledger that holds it twice', () => {
    const [one] = book([occur('QUEST', 'quest', noon)], currentXpRules);
    const twice = [one!, { ...one!, id: 'copy', at: new Date('2026-06-09T12:00:00Z') }];
    const { postings, total } = replay(twice, [], currentXpRules);
    expect(total).toEqual({ before: 100, after: 50, difference: -50 });
    expect(postings).toEqual([{ occurrenceId: one!.id, xp: -50 }]);
  });

  test('gives nothing back to what was reversed', () => {
    fc.assert(
      fc.property(scenes, otherRules, (scene, rules) => {
        const { recorded } = standingXp(scene, currentXpRules);
        const { worth } = replay(recorded, [], rules);
        for (const { id, reversal } of recorded) if (reversal !== null) expect(worth.get(id)).toBe(0);
      }),
    );
  });
});
