import fc from 'fast-check';
import { expect, test } from 'vitest';
import { communityScore, endorsementWeight, isMutual, reputationOf } from './reputation.ts';

test('reputation is the sum of its parts', () => {
  const none = {
    xp: 0,
    endorsementWeights: [],
    kudosReceived: 0,
    contributionsApproved: 0,
    ideas: 0,
    verifiedSkills: 0,
  };
  expect(reputationOf(none)).toBe(0);
  expect(reputationOf({ ...none, xp: 199 })).toBe(1);
  expect(reputationOf({ ...none, endorsementWeights: [5, 1] })).toBe(30);
  expect(
    reputationOf({
      xp: 1_250,
      endorsementWeights: [3, 4],
      kudosReceived: 2,
      contributionsApproved: 7,
      ideas: 3,
      verifiedSkills: 1,
    }),
  ).toBe(12 + 35 + 6 + 14 + 15 + 10);
});

test('the community score weighs what was done', () => {
  const one = { messages: 1, kudosGiven: 1, endorsementsGiven: 1, ideas: 1, pollVotes: 1 };
  expect(communityScore(one)).toBe(2 + 5 + 8 + 10 + 3);
  expect(communityScore({ ...one, messages: 11 })).toBe(48);
});

test('an endorsement weighs 1 to 5', () => {
  const stranger = { level: 0, verified: false, sharedDays: 0 };
  expect(endorsementWeight(stranger, false)).toBe(1);
  expect(endorsementWeight({ ...stranger, level: 2 }, false)).toBe(1);
  expect(endorsementWeight({ ...stranger, level: 3 }, false)).toBe(2);
  expect(endorsementWeight({ ...stranger, level: 3, verified: true }, false)).toBe(3);
  expect(endorsementWeight({ ...stranger, sharedDays: 29 }, false)).toBe(1);
  expect(endorsementWeight({ ...stranger, sharedDays: 30 }, false)).toBe(3);
  expect(endorsementWeight({ level: 5, verified: true, sharedDays: 400 }, false)).toBe(5);
  expect(endorsementWeight({ level: 5, verified: true, sharedDays: 400 }, true)).toBe(1);
});

test('endorsements are mutual within seven days, either way round', () => {
  const given = { from: 'a', to: 'b', at: new Date('2026-06-01T00:00:00Z') };
  const back = (iso: string) => ({ from: 'b', to: 'a', at: new Date(iso) });
  expect(isMutual(given, [back('2026-06-08T00:00:00Z')])).toBe(true);
  expect(isMutual(given, [back('2026-06-08T00:00:00.001Z')])).toBe(false);
  expect(isMutual(given, [back('2026-05-25T00:00:00Z')])).toBe(true);
  expect(isMutual(given, [given, { ...given, from: 'c', to: 'a' }])).toBe(false);
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.nat(20 * 86_400_000), (at, later) => {
      const answer = back(new Date(Math.min(at.getTime() + later, 8.64e15)).toISOString());
      const first = { ...given, at };
      expect(isMutual(first, [answer])).toBe(isMutual(answer, [first]));
    }),
  );
});
