import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { clauseCategories } from '../clauses/clause-categories.ts';
import { clauseSegments } from '../clauses/clause-contracts.ts';
import { riskFlags, riskKinds, riskMatches } from './risk-rules.ts';
import { findRiskyTerms } from './risky-terms.ts';
import { fitUnfair } from './unfair-terms.ts';

const codes = (text: string) => riskMatches(text).map(({ kind }) => kind.code);

describe('rules for terms that lean to one side', () => {
  test.each([
    ['limited-liability', 'In no event shall we be liable for any loss of data.'],
    ['limited-liability', 'Our total liability shall not exceed one hundred dollars.'],
    ['one-sided-change', 'We may modify these terms at any time.'],
    ['one-sided-change', 'The Company reserves the right to change the fees without notice.'],
    ['one-sided-end', 'We may suspend or terminate your account for any reason.'],
    ['content-removal', 'We reserve the right to remove any content in our sole discretion.'],
    ['arbitration', 'All claims will be resolved by binding arbitration.'],
    ['choice-of-law', 'These terms are governed by the laws of Ireland.'],
    ['jurisdiction', 'You submit to the exclusive jurisdiction of the courts of London.'],
    ['by-using', 'By using the site, you agree to be bound by these terms.'],
  ])('%s: %s', (code, text) => {
    expect(codes(text)).toContain(code);
    for (const { start, end } of riskMatches(text)) expect(end).toBeGreaterThan(start);
  });

  test.each([
    'Please keep your password safe.',
    'You are solely responsible for your own content.',
    'The parties met on 3 May in Nairobi.',
  ])('nothing in: %s', (text) => expect(codes(text)).toEqual([]));

  test('any text, and a megabyte of bait, is read in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { start, end } of riskMatches(text)) expect(start < end && end <= text.length).toBe(true);
        expect(riskFlags(text)).toHaveLength(
          riskKinds.reduce((sum, { patterns }) => sum + patterns.length, 0),
        );
      }),
    );
    for (const unit of ['we may ', 'by using or ', 'not ', 'liability ', 'aing, ', 'x']) {
      expect(processorMs(() => riskFlags(unit.repeat(Math.ceil(1_000_000 / unit.length))))).toBeLessThan(
        1000,
      );
    }
  });
});

describe('risky terms of a document', () => {
  const text = 'Fees are due monthly.\n\nWe may change these terms at any time without notice.';
  const segments = clauseSegments(text);

  test('point at the characters of the document', () => {
    const [finding] = findRiskyTerms(segments);
    expect(finding).toMatchObject({ code: 'one-sided-change', basis: 'rule', probability: null });
    expect(text.slice(finding!.start, finding!.end)).toMatch(/^We may change/);
  });

  test('take in what the clause model is sure enough of', () => {
    const category = clauseCategories.find(({ code }) => code === 'non-compete')!;
    const of = (probability: number) =>
      findRiskyTerms(segments, [[{ category, probability, margin: 0 }], []]).filter(
        ({ basis }) => basis === 'model',
      );
    expect(of(0.49)).toEqual([]);
    expect(of(0.51)).toMatchObject([
      { code: 'non-compete', probability: 0.51, start: 0, end: segments[0]!.end },
    ]);
  });
});

describe('the model for evaluation', () => {
  test('tells unfair from fair on made-up sentences, the same each time', () => {
    const sentence = (at: number, unfair: boolean) => ({
      text: unfair ? `we may terminate plan ${at} at any time` : `you can read plan ${at} in the morning`,
      unfair,
      group: String(at % 7),
    });
    const train = Array.from({ length: 60 }, (_, at) => sentence(at, at % 3 === 0));
    const model = fitUnfair(train, 1);
    const scores = model.score(['we may terminate it at any time', 'read it in the morning']);
    expect(scores[0]).toBeGreaterThan(model.threshold);
    expect(scores[1]).toBeLessThan(model.threshold);
    expect(fitUnfair(train, 1).score(['terminate'])).toEqual(model.score(['terminate']));
  });
});
