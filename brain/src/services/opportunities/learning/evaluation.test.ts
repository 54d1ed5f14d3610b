import { describe, expect, test } from 'vitest';
import { peopleNeeded, trainAndJudge } from './evaluation.ts';
import { nothing, pastsOf } from './outcomes.ts';
import { featureNames, raterOf } from './ranker.ts';
import { fitTaste, tasteReader } from './taste.ts';
import { madeUp } from './test-outcomes.ts';

describe('a ranker of decided applications', () => {
  test('passes where answers follow what the transparent score weighs otherwise or does not know', () => {
    const { evaluation, ranker } = trainAndJudge(madeUp({ count: 1200, seed: 3, telling: true }));
    expect(evaluation).toMatchObject({ trained: 900, heldOut: 300, passed: true });
    expect(evaluation.people).toBeGreaterThanOrEqual(peopleNeeded);
    expect(evaluation.learned - evaluation.transparent).toBeGreaterThan(0.05);
    expect(evaluation.gainLow).toBeGreaterThan(0);
    const weight = (name: (typeof featureNames)[number]) => ranker.weights[featureNames.indexOf(name)]!;
    expect(weight('availability')).toBeGreaterThan(weight('skills'));
    expect(weight('taste')).toBeGreaterThan(0);
  });

  test('does not pass where answers are tossed, whatever the toss', () => {
    for (const seed of [1, 2, 3, 4, 5, 6])
      expect(trainAndJudge(madeUp({ count: 1000, seed, telling: false })).evaluation).toMatchObject({
        passed: false,
      });
  });

  test('does not pass on too few people, however well it does', () => {
    const few = madeUp({ count: 1000, seed: 3, telling: true }).map((one, at) => ({
      ...one,
      applicantId: `person ${at % 20}`,
    }));
    const { evaluation } = trainAndJudge(few);
    expect(evaluation.people).toBeLessThan(peopleNeeded);
    expect(evaluation.passed).toBe(false);
    expect(evaluation.why).toContain('are needed to tell two orders apart');
  });

  test('is the same for the same answers', () => {
    const outcomes = madeUp({ count: 600, seed: 9, telling: true });
    expect(trainAndJudge(outcomes)).toEqual(trainAndJudge(structuredClone(outcomes)));
  });

  test('orders by what it learnt, also for somebody of whom nothing is known', () => {
    const rate = raterOf(trainAndJudge(madeUp({ count: 1200, seed: 3, telling: true })).ranker);
    const one = (availability: number, skills: number) =>
      rate({
        components: { skills, experience: 0.5, availability, location: 0.5, interests: 0.5 },
        wish: null,
        traits: [],
        pasts: { person: nothing, side: nothing },
      });
    expect(one(1, 0.4)).toBeGreaterThan(one(0.2, 1));
  });
});

describe('what was known when somebody applied', () => {
  test('is what had been decided by then, and nothing later', () => {
    const outcomes = madeUp({ count: 300, seed: 5, telling: true });
    for (const [at, { person, side }] of pastsOf(outcomes).entries()) {
      const one = outcomes[at]!;
      const before = outcomes.filter(({ decidedAt }) => decidedAt < one.appliedAt);
      const own = before.filter(({ applicantId }) => applicantId === one.applicantId);
      const theirs = before.filter(({ sideId }) => sideId === one.sideId);
      const accepted = own.filter((before_) => before_.accepted);
      expect(person.asked).toBe(own.length);
      expect(person.accepted).toBe(accepted.length);
      expect(person.traits.toSorted()).toEqual([...new Set(accepted.flatMap(({ traits }) => traits))].sort());
      expect([side.asked, side.accepted]).toEqual([theirs.length, theirs.filter((t) => t.accepted).length]);
    }
  });
});

test('tastes speak for what goes together, and of nobody unknown', () => {
  const reader = tasteReader(fitTaste(madeUp({ count: 1200, seed: 3, telling: true })));
  expect(reader(['skill design'], ['tag design 1'])).toBeGreaterThan(reader(['skill design'], ['tag law 1']));
  expect(reader([], ['skill law'])).toBe(0);
  expect(reader(['skill unheard of'], ['skill law'])).toBe(0);
});
