import { describe, expect, it } from 'vitest';
import { moneyFormat } from '../../lib/money';
import {
  changedBy,
  changesOf,
  emptyPosting,
  emptyReward,
  fieldsOf,
  merged,
  postingOf,
} from './posting-draft';

const format = moneyFormat('en-CA');
const draft = { ...emptyPosting, title: 'A baker who codes' };

describe('the form of an opportunity', () => {
  it('takes an unfinished draft', () => {
    expect(postingOf(draft, format).body).toMatchObject({
      title: 'A baker who codes',
      requiredSkills: [],
      place: null,
      durationWeeks: null,
      openDays: 30,
    });
  });

  it('names what is mistyped, row by row', () => {
    const wrong = {
      ...draft,
      title: 'A',
      engagement: 'FULL_TIME' as const,
      hoursPerWeek: '20',
      openDays: '120',
      requiredSkills: [{ name: 'Go', level: 3 }],
      preferredSkills: [{ name: ' GO', level: 1 }],
      rewards: [
        { ...emptyReward, percent: '120' },
        { ...emptyReward, kind: 'HOURLY' as const, amount: 'much' },
      ],
    };
    expect(postingOf(wrong, format).faults).toEqual({
      title: 'title',
      hoursPerWeek: 'full',
      preferredSkills: 'twice',
      'rewards.0.percent': 'percent',
      'rewards.1.amount': 'amount',
      openDays: 'days',
    });
  });

  it('sends money in whole minor units and only what a reward of its kind can have', () => {
    const rewards = [
      { ...emptyReward, kind: 'HOURLY' as const, amount: '62.5', percent: '3' },
      { ...emptyReward, percent: '2.5', amount: '100' },
    ];
    expect(postingOf({ ...draft, rewards }, format).body?.rewards).toEqual([
      { kind: 'HOURLY', terms: '', amountMinor: '6250', currency: 'CAD' },
      { kind: 'EQUITY', terms: '', percent: '2.5' },
    ]);
  });

  it('sends what changed and nothing that its kind does not have', () => {
    const was = postingOf(draft, format).body!;
    const body = { ...was, title: 'Another', seatRole: 'LEAD' as const };
    expect(changesOf(body, was, fieldsOf.SERVICE)).toEqual({ title: 'Another' });
  });

  it('keeps what was typed here and takes the rest as others saved it', () => {
    const mine = { ...draft, title: 'Mine' };
    const theirs = { ...draft, title: 'Theirs', places: '4' };
    expect(merged(draft, mine, theirs)).toEqual({ ...theirs, title: 'Mine' });
    expect(changedBy(draft, theirs)).toEqual(['title', 'places']);
  });
});
