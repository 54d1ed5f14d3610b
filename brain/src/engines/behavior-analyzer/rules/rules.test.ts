import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestionsFor, type AdviceFacts } from './advice.ts';
import { patternOf } from './pattern.ts';
import * as scores from './scores.ts';
import { signalsIn, type Watched } from './signals.ts';

const count = fc.nat({ max: 500 });

describe('engagement', () => {
  test('is the sum of three capped parts', () => {
    const { score, parts } = scores.engagementOf({ activeDays: 12, featureUses: 50, contentItems: 4 });
    expect(parts.map(({ points }) => points)).toEqual([24, 20, 12]);
    expect(score).toBe(56);
    expect(scores.engagementLevel(score)).toBe('MEDIUM');
    expect(scores.engagementOf({ activeDays: 30, featureUses: 400, contentItems: 90 }).score).toBe(100);
  });

  test('has its levels at 40, 60 and 80', () => {
    const levels = [0, 39.9, 40, 59.9, 60, 79.9, 80, 100].map(scores.engagementLevel);
    expect(levels).toEqual(['LOW', 'LOW', 'MEDIUM', 'MEDIUM', 'HIGH', 'HIGH', 'VERY_HIGH', 'VERY_HIGH']);
  });
});

test('collaboration ends at 100', () => {
  const counts = { ventures: 2, teams: 1, leadRoles: 1, mentorships: 1, connections: 7 };
  expect(scores.collaborationOf(counts).score).toBe(74);
  expect(scores.collaborationOf({ ...counts, connections: 70 }).score).toBe(100);
});

test('performance weighs four figures, and leaves an unknown one out', () => {
  const figures = { engagement: 60, xpProgress: 40, collaboration: 50, compliance: 100 };
  expect(scores.performanceOf(figures).score).toBe(61);
  const without = scores.performanceOf({ ...figures, compliance: null });
  expect(without.missing).toEqual(['Compliance score']);
  expect(without.score).toBeCloseTo((0.3 * 60 + 0.2 * 40 + 0.3 * 50) / 0.8, 5);
});

test('churn risk follows its formula, with its levels above 40 and 70', () => {
  const score = (facts: scores.ChurnFacts) => scores.churnRiskOf(facts).score;
  expect(score({ daysSinceActive: 10, engagement: 30, openRequests: 1, features30: 4 })).toBe(43);
  expect(score({ daysSinceActive: 90, engagement: 0, openRequests: 9, features30: 0 })).toBe(100);
  expect(score({ daysSinceActive: 0, engagement: 80, openRequests: 0, features30: 12 })).toBe(0);
  expect([40, 40.1, 70, 70.1].map(scores.riskLevel)).toEqual(['LOW', 'MEDIUM', 'MEDIUM', 'HIGH']);
});

test('scores stay between 0 and 100, whatever is counted', () => {
  const any = fc.oneof(count, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -5));
  fc.assert(
    fc.property(any, any, any, any, any, (a, b, c, d, e) => {
      const all = [
        scores.engagementOf({ activeDays: a, featureUses: b, contentItems: c }),
        scores.collaborationOf({ ventures: a, teams: b, leadRoles: c, mentorships: d, connections: e }),
        scores.performanceOf({ engagement: a, xpProgress: b, collaboration: c, compliance: d }),
        scores.churnRiskOf({ daysSinceActive: a, engagement: b, openRequests: c, features30: d }),
      ];
      for (const { score } of all) expect(score >= 0 && score <= 100).toBe(true);
    }),
  );
});

test('a day longer away never lowers the churn risk, a feature more never raises it', () => {
  fc.assert(
    fc.property(count, count, count, count, (daysSinceActive, engagement, openRequests, features30) => {
      const facts = { daysSinceActive, engagement, openRequests, features30 };
      const { score } = scores.churnRiskOf(facts);
      expect(scores.churnRiskOf({ ...facts, daysSinceActive: daysSinceActive + 1 }).score >= score).toBe(
        true,
      );
      expect(scores.churnRiskOf({ ...facts, features30: features30 + 1 }).score <= score).toBe(true);
    }),
  );
});

