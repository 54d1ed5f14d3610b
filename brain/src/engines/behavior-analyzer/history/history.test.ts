import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featuresAt, personFeatures } from './features.ts';
import { dayAfter, dayStart, factsAt, type ActiveDay, type Facts, type History } from './history.ts';

const facts: Facts = {
  ventures: 1,
  teams: 0,
  leadRoles: 0,
  mentorships: 0,
  connections: 3,
  compliance: 80,
  xp: 400,
  reputation: 12,
  seat: 'ACTIVE',
  openRequests: 0,
  skills: 2,
  skillsVerified: 0,
  skillLevels: 5,
};
const asOf = dayStart('2026-06-01');

const day = (before: number, more: Partial<ActiveDay> = {}): ActiveDay => {
  const date = dayAfter('2026-06-01', -before);
  return { day: date, knownOn: date, events: 3, uses: 2, content: 1, features: ['board'], ...more };
};
const history = (days: readonly ActiveDay[], rows: History['facts'] = []): History => ({
  joinedAt: dayStart('2026-01-01'),
  days,
  facts: rows,
});

describe('the features of a person', () => {
  test('count days that have ended, in their windows', () => {
    const found = featuresAt(history([day(3), day(8, { features: ['wallet'] }), day(40), day(89)]), asOf);
    expect(found).toMatchObject({
      daysSinceActive: 3,
      activeDays7: 1,
      activeDays30: 2,
      activeDays90: 4,
      featureBreadth: 2,
      featureUses: 4,
      contentItems: 2,
      tenureDays: 151,
      ventures: null,
    });
    expect(found['trend']).toBeCloseTo(Math.log(3 / 2), 10);
  });

  test('are missing, not nothing, where nothing was ever known', () => {
    expect(featuresAt(history([]), asOf)).toMatchObject({
      daysSinceActive: null,
      compliance: null,
      xp: null,
    });
  });

  test('take the latest facts at or before the day', () => {
    const rows = [
      { at: dayStart('2026-05-01'), facts: { ...facts, ventures: 1 } },
      { at: dayStart('2026-06-01'), facts: { ...facts, ventures: 2 } },
      { at: dayStart('2026-06-02'), facts: { ...facts, ventures: 9 } },
    ];
    expect(featuresAt(history([], rows), asOf)['ventures']).toBe(2);
    expect(factsAt(rows, dayStart('2026-04-30'))).toBeNull();
  });

  test('do not change when everything later is deleted', () => {
    const anyDay = fc.record({
      before: fc.integer({ min: -60, max: 120 }),
      late: fc.integer({ min: 0, max: 20 }),
      uses: fc.nat({ max: 9 }),
    });
    const anyFacts = fc.record({ before: fc.integer({ min: -60, max: 120 }), ventures: fc.nat({ max: 9 }) });
    fc.assert(
      fc.property(fc.array(anyDay), fc.array(anyFacts), (someDays, someFacts) => {
        const days = someDays.map(({ before, late, uses }) =>
          day(before, { uses, knownOn: dayAfter('2026-06-01', late - before) }),
        );
        const rows = someFacts.map(({ before, ventures }) => ({
          at: dayStart(dayAfter('2026-06-01', -before)),
          facts: { ...facts, ventures },
        }));
        const known = days.filter(({ day: date, knownOn }) => date < '2026-06-01' && knownOn < '2026-06-01');
        const then = rows.filter(({ at }) => at <= asOf);
        expect(featuresAt(history(days, rows), asOf)).toEqual(featuresAt(history(known, then), asOf));
      }),
    );
  });

  test('hold nothing of who somebody is: only what they did and what the platform records', () => {
    const names = personFeatures.map(({ name }) => name.toLowerCase()).join(' ');
    for (const word of ['age', 'sex', 'gender', 'name', 'locale', 'language', 'country', 'zone', 'religion'])
      expect(names.split(' ')).not.toContain(word);
    expect(Object.keys(featuresAt(history([day(1)]), asOf))).toEqual(personFeatures.map(({ name }) => name));
  });
});
