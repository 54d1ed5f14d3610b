import { describe, expect, test } from 'vitest';
import { build, emptyDraft, type ActDraft } from './act-draft';
import { fieldsOf, type ActName } from './acts';
import { figureFormat } from '../../lib/numbers';

const en = figureFormat('en-CA');
const draft = (text: Record<string, string>, more: Partial<ActDraft> = {}): ActDraft => ({
  ...emptyDraft,
  text,
  ...more,
});

describe('an act made of its fields', () => {
  test('writes figures as the wire does', () => {
    const filled = draft({
      stakeholderId: 'h',
      classId: 'c',
      shares: '4,800,000',
      pricePerShare: '0.0001',
      termsId: 't',
      vestingStart: '2026-01-31',
      note: ' For the ovens ',
    });
    expect(build('ISSUE', filled, en, 'CAD').act).toEqual({
      act: 'ISSUE',
      stakeholderId: 'h',
      classId: 'c',
      shares: '4800000',
      pricePerShare: { amount: '0.0001', currency: 'CAD' },
      termsId: 't',
      vestingStart: '2026-01-31',
      note: 'For the ovens',
    });
  });

  test('leaves out what was not filled in', () => {
    const filled = draft({ stakeholderId: 'h', investment: '50,000', discount: '20' });
    expect(build('ISSUE_SAFE', filled, en, 'CAD').act).toEqual({
      act: 'ISSUE_SAFE',
      stakeholderId: 'h',
      investment: { amount: '50000', currency: 'CAD' },
      discount: '0.2',
      timing: 'POST_MONEY',
      mostFavoured: false,
      note: '',
    });
  });

  test('names every field that is wrong', () => {
    const wrong = draft({ classId: 'c', shares: '1.5', pricePerShare: 'free' });
    expect(build('ISSUE', wrong, en, 'CAD').faults).toEqual({
      stakeholderId: 'missing',
      shares: 'count',
      pricePerShare: 'number',
    });
    expect(
      build('ACCELERATE', draft({ securityId: 's', percent: '101', note: 'x' }), en, 'CAD').faults,
    ).toEqual({
      percent: 'percent',
      note: 'short',
    });
    expect(
      build('ISSUE_SAFE', draft({ stakeholderId: 'h', investment: '1', discount: '120' }), en, 'CAD').faults,
    ).toEqual({ discount: 'percent' });
  });

  test('a class that converts, terms and a new holder', () => {
    const preferred = draft(
      { name: 'Series A', kind: 'PREFERRED', liquidationMultiple: '1', convertsInto: 'c' },
      { on: { unlimited: true } },
    );
    expect(build('ADD_CLASS', preferred, en, 'CAD').act).toMatchObject({
      authorised: 'UNLIMITED',
      convertsInto: { classId: 'c', numerator: '1', denominator: '1' },
    });
    expect(build('ADD_TERMS', draft({ name: 'Usual' }), en, 'CAD').act).toMatchObject({
      plan: { kind: 'TIME', months: 48 },
      allocation: 'CUMULATIVE_ROUND_DOWN',
    });
    const guest = draft({
      who: 'OTHER',
      holderName: 'Ida Angel',
      email: 'ida@example.com',
      relationship: 'INVESTOR',
    });
    expect(build('ADD_STAKEHOLDER', guest, en, 'CAD').act).toMatchObject({
      stakeholder: { name: 'Ida Angel', email: 'ida@example.com', relationship: 'INVESTOR' },
    });
    expect(build('ADD_STAKEHOLDER', draft({ who: 'OTHER' }), en, 'CAD').faults).toEqual({
      email: 'email',
      holderName: 'missing',
    });
  });

  test.each(Object.keys(fieldsOf) as ActName[])('%s with nothing filled in is not an act', (name) => {
    expect(build(name, emptyDraft, en, 'CAD').act).toBeNull();
  });
});
