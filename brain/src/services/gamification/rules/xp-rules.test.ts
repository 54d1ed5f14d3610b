import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { award, correction, reverse, totalOf, windowOf, type Occurrence } from './xp-rules.ts';
import { currentXpRules, problemsOfRules, xpEvents, type XpEvent, type XpRules } from './xp-table.ts';
import { book, happenings, occur, scenes, standingXp } from './test-ledger.ts';

const noon = new Date('2026-06-10T12:00:00Z');

function many(count: number, event: XpEvent, change: (index: number) => Partial<Occurrence> = () => ({})) {
  return book(
    Array.from({ length: count }, (_, index) => occur(event, `${event}-${index}`, noon, change(index))),
    currentXpRules,
  );
}

describe('the table of the domain rules', () => {
  const cases: readonly [event: XpEvent, xp: number, tried: number, counted: number][] = [
    ['DAILY_LOGIN', 5, 3, 1],
    ['CONTRIBUTION_APPROVED', 25, 30, 30],
    ['IDEA_POSTED', 15, 7, 5],
    ['POLL_VOTE', 5, 12, 10],
    ['MESSAGE', 3, 25, 20],
    ['JOURNEY_STAGE', 50, 7, 7],
    ['JOURNEY_FINISHED', 100, 2, 1],
    ['QUEST', 50, 8, 8],
    ['KUDOS_GIVEN', 10, 6, 5],
    ['KUDOS_RECEIVED', 20, 11, 10],
    ['ENDORSEMENT_GIVEN', 15, 6, 5],
    ['BADGE', 100, 22, 22],
    ['EQUITY_GRANT_RECEIVED', 50, 3, 1],
    ['PROJECT_COMPLETED', 200, 2, 1],
    ['COMMUNITY_HELP_ACCEPTED', 30, 4, 3],
    ['VENTURE_MILESTONE_DONE', 50, 9, 6],
    ['FIRST_VENTURE_ACTIVATED', 200, 2, 1],
    ['VENTURE_IN_LAUNCH', 500, 2, 1],
  ];

  test.each(cases)('%s earns %i each, %i tried, %i counted', (event, xp, tried, counted) => {
    const recorded = many(tried, event);
    expect(recorded.filter((one) => one.xp > 0)).toHaveLength(counted);
    expect(totalOf(recorded, [])).toBe(xp * counted);
  });

  test('a task earns by its priority', () => {
    const worth = (['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const).map(
      (priority) => many(1, 'TASK_DONE', () => ({ priority }))[0]?.xp,
    );
    expect(worth).toEqual([10, 25, 50, 100]);
  });

  test('names every event, and is sound', () => {
    expect([...cases.map(([event]) => event), 'TASK_DONE'].toSorted()).toEqual(xpEvents.toSorted());
    expect(problemsOfRules(currentXpRules)).toEqual([]);
  });

  test('refuses rules whose totals would depend on order', () => {
    const { events } = currentXpRules;
    const rules: XpRules = {
      ...currentXpRules,
      events: {
        ...events,
        TASK_DONE: { ...events.TASK_DONE, cap: { count: 3, per: 'DAY' } },
        MESSAGE: { xp: -3, cap: { count: 0, per: 'DAY' } },
      },
    };
    expect(problemsOfRules(rules)).toHaveLength(3);
  });
});

describe('caps', () => {
  test('begin anew with the day of the person, not with that of UTC', () => {
    const at = (iso: string) => ({ at: new Date(iso), timeZone: 'America/Vancouver' });
    const evening = many(6, 'IDEA_POSTED', () => at('2026-06-10T23:30:00Z'));
    expect(totalOf(evening, [])).toBe(75);
    // In UTC the next day has begun; in Vancouver it is still the afternoon of the 10th.
    const late = award(
      occur('IDEA_POSTED', 'late', noon, at('2026-06-11T01:00:00Z')),
      evening,
      currentXpRules,
    );
    expect(late).toMatchObject({ granted: false, reason: 'CAP_REACHED' });
    const morning = occur('IDEA_POSTED', 'next', noon, at('2026-06-11T07:00:00Z'));
    expect(award(morning, evening, currentXpRules)).toMatchObject({ granted: true, xp: 15 });
    expect(award(morning, evening, { ...currentXpRules, days: 'UTC' })).toMatchObject({ granted: true });
  });

  test('of a month are counted for each venture', () => {
    const recorded = many(4, 'EQUITY_GRANT_RECEIVED', (index) => ({
      within: index < 2 ? 'one' : 'two',
      at: new Date(index === 3 ? '2026-07-01T00:00:00Z' : '2026-06-30T12:00:00Z'),
    }));
    expect(recorded.map(({ xp }) => xp)).toEqual([50, 0, 50, 50]);
  });

  test('say what they are', () => {
    const recorded = many(6, 'VENTURE_MILESTONE_DONE');
    const seventh = award(occur('VENTURE_MILESTONE_DONE', 'x', noon), recorded, currentXpRules);
    expect(seventh).toMatchObject({ detail: 'This earns XP at most 6 times in all for each plan.' });
    expect(award(occur('MESSAGE', 'x', noon), many(20, 'MESSAGE'), currentXpRules)).toMatchObject({
      detail: 'This earns XP at most 20 times a day.',
    });
  });

  test('hold however things happen', () => {
    fc.assert(
      fc.property(happenings, (tried) => {
        const windows = new Map<string, number>();
        for (const one of book(tried, currentXpRules)) {
          const window = windowOf(one, currentXpRules);
          if (window && one.xp > 0) windows.set(window, (windows.get(window) ?? 0) + 1);
          const { cap } = currentXpRules.events[one.event];
          if (window && cap) expect(windows.get(window) ?? 0).toBeLessThanOrEqual(cap.count);
        }
      }),
    );
  });
});

describe('a cause', () => {
  test('earns once, however often it is told', () => {
    const [first] = many(1, 'CONTRIBUTION_APPROVED');
    const again = { ...first!, id: 'again', at: new Date('2027-01-01T00:00:00Z') };
    expect(award(again, [first!], currentXpRules)).toMatchObject({
      granted: false,
      reason: 'ALREADY_AWARDED',
    });
    expect(award({ ...again, event: 'QUEST' }, [first!], currentXpRules)).toMatchObject({ granted: true });
  });

  test('that was refused by a cap is not tried again with the next day', () => {
    const recorded = many(6, 'IDEA_POSTED');
    const again = { ...recorded[5]!, id: 'again', at: new Date('2026-06-11T12:00:00Z') };
    expect(award(again, recorded, currentXpRules)).toMatchObject({
      granted: false,
      reason: 'ALREADY_AWARDED',
    });
  });

  test('may earn again after a reversal', () => {
    const [first] = many(1, 'TASK_DONE', () => ({ priority: 'HIGH' }));
    const undone = { ...first!, xp: 0, reversal: 'The task was reopened.' };
    expect(award({ ...first!, id: 'again' }, [undone], currentXpRules)).toMatchObject({
      granted: true,
      xp: 50,
    });
  });
});

describe('a reversal', () => {
  test('names its reason and takes exactly what was given', () => {
    const recorded = many(2, 'QUEST');
    const { id } = recorded[0]!;
    expect(reverse(id, ' Filed by mistake. ', recorded, currentXpRules)).toEqual({
      occurrenceId: id,
      xp: -50,
      reason: 'Filed by mistake.',
      movesUp: null,
    });
    expect(() => reverse(id, '  ', recorded, currentXpRules)).toThrow('Give the reason');
    expect(() => reverse('unknown', 'x', recorded, currentXpRules)).toThrow('no such XP event');
    const twice = recorded.map((one) => (one.id === id ? { ...one, xp: 0, reversal: 'x' } : one));
    expect(() => reverse(id, 'x', twice, currentXpRules)).toThrow('reversed already');
  });

  test('takes what was posted even when the rules have changed since', () => {
    const recorded = many(1, 'QUEST').map((one) => ({ ...one, xp: 35 }));
    expect(reverse(recorded[0]!.id, 'x', recorded, currentXpRules).xp).toBe(-35);
  });

  test('gives the place to the earliest that the cap refused', () => {
    const recorded = many(8, 'IDEA_POSTED', (index) => ({ at: new Date(noon.getTime() + index) }));
    const { xp, movesUp } = reverse(recorded[2]!.id, 'Spam.', recorded, currentXpRules);
    expect([xp, movesUp]).toEqual([-15, { occurrenceId: recorded[5]!.id, xp: 15 }]);
    expect(reverse(recorded[2]!.id, 'Spam.', recorded.toReversed(), currentXpRules).movesUp).toEqual(movesUp);
    // One that earned nothing leaves no place.
    expect(reverse(recorded[6]!.id, 'Spam.', recorded, currentXpRules)).toMatchObject({
      xp: 0,
      movesUp: null,
    });
  });

  test('right after an award restores the total', () => {
    fc.assert(
      fc.property(happenings, happenings, (before, [next]) => {
        const recorded = book(before, currentXpRules);
        if (!next || !award(next, recorded, currentXpRules).granted) return;
        const after = book([...before, next], currentXpRules);
        const { xp, movesUp } = reverse(after.at(-1)!.id, 'x', after, currentXpRules);
        expect(totalOf(after, []) + xp + (movesUp?.xp ?? 0)).toBe(totalOf(recorded, []));
      }),
    );
  });

  test('of everything leaves nothing', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        let { recorded } = standingXp(scene, currentXpRules);
        for (const { id } of recorded.filter(({ reversal }) => reversal === null)) {
          const { movesUp } = reverse(id, 'x', recorded, currentXpRules);
          recorded = recorded.map((one) => {
            if (one.id === id) return { ...one, xp: 0, reversal: 'x' };
            return one.id === movesUp?.occurrenceId ? { ...one, xp: movesUp.xp } : one;
          });
        }
        expect(totalOf(recorded, [])).toBe(0);
      }),
    );
  });
});

describe('a total', () => {
  test('goes below nothing by a correction alone, and that one says why', () => {
    fc.assert(
      fc.property(scenes, fc.array(fc.integer({ min: -900, max: 900 })), (scene, changes) => {
        const { recorded } = standingXp(scene, currentXpRules);
        expect(totalOf(recorded, [])).toBeGreaterThanOrEqual(0);
        const corrections = changes
          .filter((xp) => xp !== 0)
          .map((xp, index) => correction(`${index}`, xp, 'Counted twice.'));
        if (totalOf(recorded, corrections) < 0) expect(corrections.some(({ xp }) => xp < 0)).toBe(true);
        expect(corrections.every(({ reason }) => reason !== '')).toBe(true);
      }),
    );
  });

  test('takes no correction without a reason or of no size', () => {
    expect(() => correction('1', -5, ' ')).toThrow('Give the reason');
    expect(() => correction('1', -5, 'x'.repeat(501))).toThrow('at most 500');
    for (const xp of [0, 0.5, Number.NaN, 100_001, -100_001])
      expect(() => correction('1', xp, 'x')).toThrow('whole number');
  });
});
