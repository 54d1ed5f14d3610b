import { describe, expect, test } from 'vitest';
import { createCrowd } from '../test-crowd.ts';
import { admits } from './filters.ts';
import type { Opportunity, Person } from './profiles.ts';

const crowd = createCrowd(1, { skills: 5, topics: 5, places: 5 });
const person: Person = {
  ...crowd.person(1),
  open: true,
  rungs: [0, 1],
  ventureIds: ['v'],
  hours: 10,
  utcOffset: 0,
  languages: ['English'],
};
const opportunity: Opportunity = {
  ...crowd.opportunity(1),
  creatorId: 'somebody else',
  open: true,
  expiresAt: 10,
  visibility: 'PUBLIC',
  ventureId: 'v',
  invitedIds: [],
  rungs: [],
  hours: 20,
  utcOffset: 300,
  languages: [],
  withinMinutes: null,
};

describe('the hard filters', () => {
  test.each<[string, Partial<Person>, Partial<Opportunity>, boolean]>([
    ['open to everybody', {}, {}, true],
    ['a person who is not open', { open: false }, {}, false],
    ['withdrawn or filled', {}, { open: false }, false],
    ['expired at this instant', {}, { expiresAt: 5 }, false],
    ["one's own", {}, { creatorId: person.id }, false],
    ['for members', {}, { visibility: 'MEMBER_ONLY' }, true],
    ['for members, to a guest', { rungs: [0] }, { visibility: 'MEMBER_ONLY' }, false],
    ['for subscribers, to a member', {}, { visibility: 'SUBSCRIBER_ONLY' }, false],
    // A rung is asked for by itself: 9 does not stand for 2.
    ['for subscribers, to a higher number', { rungs: [0, 1, 9] }, { visibility: 'SUBSCRIBER_ONLY' }, false],
    ['for the venture, to a member of it', {}, { visibility: 'VENTURE_ONLY' }, true],
    ['for the venture, to another', { ventureIds: ['w'] }, { visibility: 'VENTURE_ONLY' }, false],
    ['for the venture, of none', {}, { visibility: 'VENTURE_ONLY', ventureId: null }, false],
    ['private, invited', {}, { visibility: 'PRIVATE', invitedIds: [person.id] }, true],
    ['private, not invited', {}, { visibility: 'PRIVATE', invitedIds: ['x'] }, false],
    ['papers held', { rungs: [0, 1, 5] }, { rungs: [1, 5] }, true],
    ['papers missing', {}, { rungs: [1, 5] }, false],
    ['a common language', {}, { languages: ['french', 'ENGLISH'] }, true],
    ['no common language', {}, { languages: ['french'] }, false],
    ['a language, none stated', { languages: [] }, { languages: ['french'] }, true],
    ['clocks near enough', {}, { withinMinutes: 300 }, true],
    ['clocks too far apart', {}, { withinMinutes: 299 }, false],
    ['clocks, none stated', { utcOffset: null }, { withinMinutes: 0 }, true],
  ])('%s', (_, one, other, expected) => {
    expect(admits({ ...person, ...one }, { ...opportunity, ...other }, { at: 5, availability: 0 })).toBe(
      expected,
    );
  });

  test('hours enough, where the question says so', () => {
    expect(admits(person, opportunity, { at: 5, availability: 0.5 })).toBe(true);
    expect(admits(person, opportunity, { at: 5, availability: 0.6 })).toBe(false);
  });
});