describe('advice', () => {
  const content: AdviceFacts = {
    compliance: 100,
    journey: { finished: true, nextStage: null },
    waitingForMe: 0,
    collaboration: 80,
    ventures: 2,
    connections: 9,
    matches: 3,
    xpProgress: 70,
    openQuests: ['Create a company'],
    owned: [{ ventureId: 'v', name: 'Kelp', runwayMonths: 12, readinessGaps: [] }],
  };
  const actions = (facts: Partial<AdviceFacts>) =>
    suggestionsFor({ ...content, ...facts }).map(({ action }) => action);

  test('is silent when nothing is missing', () => expect(actions({})).toEqual([]));
  test('fires one rule each, papers first', () => {
    expect(actions({ compliance: 99 })).toEqual(['SIGN_PAPERS']);
    expect(actions({ compliance: null })).toEqual([]);
    expect(actions({ collaboration: 49, ventures: 0, connections: 1 })).toEqual([
      'JOIN_VENTURE',
      'SEE_OPPORTUNITIES',
      'MEET_PEOPLE',
    ]);
    expect(actions({ xpProgress: 49 })).toEqual(['OPEN_QUESTS']);
    expect(actions({ xpProgress: 49, openQuests: [] })).toEqual([]);
    expect(
      actions({ owned: [{ ventureId: 'v', name: 'Kelp', runwayMonths: 5.9, readinessGaps: ['team'] }] }),
    ).toEqual(['RUNWAY_SHORT', 'READINESS_GAP']);
    expect(actions({ compliance: 50, waitingForMe: 2 })).toEqual(['SIGN_PAPERS', 'ANSWER_REQUESTS']);
  });
  test('gives its reason with every suggestion', () => {
    for (const { reason, rule } of suggestionsFor({ ...content, compliance: 12, xpProgress: 0 })) {
      expect(reason.length).toBeGreaterThan(20);
      expect(rule.length).toBeGreaterThan(5);
    }
  });
});

test('the pattern of collaboration is that of the first rule that fits', () => {
  const none = { ventures: 0, teams: 0, leadRoles: 0, mentorships: 0, connections: 0 };
  expect(patternOf(none).pattern).toBe('ON_THEIR_OWN');
  expect(patternOf({ ...none, connections: 5 }).pattern).toBe('CONNECTING');
  expect(patternOf({ ...none, ventures: 1 }).pattern).toBe('IN_ONE_GROUP');
  expect(patternOf({ ...none, ventures: 1, teams: 1 }).pattern).toBe('ACROSS_GROUPS');
  expect(patternOf({ ...none, ventures: 2, leadRoles: 2 }).pattern).toBe('LEADING');
});

describe('signals', () => {
  const start = Date.parse('2026-03-02T10:00:00Z');
  const at = (minutes: number) => new Date(start + minutes * 60_000);
  const quiet: Watched = { failures: [], devices: [], sessions: [], transfers: [] };
  const kinds = (watched: Partial<Watched>) => signalsIn({ ...quiet, ...watched }).map(({ kind }) => kind);
  const failures = (many: number, apartMinutes: number) =>
    Array.from({ length: many }, (_, one) => ({
      userId: 'ada',
      at: at(one * apartMinutes),
      ip: '192.0.2.1',
    }));

  test('tell of a burst of failed sign-ins, and not of as many spread over a day', () => {
    expect(kinds({ failures: failures(10, 5) })).toEqual(['SIGN_IN_FAILURES']);
    expect(kinds({ failures: failures(9, 5) })).toEqual([]);
    expect(kinds({ failures: failures(12, 60) })).toEqual([]);
  });
  test('tell of devices and networks at an impossible pace', () => {
    const devices = [0, 60, 120, 180].map((minutes) => ({ userId: 'ada', at: at(minutes) }));
    expect(kinds({ devices })).toEqual(['MANY_NEW_DEVICES']);
    const session = (ip: string, minutes: number) => ({
      userId: 'ada',
      at: at(minutes),
      ip,
      device: 'Firefox',
    });
    expect(
      kinds({ sessions: [session('192.0.2.1', 0), session('198.51.100.1', 4), session('203.0.113.1', 9)] }),
    ).toEqual(['IMPOSSIBLE_PACE']);
    expect(
      kinds({ sessions: [session('192.0.2.1', 0), session('192.0.2.9', 4), session('192.0.2.77', 9)] }),
    ).toEqual([]);
  });
  test('tell of BUZ that go round over others, once, and not of a loan given back', () => {
    const transfer = (id: string, from: string, to: string, minutes: number, micro = 100n) => ({
      id,
      from,
      to,
      at: at(minutes),
      micro,
    });
    const ring = [
      transfer('1', 'a', 'b', 0),
      transfer('2', 'b', 'c', 9, 95n),
      transfer('3', 'c', 'a', 30, 90n),
    ];
    const [found, ...others] = signalsIn({ ...quiet, transfers: ring });
    expect(found).toMatchObject({ kind: 'TRANSFER_RING', userId: 'a' });
    expect(others).toEqual([]);
    expect(kinds({ transfers: [transfer('1', 'a', 'b', 0), transfer('2', 'b', 'a', 5)] })).toEqual([]);
    expect(kinds({ transfers: [...ring.slice(0, 2), transfer('3', 'c', 'a', 30, 20n)] })).toEqual([]);
    const rapid = [0, 1, 2, 3, 4].map((minute) => transfer(String(minute), 'a', `to-${minute}`, minute));
    expect(kinds({ transfers: rapid })).toEqual(['RAPID_TRANSFERS']);
  });
});
