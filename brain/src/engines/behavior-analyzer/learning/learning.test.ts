import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/index.ts';
import type { FeatureVector } from '../../../services/models/index.ts';
import type { Person } from '../deps.ts';
import { dayStart, type ActiveDay, type History } from '../history/history.ts';
import type { SeatPast } from '../../../services/subscriptions/index.ts';
import { seatFeatures, seatFeaturesAt, seatOutcomeOf, seatRowAt } from './seat-churn.ts';
import { adjustedRand, segmentPeople, segmentRules } from './segments.ts';
import { outcomeOf, rowAt } from './user-churn.ts';

const person: Person = {
  id: '019a0000-0000-7000-8000-000000000001',
  name: 'Ada',
  slug: 'ada',
  status: 'ACTIVE',
  timeZone: 'America/Toronto',
  locale: 'en-CA',
  createdAt: dayStart('2026-01-01'),
};
const on = (...days: string[]): History => ({
  joinedAt: person.createdAt,
  facts: [],
  days: days.map((day): ActiveDay => ({ day, knownOn: day, events: 1, uses: 0, content: 0, features: [] })),
});

describe('a row of the churn model', () => {
  test('is about somebody active in the 30 days before, and no day of the next 30 makes it 1', () => {
    expect(rowAt(person, on('2026-05-20'), '2026-06-01')).toMatchObject({
      key: person.id,
      label: 1,
      closedAt: dayStart('2026-07-03'),
      subgroups: { language: 'en', region: 'America', tenure: 'first year' },
    });
    expect(rowAt(person, on('2026-05-20', '2026-06-01'), '2026-06-01')?.label).toBe(0);
    expect(rowAt(person, on('2026-05-20', '2026-06-30'), '2026-06-01')?.label).toBe(0);
    expect(rowAt(person, on('2026-05-20', '2026-07-01'), '2026-06-01')?.label).toBe(1);
    expect(rowAt(person, on('2026-04-20'), '2026-06-01')).toBeNull();
    expect(rowAt(person, on('2026-06-20'), '2026-06-01')).toBeNull();
  });

  test('a change of the name changes nothing', () => {
    const history = on('2026-05-20');
    expect(rowAt({ ...person, name: 'Zoë' }, history, '2026-06-01')).toEqual(
      rowAt(person, history, '2026-06-01'),
    );
  });

  test('statements come out by the days between, and are void for people who withdrew', () => {
    const said = {
      id: 's',
      kind: 'user-churn',
      subject: person.id,
      about: '',
      madeAt: new Date('2026-06-01T03:20:00Z'),
      dueAt: new Date('2026-07-01T03:20:00Z'),
    };
    expect(outcomeOf(on('2026-05-31'), said)).toBe(1);
    expect(outcomeOf(on('2026-06-02'), said)).toBe(0);
    expect(outcomeOf(on('2026-07-01'), said)).toBe(1);
    expect(outcomeOf(undefined, said)).toBe('VOID');
  });
});

describe('a row of the seat model', () => {
  const past = (...steps: [string, string][]): SeatPast => ({
    steps: steps.map(([day, state]) => ({ at: dayStart(day), state })),
    failures: [
      dayStart('2026-01-10'),
      dayStart('2026-05-10'),
      dayStart('2026-05-20'),
      dayStart('2026-06-02'),
    ],
  });
  const paid = ['2026-02-01', 'ACTIVE'] as [string, string];
  const row = (...steps: [string, string][]) =>
    seatRowAt(person, on('2026-05-30'), past(...steps), '2026-06-01');

  test('is about a seat that is paid for and not cancelled, and 1 when it ends within 60 days', () => {
    expect(row(paid)).toMatchObject({
      key: person.id,
      label: 0,
      closedAt: dayStart('2026-07-31'),
      features: { daysSinceActive: 2, activeDays30: 1, failedPayments: 2, unpaid: 0, paidMonths: 4 },
    });
    expect(Object.keys(row(paid)!.features)).toEqual(seatFeatures.map(({ name }) => name));
    expect(row(paid, ['2026-07-01', 'CANCELLING'], ['2026-07-30', 'CANCELLED'])?.label).toBe(1);
    expect(row(paid, ['2026-07-20', 'SUSPENDED'])?.label).toBe(1);
    expect(row(paid, ['2026-07-31', 'SUSPENDED'])?.label).toBe(0);
    expect(row(paid, ['2026-07-01', 'GRACE'])?.label).toBe(0);
    expect(row(paid, ['2026-05-25', 'GRACE'])?.features).toMatchObject({ unpaid: 1 });
    expect(row(paid, ['2026-05-25', 'CANCELLING'])).toBeNull();
    expect(row(['2026-02-01', 'TRIALING'])).toBeNull();
    expect(row(['2026-06-01', 'ACTIVE'])).toBeNull();
  });

  test('does not change when everything later is deleted', () => {
    const step = fc.record({
      day: fc.integer({ min: -120, max: 80 }),
      state: fc.constantFrom('ACTIVE', 'GRACE', 'CANCELLING', 'SUSPENDED', 'CANCELLED'),
    });
    const asOf = dayStart('2026-06-01');
    const at = (day: number) => new Date(asOf.getTime() + day * 86_400_000);
    fc.assert(
      fc.property(fc.array(step), fc.array(fc.integer({ min: -120, max: 80 })), (steps, failures) => {
        const whole: SeatPast = {
          steps: steps.toSorted((a, b) => a.day - b.day).map(({ day, state }) => ({ at: at(day), state })),
          failures: failures.map(at),
        };
        const known: SeatPast = {
          steps: whole.steps.filter((one) => one.at < asOf),
          failures: whole.failures.filter((one) => one < asOf),
        };
        const history = on('2026-05-30', '2026-06-03');
        expect(seatFeaturesAt(history, whole, asOf)).toEqual(seatFeaturesAt(on('2026-05-30'), known, asOf));
      }),
    );
  });

  test('statements come out by what became of the seat, and are void for people who withdrew', () => {
    const said = {
      id: 's',
      kind: 'subscription-churn',
      subject: person.id,
      about: '',
      madeAt: new Date('2026-06-01T03:20:00Z'),
      dueAt: new Date('2026-07-31T03:20:00Z'),
    };
    expect(seatOutcomeOf(past(paid, ['2026-07-01', 'SUSPENDED']), said)).toBe(1);
    expect(seatOutcomeOf(past(paid), said)).toBe(0);
    expect(seatOutcomeOf(undefined, said)).toBe('VOID');
  });
});

