import { expect, test } from 'vitest';
import { choicesOf, factorsOf, judgedOf } from './assessment-factors';

const saved = { factors: { scorecard: { team: 1.25 }, berkus: { idea: 0 }, riskFactors: { exit: -2 } } };

test('what was judged comes back, and what was not stays out', () => {
  const judged = judgedOf(saved);
  expect(judged['scorecard.team']).toBe('1.25');
  expect(judged['berkus.idea']).toBe('0');
  expect(judged['scorecard.product']).toBe('');
  expect(factorsOf(judged)).toEqual(saved.factors);
});

test('a figure between two steps stays to be chosen', () => {
  expect(choicesOf('scorecard', '1.1')).toEqual([0.5, 0.75, 1, 1.1, 1.25, 1.5]);
  expect(choicesOf('berkus', '')).toEqual([0, 0.25, 0.5, 0.75, 1]);
});
