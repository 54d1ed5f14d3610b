import { describe, expect, test } from 'vitest';
import { figureFormat } from '../../lib/numbers';
import { draftOf, emptyOffer, merged, termsOf, type OfferDraft } from './offer-draft';

const format = figureFormat('en-CA');
const sound: OfferDraft = {
  ...emptyOffer,
  addresseeId: 'somebody',
  work: 'Build the lantern and keep it lit.',
  effort: '10 hours a week',
  deliverables: 'the lantern',
  equity: '2.5',
};

describe('the terms of a draft', () => {
  test('are what was typed, and come back as the same draft', () => {
    const { terms } = termsOf(
      { ...sound, withRevenue: true, revenue: '12.25', withFee: true, fee: '1,200.5' },
      format,
    );
    expect(terms).toMatchObject({
      equity: { unit: 'PERCENT', value: '2.5' },
      vesting: { kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 },
      revenuePercent: '12.25',
      fee: { amount: '1200.5', currency: 'CAD' },
    });
    const again = termsOf(draftOf({ addresseeId: 'somebody', terms: terms! }, format), format);
    expect(again.terms).toEqual(terms);
  });

  test('name every field that is wrong', () => {
    expect(termsOf({ ...emptyOffer, withFee: true, withRevenue: true }, format).faults).toEqual({
      addresseeId: 'person',
      work: 'short',
      effort: 'short',
      deliverables: 'short',
      equity: 'percent',
      revenue: 'percent',
      fee: 'amount',
    });
    expect(termsOf({ ...sound, withEquity: false }, format).faults).toEqual({ reward: 'nothing' });
    for (const equity of ['0', '100.5', '-1', '1.1234567'])
      expect(termsOf({ ...sound, equity }, format).faults).toEqual({ equity: 'percent' });
    for (const equity of ['0', '1.5', '1,0'])
      expect(termsOf({ ...sound, unit: 'UNITS', equity }, format).faults).toEqual({ equity: 'units' });
  });
});

test('after a conflict the fields changed here keep their text', () => {
  const theirs = { ...sound, effort: '20 hours', work: 'Something else entirely.' };
  expect(merged(sound, { ...sound, effort: 'mine' }, theirs)).toEqual({ ...theirs, effort: 'mine' });
});