describe('segments', () => {
  const draw = createDraw(7);
  const noise = () => draw(1000) / 1000;
  /** Five ways to use the platform, far apart. */
  const crowd = (people: number): FeatureVector[] =>
    Array.from({ length: people }, (_, at) => {
      const kind = at % 5;
      return {
        daysSinceActive: [0, 2, 40, 10, 1][kind]! + noise(),
        activeDays30: [28, 12, 0, 4, 20][kind]! + noise(),
        activeDays90: [80, 40, 5, 10, 25][kind]! + noise(),
        trend: [0, 0, -1.5, -0.5, 1.5][kind]! + noise() / 10,
        featureBreadth: [14, 6, 0, 2, 9][kind]! + noise(),
        featureUses: [300, 60, 0, 8, 120][kind]! + noise(),
        contentItems: [40, 0, 0, 1, 15][kind]! + noise(),
      };
    });

  test('are found where they are, named differently, and everybody is placed', () => {
    const { state, segments, placed, silhouette, stability } = segmentPeople(crowd(300), 1);
    expect(state).toBe('SHOWN');
    expect(silhouette).toBeGreaterThan(0.6);
    expect(stability).toBeGreaterThan(0.95);
    expect(segments.map(({ people }) => people)).toEqual([60, 60, 60, 60, 60]);
    expect(new Set(segments.map(({ name }) => name)).size).toBe(5);
    expect(placed.every((key) => key !== null)).toBe(true);
    expect(segmentPeople(crowd(300), 1).segments.length).toBe(5);
  });

  test('are not shown for few people, for people all alike, and for noise', () => {
    expect(segmentPeople(crowd(segmentRules.people - 1), 1).state).toBe('NOT_ENOUGH_DATA');
    const alike = Array.from({ length: 250 }, () => crowd(1)[0]!).map(() => ({
      activeDays30: 3,
      featureUses: 9,
    }));
    expect(segmentPeople(alike, 1)).toMatchObject({ state: 'NOT_DISTINCT', segments: [] });
    const blur = Array.from({ length: 250 }, () =>
      Object.fromEntries(Object.keys(crowd(1)[0]!).map((name) => [name, noise() + noise() + noise()])),
    );
    expect(['NOT_DISTINCT', 'NOT_STABLE']).toContain(segmentPeople(blur, 1).state);
  });

  test('missing and infinite figures spoil nothing', () => {
    const spoiled = crowd(300).map((row, at) =>
      at % 17 ? row : { ...row, featureUses: Number.POSITIVE_INFINITY, trend: null },
    );
    expect(segmentPeople(spoiled, 1).state).toBe('SHOWN');
  });

  test('agreement of groupings is 1 for the same under other names, and about 0 by chance', () => {
    const one = Array.from({ length: 200 }, (_, at) => at % 4);
    expect(
      adjustedRand(
        one,
        one.map((group) => 3 - group),
      ),
    ).toBeCloseTo(1, 10);
    expect(
      Math.abs(
        adjustedRand(
          one,
          one.map(() => draw(4)),
        ),
      ),
    ).toBeLessThan(0.05);
  });
});
